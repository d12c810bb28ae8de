"""Numbers built by rule: a dictionary of a subject, the history of a subject in a place.

Standard subdivisions -03 and -09 with the areas of Indonesia (``areas.csv``: -598 and its parts). Only where the
addition is the plain one; law, literature, languages, religion and history have tables of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from koleksi._ddc.class_words import class_words
from koleksi._terms.tables import rows
from koleksi.book import Text

__all__ = ["built", "may_build", "subdivided"]

_OWN_TABLES = ("03", "07", "2", "34", "398", "4", "8", "9")  # classes whose numbers are built otherwise
_ONE_ZERO = frozenset(
    [
        "150",
        "370",
        "510",
        "520",
        "530",
        "540",
        "550",
        "560",
        "570",
        "580",
        "590",
        "610",
        "630",
        "640",
        "720",
        "750",
        "770",
        "780",
    ]  # 370.3
)
_TWO_ZEROS = frozenset(["355", "620", "658"])  # 658.003


def may_build(words: Sequence[str]) -> bool:
    """Whether a title of these folded words asks for a facet."""
    return not (class_words("dictionary") | class_words("history")).isdisjoint(words)


def built(number: str, words: Sequence[str]) -> tuple[str, Text | None]:
    """A class number with the facet that the folded words of a title ask for, and why; the number itself where none
    does."""
    dictionary = not class_words("dictionary").isdisjoint(words)
    if not dictionary and class_words("history").isdisjoint(words):
        return number, None
    if number.startswith(_OWN_TABLES) or len(number) > 5 or _is_subdivided(number):
        return number, None
    if dictionary:
        return subdivided(number, "3"), Text("kamus atau ensiklopedia: -03", "dictionary or encyclopedia: -03")
    if area := _area(words):
        return subdivided(number, f"9{area}"), Text(
            f"sejarah di suatu daerah: -09 {area}", f"history of a place: -09 {area}"
        )
    return number, None


def _is_subdivided(number: str) -> bool:
    """Whether a class is a standard subdivision already: 370.3, 631.03, and 503 or 609 of a main class."""
    if number[0] in "1567" and number[1] == "0" and number[2:3] != "0":
        return True
    return number.rpartition(".")[2][:1] in ("0", "9") or number[3:] == ".3"


def subdivided(number: str, digits: str) -> str:
    """A number with a standard subdivision, given without its zero: 370 and 3 -> 370.3; 500 -> 503; 631 -> 631.03."""
    if "." in number:
        return f"{number}0{digits}"
    if number[1:] == "00" and number != "300":
        return f"{number[0]}0{digits[0]}" + (f".{digits[1:]}" if digits[1:] else "")
    return f"{number}.{'' if number in _ONE_ZERO else '00' if number in _TWO_ZEROS else '0'}{digits}"


def _area(words: Sequence[str]) -> str:
    """The notation of the narrowest place that is named; "" where none is."""
    text = f" {' '.join(words)} "
    return max((area for name, area in _areas().items() if f" {name} " in text), key=len, default="")


@cache
def _areas() -> Mapping[str, str]:
    return MappingProxyType({row["name"]: row["area"] for row in rows("areas.csv")})
