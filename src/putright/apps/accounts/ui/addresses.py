"""Addresses of pages by name, where an app may not have the page."""

from django.urls import NoReverseMatch, reverse


def address_of(url_name: str, *args: object) -> str | None:
    """Give a page's address, or None where no page has that name."""
    try:
        return reverse(url_name, args=args)
    except NoReverseMatch:
        return None
