"""Every write to surveys."""

from putright.apps.surveys.services.errors import SurveyRefusedError

__all__ = ["SurveyRefusedError"]
