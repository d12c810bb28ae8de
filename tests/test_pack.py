"""The offline pack: what was put in comes out, a build goes on where it stopped, and a title finds its book."""

from __future__ import annotations

import gzip
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import example, given, settings
from hypothesis import strategies as st

from koleksi import Book, Entry, isbn, marc
from koleksi.cli.root import cli
from koleksi.errors import InputError, OutputError
from koleksi.lookup import pack_format
from koleksi.lookup.openlibrary_dump import Filter, add_editions, add_names, kind_of
from koleksi.lookup.pack import Pack, build
from koleksi.lookup.pack_build import Builder, Origin

TEXT = st.text(max_size=12)
ISBNS = st.builds(
    lambda group, rest: (twelve := f"{group}{rest:09d}") + isbn.ean_check(twelve),
    st.sampled_from(["978", "979"]),
    st.integers(0, 10**9 - 1),
).filter(isbn.is_valid)
BOOKS = st.builds(
    Book, title=TEXT, subtitle=TEXT, authors=st.lists(TEXT, max_size=3).map(tuple), publisher=TEXT, place=TEXT,
    year=st.none() | st.integers(1000, 2100),
    edition=TEXT, language=st.sampled_from(["", "ind", "eng"]), subjects=st.lists(TEXT, max_size=2).map(tuple),
    ddc=TEXT, extent=TEXT,
    height_cm=st.none() | st.integers(1, 99), series=TEXT, volume=TEXT, isbn=st.just("") | ISBNS,
)  # fmt: skip


def entries(*books: Book) -> list[Entry]:
    return [Entry(book=book) for book in books]


@given(st.lists(BOOKS, max_size=6, unique_by=lambda book: book.isbn))
@settings(max_examples=60, deadline=None)
def test_a_pack_gives_back_what_was_put_in(tmp_path_factory: pytest.TempPathFactory, books: list[Book]) -> None:
    path = tmp_path_factory.mktemp("pack") / "a.pack"
    build(entries(*books), path)
    with Pack.open(path) as pack:
        found, trouble = pack.find([book.isbn for book in books if book.isbn])
    assert trouble == ""
    assert found == {book.isbn: book for book in books if book.isbn and book.title}


@given(ISBNS)
def test_an_isbn_and_its_number_say_the_same(number: str) -> None:
    assert pack_format.isbn_of(pack_format.id_of(number)) == number


def test_of_two_descriptions_the_fuller_stays_and_of_equals_the_first(tmp_path: Path) -> None:
    number = "9789793062792"
    poor, first, second = (
        Book(title="A", isbn=number),
        Book(title="B", isbn=number, year=2005),
        Book(title="C", isbn=number, year=2006),
    )
    build(entries(poor, first, second, poor), tmp_path / "a.pack")
    with Pack.open(tmp_path / "a.pack") as pack:
        assert pack.find([number])[0] == {number: first}


def test_every_isbn_of_a_set_finds_the_book_and_books_without_isbn_are_kept_once(tmp_path: Path) -> None:
    set_ = Book(title="Ensiklopedi", isbn="9789793062792", other_isbns=("9786020332956",))
    old = Book(title="Sitti Nurbaya", authors=("Marah Rusli",), year=1922)
    assert build(entries(set_, old, old), tmp_path / "a.pack") == 3
    with Pack.open(tmp_path / "a.pack") as pack:
        assert {book.title for book in pack.find(["9789793062792", "9786020332956"])[0].values()} == {"Ensiklopedi"}
        assert [said.book for said in pack.search("sitti nurbaya")] == [old]


def test_a_pack_names_its_sources_licence_and_date(tmp_path: Path) -> None:
    with Builder(tmp_path / "a.pack", about={"title": "Kabupaten Uji"}) as builder:
        builder.add(Origin("katalog.mrc", "izin pemilik", "2026-11-01"), entries(Book(title="A", isbn="9789793062792")))
        builder.add(
            Origin("lain.csv"), entries(Book(title="A", isbn="9789793062792"), Book(title="B", isbn="9786020332956"))
        )
        assert builder.finish() == 2
    with Pack.open(tmp_path / "a.pack") as pack:
        assert pack.about() == {
            "title": "Kabupaten Uji",
            "sources": "katalog.mrc (izin pemilik) 2026-11-01 1; lain.csv 1",
            "books": "2",
        }
        assert [claim.source for claim in pack.claims(["9789793062792", "9786020332956"]).values()] == [
            "pack:a/lain.csv",
            "pack:a/katalog.mrc",
        ]


# going on


