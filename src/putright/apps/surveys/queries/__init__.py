"""Reads of surveys. Other rooms are given `results`."""

from putright.apps.surveys.queries.working_out import results

__all__ = ["results"]
