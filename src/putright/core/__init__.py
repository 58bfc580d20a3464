"""Floor 2: pure functions on plain values. No Django, no clock, no files."""
