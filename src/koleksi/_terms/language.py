"""Languages: their codes and names, and the language of a title where the title itself shows it.

A language is its ISO 639-2/B code, as MARC 21 has it (https://www.loc.gov/marc/languages/): "ind", "eng", "ara".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from types import MappingProxyType

from koleksi._terms.cities import is_indonesian_city
from koleksi._terms.folding import fold
from koleksi._terms.isbn_groups import is_indonesian
from koleksi._terms.tables import rows
from koleksi.book import Book

__all__ = ["code_of", "is_code", "is_local", "marc_code", "name", "of_title", "short_code", "with_language"]

_NO_LANGUAGE = frozenset({"und", "zxx", "mul", "xxx"})  # undetermined, none, several: codes that name no language

_ENGLISH_GROUPS = ("9780", "9781")  # ISBN groups of the English-speaking countries

_WORDS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_SCRIPTS = (
    ("ARABIC", "ara"),
    ("HIRAGANA", "jpn"),
    ("KATAKANA", "jpn"),
    ("HANGUL", "kor"),
    ("CJK", "chi"),
    ("CYRILLIC", "rus"),
)
# Words that only Indonesian forms so: affixes, and endings of loan words.
_INDONESIAN_FORM = re.compile(
    r"\A(?:ber|ter|me[mn]|meng|peng|pem|per|ke)\w{4,}(?:an|kan|nya|i)?\Z"
    r"|\A(?:pe|ke)\w{4,}an\Z|\w{4,}(?:nya|kan)\Z|\w{3,}(?:asi|isi|usi|ologi|grafi|itas|isme|tika|nesia)\Z"
)
# Words that only English forms so.
_ENGLISH_FORM = re.compile(
    r"\w{3,}(?:tion|tions|sion|sions|ness|ment|ments|ity|ities|ous|ful|ship|ance|ence|ences|ology|ologies|graphy|ical"
    r"|ally|ically|ics|ture|tures|ight|able|ible|tive|sive|less|ers|ysis|ized|ism|ists)\Z"
    r"|(?!ber|ter|me|pe|ke|se)\w{5,}ing\Z|(?:th|wh)[aeiou]\w*\Z|\w{4,}(?:ck|th|ght)\Z"
)
_HOUSES_ABROAD = frozenset({"oxford university press", "pearson", "scholastic"})  # among those that are known
_OF_SURNAMES = frozenset({"van", "der", "la", "le", "du", "des", "de"})  # alone they are part of a name


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
    """The ISO 639-2/B code of a title's language, "" where the title does not show it.

    Another Latin language than Indonesian needs two words of it at least, two of five words of the title (one of three
    where none is Indonesian), and hardly an Indonesian word: Indonesian titles are full of English ("Dongeng Nusantara
    for Kids") and of Dutch surnames.
    """
    if code := _by_script(title):
        return code
    words = _WORDS.findall(title.casefold())
    counts = _counts(words)
    local = counts.pop("ind", 0)
    if not counts:
        return "ind" if local else ""
    best = max(counts, key=lambda code: (counts[code], code))
    others = max((count for code, count in counts.items() if code != best), default=0)
    enough = (5 * counts[best] >= 2 * len(words)) if local else 3 * counts[best] >= len(words)
    if counts[best] >= max(2, 3 * local) and counts[best] > others and enough:
        return best
    return "ind" if local > counts[best] or local and local == counts[best] else ""


def _by_script(title: str) -> str:
    if title.isascii():
        return ""
    letters = [c for c in title if c.isalpha()]
    for script, code in _SCRIPTS:
        if sum(unicodedata.name(c, "").startswith(script) for c in letters) * 3 > len(letters):
            return code
    return ""


def _counts(words: Sequence[str]) -> dict[str, int]:
    """How many words speak for each language that any speaks for; those that begin a surname only beside others."""
    counts: dict[str, int] = {}
    for word in words:
        for code in _languages_of_word(word):
            counts[code] = counts.get(code, 0) + 1
    if not _OF_SURNAMES.isdisjoint(words):
        sure = {code for word in words if word not in _OF_SURNAMES for code in _languages_of_word(word)}
        counts = {code: count for code, count in counts.items() if code in sure}
    if words[:1] == ["the"]:  # as no Indonesian title begins that is not English as a whole
        counts["eng"] = counts.get("eng", 0) + 1
    return counts


@lru_cache(maxsize=16384)
def _languages_of_word(word: str) -> tuple[str, ...]:
    """The languages for which a word speaks, by itself or by its form."""
    codes = tuple(code for code, known in _small_words().items() if word in known)
    if "ind" in codes or "eng" in codes:
        return codes
    forms = (("ind", _INDONESIAN_FORM), ("eng", _ENGLISH_FORM))
    return (*codes, *(code for code, form in forms if form.match(word)))


_SAID = (("language", "title"),)  # one value for all the books of which it is true


def with_language(book: Book, otherwise: str = "") -> Book:
    """The book with the language that its row shows, said as such in ``sources``; a language that was given stays.

    ``otherwise``: the language of a row that shows none, "" for none. A Latin title that is not Indonesian proves
    nothing on a book that was published in Indonesia: measured on a real catalogue, half of such books are Indonesian
    ones with an English title. An ISBN of the English-speaking countries does, unless the title is Indonesian.
    """
    if book.language:
        return book
    code = of_title(book.full_title)
    if code in _small_words() and not is_local(code) and _is_published_here(book):
        code = ""
    if not code and book.isbn.startswith(_ENGLISH_GROUPS):
        code = "eng"
    if code:
        return book.but(language=code, sources=(*book.sources, *_SAID) if book.sources else _SAID)
    return book.but(language=otherwise) if otherwise else book


def _is_published_here(book: Book) -> bool:
    return is_indonesian(book.isbn) or is_indonesian_city(book.place) or _is_local_house(book.publisher)


@lru_cache(maxsize=1024)
def _is_local_house(publisher: str) -> bool:
    name = f" {fold(publisher)} "
    return bool(publisher) and any(f" {house} " in name for house in _local_houses())


@cache
def _local_houses() -> frozenset[str]:
    """Publishers of Indonesia whose names are told from others: those that the class table knows the practice of."""
    named = {row["publisher"] for row in rows("publisher_profiles.csv") if len(row["publisher"]) > 3}
    return frozenset(named - _HOUSES_ABROAD)
