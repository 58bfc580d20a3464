"""Every "no" of this app, in words for the person who asked."""


class LetterRefusedError(Exception):
    """Something can't be done to a letter now; the message says why and what to do."""


class FileGoneError(LookupError):
    """Bytes that should be kept and are not, or are not what they were."""


class StoreAwayError(FileGoneError):
    """The store of files does not answer; nothing is said of the file itself.

    Made with why, in a word or two; it reads as a sentence for the person who asked.
    """

    def __init__(self, why: str) -> None:
        """Say why."""
        super().__init__(
            f"The store that keeps files does not answer ({why}). Try again in a few "
            "minutes; if it goes on, tell whoever looks after the program."
        )
