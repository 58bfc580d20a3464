"""Putright: complaint casework for social landlords, and the figures it proves."""
