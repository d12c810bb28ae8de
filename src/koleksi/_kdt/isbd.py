"""A KDT block in paragraphs: heading, description by ISBD, tracings and class, in whatever lines they were broken."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from koleksi import names
from koleksi._kdt import areas as isbd
from koleksi._kdt.people import makers, name_of, same_person
from koleksi._kdt.text import joined
from koleksi._kdt.tracings_isbn_class import Class, Isbn, split_off_class, split_off_isbns, split_off_tracings

__all__ = ["Reading", "read"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a block says, before it becomes a Book. ``rest``: text whose place in the description was not found."""

    heading: str = ""
    statement: str = ""
    given: dict[str, Any] = field(default_factory=dict)
    isbns: tuple[Isbn, ...] = ()
    klass: Class = field(default_factory=Class)
    subjects: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    odd_unit: str = ""


def read(block: str) -> Reading:
    """The parts of a block. What can be found by its own form (ISBN, class, size, numbered entries) is taken first;
    the areas are what is left between them."""
    isbns, text = split_off_isbns(block)
    contents, text = _split_off_contents(text)
    klass, text = split_off_class(text)
    lines = [line for line in text.split("\n") if line.strip() and not re.fullmatch(r"\s*[_*=.-]{4,}\s*", line)]
    heading, lines = _heading_line(lines)
    flat = joined(lines)
    physical = isbd.find_physical(flat)
    body, behind = (flat[: physical.span[0]], flat[physical.span[1] :]) if physical else _without_size(flat)
    behind, subjects, added = split_off_tracings(behind)
    if not heading:
        heading, body = _heading_words(body)
    series, behind = isbd.split_off_series(behind)
    given, statement, rest = _description(body)
    if not statement and same_person(given["subtitle"], heading):
        statement, given["subtitle"] = given["subtitle"], ""
    notes = (*given.pop("notes", ()), *isbd.notes(behind), *contents)
    given |= {"series": series}
    if physical:
        given |= {"extent": physical.extent, "illustrations": physical.illustrations, "height_cm": physical.height_cm}
        notes += (f"Disertai: {physical.plus}",) if physical.plus else ()
    return Reading(
        heading=heading, statement=statement, given={**given, "notes": notes}, isbns=tuple(isbns), klass=klass,
        subjects=tuple(subjects),
        added=tuple(added), rest=rest, odd_unit=physical.odd_unit if physical else "",
    )  # fmt: skip


_CONTENTS = re.compile(r"^[ \t]*Isi[ \t]*:.*(?:\n(?![ \t]*(?:\d+\.\s|I\.\s|ISBN|\n|\Z)).*)*", re.MULTILINE)


def _split_off_contents(text: str) -> tuple[tuple[str, ...], str]:
    """A note of contents ("Isi : 1. Aba-Far. -- 2. Fas-Kal."), whose numbers are no subjects."""
    found = _CONTENTS.search(text)
    return ((joined(found[0].split("\n")),), _CONTENTS.sub("", text, count=1)) if found else ((), text)


def _without_size(flat: str) -> tuple[str, str]:
    """Description and tracings of a block that says nothing of its pages."""
    before = split_off_tracings(flat)[0]
    return before, flat[len(before) :]


# heading


def _heading_line(lines: list[str]) -> tuple[str, list[str]]:
    """The main entry where it stands on lines of its own, above the title; "" for a block that begins with its
    title."""
    for count in (1, 2):
        if len(lines) <= count:
            return "", lines
        head, below = joined(lines[:count]).strip(), joined(lines[count:])
        if _is_heading(head, below):
            count += _goes_on(head, lines[count:])
            return joined(lines[:count]).rstrip(" ,;"), lines[count:]
    return "", lines


def _goes_on(head: str, below: list[str]) -> int:
    """1 where the next line still belongs to the main entry: names of its person that the first line lacks."""
    statement = re.split(r"\s/\s", joined(below), maxsplit=1)[1:]
    said = {_plain(word) for word in head.split()}
    authors = makers(statement[0].partition("--")[0]).authors if statement else ()
    lacking = {
        _plain(word)
        for name in authors
        for word in name.split()
        if same_person(head, name) or said & set(map(_plain, name.split()))
    } - said
    words = below[0].split()
    years = all(re.fullmatch(r"\d{4}(?:-+\d{0,4})?[.,]?", word) for word in words)
    return int(
        len(below) > 1
        and (years or bool(lacking) and all(_plain(word) in lacking or word[:1].isdigit() for word in words))
    )


