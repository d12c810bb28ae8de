"""What is in memory of a large list: each row once as it was described and once as a record, whatever is worked on."""

from __future__ import annotations

import csv
import gc
import io
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from koleksi import process
from koleksi._print.canvas import Canvas
from koleksi.book import Book, Copy, Entry
from koleksi.ddc import Suggestion
from koleksi.exports import inlislite, slims_lines
from koleksi.job.collection import Collection, Record, Row

ROWS = 100
WORDS = ("Kimia", "Sejarah Bali", "Memasak", "Zikir", "Astronomi", "Perikanan", "Catur", "Novel Cinta", "Pajak", "Gizi")


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    path = tmp_path / "daftar.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["Judul", "Pengarang", "Penerbit", "Tahun"])
        for n in range(ROWS):
            title = f"{WORDS[n % 10]} untuk {WORDS[n // 10 % 10]} {'abcdefghijkl'[n // 10] * 3}"
            writer.writerow([title, "Siti Aminah", "Erlangga", 2001 + n % 20])
    return path


def alive() -> Counter[type]:
    """How many values of each kind there are."""
    gc.collect()
    kinds = (Book, Entry, Row, Record, Copy, Suggestion)
    return Counter(kind for one in gc.get_objects() if (kind := type(one)) in kinds)


def test_at_every_stage_a_row_is_there_once_as_described_and_once_as_record(shelf: Path, tmp_path: Path) -> None:
    before, most = alive(), Counter[type]()

    def look(stage: str, done: int, total: int) -> None:
        if stage in ("duplicates", "classes", "marc", "cards", "register"):
            for kind, count in (alive() - before).items():
                most[kind] = max(most[kind], count)

    summary = process.run([shelf], tmp_path / "hasil", progress=look)
    assert summary.books == ROWS
    assert most[Entry] <= ROWS + 5
    assert most[Row] <= ROWS + 5
    assert most[Book] <= 2 * ROWS + 5
    assert most[Record] <= ROWS + 5
    assert most[Copy] <= ROWS + 5, "rows that say nothing of their copies share one value"
    assert most[Suggestion] <= 3 * ROWS


def test_what_many_rows_say_is_one_value(shelf: Path, tmp_path: Path) -> None:
    held: list[Collection] = []
    process.run([shelf], tmp_path / "hasil", seen=held.append)
    (collection,) = held
    assert len({id(row.entry.copies) for row in collection.rows}) == 1
    assert len({id(row.book.authors) for row in collection.rows}) == 1
    assert len({id(row.book.year) for row in collection.rows}) == 20
    reasons = [reason for record in collection.records for one in record.suggestions for reason in one.reasons]
    assert len({id(reason) for reason in reasons}) == len(set(reasons)) < len(reasons)


def test_of_the_pages_of_a_pdf_no_objects_are_kept() -> None:
    kept = []
    for pages in (2, 60):
        canvas = Canvas(io.BytesIO(), 210, 297)
        for _ in range(pages):
            canvas.drawString(10, 10, "Laskar Pelangi")
            canvas.showPage()
        canvas.save()
        kept.append(len(canvas._doc.idToObject))
    assert kept[0] == kept[1]


def test_workbooks_and_lines_are_written_while_the_records_come() -> None:
    taken = 0

    def items() -> Iterator[tuple[Book, list[Copy]]]:
        nonlocal taken
        for n in range(4 * inlislite.ROWS_PER_FILE):
            taken = n
            yield Book(title=f"Buku {n}", record_id=f"{n}"), [Copy(barcode=f"B{n}")]

    books = inlislite.each_workbook(items(), [], date="2026-01-02")
    next(books)
    assert taken < 2 * inlislite.ROWS_PER_FILE
    stream = io.BytesIO()

    def records() -> Iterator[slims_lines.Item]:
        for n in range(50):
            assert stream.tell() or n < 2, "what came before is written"
            yield slims_lines.Item(book=Book(title=f"Buku {n}", record_id=f"{n}"), copies=[Copy(barcode=f"B{n}")])

    slims_lines.write(records(), stream, records=50)
    head, *lines = stream.getvalue().splitlines()
    assert json.loads(head)["records"] == len(lines) == 50
