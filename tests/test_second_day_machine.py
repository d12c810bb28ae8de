"""Random edits of a list between runs: whatever a person does to it, a number stays with its book.

A state machine: each step makes one to four edits and runs the stages of the job that remember (all but rendering).
The test knows which line is which book; rows that were alike word for word since they last had numbers may change
places. `make long` tries 1,000 sequences of six runs, the suite a few.
"""

from __future__ import annotations

import csv
import os
import random
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from koleksi import dedupe, intake
from koleksi._terms.calendar import month_named
from koleksi.book import Book, Entry
from koleksi.config import Config
from koleksi.job import numbering
from koleksi.job.collection import Collection, Row
from koleksi.job.decisions import Decision, content_digest
from koleksi.job.editions import editions
from koleksi.job.memory.changes import with_changes
from koleksi.job.memory.ledger import Ledger

LONG = bool(os.environ.get("KOLEKSI_LONG"))
HEAD = ("Judul", "Pengarang", "Penerbit", "Tahun", "ISBN", "Eks")
POOL = (
    ("Laskar Pelangi", "Andrea Hirata", "Bentang Pustaka", "2005", "9789793062792", "2"),
    ("Sang Pemimpi", "Andrea Hirata", "Bentang Pustaka", "2006", "", "1"),
    ("Bumi Manusia", "Pramoedya Ananta Toer", "Hasta Mitra", "1980", "", "1"),
    ("Anak Semua Bangsa", "Pramoedya Ananta Toer", "Hasta Mitra", "1981", "", "1"),
    ("Matematika SMP Kelas VII", "", "Erlangga", "2014", "", "3"),
    ("Matematika SMP Kelas VIII", "", "Erlangga", "2014", "", "1"),
    ("Si Kancil", "", "", "", "", "1"),
    ("Sejarah Nasional Indonesia Jilid 2", "Sartono Kartodirdjo", "Balai Pustaka", "1977", "", "1"),
    ("Sejarah Nasional Indonesia Jilid 3", "Sartono Kartodirdjo", "Balai Pustaka", "1977", "", "1"),
    ("", "", "", "", "9786020332949", "1"),
    ("", "", "", "", "9789794615157", "2"),
    ("Ensiklopedi Hewan", "", "Gramedia", "2008", "", "1"),
    ("Tempo: Juni 2016", "", "", "2016", "", "1"),
    ("Tempo: Agustus 2016", "", "", "2016", "", "1"),
    ("Tempo: Agustus 2017", "", "", "2017", "", "1"),
    ("Kamus Lengkap Inggris Indonesia", "", "Karya Agung", "", "", "1"),
    ("Dongeng Nusantara", "Murti Bunanta", "", "1999", "", "1"),
    ("Resep Masakan Padang", "", "", "2001", "", "1"),
    ("Belajar Merajut", "", "", "", "", "4"),
    ("Perahu Kertas", "Dee Lestari", "Bentang Pustaka", "2009", "", "1"),
)
ISBNS = ("9789799731234", "9786028811491", "9789791227780", "9789792202328", "9789796554072")

Line = tuple[str, ...]


@dataclass
class Listed:
    """A list as its owner edits it: lines by the book that each is (a number of the test's own)."""

    lines: list[tuple[int, Line]] = field(default_factory=list)
    fresh: list[Line] = field(default_factory=list)  # books that no line has had yet
    books: int = 1000  # the last number given to a book that came later
    edits: dict[int, int] = field(default_factory=dict)  # book -> cells changed since it last had numbers
    copied: list[tuple[int, Line]] = field(default_factory=list)  # what a book said when its line was typed again
    name: str = "daftar.csv"
    on_top: int = 0
    column: bool = False

    def insert(self, rng: random.Random, line: Line) -> None:
        self.books += 1
        self.lines.insert(rng.randrange(len(self.lines) + 1), (self.books, line))

    def change(self, place: int, column: int, text: str) -> None:
        book, line = self.lines[place]
        if any(now := (*line[:column], text, *line[column + 1 :])) and (now[0] or now[4]):
            self.lines[place] = (book, now)
            self.edits[book] = self.edits.get(book, 0) + 1

    def write(self, folder: Path) -> Path:
        path = folder / self.name
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerows([("DAFTAR BUKU SUMBANGAN",), ("Tahun 2026",)][: self.on_top])
            more = ("Keterangan",) if self.column else ()
            writer.writerow((*HEAD, *more))
            writer.writerows((*line, *("baik" for _ in more)) for _, line in self.lines)
        return path


# --- what a person does to a list --------------------------------------------------------------------

Edit = Callable[[random.Random, Listed], None]


def _mistyped(rng: random.Random, text: str) -> str:
    """One letter left out, put in or put for another; words of numbers and marks are let alone."""
    words = text.split(":")[0].split(" Jilid")[0].split(" Kelas")[0]
    places = [n for n, letter in enumerate(words) if n and letter.islower()]
    if not places:
        return text
    at, letter = rng.choice(places), rng.choice("aeioutrs")
    return rng.choice([text[:at] + text[at + 1 :], text[:at] + letter + text[at:], text[:at] + letter + text[at + 1 :]])


