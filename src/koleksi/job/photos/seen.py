"""What one photo shows: its bar code, else, with the extra ``koleksi[ocr]``, the words of the page on it."""

from __future__ import annotations

from dataclasses import dataclass

from koleksi import kdt, photos
from koleksi.errors import UsageError

__all__ = ["Seen", "seen_in"]


@dataclass(frozen=True, slots=True)
class Seen:
    """``text``: the words of a page without a bar code, "" without the extra; ``page``: the book that a KDT block
    among them describes, None where there is none."""

    reading: photos.Reading
    text: str = ""
    page: kdt.Kdt | None = None


def seen_in(picture: bytes) -> Seen:
    """What a photo shows. Raises InputError for what is no picture."""
    reading = photos.isbn_in(picture)
    if reading.isbn or reading.perhaps or reading.others:
        return Seen(reading)
    try:
        text = photos.text_in(picture)
    except UsageError:  # without the extra
        return Seen(reading)
    page = kdt.parse(text)
    return Seen(reading, text, page if page.book.title else None)
