"""The small cases and real lists of ``../shared``, each line of their ``expected.csv`` a test; left out where they are
not there. What a kind of list must become is tested with lists of our own in ``test_lists.py``."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType

import openpyxl
import pymarc
import pytest

from koleksi import dedupe, intake, marc, process
from koleksi.book import Book, Copy, Entry

DATA = Path(__file__).parents[2] / "shared" / "data"
CASES, LISTS = DATA / "cases", DATA / "sheets_real"

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="the shared data are not there")


@dataclass(frozen=True)
class Result:
    """What the main job made of a list: its records in their order, what it told, and the titles it asks about."""

    records: tuple[pymarc.Record, ...]
    books: tuple[tuple[Book, tuple[Copy, ...]], ...]
    told: tuple[Mapping[str, str], ...]
    asked: frozenset[str]

    def letters(self) -> list[str]:
        return [_letters(record) for record in self.records]

    def headings(self) -> list[list[str]]:
        return [[field["a"] for field in record.get_fields("100", "110", "700", "710")] for record in self.records]

    def called(self, title: str) -> list[int]:
        return [n for n, (book, _) in enumerate(self.books) if _bare(book.full_title) == _bare(title)]


@cache
def made_of(path: Path) -> Result:
    with TemporaryDirectory() as folder:
        out = Path(folder) / "hasil"
        process.run([path], out)
        records = tuple(one for one in marc.read(out / "katalog.mrc") if isinstance(one, pymarc.Record))
        with (out / "masalah.csv").open(encoding="utf-8-sig", newline="") as stream:
            told = tuple(csv.DictReader(stream, delimiter=";"))
        review = openpyxl.load_workbook(out / "tinjau.xlsx", read_only=True)
        asked = {str(cell) for row in review["Kelas"].iter_rows(values_only=True) for cell in row if cell}
        return Result(records, tuple(map(marc.from_record, records)), told, frozenset(asked))


def _letters(record: pymarc.Record) -> str:
    call = record["084"]["a"]
    behind = call.partition(" ")[2] if call[:1].isdigit() else call  # a book that nothing classes has letters alone
    return next(iter(re.findall(r"\b[A-Z0-9]{3}\b(?!\.)", behind)), "")


def _bare(text: str) -> str:
    return "".join(filter(str.isalnum, text.casefold()))


def expected(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


# the cases


def headings_and_letters(result: Result, said: str) -> None:
    """ "Santoso, Budi SAN; Wahyu + Sudrajat": of each record the persons, and the letters where they are said."""
    for record, (headings, letters), one in zip(
        result.records, zip(result.headings(), result.letters(), strict=True), said.split(";"), strict=True
    ):
        people = [re.sub(r"\s+[A-Z]{3}\Z|\s+alone\Z", "", name.strip()) for name in one.split("+")]
        found = re.search(r"\b([A-Z]{3})(?=\s*(?:\+|\Z))", one)
        assert headings == people, record["245"]["a"]
        assert not found or letters == found[1]


def no_entities(result: Result, said: str) -> None:
    texts = [book.title for book, _ in result.books] + [book.publisher for book, _ in result.books]
    assert not [text for text in texts if re.search(r"&#?\w+;", text)]
    assert texts[1] == "Jum'at Kliwon" and texts[2] == '"Aku" dan kamu' and texts[7] == "Andi"
    assert result.books[0][0].authors == ("Sari Wati", "Budi Santoso")
    assert result.records[2]["084"]["a"].split()[-1] == "a"


def childrens_fiction(result: Result, said: str) -> None:
    for book, _ in result.books[:3]:
        assert book.title in result.asked or book.ddc.startswith(("899.221", "813", "808.068"))


def mathematics(result: Result, said: str) -> None:
    book = result.books[3][0]
    assert book.ddc.startswith("510") or book.title in result.asked


def two_isbn_columns(result: Result, said: str) -> None:
    assert result.records[0]["020"]["a"] == said


def groups_of(name: str) -> list[set[int]]:
    """The groups of a list of columns id,title,author ..., by number from 1."""
    rows = expected(CASES / name)
    books = [
        Book(
            title=row["title"], authors=tuple(filter(None, [row["author"]])), publisher=row["publisher"],
            year=int(row["year"]) if row["year"] else None,
        )
        for row in rows
    ]  # fmt: skip
    return [{n + 1 for n in group.members} for group in dedupe.groups(books).groups]


def bridge(result: Result, said: str) -> None:
    same = groups_of("05_bridge.csv")
    for apart in ({1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {10, 11}):
        assert all(len(group & apart) < 2 for group in same), apart


def four_bodies(result: Result, said: str) -> None:
    assert len(result.records) == 4


def roles(result: Result, said: str) -> None:
    headings = result.headings()
    assert [names[0] for names in headings] == ["Liyani, Tera"] * 4 + ["Liyani, Anton"]
    assert [names[1:] for names in headings] == [[], ["Wati, Ani"], ["Wati, Ani"], [], ["Wati, Ani"]]
    roles = [{one.role for one in book.contributors} for book, _ in result.books]
    assert (roles[1], roles[2], roles[4]) == ({"editor"}, {"translator"}, {"translator"})
    assert result.letters()[4] == "LIY"


def kdt_spaced(result: Result, said: str) -> None:
    book = result.books[0][0]
    assert (book.publisher, book.year, book.extent, book.height_cm) == ("Penerbit Contoh", 2012, "iii, 40 hlm.", 28)
    assert any("Bibliografi" in note for note in book.notes)


def class_as_typed(result: Result, said: str) -> None:
    assert [book.ddc for book, _ in result.books] == ["297.4", "813"]


def mojibake(result: Result, said: str) -> None:
    book = result.books[0][0]
    whole = (book.title, book.authors) == ("Kafé desa Jum\u2019at", ("José Wijaya",))
    assert whole or any("text-damaged" in problem["kode"] for problem in result.told)


def quran(result: Result, said: str) -> None:
    wanted = ("297.1", "492.7", "492.7", "004")
    assert [book.ddc.startswith(number) for (book, _), number in zip(result.books, wanted, strict=True)] == [True] * 4


def indonesian(result: Result, said: str) -> None:
    languages = [record["008"].data[35:38] for record in result.records]
    assert languages[:2] == ["ind", "ind"] and languages[2] in ("ind", "und")


def librarything(result: Result, said: str) -> None:
    book = result.books[0][0]
    (entry,) = read(CASES / "14_librarything.tsv")
    assert result.headings()[0][0] == "Toha, Pram Ananta" and result.letters() == ["TOH"]
    assert (book.year, book.publisher, book.ddc) == (1981, "Contoh", "899.22132")
    assert [copy.received for copy in entry.copies] == ["", ""]


def series_number(result: Result, said: str) -> None:
    assert [(record["490"]["a"].rstrip(" ;"), record["490"]["v"]) for record in result.records] == [
        ("Seri agama", "12"),
        ("Seri agama", "4"),
    ]


def corporate_tag(result: Result, said: str) -> None:
    assert all("110" in record and "100" not in record for record in result.records)
    assert result.letters() == ["RUM", "TAM", "KOM", "NAT", "SHO"]


def class_words(result: Result, said: str) -> None:
    codes = {problem["nilai"] for problem in result.told}
    for n, (book, _) in enumerate(result.books[:2]):
        assert book.ddc.startswith(("8", "F")) or any("Fic" in value or value == "E" for value in codes), n
    assert result.books[2][0].ddc == "813.54"


def lost_subfield(result: Result, said: str) -> None:
    kept = any("sisa buku" in str(record) for record in result.records)
    assert kept or result.told


CHECKS: Mapping[tuple[str, str], Callable[[Result, str], None]] = MappingProxyType({
    ("01", "all"): headings_and_letters, ("02", "all"): no_entities, ("03", "1-3"): childrens_fiction,
    ("03", "4"): mathematics, ("04", "1"): two_isbn_columns, ("05", "all"): bridge, ("06", "all"): four_bodies,
    ("07", "all"): roles, ("08", "all"): headings_and_letters, ("09", "1"): kdt_spaced, ("10", "all"): class_as_typed,
    ("11", "1"): mojibake, ("12", "all"): quran, ("13", "all"): indonesian, ("14", "1"): librarything,
    ("15", "all"): series_number, ("16", "all"): corporate_tag, ("18", "all"): class_words, ("19", "1"): lost_subfield,
})  # fmt: skip


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, id=f"{case['file']}-{case['row']}") for case in expected(CASES / "expected.csv")],
)
def test_a_case_becomes_what_is_right(case: dict[str, str]) -> None:
    check = CHECKS[case["file"][:2], case["row"]]
    check(made_of(CASES / case["file"]), case["expected"])


# the list of a village, row by row


@pytest.mark.parametrize(
    "row",
    [pytest.param(row, id=f"{row['row']}-{row['title'][:30]}") for row in expected(LISTS / "expected.csv")],
)
def test_a_row_of_a_village_list_becomes_what_a_librarian_would_make_of_it(row: dict[str, str]) -> None:
    result = made_of(LISTS / "jajun.csv")
    at = result.called(row["title"]) or _first_words(result, row["title"])
    assert at, "the row is lost"
    if len(at) > 1:  # two books of one title
        at = [n for n in at if row["author"].split()[-1] in str(result.books[n][0].authors)]
    record, (book, _) = result.records[at[0]], result.books[at[0]]
    assert result.letters()[at[0]] in row["letters"].split()
    assert book.ddc.startswith(tuple(row["classes"].split()))
    assert record["008"].data[35:38] in row["lang"].split()


def _first_words(result: Result, title: str) -> list[int]:
    """Records whose title lost the number of its volume to a field of its own."""
    short = _bare(re.sub(r"(?:\s+jilid)?\s+(?:\d+|[IVX]+)\Z", "", title))
    return [n for n, (book, _) in enumerate(result.books) if _bare(book.title) == short]


# the small lists


def read(path: Path) -> list[Entry]:
    return [item for item in intake.read(path) if isinstance(item, Entry)]


@pytest.mark.parametrize("name", ["petugas.xlsx", "pinjam.xlsx"])
def test_a_sheet_that_holds_no_books_is_passed_over_and_named(name: str) -> None:
    result = made_of(LISTS / name)
    assert [book.title for book, _ in result.books] == ["Laskar Pelangi", "Sang Pemimpi"]
    (passed,) = [problem for problem in result.told if problem["kode"] == "sheet-passed"]
    assert passed["nilai"] == ("Petugas" if name == "petugas.xlsx" else "Peminjaman")


def test_lines_of_donors_shelves_and_sections_are_no_books() -> None:
    entries = read(LISTS / "don.csv")
    assert [entry.book.title for entry in entries] == ["Bumi", "Hujan", "Pulang", "Fiqih Islam"]
    assert [entry.copies[0].source_name for entry in entries[:2]] == ["Bpk. Camat", "Ibu Ani (alumni 1998)"]
    assert [entry.copies[0].location for entry in entries] == ["", "", "RAK 2", "RAK 2"]


def test_a_column_of_grades_makes_two_titles() -> None:
    assert len(made_of(LISTS / "f2.csv").records) == 2


def test_one_isbn_twice_once_without_a_title_is_one_record() -> None:
    assert len(made_of(LISTS / "is.csv").records) == 1
