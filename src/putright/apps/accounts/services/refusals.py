"""What this app refuses, in words for the person who asked."""


class AccountRefusedError(Exception):
    """A change to people, roles or teams was refused; the message says why."""
