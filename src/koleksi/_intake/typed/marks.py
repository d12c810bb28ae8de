"""The marks and words that part a typed line, and what stands at its end."""

from __future__ import annotations

import re

from koleksi._terms.numerals import spelled
from koleksi._terms.publishers import is_publisher

__all__ = [
    "BRACKET", "COUNT", "COUNTED", "ISBN", "MARK", "REFERENCE", "SAID", "YEAR", "closing_imprint", "has_marks",
    "number_in",
]  # fmt: skip

MARK = re.compile(
    r"\s+[-\u2013\u2014]{1,2}(?:\s+|(?=[A-Z]))|(?<=\w)[-\u2013\u2014]\s+(?=[^\W\d_])|\s*[;|\t]\s*|\s+/\s*|\s*/\s+"
)
SAID = re.compile(
    r"[\s,;]+(?:(?P<authors>(?:(?:di)?(?:karang|tulis)(?:an)?\s+oleh|oleh|karya|karangan|penulis|pengarang|by)\b\.?)"
    r"|(?P<publisher>(?:diterbitkan\s+oleh|penerbit|terbitan)\b)"
    r"|(?P<year>(?<=[,;]\s)(?:tahun|thn|th)\b\.?(?=\W*(?:19|20)\d\d)))\s*:?\s+(?=[^\W\d_]|(?:19|20)\d\d)",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?:\A|[\s,(]+)(?:(?:tahun|thn|th)\b\.?\s*)?((?:1[89]|20)\d\d)\)?\.?\Z", re.IGNORECASE)
COUNT = re.compile(
    r"(?:\A|[\s,(\[=:-]+)(?:(?:sebanyak|jumlah|jml|ada)\b\.?\s*:?\s*)?(?:"
    r"(?P<n>\d{1,3}|[^\W\d_]{3,12})\s*(?:eks\w*|exp\w*|exs|buah|bh|copy|copies|kopi|pcs|kitab|unit|set)\b\.?"
    r"|(?P<b>\d{1,3})\s*buku"
    r"|x\s?(?P<x>\d{1,2})|(?P<y>\d{1,2})\s?x)\s*[)\]]?\.?\Z"
    r"|\s*(?:=|[,;(]?\s*\b(?:jumlah|jml|sebanyak)\b\.?\s*:?)\s*(?P<z>\d{1,3})\)?\Z",
    re.IGNORECASE,
)
ISBN = re.compile(r"[\s,;(-]*\bISBN(?:-1[03])?\b\s*[:.]?\s*(?P<said>[\dXx][\dXx -]{6,})\)?|"
                  r"(?<![\w-])(?P<bare>97[89](?:[- ]?\d){10})(?![\w-])")  # fmt: skip
# "Arikunto, Suharsimi. 2010. Prosedur Penelitian. Jakarta: Rineka Cipta.", as lists of references have it
REFERENCE = re.compile(
    r"(?P<authors>[^\d()]{3,80}?)[.,\s]*\(?(?P<year>(?:19|20)\d\d)[a-z]?\)?[.,:]?\s+(?P<title>.{3,200}?)\.\s+"
    r"(?P<place>[^.:]{3,30}?)\s*:\s*(?P<publisher>[^.:]{2,60})\.?\Z"
)
COUNTED = re.compile(r"\s*\((\d{1,2})\)\W*\Z")  # "(2)", copies where the list has that habit
BRACKET = re.compile(r"\s*[(\[]([^()\[\]]*)[)\]]")
_MOST_WORDS = 3  # of a publisher at the end of a line


def has_marks(line: str) -> bool:
    """Whether something other than a comma parts the line."""
    return bool(MARK.search(line) or SAID.search(line))


def number_in(count: re.Match[str]) -> int:
    """The number of copies that a count says ("3 eks", "dua eksemplar"); 0 for a word that is no number."""
    said = next(filter(None, count.groups()))
    return int(said) if said.isdecimal() else spelled("cardinal", "count").get(said.casefold(), 0)


def closing_imprint(line: str) -> tuple[str, str, str] | None:
    """The line before a known publisher and a year that close it, the publisher and the year; None for any other."""
    count = COUNT.search(line)
    line = line[: count.start()] if count else line
    year = YEAR.search(line)
    words = line[: year.start()].split() if year else []
    for number in range(_MOST_WORDS, 0, -1):
        if year and len(words) > number and is_publisher(" ".join(words[-number:])):
            return " ".join(words[:-number]), " ".join(words[-number:]), year[1]
    return None
