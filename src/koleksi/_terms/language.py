"""Languages: their codes and names, and the language of a title where the title itself shows it.

A language is its ISO 639-2/B code, as MARC 21 has it (https://www.loc.gov/marc/languages/): "ind", "eng", "ara".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from koleksi._terms.isbn_groups import is_indonesian
from koleksi._terms.tables import rows
from koleksi.book import Book

__all__ = ["code_of", "is_code", "is_local", "marc_code", "name", "of_title", "short_code", "with_language"]

_NO_LANGUAGE = frozenset({"und", "zxx", "mul", "xxx"})  # undetermined, none, several: codes that name no language

_WORDS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_SCRIPTS = (
    ("ARABIC", "ara"),
    ("HIRAGANA", "jpn"),
    ("KATAKANA", "jpn"),
    ("HANGUL", "kor"),
    ("CJK", "chi"),
    ("CYRILLIC", "rus"),
)
_INDONESIAN_FORM = re.compile(r"\A(?:ber|ter|me[mn]|meng|peng|pem|per|ke)\w{4,}(?:an|kan|nya|i)?\Z|\w{4,}(?:nya|kan)\Z")


def code_of(typed: str) -> str:
    """The code of a language as people type it ("Inggris", "bahasa Arab", "en"); "" where it is not known."""
    return _words().get(typed.casefold(), "")


def marc_code(said: str) -> str:
    """The code of a language as records have it: other standards' codes and names become MARC's, what is not known
    stays, cut to three letters."""
    said = said.casefold()
    return _codes().get(said, said) if len(said) <= 3 else code_of(said) or said[:3]


def is_code(code: str) -> bool:
    """Whether a text has the form of a language's code and is none of those that name no language."""
    return len(code) == 3 and code.isascii() and code.isalpha() and code.islower() and code not in _NO_LANGUAGE


def is_local(code: str) -> bool:
    """Whether it is Indonesian or a language of one of Indonesia's regions."""
    return code in _local()


def name(code: str, lang: str = "id") -> str:
    """The language's name in Indonesian ("id") or English ("en"); the code where it is not known."""
    return _names("english" if lang == "en" else "name").get(code, code)


def short_code(code: str) -> str:
    """The code of ISO 639-1 ("ar"), or the given one where that standard has none for the language."""
    return _short().get(code, code)


@cache
def _short() -> Mapping[str, str]:
    two = [row for row in rows("languages.csv") if row["kind"] == "code" and row["comment"] == "ISO 639-1"]
    return MappingProxyType({row["code"]: row["word"] for row in two})


@cache
def _words() -> Mapping[str, str]:
    table = rows("languages.csv")
    return MappingProxyType({row[column].casefold(): row["code"] for row in table for column in ("code", "word")})


@cache
def _codes() -> Mapping[str, str]:
    return MappingProxyType({row["word"]: row["code"] for row in rows("languages.csv") if row["kind"] == "code"})


@cache
def _names(kind: str) -> Mapping[str, str]:
    return MappingProxyType({row["code"]: row["word"] for row in rows("languages.csv") if row["kind"] == kind})


@cache
def _local() -> frozenset[str]:
    return frozenset(row["code"] for row in rows("languages.csv") if row["local"])


# the language of a title


@cache
def _small_words() -> Mapping[str, frozenset[str]]:
    words: dict[str, set[str]] = {}
    for row in rows("small_words.csv"):
        words.setdefault(row["language"], set()).add(row["word"])
    return MappingProxyType({code: frozenset(small) for code, small in words.items()})


def of_title(title: str) -> str:
    """The ISO 639-2/B code of a title's language, "" where the title does not show it."""
    letters = [c for c in title if c.isalpha()]
    for script, code in _SCRIPTS:
        if letters and sum(unicodedata.name(c, "").startswith(script) for c in letters) * 3 > len(letters):
            return code
    words = [word.casefold() for word in _WORDS.findall(title)]
    counts = {code: sum(word in small for word in words) for code, small in _small_words().items()}
    counts["ind"] += sum(bool(_INDONESIAN_FORM.match(word)) for word in words if word not in _small_words()["ind"])
    best = max(counts, key=lambda code: (counts[code], code == "ind", code))
    others = max(count for code, count in counts.items() if code != best)
    return best if counts[best] > others else ""


def with_language(book: Book) -> Book:
    """The book with the language that its title shows, said as such in ``sources``; a language that was given stays.

    A Latin title that is not Indonesian proves nothing on a book with an Indonesian ISBN: measured on a real
    catalogue, half of such books are Indonesian ones with an English title.
    """
    if book.language or not (code := of_title(book.full_title)):
        return book
    if code in _small_words() and not is_local(code) and is_indonesian(book.isbn):
        return book
    return book.but(language=code, sources=(*book.sources, ("language", "title")))
