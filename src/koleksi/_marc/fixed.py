"""The coded parts of a book's record: field 008 and the non-filing characters of its title."""

from __future__ import annotations

import re
from types import MappingProxyType

from koleksi._terms.isbn_groups import is_indonesian
from koleksi._terms.language import is_local
from koleksi._terms.places import is_indonesian_city
from koleksi._terms.school import audience_is_young
from koleksi.book import Book

__all__ = ["articles", "fixed_field", "fixed_field_of_serial", "non_filing"]

# Initial articles by language (MARC 21, Appendix F); Indonesian has none ("Sang", "Si" are part of the title).
_ARTICLES = MappingProxyType(
    {
        "eng": ("the ", "a ", "an "), "dut": ("de ", "het ", "een "), "ger": ("der ", "die ", "das ", "ein ", "eine "),
        "fre": ("le ", "la ", "les ", "l'", "un ", "une "), "spa": ("el ", "la ", "los ", "las ", "un ", "una "),
        "ara": ("al-",),
    }
)  # fmt: skip
# MARC country codes of the cities on the title pages of imported books.
_COUNTRIES = MappingProxyType(
    {
        "new york": "nyu", "london": "enk", "oxford": "enk", "cambridge": "enk", "kuala lumpur": "my ",
        "selangor": "my ", "singapore": "si ",
        "singapura": "si ", "beirut": "le ", "bayrut": "le ", "cairo": "ua ", "kairo": "ua ", "riyadh": "su ",
        "riyad": "su ",
        "amsterdam": "ne ", "leiden": "ne ", "den haag": "ne ", "paris": "fr ", "berlin": "gw ", "tokyo": "ja ",
        "sydney": "at ",
        "melbourne": "at ", "canberra": "at ", "damaskus": "sy ", "chicago": "ilu", "boston": "mau",
        "san francisco": "cau",
    }
)  # fmt: skip
_LITERATURE = re.compile(r"8[1-8](\d)|899\.22\d(\d)")
_FORMS = MappingProxyType({"1": "p", "2": "d", "3": "1", "4": "e", "5": "s", "6": "i", "7": "h"})


def fixed_field(book: Book, day: str) -> str:
    """008 for books, 40 positions (MARC 21 Format for Bibliographic Data, 008 Books). ``day``: yyyymmdd."""
    year = book.year if book.year and 0 < book.year < 10_000 else None
    date = f"s{year:04d}    " if year else "nuuuuuuuu"
    language = book.language if len(book.language) == 3 and book.language.isascii() else "und"
    young = "j" if book.audience and audience_is_young(book.audience) else " "
    contents, index = _apparatus(book.notes)
    pictures, form = _pictures(book.illustrations), _form(book.ddc)
    return f"{day[2:8]}{date}{_country(book)}{pictures}{young} {contents}    00{index} {form} {language} d"


def fixed_field_of_serial(book: Book, day: str) -> str:
    """008 for continuing resources: a periodical (21 p) of which neither begin, end nor frequency is known."""
    language = book.language if len(book.language) == 3 and book.language.isascii() else "und"
    return f"{day[2:8]}uuuuuuuuu{_country(book)}uu p{' ' * 7}0   |0{language} d"


def _country(book: Book) -> str:
    """008/15-17: by the city; else by the number's group; else by the language, a local one unless another is named."""
    city = book.place.casefold().split(",")[0].strip("[] ") if book.place else ""
    if found := _COUNTRIES.get(city):
        return found
    if is_indonesian_city(book.place) or is_indonesian(book.isbn):
        return "io "
    return "io " if is_local(book.language) or not book.language and not book.isbn else "xx "


def _pictures(illustrations: str) -> str:
    """008/18-21: a illustrations, b maps, c portraits, o photographs; alphabetical, four positions."""
    if not illustrations:
        return "    "
    low = illustrations.casefold()
    codes = "".join(code for code, stem in (("a", "il"), ("b", "peta"), ("c", "potret"), ("o", "foto")) if stem in low)
    return (codes or "a").ljust(4)[:4]


def _apparatus(notes: tuple[str, ...]) -> tuple[str, str]:
    """008/24 (b: bibliography) and 008/31 (index), as the notes say."""
    said = " ".join(notes).casefold() if notes else ""
    return (
        "b" if "bibliogra" in said or "daftar pustaka" in said else " ",
        "1" if "indeks" in said or "index" in said else "0",
    )


def _form(ddc: str) -> str:
    """008/33, literary form: by the form digit of a literature class; "|" where there is no class."""
    if not ddc:
        return "|"
    found = _LITERATURE.match(ddc)
    return _FORMS.get(found[1] or found[2], "0") if found else "0"


def articles(language: str) -> tuple[str, ...]:
    """The initial articles of a language, by its MARC code; Indonesian has none."""
    return _ARTICLES.get(language, ())


def non_filing(book: Book) -> int:
    """The number of characters of an initial article that filing passes over, by the language of the title."""
    if book.language not in _ARTICLES:
        return 0
    low = book.title.casefold()
    return next(
        (len(article) for article in articles(book.language) if low.startswith(article) and len(low) > len(article)), 0
    )
