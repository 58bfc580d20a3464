"""Homes the landlord owns or manages, by day."""
