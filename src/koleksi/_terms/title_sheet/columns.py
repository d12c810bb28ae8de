"""The columns of ``katalog.xlsx``, and by which headings its sheet is known again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from koleksi._terms.field_names import field_name
from koleksi.book import Text

__all__ = ["BY_KEY", "COLUMNS", "REST", "Column", "keys_of"]

Kind = Literal["text", "whole", "many", "people", "language", "count", "own", "shared", "price", "currency", "rest"]


@dataclass(frozen=True, slots=True)
class Column:
    """``field``: of the Book, or of each Copy for the kinds "own" (each its own), "shared", "price", "currency".
    ``width`` in characters; ``always``: shown also where no title has a value."""

    key: str
    field: str
    kind: Kind
    width: int
    heading: Text
    always: bool = False

    @property
    def of_copies(self) -> bool:
        return self.kind in ("own", "shared", "price", "currency")


def _column(
    field: str, kind: Kind, width: int, *, always: bool = False, key: str = "", heading: Text | None = None
) -> Column:
    named = heading or field_name(field)
    return Column(key or field, field, kind, width, Text(*(half[0].upper() + half[1:] for half in named)), always)


REST = "rest"
COLUMNS = (
    _column("title", "text", 44, always=True),
    _column("subtitle", "text", 26, always=True),
    _column("volume", "text", 10),
    _column("part_title", "text", 20),
    _column("authors", "many", 26, always=True),
    _column("contributors", "people", 26),
    _column("call_number", "shared", 16, always=True),
    _column("ddc", "text", 11, always=True),
    _column("count", "count", 9, always=True),
    _column("barcode", "own", 14, always=True),
    _column("accession", "own", 18, always=True),
    _column("publisher", "text", 20, always=True),
    _column("place", "text", 13, always=True),
    _column("year", "whole", 8, always=True),
    _column("isbn", "text", 15, always=True),
    _column("subjects", "many", 26, always=True),
    _column("location", "shared", 14),
    _column("issue", "shared", 18),
    _column("edition", "text", 12),
    _column("printing", "text", 10),
    _column("language", "language", 11, always=True),
    _column("original_language", "language", 11),
    _column("extent", "text", 14),
    _column("illustrations", "text", 10),
    _column("height_cm", "whole", 8),
    _column("series", "text", 20),
    _column("series_number", "text", 8),
    _column("source", "shared", 10),
    _column("source_name", "shared", 18),
    _column("price", "price", 10),
    _column("currency", "currency", 7),
    _column("received", "shared", 12),
    _column("condition", "shared", 14),
    _column("note", "shared", 18, heading=Text("keterangan eksemplar", "note on the copy")),
    _column("summary", "text", 30),
    _column("audience", "text", 14),
    _column("notes", "many", 30),
    _column("responsibility", "text", 24),
    _column("bodies", "many", 20),
    _column("meetings", "many", 20),
    _column("isbn_qualifier", "text", 12),
    _column("other_isbns", "many", 15),
    _column("wrong_isbns", "many", 15),
    _column("issn", "text", 11),
    _column("call_number", "text", 16, key="own_call_number",
            heading=Text("nomor panggil dari daftar", "call number in the list")),
    _column("record_id", "text", 14, always=True),
    _column("marc_fields", "rest", 4, key=REST,
            heading=Text("data asli (jangan diubah)", "original data (do not change)")),
)  # fmt: skip
BY_KEY = MappingProxyType({column.key: column for column in COLUMNS})
_PECULIAR = frozenset({"part_title", "isbn_qualifier", "wrong_isbns", "meetings", "bodies", "original_language",
                       "series_number", "own_call_number", "record_id", REST})  # fmt: skip
_FEWEST, _FEWEST_PECULIAR = 12, 3  # headings by which a sheet is known, when a person has taken others out


def keys_of(heading: Sequence[str]) -> Mapping[int, str] | None:
    """The columns of a sheet by their place, where its heading is that of ``katalog.xlsx`` in either language, in any
    order and with some taken out; None for the sheet of others."""
    found: dict[int, str] = {}
    for place, name in enumerate(heading):
        key = _HEADINGS.get(name.strip().casefold(), "")
        if key and key not in found.values():
            found[place] = key
    keys = set(found.values())
    ours = "title" in keys and len(keys) >= _FEWEST and len(keys & _PECULIAR) >= _FEWEST_PECULIAR
    return MappingProxyType(found) if ours else None


_HEADINGS = MappingProxyType({half.casefold(): column.key for column in COLUMNS for half in column.heading})
