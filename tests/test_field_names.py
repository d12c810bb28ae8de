"""Every field that a person may see has a name in both languages."""

from __future__ import annotations

import pytest

from koleksi._intake.headings import JOINED, field_of
from koleksi._terms.field_names import field_name
from koleksi.book import Book, Copy, Text, field_names


@pytest.mark.parametrize("field", [*field_names(Book), *field_names(Copy), *sorted(JOINED)])
def test_a_field_has_a_name_in_both_languages(field: str) -> None:
    name = field_name(field)
    assert name.id and name.en


@pytest.mark.parametrize("heading", ["Penerjemah", "Editor", "Ilustrator", "Kelas", "Semester", "Jumlah", "Asal Buku"])
def test_a_column_that_is_no_field_has_a_name_too(heading: str) -> None:
    assert field_name(field_of(heading)).id


def test_a_column_of_two_kinds_names_both() -> None:
    assert field_name("publisher+year") == Text("penerbit + tahun terbit", "publisher + year")
