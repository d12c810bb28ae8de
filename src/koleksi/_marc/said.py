"""What a field of a record says of a book, and whether the field made of the Book says as much."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from koleksi import isbn as numbers
from koleksi._marc.fields import Field
from koleksi._marc.parse import (
    CLASS,
    SUBJECTS,
    joined,
    read_language,
    read_physical,
    read_publication,
    read_series,
    read_title,
    subject_of,
)
from koleksi._marc.people import NAMES, direct_name
from koleksi._terms.language import code_of, marc_code
from koleksi._terms.roles import role_of
from koleksi.book import clean

__all__ = ["SAID_IN", "TELLING", "facts", "group", "is_class_mark", "says_as_much"]

_GROUPS = MappingProxyType(
    {"260": "264", "440": "490", "830": "490", "504": "500"}
    | dict.fromkeys(NAMES, "name")
    | dict.fromkeys(SUBJECTS, "subject")
)
_READ = MappingProxyType(
    {
        "041": ("language", "original_language"), "245": ("title", "subtitle", "volume", "part_title"),
        "264": ("place", "publisher", "year"), "300": ("extent", "illustrations", "height_cm"),
        "490": ("series", "series_number"),
    }
)  # fmt: skip
# The subfields in which a Book's own facts stand.
SAID_IN = MappingProxyType(
    {
        "name": "abe4", "subject": "abcdtvxyz2", "020": "aqz", "041": "ah", "082": "a2", "245": "anpbc", "264": "abc",
        "300": "abc", "490": "av",
    }
)  # fmt: skip
_NO_LETTERS = re.compile(r"[\W_]+")
_MARKS = " .,:;/=+"  # ISBD marks between the areas of a description


def group(tag: str) -> str:
    """One name for the tags that say the same kind of thing (260 and 264, all subjects); else the tag."""
    return _GROUPS.get(tag, tag)


@lru_cache(maxsize=4096)
def facts(field: Field) -> frozenset[Hashable]:
    """What a Book takes from a field; nothing where it has no place for it."""
    kind = group(field[0])
    if kind in _TAKEN:
        return _TAKEN[kind](field)
    if kind not in _READ:
        return frozenset()
    given: dict[str, Any] = {"authors": (), "contributors": ()}
    _read(kind, field, given)
    values = tuple([clean(value) if type(value := given.get(name) or "") is str else value for name in _READ[kind]])
    return frozenset([values]) if any(values) else frozenset()


def _read(kind: str, field: Field, given: dict[str, Any]) -> None:
    """What a record of this field alone gives."""
    if kind == "245":
        read_title(field[2], given)
    elif kind == "264":
        read_publication({field[0]: [field]}, given, "")
    elif kind == "300":
        read_physical(field[2], given)
    elif kind == "041":
        read_language({field[0]: [field]}, given, "")
    else:
        read_series({field[0]: [field]}, given)


def _name(field: Field) -> frozenset[Hashable]:
    by_code = dict(reversed(field[2]))
    name = "" if "t" in by_code else direct_name(field, by_code.get("a", ""))
    return frozenset([_letters(name)]) if name else frozenset()


def _isbns(field: Field) -> frozenset[Hashable]:
    found = set()
    for code, value in field[2]:
        if code in "az" and value.strip():
            found.add(next(iter(numbers.recognise(value).isbns[:1] if code == "a" else ()), _letters(value)))
    return frozenset(found)


def _text_of_a(field: Field) -> frozenset[Hashable]:
    text = _plain(dict(reversed(field[2])).get("a", ""))
    return frozenset([text]) if text else frozenset()


def _subject_text(field: Field) -> frozenset[Hashable]:
    text = subject_of(field)
    return frozenset([clean(text)]) if text else frozenset()


def _note(field: Field) -> frozenset[Hashable]:
    return frozenset(map(clean, joined((field,))))


def _class(field: Field) -> frozenset[Hashable]:
    number = _bare_class(dict(reversed(field[2])).get("a", ""))
    return frozenset([number]) if number else frozenset()


def is_class_mark(field: Field) -> bool:
    """Whether 082 holds a mark that is no class number ([Fic], E): no class that was found since replaces it."""
    return field[0] == "082" and not any(CLASS.fullmatch(str(number)) for number in _class(field))


def _bare_class(text: str) -> str:
    return text.replace("/", "").replace("'", "").strip()


_TAKEN: Mapping[str, Callable[[Field], frozenset[Hashable]]] = MappingProxyType(
    {
        "name": _name, "subject": _subject_text, "020": _isbns, "022": _text_of_a, "082": _class, "250": _text_of_a,
        "500": _note, "520": _note, "521": _note,
    }
)  # fmt: skip
TELLING = frozenset(_READ) | frozenset(_TAKEN)  # the groups of fields of which a Book takes something


# whether anything would be lost


def says_as_much(made: Field, given: Field) -> bool:
    """Whether ``made`` says all that ``given`` does; both say the same to a Book. Punctuation between areas and what
    only says how a name is typed may differ."""
    return _RULES.get(group(given[0]), _plainly)(made, given)


def _plainly(made: Field, given: Field) -> bool:
    """The same tag, indicators and texts."""
    return made[0] == given[0] and given[1] in ("  ", made[1]) and _same_texts(made, given)


def _same_texts(made: Field, given: Field) -> bool:
    return made[2] == given[2] or sorted(_texts(made[2])) == sorted(_texts(given[2]))


def _texts(subfields: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(code, _plain(value)) for code, value in subfields if value and not value.isspace()]


def _plain(text: str) -> str:
    return " ".join(_composed(text).split()).strip(_MARKS)


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", _composed(text)).casefold()


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _title(made: Field, given: Field) -> bool:
    """245: made of the Book it may have a statement of responsibility more."""
    if given[1][1:] not in ("", " ", "0", made[1][1:]):
        return False
    said = [(code, value) for code, value in given[2] if value.strip()]
    codes = [code for code, _ in said]
    ours = [pair for pair in made[2] if pair[0] in codes]
    parallel = any(value.rstrip().endswith("=") for _, value in said)
    return not parallel and len(ours) == len(said) and _texts(ours) == _texts(said)


def _imprint(made: Field, given: Field) -> bool:
    return given[1] in ("  ", made[1]) and _same_texts(made, given)


def _physical(made: Field, given: Field) -> bool:
    """300: all of it in $a is parted (SLiMS, INLISLite)."""
    if len(given[2]) == 1 and given[2][0][0] == "a":
        return _letters("".join(value for _, value in made[2])) == _letters(given[2][0][1])
    return _same_texts(made, given)


def _series(made: Field, given: Field) -> bool:
    return given[0] != "830" and given[1][:1] in (" ", "0") and _same_texts(made, given)


def _subject(made: Field, given: Field) -> bool:
    return made[0] == given[0] and given[1] in ("  ", made[1]) and _same_texts(made, given)


def _person(made: Field, given: Field) -> bool:
    """A heading that says it is inverted stands as it is; a name whose indicator is left blank is made one."""
    codes = Counter(code for code, value in given[2] if value.strip())
    moved = given[0][1:] != made[0][1:] or given[0][0] == "1" and made[0][0] == "7"
    if set(codes) - set("ae") or max(codes.values()) > 1 or moved:
        return False
    ours, theirs = (dict(reversed(field[2])) for field in (made, given))
    role = role_of(theirs.get("e", ""))
    if role and role != role_of(ours.get("e", "")) or given[1][:1] == "3":
        return False
    return given[0][1:] == "00" and "," not in theirs["a"] or _plain(ours["a"]) == _plain(theirs["a"])


def _number(made: Field, given: Field) -> bool:
    """020: an ISBN may be written with 13 digits, a wrong one moves to $z; a qualifier must be there."""
    if {code for code, value in given[2] if value.strip()} - set("aqz"):
        return False
    said = [value.strip("() ") for code, value in given[2] if code == "q"]
    said = said or [numbers.recognise(value).qualifier for code, value in given[2] if code == "a"]
    return [_plain(text) for text in said if text] == [_plain(value) for code, value in made[2] if code == "q"]


def _language(made: Field, given: Field) -> bool:
    def codes(field: Field) -> list[tuple[str, str]]:
        return [(code, marc_code(value) if len(value) < 4 or code_of(value) else value) for code, value in field[2]]

    return codes(made) == codes(given)


def _classed(made: Field, given: Field) -> bool:
    first = given[2][0][1] if given[2] else ""
    return (
        _bare_class(first) == first.strip() and given[2][1:] in ((), made[2][1:]) and given[1][:1] in (" ", made[1][:1])
    )


_RULES: Mapping[str, Callable[[Field, Field], bool]] = MappingProxyType(
    {
        "245": _title, "264": _imprint, "300": _physical, "490": _series, "subject": _subject, "name": _person,
        "020": _number, "041": _language, "082": _classed,
    }
)  # fmt: skip
