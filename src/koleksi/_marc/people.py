"""The names of a record: its main and added entries as authors and contributors, in direct order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from koleksi import names
from koleksi._marc.fields import ByTag, Field, Given
from koleksi._terms.roles import role_of, term
from koleksi.book import Contributor

__all__ = ["NAMES", "direct_name", "read_people", "read_statement", "responsibility", "same_letters"]

NAMES = ("100", "110", "111", "700", "710", "711")

# "Hirata, Andrea", "Rowling, J. K.": ordinary words on both sides, which need no deeper look.
_PLAIN = re.compile(
    r"([A-Z][a-z'\u2019]+(?:[ -][A-Z][a-z'\u2019]+)*), ((?:[A-Z][a-z]{3,}|[A-Z]\.)(?: (?:[A-Z][a-z]{3,}|[A-Z]\.))*)"
)

# An inverted name under an indicator that does not say so: SLiMS leaves it blank, INLISLite writes 0.
_INVERTED = re.compile(
    r"[A-Z][^\W\d]+(?:[ -][A-Z][^\W\d]+){0,2}, (?:[A-Z][^\W\d]*\.?)(?:[ .](?:[A-Z][^\W\d]*\.?|bin|binti|al-?))*"
)


def read_people(by_tag: ByTag, given: Given) -> None:
    authors: list[str] = []
    contributors: list[Contributor] = []
    bodies: dict[str, None] = {}
    meetings: dict[str, None] = {}
    has_main = not by_tag.keys().isdisjoint(("100", "110", "111"))
    for tag in NAMES:
        if tag not in by_tag:
            continue
        for field in by_tag[tag]:
            by_code = dict(reversed(field[2]))
            if "t" in by_code or not (name := direct_name(field, by_code.get("a", ""))):
                continue
            role = _role(by_code.get("j" if tag[1:] == "11" else "e") or by_code.get("4") or "")
            if tag[1:] == "11":
                meetings[name] = None
            if _is_author(tag, role, has_main):
                authors.append(name)
                if tag[1:] == "10" and not names.is_corporate(name):
                    bodies[name] = None
            else:
                contributors.append(_contributor(name, role, tag[1:] != "00"))
    given["authors"], given["contributors"] = tuple(authors), tuple(contributors)
    given["bodies"], given["meetings"] = tuple(bodies), tuple(meetings)


_role = lru_cache(maxsize=256)(role_of)  # a record says one of a few


def _is_author(tag: str, role: str, has_main: bool) -> bool:
    """A main entry, and an author beside it; without one a person, but a body in a lone added entry is none."""
    if tag in ("710", "711"):
        return role == "author" and has_main
    return role == "author" or not role and (tag[0] == "1" or not has_main)


@lru_cache(maxsize=1024)
def _contributor(name: str, role: str, body: bool) -> Contributor:
    """``body``: it stands in a field for corporate names; said only where the name itself does not tell."""
    return Contributor.of({"name": name, "role": role, "corporate": body and not names.is_corporate(name)})


def direct_name(field: Field, entry: str) -> str:
    """The name in direct order."""
    tag, indicators, subfields = field
    entry = entry.rstrip(" ,")
    if tag[1:] != "00":
        parts = "bndc" if tag[1:] == "11" else "b"
        units = [value for code, value in subfields if code in parts]
        return " ".join([entry, *units]).rstrip(" .,") if units else entry
    if "," not in entry:
        return entry
    if plain := _PLAIN.fullmatch(entry):
        return f"{plain[2]} {plain[1]}"
    return names.from_heading(entry) if indicators[:1] == "1" or _INVERTED.fullmatch(entry) else entry


# the statement of responsibility

_MARKS_A_NAME = 4  # blanks, hyphens and stops that a printed name may have more or less than one made of its heading


def responsibility(authors: Iterable[str], contributors: Iterable[Contributor]) -> str:
    """The statement of responsibility that the names of a book make, when none was typed."""
    names_of = ", ".join(authors)
    others = [f"{term(c.role)}, {c.name}" if c.role else c.name for c in contributors]
    return " ; ".join([names_of, *others]) if names_of and others else names_of or " ; ".join(others)


def read_statement(statement: str, by_tag: ByTag, given: Given) -> None:
    """245 $c. Where it has just the names of the headings, they are as it has them: no heading says whether "Saadawi,
    Nawal el-" is "Nawal El Saadawi" on the title page or "Nawal el-Saadawi"."""
    authors, contributors = given["authors"], given["contributors"]
    made = responsibility(authors, contributors)
    if statement.removesuffix(".") == made.removesuffix("."):  # the last stop may be the field's own
        return
    near = abs(len(statement) - len(made)) <= _MARKS_A_NAME * (len(authors) + len(contributors))
    for text in (statement, statement.removesuffix(".")) if near else ():
        printed = _parted(text, authors, contributors)
        if printed and _are_the_same(printed, by_tag, [*authors, *(one.name for one in contributors)]):
            others = zip(contributors, printed[len(authors) :], strict=True)
            given["authors"] = tuple(printed[: len(authors)])
            given["contributors"] = tuple([_contributor(name, one.role, one.corporate) for one, name in others])
            return
    given["responsibility"] = statement


def _parted(statement: str, authors: Sequence[str], contributors: Sequence[Contributor]) -> list[str]:
    """The names of a statement that is made as ``responsibility`` makes it; [] where it is not."""
    first, *others = statement.split(" ; ") if authors else ["", *statement.split(" ; ")]
    printed = first.split(", ") if authors else []
    if len(printed) != len(authors) or len(others) != len(contributors):
        return []
    for text, one in zip(others, contributors, strict=True):
        role = f"{term(one.role)}, " if one.role else ""
        if not text.startswith(role):
            return []
        printed.append(text[len(role) :])
    return printed


def _are_the_same(printed: Sequence[str], by_tag: ByTag, named: Sequence[str]) -> bool:
    """Whether each printed name is the one that was read, or has the heading from which that was read."""
    fields = (field for tag in ("100", "700") for field in by_tag.get(tag, ()))
    by_code = [(field, dict(reversed(field[2])).get("a", "")) for field in fields]
    entries = {direct_name(field, entry): entry for field, entry in by_code}
    return all(
        one == name or name in entries and _is_inverted_in(entries[name], one)
        for one, name in zip(printed, named, strict=True)
    )


def _is_inverted_in(entry: str, name: str) -> bool:
    """Whether a heading is made of just the letters of a name, by our rules."""
    return same_letters(entry, name) and any(names.heading(name, policy) == entry for policy in names.POLICIES)


def same_letters(one: str, other: str) -> bool:
    """Whether two texts have the same letters and digits, in whatever order and case."""
    return sorted(filter(str.isalnum, one.casefold())) == sorted(filter(str.isalnum, other.casefold()))
