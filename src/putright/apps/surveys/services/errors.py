"""What a survey refuses."""


class SurveyRefusedError(ValueError):
    """It could not be done; the message says why and what to do."""