def many(count: int) -> list[Entry]:
    made = []
    for n in range(count):
        twelve = f"978602{n:06d}"
        made.append(
            Entry(book=Book(title=f"Buku {n}", authors=(f"Penulis {n % 7}",), isbn=twelve + isbn.ean_check(twelve)))
        )
    return made


class _Cut(Exception):
    pass


def test_an_interrupted_build_goes_on_and_gives_the_same_pack(tmp_path: Path) -> None:
    whole, books, read = tmp_path / "whole.pack", many(25_000), []

    def cut() -> Iterator[Entry]:
        yield from books[:22_000]
        raise _Cut

    def again() -> Iterator[Entry]:
        for n, entry in enumerate(books):
            read.append(n)
            yield entry

    build(books, whole, sources=["a"])
    target = tmp_path / "a.pack"
    with pytest.raises(_Cut), Builder(target, plan={"a": 1}) as builder:
        builder.add(Origin("a"), cut())
    assert not target.exists()
    told: list[int] = []
    with Builder(target, plan={"a": 1}, tell=lambda _, done, __: told.append(done)) as builder:
        builder.add(Origin("a"), again())
        builder.finish()
    assert told[0] == 25_000  # the first 20,000 were not put in again
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pack", "whole.pack"]
    with Pack.open(target) as pack, Pack.open(whole) as other:
        everything = [entry.book.isbn for entry in books]
        assert pack.find(everything) == other.find(everything)
        assert pack.about()["books"] == "25000"


def test_a_half_built_pack_of_other_sources_is_begun_anew(tmp_path: Path) -> None:
    target = tmp_path / "a.pack"
    with Builder(target, plan={"a": 1}) as builder:
        builder.add(Origin("a"), many(50))
    with Builder(target, plan={"b": 1}) as builder:
        builder.add(Origin("b"), many(3))
        assert builder.finish() == 3


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError):
        build([], tmp_path / "file" / "a.pack")


