"""Many people at once, against a landlord made for it: what went wrong, how slow."""
