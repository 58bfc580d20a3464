"""Residents: names, addresses, contacts and needs, by day."""
