"""Keeping the landlord's records safe: one file with all of them, and back again."""
