"""Reads of reports: as drafted, as published, and as they would be now."""
