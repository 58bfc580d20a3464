"""Reads of data protection: what is due, what was decided, what is held on a person."""
