"""Sections of reports: each says which figures it asks, and is built from them."""
