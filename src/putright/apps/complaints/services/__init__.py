"""Writes of casework: one function, one transaction each."""
