"""What this app refuses, in words for whoever asked."""


class ApiRefusedError(ValueError):
    """Something can't be done: what, why, and what to do instead."""
