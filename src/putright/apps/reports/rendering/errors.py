"""What a renderer refuses, in words for whoever asked for the report."""


class NotRenderedError(Exception):
    """The report can't be made in this format; the message says what to do."""
