"""A letter as HTML: the preview on screen, and the copy kept beside the PDF."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from putright.apps.letters.rendering import shown
from putright.core.complaints.letters.values import Letter, block_kind


def preview_of(letter: Letter) -> SafeString:
    """Give the letter's own part of a page, for another page: headings from 2."""
    return render_to_string("letters/letter_body.html", _context(letter, title=2))


def page_of(letter: Letter) -> bytes:
    """Give the letter as a complete page, UTF-8: what is kept and sent."""
    return render_to_string("letters/letter.html", _context(letter, title=1)).encode()


def _context(letter: Letter, *, title: int) -> dict[str, object]:
    return {
        "level": {"title": title, "section": title + 1, "point": title + 2},
        "letter": letter,
        "frame": shown.frame_of(letter),
        "blocks": [(block_kind(block), block) for block in letter.blocks],
        "words": shown,
    }
