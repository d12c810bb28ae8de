"""A file of a few kilobytes that unpacks to gigabytes, or spans millions of cells, is refused before it is opened."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from koleksi import intake
from koleksi.book import Entry
from koleksi.errors import InputError

HARMLESS, TOO_MUCH = 9_000_000, 11_000_000  # unpacked bytes of one entry that packs to a thousandth of it


def workbook(path: Path) -> Path:
    """A list of one book."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (("Judul", "Pengarang"), ("Laskar Pelangi", "Andrea Hirata")):
        book.active.append(row)
    book.save(path)
    return path


def open_document(path: Path) -> Path:
    """The same list as LibreOffice writes it."""
    cell = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
    row = f"<table:table-row>{cell}{cell}</table:table-row>"
    rows = row.format("Judul", "Pengarang") + row.format("Laskar Pelangi", "Andrea Hirata")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            '<?xml version="1.0" encoding="UTF-8"?><office:document-content office:version="1.2"'
            ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
            ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
            ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
            f'<table:table table:name="Buku">{rows}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return path


def with_blanks(path: Path, size: int) -> Path:
    """The workbook with one more entry of so many blanks: it stays a sound workbook."""
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("docProps/blanks.xml", b" " * size)
    return path


def titles(path: Path) -> list[str]:
    return [item.book.title for item in intake.read(path) if isinstance(item, Entry)]


@pytest.mark.parametrize(("make", "name"), [(workbook, "daftar.xlsx"), (open_document, "daftar.ods")])
def test_a_workbook_with_an_entry_that_unpacks_to_a_thousand_times_its_size_is_refused(
    make: Callable[[Path], Path], name: str, tmp_path: Path
) -> None:
    assert titles(with_blanks(make(tmp_path / name), HARMLESS)) == ["Laskar Pelangi"], "a small one is no bomb"
    with pytest.raises(InputError, match=name):
        titles(with_blanks(make(tmp_path / name), TOO_MUCH))


def test_a_workbook_that_unpacks_to_more_than_the_limit_in_many_small_entries_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "daftar.xlsx")
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for n in range(50):
            archive.writestr(f"docProps/{n}.xml", b" " * HARMLESS)
    with pytest.raises(InputError, match="daftar.xlsx"):
        titles(path)


def test_a_workbook_whose_last_cell_is_thirty_million_cells_away_is_refused(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(workbook(tmp_path / "daftar.xlsx"))
    assert book.active is not None
    book.active["AZ1000"] = "jauh"
    book.save(tmp_path / "daftar.xlsx")
    assert titles(tmp_path / "daftar.xlsx")[0] == "Laskar Pelangi"
    book.active["AZ1048576"] = "terlalu jauh"
    book.save(tmp_path / "daftar.xlsx")
    with pytest.raises(InputError, match="AZ1048576"):
        titles(tmp_path / "daftar.xlsx")
