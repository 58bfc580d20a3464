"""Every "no" of this app, in words for the person who asked."""


class LetterRefusedError(Exception):
    """Something can't be done to a letter now; the message says why and what to do."""
