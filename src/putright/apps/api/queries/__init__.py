"""Reads of the API: tokens and webhooks, and cases as other programs read them."""