def _somewhere(rng: random.Random, listed: Listed) -> int:
    return rng.randrange(len(listed.lines))


def letter(rng: random.Random, listed: Listed) -> None:
    place = _somewhere(rng, listed)
    listed.change(place, 0, _mistyped(rng, listed.lines[place][1][0]))


def author(rng: random.Random, listed: Listed) -> None:
    place = _somewhere(rng, listed)
    old = listed.lines[place][1][1]
    listed.change(place, 1, _mistyped(rng, old) if old else rng.choice(["Tim Penulis", "Hamka"]))


def publisher(rng: random.Random, listed: Listed) -> None:
    listed.change(_somewhere(rng, listed), 2, rng.choice(["Gramedia", "Erlangga", "Balai Pustaka", ""]))


def year(rng: random.Random, listed: Listed) -> None:
    listed.change(_somewhere(rng, listed), 3, rng.choice(["", str(rng.randrange(1970, 2024))]))


def isbn(rng: random.Random, listed: Listed) -> None:
    used = {line[4] for _, line in listed.lines}
    free = [number for number in ISBNS if number not in used]
    place = _somewhere(rng, listed)
    if free and listed.lines[place][1][0]:
        listed.change(place, 4, "" if listed.lines[place][1][4] else free[0])  # another number is another book


def title_of_a_scan(rng: random.Random, listed: Listed) -> None:
    for place, (_, line) in enumerate(listed.lines):
        if not line[0]:
            listed.change(place, 0, {"9786020332949": "Bumi", "9789794615157": "Taksonomi"}[line[4]])
            return


def copies(rng: random.Random, listed: Listed) -> None:
    listed.change(_somewhere(rng, listed), 5, str(rng.randrange(1, 5)))


def new_book(rng: random.Random, listed: Listed) -> None:
    if listed.fresh:
        listed.insert(rng, listed.fresh.pop())


def twin(rng: random.Random, listed: Listed) -> None:
    original, line = listed.lines[_somewhere(rng, listed)]
    listed.insert(rng, line)
    listed.copied += [(original, line), (listed.books, line)]


def delete(rng: random.Random, listed: Listed) -> None:
    if len(listed.lines) > 3:
        listed.lines.pop(_somewhere(rng, listed))


def sort(rng: random.Random, listed: Listed) -> None:
    listed.lines.sort(key=lambda line: line[1])


def shuffle(rng: random.Random, listed: Listed) -> None:
    rng.shuffle(listed.lines)


def rename(rng: random.Random, listed: Listed) -> None:
    listed.name = rng.choice(["daftar.csv", "daftar (1).csv", "daftar_FINAL.csv"])


def title_lines(rng: random.Random, listed: Listed) -> None:
    listed.on_top = rng.choice([0, 2])


def add_column(rng: random.Random, listed: Listed) -> None:
    listed.column = not listed.column


EDITS: tuple[Edit, ...] = (
    letter, letter, author, publisher, year, isbn, title_of_a_scan, copies, new_book, new_book, twin, delete, sort,
    shuffle, rename, title_lines, add_column,
)  # fmt: skip


# --- what must hold ----------------------------------------------------------------------------------


