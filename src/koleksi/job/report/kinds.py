"""By what a collection is counted: main class, fiction, language, age, level; each a word for a book."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from types import MappingProxyType

from koleksi._terms import school
from koleksi.book import Book, Copy, Text

__all__ = [
    "LEVELS", "Items", "Kind", "Line", "age", "class_name", "is_fiction", "is_recent", "level",
    "main_class", "tally",
]  # fmt: skip

Items = Sequence[tuple[Book, Sequence[Copy]]]
Kind = Callable[[Book, Copy | None], str]
Line = tuple[str, int, int]  # what is counted, titles, copies

_MAIN_CLASSES = (
    Text("Komputer, informasi, karya umum", "Computing, information, general works"),
    Text("Filsafat dan psikologi", "Philosophy and psychology"),
    Text("Agama", "Religion"),
    Text("Ilmu sosial", "Social sciences"),
    Text("Bahasa", "Language"),
    Text("Sains dan matematika", "Science and mathematics"),
    Text("Teknologi dan ilmu terapan", "Technology"),
    Text("Kesenian dan olahraga", "Arts and sport"),
    Text("Sastra", "Literature"),
    Text("Sejarah dan geografi", "History and geography"),
)
RECENT = 5  # years: what standards and instruments call new


def tally(items: Items, kind: Kind) -> list[Line]:
    """(kind, titles, copies), most titles first; a title counts once for every kind its copies have."""
    titles: Counter[str] = Counter()
    copies: Counter[str] = Counter()
    for book, held in items:
        kinds = [kind(book, copy) for copy in held] or [kind(book, None)]
        copies.update(kinds if held else ())
        titles.update(set(kinds))
    return sorted(((name, count, copies[name]) for name, count in titles.items()), key=lambda row: (-row[1], row[0]))


def is_fiction(book: Book) -> bool:
    """Whether the class is one of stories: 8x3 of any literature, 808.83, and 899.2xx3."""
    number = book.ddc
    if number[:5] == "808.8":
        return number.startswith(("808.83", "808.831"))
    if number[:3] == "899":
        return number.replace(" ", "")[7:8] == "3"
    return number[:1] == "8" and number[2:3] == "3"


def main_class(book: Book) -> str:
    """The first figure of the class, "?" for none."""
    return book.ddc[:1] if book.ddc[:1].isdecimal() else "?"


def class_name(digit: str) -> Text:
    if not digit.isdecimal():
        return Text("belum ada kelas", "no class yet")
    name = _MAIN_CLASSES[int(digit)]
    return Text(f"{digit}00 {name.id}", f"{digit}00 {name.en}")


def is_recent(book: Book, year: int) -> bool:
    """Whether the imprint is of the last five years before the end of ``year``."""
    return book.year is not None and book.year > year - RECENT


def age(book: Book, year: int) -> Text:
    """The last five years, or the decade of the imprint."""
    if book.year is None:
        return Text("tidak diketahui", "unknown")
    if is_recent(book, year):
        span = f"({year - RECENT + 1}-{year})"
        return Text(f"lima tahun terakhir {span}", f"last five years {span}")
    decade = f"{book.year // 10 * 10}-{book.year // 10 * 10 + 9}"
    return Text(decade, decade)


LEVELS = MappingProxyType(
    {
        "tk": Text("TK/RA", "Kindergarten"),
        "sd": Text("SD/MI", "Primary school"),
        "smp": Text("SMP/MTs", "Junior secondary school"),
        "sma": Text("SMA/MA", "Senior secondary school"),
        "smk": Text("SMK/MAK", "Vocational school"),
        "child": Text("anak", "children"),
        "general": Text("umum", "general"),
    }
)
_GRADE = re.compile(rf"\bkelas ({school.CLASS})\b", re.IGNORECASE)
_ROMAN = MappingProxyType({"X": 10, "XI": 11, "XII": 12, "VII": 7, "VIII": 8, "IX": 9})
_WORD = re.compile(r"\w+")
_ALWAYS_CAPITAL = 4  # letters: "MI", "RA", "MAN" are schools only where they are written so


def level(book: Book) -> str:
    """For whom a book is, a key of `LEVELS`: as its audience says, else as its title does."""
    found = _named_level(f"{book.audience} {book.title} {book.subtitle} {book.volume}")
    if found:
        return found
    young = school.audience_is_young(book.audience) if book.audience else False
    return "child" if young or school.speaks_of_children(book.title.casefold().split()) else "general"


def _named_level(text: str) -> str:
    """The school that a text names, or that of the grade it names; the highest where it names several grades."""
    known = school.levels()
    for word in _WORD.findall(text):
        folded = word.casefold()
        if folded in known and (word.isupper() or len(word) >= _ALWAYS_CAPITAL):
            return known[folded]
    grade = _GRADE.search(text)
    return _of_grade(grade[1].upper()) if grade else ""


def _of_grade(grade: str) -> str:
    number = int(grade) if grade.isdecimal() else _ROMAN.get(grade, 1)
    return "sma" if number > 9 else "smp" if number > 6 else "sd"
