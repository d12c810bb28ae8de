"""The lists that other programs write (LibraryThing, Goodreads, Calibre ...): which it is, what its columns are, and
cells that say more than one thing.

Headings as the programs write them; the table is ``data/list_programs.csv``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from types import MappingProxyType

from koleksi import names
from koleksi._intake.headings import plain
from koleksi._intake.systems import inlislite
from koleksi._terms import roles
from koleksi._terms.tables import rows

__all__ = ["ARRANGED", "arranged", "field_in", "program_of"]

# Fields that only these lists have, and the fields of which their cells become part.
ARRANGED = MappingProxyType(
    {
        "names": "authors",
        "role": "ignore",
        "other_names": "contributors",
        "other_roles": "ignore",
        "series_title": "title",
        "inlislite_title": "title",
        "inlislite_record": "title",
        "inlislite_price": "price",
    }  # fmt: skip
)
_IN_SERIES = re.compile(r"(?P<title>.+?)\s*\((?P<series>[^()]+?),?\s+#(?P<volume>[\d.]+)\)", re.DOTALL)


@cache
def _programs() -> Mapping[str, Mapping[str, str]]:
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for row in rows("list_programs.csv"):
        found[row["program"]][plain(row["heading"])] = row["field"]
    return MappingProxyType(found)


@cache
def _signs() -> Mapping[str, frozenset[str]]:
    table = rows("list_programs.csv")
    return MappingProxyType(
        {
            program: frozenset(plain(row["heading"]) for row in table if row["program"] == program and row["sign"])
            for program in _programs()
        }
    )


def program_of(headings: Sequence[str]) -> str:
    """The program whose list has these headings, "" for a list that people typed."""
    here = {plain(name) for name in headings if name}
    return next((program for program, signs in _signs().items() if signs <= here), "")


def field_in(program: str, heading: str) -> str | None:
    """The field of a column in the list of a program; None where the heading means what it always does."""
    return _programs()[program].get(plain(heading)) if program else None


def arranged(kinds: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """The cells of a row under the fields of `ARRANGED`, as cells of plain fields: authors "<Toha, Mark>", the others
    by their role, title, series and volume."""
    found = {kind: cell for kind, cell in zip(kinds, cells, strict=False) if kind in ARRANGED and cell}
    made = _people(found)
    for kind in found.keys() & inlislite.READERS.keys():
        made |= inlislite.READERS[kind](found[kind])
    if "series_title" in found:
        title = _IN_SERIES.fullmatch(found["series_title"])
        made |= title.groupdict() if title else {"title": found["series_title"]}
    return made


def _people(found: Mapping[str, str]) -> dict[str, str]:
    by_role: defaultdict[str, list[str]] = defaultdict(list)
    first = _parts(found.get("names", ""))
    by_role[_field_of_role(found.get("role", ""))] += first
    said = [role.strip() for role in found.get("other_roles", "").split(_mark(found.get("other_roles", "")))]
    for n, name in enumerate(_parts(found.get("other_names", ""))):
        by_role[_field_of_role(said[n] if n < len(said) else "")].append(name)
    made = {role: "; ".join(map(names.from_heading, people)) for role, people in by_role.items() if people}
    if "authors" in made:
        made["authors"] = "".join(f"<{name}>" for name in by_role["authors"])
    return made


def _parts(cell: str) -> list[str]:
    return [name.strip() for name in cell.split(_mark(cell)) if name.strip()]


def _mark(cell: str) -> str:
    return "|" if "|" in cell else ";"


def _field_of_role(role: str) -> str:
    """The field of a person by the role that is said ("Translator"); of any other, and of none, the authors'."""
    field = roles.role_of(role) if role else ""
    return field if field in ("translator", "editor", "illustrator") else "authors"
