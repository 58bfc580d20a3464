"""Complaints: events, the case they fold to, what may be decided, clocks, letters."""