@pytest.mark.parametrize("content", [b"", b"no pack" * 900, b"SQLite format 3\0" + b"\xff" * 8000])
def test_a_file_that_is_no_pack_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.pack").write_bytes(content)
    with pytest.raises(InputError):
        Pack.open(tmp_path / "x.pack")


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack of 300 books."""
    path = tmp_path_factory.mktemp("whole") / "x.pack"
    build(many(300), path)
    return path


@settings(max_examples=200, deadline=None)
@example(place=0.0703125, length=16, with_what=b"\xff")
@given(
    place=st.floats(0.002, 1),
    length=st.sampled_from([1, 16, 4096]),
    with_what=st.sampled_from([b"\0", b"\x1f", b"z", b"\xff", b"\x01"]),
)
def test_a_pack_with_damaged_bytes_is_refused_with_a_message_or_answers(
    whole: Path, place: float, length: int, with_what: bytes
) -> None:
    data, path = whole.read_bytes(), whole.with_name("hurt.pack")
    at = int(place * len(data))
    path.write_bytes((data[:at] + with_what * length + data[at + length :])[: len(data)])
    with suppress(InputError), Pack.open(path) as pack:
        pack.claims([entry.book.isbn for entry in many(300)])
        pack.search(many(300)[7].book.title, "Orang")
        pack.about()


@pytest.mark.parametrize(("version", "word"), [(3, "perbarui"), (1, "lama"), (0, "belum selesai")])
def test_a_pack_of_another_version_says_what_to_do(tmp_path: Path, version: int, word: str) -> None:
    assert pack_format.VERSION == 2
    build([Entry(book=Book(title="x"))], tmp_path / "x.pack")
    with closing(sqlite3.connect(tmp_path / "x.pack")) as database:
        database.execute(f"PRAGMA user_version={version}")
    with pytest.raises(InputError, match=word):
        Pack.open(tmp_path / "x.pack")


def test_a_pack_that_was_cut_while_copying_is_refused_not_believed(tmp_path: Path) -> None:
    build(many(5000), tmp_path / "a.pack")
    data = (tmp_path / "a.pack").read_bytes()
    (tmp_path / "b.pack").write_bytes(data[: len(data) // 2])
    with pytest.raises(InputError), Pack.open(tmp_path / "b.pack") as pack:
        pack.find([entry.book.isbn for entry in many(5000)])


# by title


SHELF = entries(
    Book(title="Laskar Pelangi", authors=("Andrea Hirata",), isbn="9789793062792"),
    Book(title="Sang Pemimpi", subtitle="lanjutan Laskar Pelangi", authors=("Andrea Hirata",), isbn="9786020332956"),
    Book(title="Matematika", authors=("Siti Aminah",), isbn="9789790330016"),
    *[Book(title=f"Matematika {n} untuk SD", authors=("Budi",), publisher=str(n)) for n in range(400)],
    Book(title="Ayat-Ayat Cinta", authors=("Habiburrahman El Shirazy",)),
    Book(title="Élite 中文 رياض", authors=("Ünal",)),
)  # fmt: skip


@pytest.mark.parametrize(
    ("title", "author", "first"),
    [
        ("laskar pelangi", "", "Laskar Pelangi"), ("LASKAR PELANGI!", "hirata", "Laskar Pelangi"),
        ("Laskar Plangi", "Andrea Hirata", "Laskar Pelangi"),
        ("Matematika", "", "Matematika"), ("ayat ayat cinta", "", "Ayat-Ayat Cinta"),
        ("elite", "unal", "Élite 中文 رياض"), ("رياض", "", "Élite 中文 رياض"),
        ("Sang Pemimpi Sekali", "", "Sang Pemimpi"),
    ],
)  # fmt: skip
def test_a_title_finds_its_book_first(tmp_path: Path, title: str, author: str, first: str) -> None:
    build(SHELF, tmp_path / "a.pack")
    with Pack.open(tmp_path / "a.pack") as pack:
        assert pack.search(title, author)[0].book.title == first


@given(title=st.text(max_size=30), author=st.text(max_size=10))
@settings(max_examples=150, deadline=None)
def test_nothing_typed_breaks_the_search(shelf: Pack, title: str, author: str) -> None:
    assert isinstance(shelf.search(title, author), list)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pack]:
    path = tmp_path_factory.mktemp("shelf") / "a.pack"
    build(SHELF, path)
    with Pack.open(path) as pack:
        yield pack


# Open Library's dumps


def line(kind: str, key: str, facts: dict[str, Any]) -> str:
    return f"/type/{kind}\t{key}\t3\t2026-10-01T00:00:00\t{json.dumps({**facts, 'key': key})}\n"


EDITIONS = "".join((
    line("edition", "/books/OL1M", {
        "title": "Laskar Pelangi", "authors": [{"key": "/authors/OL1A"}], "publishers": ["Bentang"],
        "publish_places": ["Yogyakarta :"],
        "publish_date": "Cet. 3, 2006", "isbn_10": ["979-3062-79-7"], "languages": [{"key": "/languages/ind"}],
        "number_of_pages": 529,
    }),
    line("edition", "/books/OL2M", {"title": "Bumi\x1f Manusia", "works": [{"key": "/works/OL9W"}],
        "isbn_13": ["9786020332956"]}),
    "/type/edition\t/books/OL3M\t1\t2026\t{damaged\n",
    line("edition", "/books/OL4M", {"title": "Emma", "languages": [{"key": "/languages/eng"}],
        "isbn_13": ["9780141439587"]}),
    line("edition", "/books/OL5M", {"title": "Sitti Nurbaya", "languages": [{"key": "/languages/ind"}],
        "authors": "?", "publish_date": None}),
    line("edition", "/books/OL6M", {"title": "Wrong number", "isbn_13": ["9786020332950", "x"], "isbn_10": "979"}),
))  # fmt: skip
WORKS = line(
    "work", "/works/OL9W", {"authors": [{"author": {"key": "/authors/OL2A"}}, {"author": {"key": "/authors/OL1A"}}, {}]}
) + line("work", "/works/OL8W", {})
AUTHORS = line("author", "/authors/OL2A", {"name": "Toer, Pramoedya Ananta, 1925-2006"}) + line(
    "author", "/authors/OL1A", {"name": "Andrea Hirata"}
)
INDONESIAN = Filter(languages=("ind",), groups=("978979", "978602", "978623", "978634"))


@pytest.fixture
def dumps(tmp_path: Path) -> dict[str, Path]:
    made = {}
    for kind, text in (("edition", EDITIONS), ("work", WORKS), ("author", AUTHORS)):
        made[kind] = tmp_path / f"ol_dump_{kind}s_2026-10-31.txt.gz"
        made[kind].write_bytes(gzip.compress(text.encode()))
    return made


def test_a_dump_is_known_by_what_it_holds(dumps: dict[str, Path], tmp_path: Path) -> None:
    assert {kind: kind_of(path) for kind, path in dumps.items()} == {kind: kind for kind in dumps}
    (tmp_path / "list.csv").write_text("judul,isbn\n")
    (tmp_path / "cut.gz").write_bytes(b"\x1f\x8b\x08")
    assert kind_of(tmp_path / "list.csv") == kind_of(tmp_path / "cut.gz") == ""


def test_editions_get_their_authors_by_key_or_by_work(dumps: dict[str, Path], tmp_path: Path) -> None:
    with Builder(tmp_path / "a.pack", plan={"a": 1}) as builder:
        assert add_editions(builder, dumps["edition"], INDONESIAN) == 6
        add_names(builder, [dumps["work"]], [dumps["author"]])
        assert builder.finish() == 3
    with Pack.open(tmp_path / "a.pack") as pack:
        found, _ = pack.find(["9789793062792", "9786020332956", "9780141439587"])
        assert found == {
            "9789793062792": Book(
                isbn="9789793062792", title="Laskar Pelangi", authors=("Andrea Hirata",), publisher="Bentang",
                place="Yogyakarta", year=2006,
                language="ind", extent="529 hlm.",
            ),
            "9786020332956": Book(isbn="9786020332956", title="Bumi Manusia", authors=("Pramoedya Ananta Toer",
                "Andrea Hirata")),
        }  # fmt: skip
        assert [said.book.title for said in pack.search("manusia", "pramoedya")] == ["Bumi Manusia"]
        assert pack.search("sitti nurbaya")
        assert "ol_dump_editions_2026-10-31.txt.gz (CC0) 2026-10-31 3" in pack.about()["sources"]


def test_without_a_filter_every_edition_is_taken(dumps: dict[str, Path], tmp_path: Path) -> None:
    with Builder(tmp_path / "a.pack") as builder:
        add_editions(builder, dumps["edition"], Filter())
        assert builder.finish() == 5


def test_a_download_that_was_cut_off_is_refused(dumps: dict[str, Path], tmp_path: Path) -> None:
    data = dumps["edition"].read_bytes()
    dumps["edition"].write_bytes(data[: len(data) - 20])
    with pytest.raises(InputError, match="terpotong"), Builder(tmp_path / "a.pack") as builder:
        add_editions(builder, dumps["edition"], INDONESIAN)
    assert not (tmp_path / "a.pack").exists()


# the command


def test_catalogues_and_dumps_become_one_pack(dumps: dict[str, Path], tmp_path: Path) -> None:
    catalogue, shelf = tmp_path / "katalog.mrc", tmp_path / "daftar.csv"
    marc.write_books([(Book(title="Laskar Pelangi", isbn="9789793062792", ddc="899.221"), ())], catalogue)
    shelf.write_text("Judul;Pengarang;ISBN\nBumi;Tere Liye;978-602-03-3295-6\nTanpa Nomor;;\n", "utf-8")
    sources = [*dumps.values(), catalogue, shelf]
    result = CliRunner().invoke(
        cli,
        [
            "pack",
            "build",
            *map(str, sources),
            "--out",
            str(tmp_path / "a.pack"),
            "--language",
            "ind",
            "--group",
            "978-602",
            "--title",
            "Uji",
        ],
    )
    assert result.exit_code == 0, result.output
    told = json.loads(CliRunner().invoke(cli, ["pack", "info", str(tmp_path / "a.pack")]).output)
    assert (told["books"], told["title"]) == ("4", "Uji")
    with Pack.open(tmp_path / "a.pack") as pack:
        found, _ = pack.find(["9789793062792", "9786020332956"])
    assert found["9789793062792"].publisher == "Bentang"  # the dump says more than the catalogue
    assert found["9786020332956"].title == "Bumi"  # as full as the dump's, and named first


def test_a_source_that_does_not_exist_or_is_no_catalogue_leaves_the_old_pack(tmp_path: Path) -> None:
    target, page = tmp_path / "a.pack", tmp_path / "x.mrc"
    target.write_bytes(b"old")
    page.write_bytes(b"<html><body>404</body></html>")
    for source in (tmp_path / "no.mrc", page):
        result = CliRunner().invoke(cli, ["pack", "build", str(source), "--out", str(target)])
        assert result.exit_code == 3
        assert target.read_bytes() == b"old"


def test_a_source_is_never_overwritten(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("judul,isbn\nHujan,9786020332949\n", encoding="utf-8")
    before = (tmp_path / "x.csv").read_bytes()
    assert (
        CliRunner().invoke(cli, ["pack", "build", str(tmp_path / "x.csv"), "--out", str(tmp_path / "x.csv")]).exit_code
        == 2
    )
    assert (tmp_path / "x.csv").read_bytes() == before


def test_a_book_with_a_number_that_is_no_isbn_is_found_by_its_title(tmp_path: Path) -> None:
    assert build(entries(Book(title="Hujan", isbn="x")), tmp_path / "x.pack") == 1
    with Pack.open(tmp_path / "x.pack") as pack:
        assert [said.book.isbn for said in pack.search("Hujan")] == [""]
