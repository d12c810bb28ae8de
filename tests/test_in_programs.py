"""koleksi inside other programs: a job as values, in memory, in several threads at once."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from koleksi import Book, Copy, Entry, Problem, config, ddc, dedupe, intake, isbn, labels, marc, names, process
from koleksi.errors import InputError, UsageError

ROOT = Path(__file__).resolve().parents[1]
DONATED = ROOT / "examples" / "donasi.csv"
SETTINGS = DONATED.with_name("koleksi.toml")  # which a run finds by itself


def contents(folder: Path) -> dict[str, bytes]:
    """All that a run wrote, but for the ledger: it has the clock and the name of the user in it."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files if path.name != "koleksi.db"}


# process.run


def test_a_run_returns_its_collection_and_its_problems_as_values(tmp_path: Path) -> None:
    summary = process.run([DONATED], tmp_path / "hasil")
    records = summary.collection.records
    assert len(records) == summary.books
    assert sum(len(record.copies) for record in records) == summary.copies
    assert all(copy.barcode and copy.accession for record in records for copy in record.copies)
    assert all(isinstance(one, Problem) for one in summary.found)
    assert sum(one.severity != "note" for one in summary.found) == summary.problems > 0
    assert [one.code for one in summary.found] == [plain["code"] for plain in summary.problem_list]


def test_values_stay_out_of_the_counts(tmp_path: Path) -> None:
    summary = process.run([DONATED], tmp_path / "hasil")
    plain = summary.as_dict()
    assert not {"collection", "found"} & plain.keys()
    assert not {"collection", "found"} & summary.lasting().keys()
    assert "Record(" not in repr(summary)
    written = (tmp_path / "hasil" / "ringkasan.json").read_text(encoding="utf-8")
    assert '"collection"' not in written and '"rows": 60' in written


# in memory


