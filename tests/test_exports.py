"""Each trap of the target systems as a check on the produced file, for any books at all."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
from collections.abc import Sequence

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koleksi import Book, Contributor, Copy, Problem
from koleksi.exports import inlislite, slims

words = st.sampled_from(
    [
        "Laskar Pelangi",
        "laskar pelangi",
        "Láskar Pelangi",
        "title",
        "item_code",
        "",
        "=1+1",
        "a\\",
        "<b>",
        'x"y',
        "k" * 260,
        "a;b",
        "𝔘",
        "Jalan, jalan",
    ]
)
text = words | st.text(max_size=12)
books = st.builds(
    Book, title=text, subtitle=text, authors=st.lists(text, max_size=3),
    contributors=st.lists(st.builds(Contributor, name=text, role=st.sampled_from(["", "editor"])), max_size=2),
    publisher=text, place=text, edition=text, year=st.none() | st.integers(1900, 2030),
    language=st.sampled_from(["", "ind", "eng", "jav"]), subjects=st.lists(text, max_size=2),
    call_number=text, ddc=st.sampled_from(["", "813"]), notes=st.lists(text, max_size=2), summary=text, series=text,
    extent=text, isbn=st.sampled_from(["", "9789793062792"]),
)  # fmt: skip
copies = st.builds(
    Copy, barcode=st.sampled_from(["", "B1", "B2", "b2", "B" * 30]) | st.text("0123456789", min_size=1, max_size=6),
    accession=text, source=text, source_name=text,
    received=st.sampled_from(["", "2026-11-23", "2018", "23/11/2026", "2026-02-31"]),
    price=st.none() | st.integers(0, 10**6), currency=st.sampled_from(["IDR", "USD", ""]), location=text,
    call_number=text,
)  # fmt: skip
items = st.lists(st.tuples(books, st.lists(copies, max_size=3)), max_size=5)
Items = Sequence[tuple[Book, Sequence[Copy]]]


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def codes(cell: str) -> list[str]:
    return re.findall(r"<([^<>]*)>", cell)


@settings(max_examples=150, deadline=None)
@given(items)
def test_slims_takes_every_row_of_the_biblio_file(given_items: Items) -> None:
    data, problems = slims.biblio_csv(given_items)
    head, *rows = rows_of(data)
    assert not data.startswith(b"\xef\xbb\xbf") and tuple(head) == slims.BIBLIO_COLUMNS
    assert len(rows) == len(given_items)
    assert all(len(row) == 18 for row in rows)
    named = [dict(zip(head, row, strict=True)) for row in rows]
    assert b"\\" not in data  # removed by the import; before a quote it swallows the rows that follow
    assert max(map(ord, data.decode()), default=0) < 0x10000  # utf8mb3
    assert not any(row["title"] in ("", "title", "item_code", "member_id") for row in named)  # taken for a heading
    assert all(not row["notes"] or len(row["notes"].encode()) > 50 for row in named)  # bug 274
    assert {row["language_name"] for row in named} <= {"", "Indonesia", "English"}
    widths = {
        "sor": 200,
        "edition": 50,
        "isbn_issn": 32,
        "publish_year": 20,
        "collation": 100,
        "series_title": 200,
        "call_number": 50,
        "classification": 40,
        "publisher_name": 100,
        "place_name": 30,
        "gmd_name": 30,
    }
    assert all(len(row[name]) <= width for row in named for name, width in widths.items())
    assert all(
        "".join(f"<{code}>" for code in codes(row[name])) == row[name]
        for row in named
        for name in ("authors", "topics", "item_code")
    )
    assert all(len(code) <= 100 for row in named for code in codes(row["authors"]))
    assert all(len(code) <= 50 for row in named for code in codes(row["topics"]))
    made = [code.casefold() for row in named for code in codes(row["item_code"])]
    assert all(len(code) <= 20 for code in made)
    assert len(made) == len(set(made))  # a repeated code is dropped by INSERT IGNORE
    assert len(made) + sum(problem.code == "slims-no-code" for problem in problems) == sum(
        len(held) for _, held in given_items
    )


@settings(max_examples=100, deadline=None)
@given(items)
def test_slims_items_find_their_record(given_items: Items) -> None:
    _, *biblio = rows_of(slims.biblio_csv(given_items)[0])
    rows = rows_of(slims.item_csv(given_items)[0])
    head = slims.ITEM_COLUMNS
    assert all(len(row) == 19 for row in rows)  # no heading row: it would become an item
    where = {code: row[0] for row in biblio for code in codes(row[17])}
    named = [dict(zip(head, row, strict=True)) for row in rows]
    assert {row["item_code"]: row["title"] for row in named} == where  # bug 371: only codes that exist
    assert len(named) == len(where)
    widths = {
        "item_code": 20,
        "call_number": 50,
        "inventory_code": 200,
        "site": 50,
        "order_no": 20,
        "invoice": 20,
        "price_currency": 10,
    }
    assert all(len(row[name]) <= width for row in named for name, width in widths.items())
    assert all(re.fullmatch(r"(\d{4}-\d\d-\d\d)?", row["received_date"]) for row in named)


def said(problems: Sequence[Problem]) -> set[str]:
    return {problem.code for problem in problems}


def test_what_slims_cannot_hold_is_said_before_the_import() -> None:
    book = Book(title="A 📚", language="jav", publisher="P" * 101)
    _, problems = slims.biblio_csv(
        [(book, (Copy(barcode="C1"), Copy(barcode="c1"), Copy(barcode="C" * 21))), (Book(title="a"), ())]
    )
    assert said(problems) == {"slims-language", "slims-cut", "slims-no-code", "slims-character"}


PHP = """$h = fopen('php://stdin', 'r'); $rows = [];
while (($r = fgetcsv($h, 0, ',', '"', '\\\\')) !== false) { $rows[] = $r; }
echo json_encode($rows, JSON_INVALID_UTF8_SUBSTITUTE);"""


@pytest.mark.skipif(not shutil.which("php"), reason="php is not installed (make system-tools)")
@settings(max_examples=12, deadline=None)
@given(items)
def test_php_reads_both_files_as_they_were_meant(given_items: Items) -> None:
    for data in (slims.biblio_csv(given_items)[0], slims.item_csv(given_items)[0]):
        done = subprocess.run(["php", "-r", PHP], input=data, capture_output=True, check=True)
        assert json.loads(done.stdout) == rows_of(data)


def sheets(given_items: Items) -> tuple[list[list[dict[str, object]]], list[Problem]]:
    files, problems = inlislite.workbooks(given_items, date="2026-11-23")
    found = []
    for content in files:
        book = openpyxl.load_workbook(io.BytesIO(content))
        assert book.sheetnames == ["Sheet1"]
        head, _, *rows = book["Sheet1"].iter_rows()
        assert tuple(cell.value for cell in head) == inlislite.COLUMNS and head[-1].column_letter == "AP"
        assert all(cell.data_type != "f" for row in rows for cell in row)  # "=1+1" is a title, no formula
        found.append([{str(top.value): cell.value for top, cell in zip(head, row, strict=True)} for row in rows])
    return found, problems


REQUIRED = (
    "TGL PENGADAAN",
    "NO. BARCODE",
    "JENIS SUMBER",
    "NAMA SUMBER",
    "MATA UANG",
    "KODE LOKASI PERPUSTAKAAN",
    "KODE LOKASI RUANG",
    "AKSES",
    "KATEGORI",
    "MEDIA",
    "KETERSEDIAAN",
    "JUDUL UTAMA",
)


@settings(max_examples=80, deadline=None)
@given(items)
def test_inlislite_takes_every_row_of_every_workbook(given_items: Items) -> None:
    files, problems = sheets(given_items)
    rows = [row for file in files for row in file]
    refused = [problem for problem in problems if problem.code == "inlislite-no-barcode"]
    assert len(rows) + len(refused) == sum(len(held) for _, held in given_items)
    assert all(row[name] for row in rows for name in REQUIRED)  # one bad row rolls the whole file back
    barcodes = [str(row["NO. BARCODE"]).casefold() for row in rows]
    assert len(barcodes) == len(set(barcodes)) and all(len(code) <= 50 for code in barcodes)
    assert all(re.fullmatch(r"(0[1-9]|[12]\d|3[01])-(0[1-9]|1[0-2])-\d{4}", str(row["TGL PENGADAAN"])) for row in rows)
    assert all(isinstance(row["HARGA"], int) and row["MATA UANG"] in ("IDR", "USD") for row in rows)
    assert all(
        str(row[name]).startswith("; ")
        for row in rows
        for name in ("PENGARANG TAMBAHAN ORANG", "PENGARANG TAMBAHAN BADAN")
        if row[name]
    )
    assert not any(";" in str(row[name] or "") for row in rows for name in ("NOMOR PANGGIL KATALOG", "ABSTRAK"))
    wide = {"JUDUL UTAMA": 700, "TAJUK PENGARANG": 700, "PENERBIT": 255, "KOTA TERBIT": 255, "EDISI": 255}
    assert all(len(str(row[name] or "")) <= width for row in rows for name, width in wide.items())


def test_inlislite_files_hold_at_most_198_copies() -> None:
    files, problems = sheets(
        [
            (Book(title=f"Buku {n}"), [Copy(barcode=f"{n}-{k}", received="2026-11-23") for k in range(3)])
            for n in range(133)
        ]
    )
    assert [len(file) for file in files] == [198, 198, 3]
    assert files[0][0]["TGL PENGADAAN"] == "23-11-2026"
    assert problems == []


def test_slims_gets_notes_in_full_and_no_nameless_supplier() -> None:
    book = Book(title="title", notes=("sobek <b>",))
    biblio, _ = slims.biblio_csv([(book, (Copy(barcode="B1", note="basah"),))])
    row = rows_of(biblio)[1]
    assert row[0] == "Title"  # "title" would be skipped as a heading
    assert row[12].rstrip() == "sobek < b>\nB1: basah" and len(row[12].encode()) > 50
    (item,) = rows_of(slims.item_csv([(book, (Copy(barcode="B1"),))])[0])
    assert item[5] == "-" and item[18] == "Title"


def test_two_records_of_one_title_keep_it_in_slims() -> None:
    """Its item import leaves a copy at the record that it has."""
    books = [(Book(title="Fikih", year=year), (Copy(barcode=f"B{year}"),)) for year in (1986, 1990)]
    data, problems = slims.biblio_csv(books)
    assert [row[0] for row in rows_of(data)[1:]] == ["Fikih", "Fikih"] and not problems