class SecondDays(RuleBasedStateMachine):
    """A list, its ledger, and whose each number is."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="koleksi-machine-"))
        self.ledger = Ledger.open(self.folder / "koleksi.db", begun="2026-01-01")
        self.listed = Listed()
        self.owner: dict[str, int] = {}  # barcode -> book
        self.seen: dict[
            int, set[Line]
        ] = {}  # book -> its line when it last had numbers, and those it had since in doubt
        self.keys: dict[int, str] = {}  # book -> key of its row

    def teardown(self) -> None:
        self.ledger.close()
        shutil.rmtree(self.folder)

    @initialize(rng=st.randoms(use_true_random=False), rows=st.integers(6, 15))
    def first_list(self, rng: random.Random, rows: int) -> None:
        pool = rng.sample(POOL, len(POOL))
        self.listed.lines = list(enumerate(pool[:rows]))
        self.listed.fresh = pool[rows:]
        self.run()

    @rule(
        rng=st.randoms(use_true_random=False),
        edits=st.lists(st.sampled_from(EDITS), min_size=1, max_size=4),
        answered=st.booleans(),
    )
    def edited(self, rng: random.Random, edits: list[Edit], answered: bool) -> None:
        for edit in edits:
            edit(rng, self.listed)
        doubts = self.run()
        if answered and doubts:
            for book, row in doubts:
                mine = self.keys.get(book, "")
                said = mine if mine in row.doubt else "new"
                self.ledger.decide([Decision("row", content_digest(row.entry), said)])
            self.run()

    def run(self) -> list[tuple[int, Row]]:
        """One run; the rows in doubt with the book that each is."""
        entries = [entry for entry in intake.read(self.listed.write(self.folder)) if isinstance(entry, Entry)]
        assert len(entries) == len(self.listed.lines)
        active = {copy.numbers.barcode for copy in self.ledger.copies().values() if copy.active}
        given = self.ledger.numbers()
        with self.ledger.transaction():
            collection = remembered(self.ledger, entries)
        self.check_owners(collection)
        self.check_ledger(collection, active)
        assert given.items() <= self.ledger.numbers().items(), "a number once given out stays as it is"
        books = [book for book, _ in self.listed.lines]
        return [(book, row) for book, row in zip(books, collection.rows, strict=True) if row.doubt]

    def check_owners(self, collection: Collection) -> None:
        """A number never changes its book; a book with one cell changed keeps its row, or is asked about."""
        codes: dict[str, list[str]] = {}
        for record in collection.records:
            for (key, _), barcode in record.given:
                codes.setdefault(key, []).append(barcode)
        for book, line in (*self.listed.lines, *self.listed.copied):
            self.seen.setdefault(book, set()).add(line)
        self.listed.copied.clear()
        seen = {book: frozenset(lines) for book, lines in self.seen.items()}
        for (book, line), row in zip(self.listed.lines, collection.rows, strict=True):
            if row.doubt:
                assert row.key not in codes, "a row in doubt has no numbers"
                continue
            for barcode in codes[row.key]:
                old = self.owner.setdefault(barcode, book)
                assert old == book or seen[old] & seen[book], (seen[old], line)  # or they were alike word for word
                self.owner[barcode] = book
            others = {said for other, lines in seen.items() if other != book for said in lines}
            if book in self.keys and not seen[book] & others and self.listed.edits.get(book, 0) <= 1:
                assert row.key == self.keys[book], ("lost", seen[book], line)
            for other in [other for other, key in self.keys.items() if key == row.key]:
                del self.keys[other]  # a row alike word for word has it now
            self.keys[book], self.seen[book] = row.key, {line}
            self.listed.edits.pop(book, None)

    def check_ledger(self, collection: Collection, active: set[str]) -> None:
        """Outputs and ledger agree, and what is on no book any more is named with the label to take off."""
        doubted = {key for row in collection.rows for key in row.doubt} - {row.key for row in collection.rows}
        copies = self.ledger.copies()
        held = {copy.numbers.barcode for key, copy in copies.items() if copy.active and key[0] not in doubted}
        given = [barcode for record in collection.records for _, barcode in record.given]
        assert sorted(given) == sorted(held)
        written = [copy.barcode for record in collection.records for copy in record.copies]
        assert sorted(written) == sorted(held)
        gone = active - {copy.numbers.barcode for copy in copies.values() if copy.active}
        to_take_off = [change for change in collection.changes if "Cabut label" in change.do.id]
        named = {barcode for change in to_take_off for barcode in change.barcodes}
        assert gone <= named, gone - named


def remembered(ledger: Ledger, entries: list[Entry]) -> Collection:
    """The stages of `process.run` that remember, without classes and files."""
    before = ledger.memory()
    rows = ledger.register_rows(entries)
    records, questions = editions(rows, None, ledger.decisions("pair"))
    collection = Collection(
        config=Config(), begun=ledger.begun, rows=tuple(rows), records=tuple(records), questions=tuple(questions)
    )
    ledger.assign(numbering.unnumbered(collection, ledger.numbers()))
    collection = with_changes(numbering.with_copies(collection, collection.records, ledger.numbers()), before, rows)
    ledger.settle(collection)
    return collection


TestSecondDays = SecondDays.TestCase
TestSecondDays.settings = settings(
    max_examples=1000 if LONG else 20,
    stateful_step_count=6 if LONG else 5,
    deadline=None,
    derandomize=not LONG,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a sequence of six steps is short enough
    suppress_health_check=list(HealthCheck),
)


def test_issues_of_a_periodical_are_no_corrections_of_one_another() -> None:
    june, august = (Book(title=f"Tempo: {month} 2016") for month in ("Juni", "Agustus"))
    assert not list(dedupe.corrections([june], [august], [(0, 0)]))
    assert list(dedupe.corrections([june], [Book(title="Tempo: Juni 2016", publisher="Tempo")]))
    (later,) = dedupe.corrections([june], [Book(title="Tempo: Juni 2017")], [(0, 0)])
    assert later.kind == "number", "which only a person can tell"


def test_a_slip_in_a_title_is_found_wherever_the_row_went() -> None:
    assert list(dedupe.corrections([Book(title="Belajar Merajut")], [Book(title="Beajar Merajut")]))


@pytest.mark.parametrize("name", ["Maria", "Desa", "Julia"])
def test_names_that_begin_like_a_month_are_none(name: str) -> None:
    assert month_named(name) == 0
