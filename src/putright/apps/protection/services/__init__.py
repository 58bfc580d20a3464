"""Writes of data protection: the schedule, what it erases, copies for people."""