def test_a_whole_job_in_memory_gives_what_a_job_in_a_folder_gives(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_disk = process.run([DONATED], tmp_path / "hasil").collection
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    summary = process.catalogue(intake.read(DONATED), config=SETTINGS)
    assert sorted(tmp_path.rglob("*")) == before
    assert [record.book for record in summary.collection.records] == [record.book for record in on_disk.records]
    assert [record.copies for record in summary.collection.records] == [record.copies for record in on_disk.records]
    assert len(summary.collection.questions) == len(on_disk.questions)


def test_books_alone_are_enough_and_the_result_goes_on_to_the_other_rooms() -> None:
    settings = config.Config(library=config.Library(code="SKM"), numbers=config.Numbers(start=41))
    summary = process.catalogue(
        [Book(title="Laskar Pelangi", authors=("Andrea Hirata",), isbn="9789793062792"),
         Entry(book=Book(title="Budidaya ikan lele"), copies=(Copy(), Copy()))],
        config=settings,
    )  # fmt: skip
    assert (summary.books, summary.copies) == (2, 3)
    first, second = summary.collection.records
    assert first.book.record_id.startswith("SKM") and first.copies[0].barcode == "B0000041"
    assert [copy.barcode for copy in second.copies] == ["B0000042", "B0000043"]
    assert second.book.ddc.startswith("639")
    record = marc.to_record(first.book, first.copies)
    assert marc.from_record(record)[0].title == "Laskar Pelangi"
    label = labels.Label(call_number=first.call_lines, barcode=first.copies[0].barcode, title=first.book.title)
    assert labels.render([label]).startswith(b"%PDF")


def test_problems_of_reading_are_kept_and_no_book_at_all_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Judul;ISBN\nBumi;9789793062799\n", encoding="utf-8")
    summary = process.catalogue(intake.read(tmp_path / "a.csv"))
    assert summary.problems and all(one.row == 2 for one in summary.found if one.code.startswith("isbn"))
    with pytest.raises(InputError):
        process.catalogue([])
    with pytest.raises(TypeError, match="books takes Book, Entry or Problem, not 'Bumi' .str."):
        process.catalogue(["Bumi"])  # type: ignore[list-item]  # what is tested
    with pytest.raises(UsageError):
        process.catalogue([Book(title="Bumi")], config=config.Config(labels=config.Labels(sheet="tidak-ada")))


def test_what_stands_in_a_catalogue_is_found_again_in_memory(tmp_path: Path) -> None:
    process.run([DONATED], tmp_path / "lama")
    again = process.catalogue([Book(title="Laskar Pelangi", authors=("Andrea Hirata",))], against=tmp_path / "lama")
    assert again.attached == 1


def test_every_file_can_be_had_as_bytes_the_same_as_in_a_folder(tmp_path: Path) -> None:
    process.run([DONATED], tmp_path / "hasil")
    files = process.files(process.catalogue(intake.read(DONATED), config=SETTINGS))
    on_disk = contents(tmp_path / "hasil")
    assert {"katalog.mrc", "label.pdf", "tinjau.xlsx", "laporan.html", "slims_biblio.csv"} <= files.keys()
    assert files.keys() == {name for name in on_disk if "/" not in name and ".cadangan" not in name}
    for name in ("katalog.mrc", "koha.mrc", "label.pdf", "buku_induk.xlsx", "inlislite-001.xlsx", "masalah.csv"):
        assert files[name] == on_disk[name], name


# threads


@contextmanager
def switching_often() -> Iterator[None]:
    """Threads take turns a hundred times as often as usual."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(before / 100)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def test_two_jobs_in_two_threads_give_what_each_gives_alone(tmp_path: Path) -> None:
    other = tmp_path / "lain.csv"
    lines = [f"Buku {word};Pengarang {word};20{n:02d}" for n, word in enumerate(["Ikan", "Ayam", "Sapi"] * 8)]
    other.write_text("Judul;Pengarang;Tahun\n" + "\n".join(lines) + "\n", encoding="utf-8")
    jobs = {"a": DONATED, "b": other, "c": DONATED, "d": other}
    alone = {name: tmp_path / "sendiri" / name for name in jobs}
    for name, source in jobs.items():
        process.run([source], alone[name])
    start = threading.Barrier(len(jobs))

    def job(name: str) -> dict[str, bytes]:
        start.wait()
        process.run([jobs[name]], tmp_path / "bersama" / name, lang="en" if name in "cd" else "id")
        return contents(tmp_path / "bersama" / name)

    with switching_often(), ThreadPoolExecutor(len(jobs)) as threads:
        together = dict(zip(jobs, threads.map(job, jobs), strict=True))
    for name in "ab":
        assert together[name] == contents(alone[name])
    for name in "cd":
        assert together[name]["katalog.mrc"] == (alone[name] / "katalog.mrc").read_bytes()
        assert together[name]["laporan.html"] != (alone[name] / "laporan.html").read_bytes()


def test_files_of_threads_have_the_permissions_that_the_umask_gives(tmp_path: Path) -> None:
    from koleksi import save

    def many(name: str) -> None:
        for n in range(40):
            save.write_bytes(tmp_path / f"{name}{n}", b"x")

    plain = tmp_path / "plain"
    plain.write_bytes(b"x")
    with switching_often(), ThreadPoolExecutor(4) as threads:
        list(threads.map(many, "abcd"))
    assert {path.stat().st_mode for path in tmp_path.iterdir()} == {plain.stat().st_mode}


# what is given wrongly


def test_one_list_may_be_given_as_its_path_and_several_as_they_come(tmp_path: Path) -> None:
    """A text is iterable, too: "/home/a.csv" would be the whole disk, for "/" is a folder."""
    (tmp_path / "a.csv").write_text("Judul;Pengarang\nBumi;Tere Liye\n", encoding="utf-8")
    alone = process.run(str(tmp_path / "a.csv"), tmp_path / "satu")
    path = process.run(tmp_path / "a.csv", str(tmp_path / "dua"))
    several = process.run((one for one in [tmp_path / "a.csv"]), tmp_path / "tiga")
    assert (alone.rows, path.rows, several.rows) == (1, 1, 1)


BUMI = Book(title="Bumi", authors=("Tere Liye",))
REFUSED: dict[str, tuple[Callable[[], Any], str]] = {
    "run of nothing": (lambda: process.run(None, "x"), "process.run: sources takes several paths, not None"),
    "run of books": (lambda: process.run([BUMI], "x"), "books as values go to process.catalogue"),
    "run without a folder": (lambda: process.run([DONATED], None), "process.run: out takes a path, not None"),
    "run with a table of settings": (lambda: process.run([DONATED], "x", config={}), "config takes a Config, the path"),
    "run against a number": (lambda: process.run([DONATED], "x", against=5), "against takes a path, not 5 (int)"),
    "merge of a number": (lambda: process.merge(7, "x"), "process.merge: folders takes several paths, not 7"),
    "a look at nothing": (lambda: process.look(None), "process.look: folder takes a path, not None"),
    "one book": (lambda: process.catalogue(BUMI), "process.catalogue: books takes several Book, Entry or Problem"),
    "a title for books": (lambda: process.catalogue("Bumi"), "books takes several Book, Entry or Problem, not 'Bumi'"),
    "files of nothing": (lambda: process.files(None), "process.files: summary takes a Summary"),
    "a class for a title": (lambda: ddc.suggest("Bumi"), "ddc.suggest: book takes a Book, not 'Bumi' (str); write "
                                                         "Book(title='Bumi')"),
    "fewer than no classes": (lambda: ddc.suggest(BUMI, -1), "n takes a whole number from 0 on, not -1"),
    "a call number of a title": (lambda: ddc.call_number("Bumi", "899"), "ddc.call_number: book takes a Book"),
    "a suggestion as class": (lambda: ddc.call_number(BUMI, ddc.suggest(BUMI)[0]), "write suggestion.number"),
    "a heading of nothing": (lambda: names.heading(None), "names.heading: name takes a text, not None"),
    "letters of a number": (lambda: names.letters(7), "name takes a text, not 7 (int)"),
    "an ISBN as a number": (lambda: isbn.recognise(9789793062792), "an ISBN takes a text, not 9789793062792 (int); "
                                                                   "write '9789793062792'"),
    "hyphens for nothing": (lambda: isbn.hyphenate(None), "isbn.hyphenate: an ISBN takes a text, not None"),
    "groups of titles": (lambda: dedupe.groups(["Bumi"]), "dedupe.groups: books takes several Book, not one that is "
                                                          "'Bumi' (str)"),
    "groups of a book": (lambda: dedupe.groups(BUMI), "dedupe.groups: books takes several Book, not Book("),
    "groups against a path": (lambda: dedupe.groups([BUMI], "a.mrc"), "dedupe.groups: against takes several Book"),
    "a record of a title": (lambda: marc.to_record("Bumi"), "marc.to_record: book takes a Book, not 'Bumi' (str)"),
    "a record with one copy": (lambda: marc.to_record(BUMI, Copy()), "copies takes several Copy, not Copy("),
    "a record with barcodes": (lambda: marc.to_record(BUMI, ["B1"]), "copies takes several Copy, not one that is 'B1'"),
    "a book of a book": (lambda: marc.from_record(BUMI), "marc.from_record: a record takes a pymarc record, not Book("),
    "books written as records": (lambda: marc.write([BUMI], "x.mrc"), "write marc.to_record(book)"),
    "one record written": (lambda: marc.write(marc.to_record(BUMI), "x.mrc"), "records takes several pymarc records"),
    "a book checked": (lambda: marc.check(BUMI), "marc.check: a record takes a pymarc record"),
    "labels of texts": (lambda: labels.render(["899 LIY b"]), "labels takes several Label, not one that is '899 LIY"),
    "labels of nothing": (lambda: labels.render(None), "labels.render: labels takes several Label, not None"),
    "a label without a bar code": (lambda: labels.Label(barcode=None), "Label: barcode takes a text, not None"),
    "a start in words": (lambda: labels.render([], start="2"), "start and skip_cells takes whole numbers, not '2'"),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSED)
def test_a_function_refuses_what_it_does_not_take_with_a_sentence(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    call, said = REFUSED[kind]
    with pytest.raises(TypeError) as refused:
        call()
    assert said in str(refused.value) and len(str(refused.value)) < 300
    assert not any(tmp_path.iterdir())


def test_a_language_that_is_not_spoken_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="pilih id, en"):
        process.run([DONATED], tmp_path / "x", lang="fr")  # type: ignore[arg-type]  # what is tested


def test_an_isbn_of_a_value_is_read_and_told_as_in_a_list() -> None:
    summary = process.catalogue(
        [Book(title="Laskar Pelangi", isbn="979-3062-79-7"), Book(title="Bumi", isbn="978979306279X"),
         Entry(book=Book(title="Langit", isbn="9789793062792"), row=9)]
    )  # fmt: skip
    told = [(one.code, one.row, one.value) for one in summary.found if one.code.startswith("isbn") and one.row == 2]
    books = {record.book.title: record.book for record in summary.collection.records}
    assert books["Laskar Pelangi"].isbn == "9789793062792"
    assert books["Bumi"].isbn == "" and books["Bumi"].wrong_isbns == ("978979306279X",)
    assert [value for _, _, value in told] == ["978979306279X"]


def test_copies_may_come_one_by_one() -> None:
    record = marc.to_record(BUMI, (Copy(barcode=f"B{n}") for n in range(2)))
    assert [copy.barcode for copy in marc.from_record(record)[1]] == ["B0", "B1"]