def _is_heading(head: str, below: str) -> bool:
    if (
        re.search(r"\s/|/\s|\s[:=]\s|--|\bISBN\b|\b(?:hlm|cm)\b", head)
        or len(head) > 120
        or not re.match(r"[\s\"'\[]*[A-Z\d\u00c0-\u024f]", below)
    ):
        return False
    if _is_inverted(head) or _is_subordinate(head):
        return True
    slashed = re.split(r"\s/\s|\s/|/\s", below, maxsplit=1)
    return (
        _is_named_in(head, slashed[1])
        if len(slashed) > 1
        else len(head.split()) > 1 and head.casefold() in below.casefold()
    )


def _is_subordinate(head: str) -> bool:
    """ "Indonesia. Departemen Agama": a body entered under the one above it."""
    above, stop, below = head.partition(". ")
    return (
        bool(stop)
        and above[:1].isupper()
        and len(above.split()) < 6
        and names.is_corporate(" ".join(below.split()[:1]))
    )


def _is_named_in(head: str, statement: str) -> bool:
    """Whether the statement of responsibility names who stands in the heading."""
    name, _ = name_of(head)
    made = makers(re.split(r"\.\s*--|--|\.\s+(?:Cet|Ed)\b", statement)[0])
    return any(same_person(name, one) for one in (*made.authors, *(other.name for other in made.others)))


# What stands in small letters in a heading: parts of names, and the roles behind them.
_SMALL_IN_NAMES = frozenset({
    "bin", "binti", "van", "de", "al", "a", "el", "penulis", "pengarang", "editor", "penyunting", "penyusun",
})  # fmt: skip


def _is_inverted(head: str) -> bool:
    """ "Toer, Pramoedya Ananta, 1925-2006": an entry element of up to three words, and given names, without a verb's
    case."""
    entry, comma, given = head.partition(",")
    words = given.replace(",", " ").split()
    small = [word for word in words if word.islower() and word not in _SMALL_IN_NAMES]
    return bool(
        comma
        and words
        and len(entry.split()) <= 3
        and entry[:1].isupper()
        and len(words) <= 8
        and not small
        and words[0][:1].isupper()
    )


def _heading_words(body: str) -> tuple[str, str]:
    """The main entry where everything stands on one line: the words before the title that the statement of
    responsibility says again ("Hirata, Andrea Laskar pelangi / Andrea Hirata")."""
    found = re.split(r"\s+/\s+", body, maxsplit=1)
    if len(found) < 2 or "," not in found[0][:60]:
        return "", body
    said = {_plain(word) for word in found[1].split()[:12]}
    words = found[0].split()
    count = 0
    while count < min(len(words) - 1, 9) and (
        _plain(words[count]) in said or re.fullmatch(r"\d{4}-+(?:\d{4})?[.,]?", words[count])
    ):
        count += 1
    head = " ".join(words[:count])
    return (
        (head.rstrip(" ."), " ".join([*words[count:], "/", found[1]]))
        if count > 1 and _is_inverted(head)
        else ("", body)
    )


def _plain(word: str) -> str:
    return re.sub(r"\W", "", word).casefold()


# description


def _description(body: str) -> tuple[dict[str, Any], str, tuple[str, ...]]:
    """Title, edition and publication from the areas before the size; the statement of responsibility; what fits
    nowhere."""
    first, *others = isbd.areas(body) or [""]
    published = next(filter(isbd.is_imprint, others), next(filter(_may_be_imprint, others), None))
    given, statement = isbd.title(first)
    rest = []
    for area in others:
        if isbd.is_edition(area):
            edition, printing = isbd.edition(area)
            given["edition"] = ", ".join(filter(None, (given.get("edition", ""), edition)))
            given["printing"] = printing or given.get("printing", "")
        elif area is published:
            given |= isbd.imprint(area)
            given["notes"] = (*given.get("notes", ()), *isbd.other_publishers(area))
        else:
            rest.append(area)
    return given, statement, tuple(rest)


def _may_be_imprint(area: str) -> bool:
    return not isbd.is_edition(area) and bool(re.search(r"\d{4}\W*\Z|[^\W\d]\s*:\s*[^\W\d]", area))
