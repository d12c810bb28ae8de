"""The call number: class, letters of the author and of the title, volume, as they stand on a spine."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from koleksi._ddc.schedule import normalise
from koleksi.book import Book, wrong_argument

if TYPE_CHECKING:
    from koleksi._terms.parts import Count

__all__ = ["CallNumber", "call_number", "cut", "notation", "volume_mark"]


@dataclass(frozen=True, slots=True)
class CallNumber:
    """``lines`` as they stand on a spine: prefix if any, class, author letters, title letter, volume if any."""

    lines: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join(self.lines)


_ARTICLES = frozenset(["si", "sang", "the", "a", "an", "het", "de", "el", "la", "le", "les"])


def call_number(
    book: Book,
    ddc: str = "",
    *,
    policy: str = "last",
    islam: str = "297",
    prefix: str = "",
    articles: frozenset[str] = _ARTICLES,
    digits: str = "all",
) -> CallNumber:
    """Class, three letters of the author's heading (of the title where there is no author), first letter of the title,
    and the volume of a set ("jil.2").

    ``ddc`` may be a suggestion's number; the book's own where empty. ``prefix``: a mark such as "R" before the
    class; ``articles``: leading words of a title that are passed over; ``digits``: "3", "5" or "all"
    of the class. Raises UsageError for an unknown policy.
    """
    from koleksi import names

    if not isinstance(book, Book):
        raise wrong_argument("ddc.call_number", "book", "a Book", book)
    if not isinstance(ddc, str):
        hint = "; write suggestion.number" if hasattr(ddc, "number") else ""
        raise wrong_argument("ddc.call_number", "ddc", "a text", ddc, hint)
    number = normalise(ddc or book.ddc)
    number = cut(notation(number, islam) if number else (ddc or book.ddc), digits)
    title = _letters_of_title(book.title, articles)
    main = book.authors[0] if book.authors else ""
    author = names.letters(main, policy, body=book.is_body(main)) if main else title[:3].upper()
    return CallNumber(tuple(filter(None, (prefix, number, author, title[:1].lower(), volume_mark(book)))))


def volume_mark(book: Book) -> str:
    """ "jil.2" for the second volume of a set and "jil.3A" for a part of it, by the book's volume or its title; the juz
    and the edition ("ed.7") that a title names; "" for a book that is whole."""
    from koleksi._terms.parts import part_in

    if volume := _volume(book.volume) or part_in(book.full_title, "volume"):
        return f"jil.{volume}"
    if juz := part_in(book.full_title, "juz"):
        return f"juz.{juz}"
    edition = part_in(book.full_title, "edition")
    return f"ed.{edition}" if edition and edition.number > 1 else ""


def _volume(said: str) -> Count | None:
    """What the field of the volume says: "3", "Jilid 3", "Vol. 3A"."""
    from koleksi._terms.parts import count_of, part_in

    return part_in(said, "volume") or count_of(said.strip(" .()"))


def _letters_of_title(title: str, articles: frozenset[str]) -> str:
    words = title.split()
    while len(words) > 1 and words[0].casefold().strip(".,:'\"") in articles:
        words = words[1:]
    text = unicodedata.normalize("NFKD", " ".join(words))
    return "".join(c for c in text if c.isalnum())


def cut(number: str, digits: str) -> str:
    """A class as short as a spine has it: its first ``digits`` ("3", "5", "all") figures, with neither a point nor a
    zero behind the point at its end (398.20959 -> 398.2). "2X" counts as two figures."""
    if digits == "all" or len(number.replace(".", "")) <= int(digits):
        return number
    whole, _, rest = number.partition(".")
    rest = rest[: max(0, int(digits) - len(whole))].rstrip("0")
    return f"{whole}.{rest}" if rest else whole


def notation(number: str, islam: str) -> str:
    """A class in the notation of Islam that a library uses: "2X" writes 297.4 as 2X4."""
    if islam != "2X" or not number.startswith("297"):
        return number
    digits = number[4:]
    return "2X0" if not digits else f"2X{digits[0]}" + (f".{digits[1:]}" if digits[1:] else "")
