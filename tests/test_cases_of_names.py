"""The public cases that concern names and bodies, with what `expected.csv` says of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from koleksi import ddc, dedupe, intake, marc, names
from koleksi.book import Book, Entry
from koleksi.job.clusters import clusters, read_books

pytestmark = pytest.mark.shared


def books(shared: Path, name: str) -> list[Book]:
    return [item.book for item in intake.read(shared / "data/cases" / name) if isinstance(item, Entry)]


def headings(book: Book) -> list[str]:
    return [names.heading(name) for name in book.authors]


def test_stops_without_blanks(shared: Path) -> None:
    found = books(shared, "01_glued_initials.csv")
    assert [headings(book) for book in found] == [
        ["Santoso, Rudi W."], ["Miller, Carl S."], ["Wijaya, A.A."], ["Lumban, Caroline F.Ch."],
        ["Silalahi, Marisi P.", "Gunawan, Steven M."], ["Cunningwood, Robert K."], ["Wibisono, Theodorus M."],
    ]  # fmt: skip
    letters = [str(ddc.call_number(book, "000")).split()[1] for book in found]
    assert letters == ["SAN", "MIL", "WIJ", "LUM", "SIL", "CUN", "WIB"]


def test_roles(shared: Path) -> None:
    found = books(shared, "07_roles.csv")
    assert [headings(book) for book in found] == [["Liyani, Tera"]] * 4 + [["Liyani, Anton"]]
    others = [[(one.role, names.heading(one.name)) for one in book.contributors] for book in found]
    assert others == [[], [("editor", "Wati, Ani")], [("translator", "Wati, Ani")], [], [("translator", "Wati, Ani")]]


def test_degrees(shared: Path) -> None:
    assert [headings(book) for book in books(shared, "08_degrees.csv")] == [
        ["Santoso, Budi"], ["Wijaya, Ismail"], ["Wijaya, Azyu"], ["Wahyu", "Sudrajat"],
        ["Sunardi", "Santoso, Danang"], ["Komar, Agus"], ["Wulan, Retno"],
    ]  # fmt: skip


def test_bodies_of_other_places_are_other_bodies(shared: Path) -> None:
    found, _ = clusters(read_books(shared / "data/cases/06_corporate_place.csv"))
    assert len(found.groups) == 4
    assert dedupe.groups(books(shared, "06_corporate_place.csv")).asks == ()


def test_bodies_by_their_field(shared: Path) -> None:
    found = [
        item.book for item in marc.read_books(shared / "data/cases/16_corporate_tag.mrc") if isinstance(item, Entry)
    ]
    assert [str(ddc.call_number(book, "000")).split()[1] for book in found] == ["RUM", "TAM", "KOM", "NAT", "SHO"]
    for book in found:
        written = marc.to_record(book)
        assert written["110"]["a"] == book.authors[0] and "100" not in written
