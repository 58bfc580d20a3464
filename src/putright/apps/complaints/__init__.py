"""Complaints: the journal, its summary rows, steps and pages."""
