"""The chain of sources: what is filled, what is left to a person, and what is said of it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest

from koleksi import Book, Entry, Problem, config, process
from koleksi.errors import InputError, UsageError
from koleksi.lookup import Chain, Options, chain, filled
from koleksi.lookup.pack import Pack, build

ISBN = "9789793062792"
FULL = Book(
    title="Laskar Pelangi", authors=("Andrea Hirata",), publisher="Bentang", year=2005, isbn=ISBN, subjects=("Novel",)
)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    build([Entry(book=FULL)], tmp_path / "kabupaten.pack", sources=["katalog.mrc"])
    return tmp_path / "kabupaten.pack"


def fill(pack: Path, *entries: Entry) -> list[Entry]:
    with chain(pack=pack) as ask:
        done, problems = ask.fill(entries)
    assert problems == []
    return done


def test_what_a_person_typed_stays_and_each_fact_says_who_said_it() -> None:
    typed = Book(title="Laskar", isbn=ISBN, year=2006)
    found = filled(typed, Book(title="Laskar Pelangi", publisher="Bentang", year=2005), "pack:desa")
    assert (found.title, found.year, found.publisher) == ("Laskar", 2006, "Bentang")
    assert found.sources == (("publisher", "pack:desa"),)


def test_a_pack_fills_a_bare_isbn_and_its_missing_title_is_no_problem_any_more(pack: Path) -> None:
    bare = Entry(book=Book(isbn=ISBN), problems=(Problem(code="title-missing"), Problem(code="other")))
    (entry,) = fill(pack, bare)
    assert entry.book.but(sources=()) == FULL
    assert dict(entry.book.sources)["title"] == "pack:kabupaten/katalog.mrc"
    assert [problem.code for problem in entry.problems] == ["other"]


def test_an_isbn_that_belongs_to_another_title_fills_nothing_and_is_said(pack: Path) -> None:
    typed = Book(title="Matematika Kelas 3", isbn=ISBN)
    (entry,) = fill(pack, Entry(book=typed))
    assert entry.book == typed
    assert [problem.code for problem in entry.problems] == ["lookup-other-title"]
    assert "Laskar Pelangi" in entry.problems[0].what.id


def test_rows_stay_in_order_and_none_is_lost(pack: Path) -> None:
    entries = [Entry(book=Book(title=f"Buku {n}", isbn=ISBN if n % 2 else ""), row=n) for n in range(20)]
    assert [entry.row for entry in fill(pack, *entries)] == list(range(20))


@pytest.mark.parametrize("number", ["x", "123", "9789793062793", "９７８９７９３０６２７９２", "978979306279é"])
def test_what_is_no_isbn_is_nobodys_and_stops_nothing(pack: Path, number: str) -> None:
    """The wrong check digit least of all: the pack holds the same twelve digits before it."""
    wrong, right = fill(pack, Entry(book=Book(isbn=number)), Entry(book=Book(isbn=ISBN)))
    assert wrong.book == Book(isbn=number) and right.book.title == "Laskar Pelangi"


def test_without_sources_nothing_changes() -> None:
    entries = [Entry(book=FULL), Entry(book=Book(title="X"))]
    assert Chain().fill(entries) == (entries, [])


def test_a_file_that_is_no_pack_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.pack").write_bytes(b"no pack" * 200)
    with pytest.raises(InputError), chain(pack=tmp_path / "x.pack"):
        pass


@pytest.mark.parametrize("content", [b"no pack", b""])
def test_the_main_job_tells_of_a_pack_that_is_none_before_it_writes_anything(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.pack").write_bytes(content)
    (tmp_path / "donasi.csv").write_text("judul\nHujan\n", encoding="utf-8")
    with pytest.raises(InputError):
        process.run([tmp_path / "donasi.csv"], tmp_path / "hasil", pack=tmp_path / "x.pack")
    assert not (tmp_path / "hasil").exists()


@pytest.mark.parametrize(
    "options", [Options(sources=("gogle",)), Options(sru=("opac.example.org",)), Options(slims=("ftp://x",))]
)
def test_a_source_that_does_not_exist_is_refused(options: Options) -> None:
    with pytest.raises(UsageError), chain(online=True, options=options):
        pass


def test_the_first_of_two_packs_is_believed_more(tmp_path: Path, pack: Path) -> None:
    other = FULL.but(publisher="Mizan", place="Bandung", extent="529 hlm.")
    build([Entry(book=other)], tmp_path / "b.pack")
    with chain(pack=[pack, tmp_path / "b.pack"]) as ask:
        (entry,), _ = ask.fill([Entry(book=Book(isbn=ISBN))])
    assert (entry.book.publisher, entry.book.place) == ("Bentang", "")
    assert entry.book.extent == "529 hlm."
    assert [problem.code for problem in entry.problems] == ["lookup-differs"]


def test_find_gives_books_by_isbn(pack: Path) -> None:
    with Pack.open(pack) as opened:
        assert opened.find([ISBN, "9786020332956"]) == ({ISBN: FULL}, "")


def test_the_settings_file_says_what_the_lookup_understands() -> None:
    assert Options(**asdict(config.Online())) == Options()


def test_asking_online_needs_no_settings_and_no_network(tmp_path: Path) -> None:
    options = Options(sources=("openlibrary",), cache=str(tmp_path / "jawaban.db"), connect_seconds=0.1)
    with chain(online=True, options=options) as ask:
        entries, problems = ask.fill(
            [Entry(book=Book(title="Penuh", isbn="", authors=("A",), year=2000, publisher="B"))]
        )
    assert problems == [] and len(entries) == 1
