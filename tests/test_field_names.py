"""Every field that a person may see has a name in both languages."""

from __future__ import annotations

import pytest

from koleksi._intake.headings import JOINED
from koleksi._terms.field_names import column_name, field_name
from koleksi._terms.tables import rows
from koleksi.book import Book, Copy, Text, field_names

COLUMNS = sorted({row["field"] for row in rows("column_headings.csv")} - {"", "ignore"})


@pytest.mark.parametrize("field", sorted({*field_names(Book), *field_names(Copy), *COLUMNS, *JOINED}))
def test_a_field_has_a_name_in_both_languages(field: str) -> None:
    name = field_name(field)
    assert name.id and name.en


def test_a_column_of_two_kinds_names_both() -> None:
    assert field_name("publisher+year") == Text("penerbit + tahun terbit", "publisher + year")


def test_a_heading_that_is_no_field_stands_as_it_was_typed() -> None:
    assert column_name("Rak Ke") == Text("Rak Ke", "Rak Ke")
    assert column_name("") == Text("", "")
    assert column_name("publisher") == Text("penerbit", "publisher")
