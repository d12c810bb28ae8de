"""Word documents: their tables are sheets, a document without tables is a list typed line by line."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from koleksi import intake
from koleksi.book import Entry
from koleksi.errors import InputError

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LISTED = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'


def paragraph(text: str = "", properties: str = "") -> str:
    return f"<w:p>{properties}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def cell(text: str = "", properties: str = "", inside: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside or paragraph(text)}</w:tc>"


def table(*rows: str) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def row(*texts: str) -> str:
    return "".join(map(cell, texts))


def document(tmp_path: Path, *blocks: str) -> Path:
    path = tmp_path / "daftar.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {W}><w:body>{''.join(blocks)}</w:body></w:document>")
    return path


def entries(path: Path) -> list[Entry]:
    return [one for one in intake.read(path) if isinstance(one, Entry)]


def test_a_table_is_a_sheet(tmp_path: Path) -> None:
    path = document(
        tmp_path,
        paragraph("DAFTAR BUKU"),
        table(row("No", "Judul", "Pengarang"), row("1", "Merpati & Elang", "Budi Hartono"), row("2", "Ombak Pagi", "")),
        paragraph("Mengetahui, Kepala Sekolah"),
    )
    found = entries(path)
    assert [(one.book.title, one.book.authors, one.row) for one in found] == [
        ("Merpati & Elang", ("Budi Hartono",), 2), ("Ombak Pagi", (), 3),
    ]  # fmt: skip


def test_a_table_that_goes_on_over_a_page_is_one_list(tmp_path: Path) -> None:
    one = table(row("No", "Judul"), row("1", "Merpati"))
    path = document(tmp_path, one, paragraph(), table(row("2", "Ombak Pagi"), row("3", "Dua Rumah")))
    assert [(entry.book.title, entry.row) for entry in entries(path)] == [
        ("Merpati", 2), ("Ombak Pagi", 3), ("Dua Rumah", 4),
    ]  # fmt: skip


def test_the_line_above_a_table_is_the_name_of_its_sheet(tmp_path: Path) -> None:
    path = document(
        tmp_path,
        paragraph("RAK 1"), table(row("Judul", "Tahun"), row("Merpati", "2001")),
        paragraph("RAK 2"), table(row("Judul", "Tahun"), row("Ombak Pagi", "2002")),
    )  # fmt: skip
    assert [(one.book.title, one.copies[0].location) for one in entries(path)] == [
        ("Merpati", "RAK 1"), ("Ombak Pagi", "RAK 2"),
    ]  # fmt: skip


def test_numbers_that_word_counts_and_cells_that_span_columns(tmp_path: Path) -> None:
    heading = row("No", "Judul", "Pengarang")
    number = cell(inside=paragraph("", LISTED))
    between = cell("SUMBANGAN BAPAK CAMAT", '<w:gridSpan w:val="3"/>')
    path = document(
        tmp_path,
        table(heading, f"{number}{row('Merpati', 'Budi')}", between, f"{number}{row('Ombak', 'Sari')}"),
    )
    assert [(one.book.title, one.copies[0].source_name) for one in entries(path)] == [
        ("Merpati", ""), ("Ombak", "BAPAK CAMAT"),
    ]  # fmt: skip


def test_a_document_without_tables_is_read_line_by_line(tmp_path: Path) -> None:
    styled = '<w:pPr><w:pStyle w:val="ListNumber"/></w:pPr>'
    items = [
        paragraph(text, listed)
        for listed in (LISTED, styled)
        for text in ("Merpati - Budi Hartono", "Ombak Pagi - Sari Wulandari - 2 eks")
    ]
    path = document(tmp_path, paragraph("Perpustakaan Melati"), *items)
    assert [(one.book.title, one.book.authors, len(one.copies)) for one in entries(path)] == [
        ("Merpati", ("Budi Hartono",), 1), ("Ombak Pagi", ("Sari Wulandari",), 2),
    ] * 2  # fmt: skip


def test_what_is_no_document_of_this_kind_is_told(tmp_path: Path) -> None:
    path = document(tmp_path, paragraph())
    with pytest.raises(InputError):
        list(intake.read(path))
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(InputError):
        list(intake.read(path))
    old = tmp_path / "daftar.doc"
    old.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    with pytest.raises(InputError, match="docx"):
        list(intake.read(old))
