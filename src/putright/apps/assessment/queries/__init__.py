"""Reads of assessments: which there are, their rows, what the records show."""
