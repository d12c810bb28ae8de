"""What each source's answer means: recorded answers, answer forms as documented, and a real SRU server."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koleksi import Book
from koleksi.lookup.cache import Cache
from koleksi.lookup.facts import Hit, matched
from koleksi.lookup.googlebooks import GoogleBooks
from koleksi.lookup.online import ask_all
from koleksi.lookup.openlibrary import OpenLibrary
from koleksi.lookup.perpusnas import Perpusnas, authors_in
from koleksi.lookup.plugins import Plugin
from koleksi.lookup.slims import Slims
from koleksi.lookup.source import Online
from koleksi.lookup.sru import Sru
from koleksi.lookup.web import Client, SourceError

ISBN = "9789793062792"


def read(source: Online, answer: Any) -> list[Hit]:
    return list(source.read(answer if isinstance(answer, bytes) else json.dumps(answer).encode()))


# Open Library


def test_open_library_gives_what_a_card_needs() -> None:
    facts = {
        "title": "Laskar Pelangi", "subtitle": "novel", "authors": [{"name": "Andrea Hirata", "url": "x"}],
        "publishers": [{"name": "Bentang"}],
        "publish_places": [{"name": "Yogyakarta"}], "publish_date": "March 2005", "number_of_pages": 529,
        "subjects": [{"name": "Novel"}, "Belitung"],
        "classifications": {"dewey_decimal_class": ["899.221"]}, "identifiers": {"isbn_10": ["9793062797"]},
    }  # fmt: skip
    (hit,) = read(OpenLibrary(), {f"ISBN:{ISBN}": facts})
    assert hit.isbns == {ISBN}
    assert hit.book == Book(
        title="Laskar Pelangi", subtitle="novel", authors=("Andrea Hirata",), publisher="Bentang", place="Yogyakarta",
        year=2005, extent="529 hlm.",
        subjects=("Novel", "Belitung"), ddc="899.221",
    )  # fmt: skip


@pytest.mark.shared
def test_recorded_open_library_answers(shared: Path) -> None:
    recorded = json.loads((shared / "data/isbn/fixtures/openlibrary_api.json").read_text("utf-8"))
    found = [matched(["9780385472579"], read(OpenLibrary(), case["response"])) for case in recorded["dev"]]
    assert found == [{}, {}]  # the short form of the answer has no title, and a miss is an empty object


# Google Books


@pytest.mark.shared
def test_recorded_google_answers(shared: Path) -> None:
    recorded = json.loads((shared / "data/isbn/fixtures/google_books.json").read_text("utf-8"))
    for item in recorded["dev"]:
        (hit,) = read(GoogleBooks(), {"kind": "books#volumes", "totalItems": 1, "items": [item]})
        info = item["volumeInfo"]
        assert {one["identifier"] for one in info["industryIdentifiers"] if one["type"] == "ISBN_13"} == hit.isbns
        assert (hit.book.title, hit.book.authors, hit.book.publisher) == (
            info["title"],
            tuple(info["authors"]),
            info["publisher"],
        )
        assert str(hit.book.year) == info["publishedDate"][:4]
        assert hit.book.language == ("ind" if info.get("language") == "id" else "")


def test_no_items_is_a_miss() -> None:
    assert read(GoogleBooks(), {"kind": "books#volumes", "totalItems": 0}) == []


# the National Library's answer form


def test_perpusnas_rows_give_authors_without_editors_and_firms_without_their_form() -> None:
    row = {
        "title": "Laskar Pelangi : novel", "kepeng": "penulis, Andrea Hirata ; editor, Imam Risdiyanto",
        "nama_penerbit": "PT Bentang Pustaka",
        "tahun_terbit": "2005", "tempat_terbit": "Yogyakarta", "isbn": "979-3062-79-7 ; 978-602-03-3295-6", "code": "",
    }  # fmt: skip
    (hit,) = read(Perpusnas(), {"draw": 1, "recordsTotal": 1, "data": [row]})
    assert hit.isbns == {ISBN, "9786020332956"}
    assert hit.book == Book(
        title="Laskar Pelangi", subtitle="novel", authors=("Andrea Hirata",), publisher="Bentang Pustaka",
        place="Yogyakarta", year=2005,
        responsibility="penulis, Andrea Hirata ; editor, Imam Risdiyanto",
    )  # fmt: skip


def test_the_first_row_is_not_taken_for_the_answer() -> None:
    rows = [{"title": "Buku lain", "isbn": "978-602-03-3295-6"}, {"title": "Laskar Pelangi", "code": ISBN}]
    found = matched([ISBN], read(Perpusnas(), {"data": rows}))
    assert found == {ISBN: Book(title="Laskar Pelangi", isbn=ISBN)}
    assert matched([ISBN], read(Perpusnas(), {"data": rows[:1]})) == {}


@pytest.mark.parametrize(
    ("said", "authors"),
    [
        ("Penulis, Dr. Siti Aminah, M.Pd., Budi Santoso", ("Siti Aminah", "Budi Santoso")),
        ("oleh Tere Liye", ("Tere Liye",)), ("Tim Penyusun", ("Tim Penyusun",)),
        ("penulis: A. Fuadi; penyunting: B. Harun", ("A. Fuadi",)), ("", ()), ("editor, X Y", ()),
        ("Andrea Hirata", ("Andrea Hirata",)),
    ],
)  # fmt: skip
def test_authors_in_a_statement_of_responsibility(said: str, authors: tuple[str, ...]) -> None:
    assert authors_in(said) == authors


# SLiMS


MODS = f"""<?xml version="1.0" encoding="UTF-8"?>
<modsCollection xmlns="http://www.loc.gov/mods/v3" xmlns:slims="http://slims.web.id">
<slims:resultInfo><slims:modsResultNum>1</slims:modsResultNum></slims:resultInfo>
<mods version="3.3" ID="7"><titleInfo><title><![CDATA[Laskar Pelangi]]></title><subTitle>novel</subTitle></titleInfo>
<name type="personal"><namePart>Hirata,
Andrea</namePart><role><roleTerm type="text">Primary Author</roleTerm></role></name>
<originInfo><place><placeTerm type="text">Yogyakarta</placeTerm>
<publisher>Bentang</publisher><dateIssued>2005</dateIssued></place></originInfo>
<physicalDescription><extent>529 hlm.</extent></physicalDescription><subject><topic>Novel</topic></subject>
<classification>899.221</classification><identifier type="isbn">{ISBN}</identifier></mods></modsCollection>""".encode()


def test_a_slims_peer_answers_in_mods() -> None:
    (hit,) = read(Slims("https://perpus.example.org"), MODS)
    assert hit == Hit(
        Book(
            title="Laskar Pelangi", subtitle="novel", authors=("Andrea Hirata",), publisher="Bentang",
            place="Yogyakarta", year=2005, extent="529 hlm.",
            ddc="899.221", subjects=("Novel",),
        ),
        frozenset({ISBN}),
    )  # fmt: skip


BOMB = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><modsCollection>&b;</modsCollection>'


@pytest.mark.parametrize("answer", [BOMB, b"<html><body/></html>", b"<mods", b"", b"\xff\xfe"])
@pytest.mark.parametrize("source", [Slims("https://x"), Sru("https://x")], ids=["slims", "sru"])
def test_xml_that_is_no_answer_is_refused(source: Online, answer: bytes) -> None:
    with pytest.raises(ValueError):
        read(source, answer)


# SRU


def test_both_forms_of_the_number_are_asked_for() -> None:
    assert (
        Sru("https://opac.example.org/sru?db=x", index="dc.identifier")
        .url([ISBN])
        .endswith(
            "sru?db=x&version=1.1&operation=searchRetrieve&maximumRecords=5&recordSchema=marcxml"
            "&query=dc.identifier%3D%229789793062792%22%20or%20dc.identifier%3D%229793062797%22"
        )
    )
    assert "%20or%20" not in Sru("https://x").url(["9798886451740"])  # prefix 979 has no form of ten digits


def test_a_diagnostic_is_no_miss() -> None:
    answer = (
        b"<searchRetrieveResponse><numberOfRecords>0</numberOfRecords><diagnostics><diagnostic>"
        b"<message>Unsupported index</message></diagnostic></diagnostics></searchRetrieveResponse>"
    )
    with pytest.raises(ValueError, match="Unsupported index"):
        read(Sru("https://x"), answer)


@pytest.fixture(scope="module")
def ztest() -> Iterator[str]:
    """Index Data's test server, which answers any question with the same records (package ``yaz`` of Debian)."""
    program = shutil.which("yaz-ztest")
    if not program:
        pytest.skip("yaz-ztest is not installed (Debian package yaz)")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with subprocess.Popen(
        [program, "-S", f"tcp:127.0.0.1:{port}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as server:
        _wait_for(port)
        yield f"http://127.0.0.1:{port}/Default"
        server.terminate()


def _wait_for(port: int) -> None:
    for _ in range(100):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("yaz-ztest does not listen")


class _All(Sru):
    """Asks for all records of the test server, whatever the ISBN."""

    schema = "marcxml"

    def url(self, isbns: Any) -> str:
        asked = "version=1.1&operation=searchRetrieve&maximumRecords=40&query=computer"
        return f"{self.base}?{asked}&recordSchema={self.schema}"


def test_a_real_sru_server_is_read_and_only_the_isbn_that_was_asked_for_is_taken(ztest: str) -> None:
    wanted = ["9780839108825", "9780836968439", "9789793062792"]
    found = ask_all([_All(ztest)], wanted, Client("uji"), Cache(None))
    books = {number: said[0].book for number, said in found.known.items()}
    assert set(books) == set(wanted[:2])
    assert all(book.title and book.isbn == number for number, book in books.items())
    assert [(p.code, p.value) for p in found.problems] == [("lookup-other-isbn", "1")]


def test_a_real_sru_server_that_does_not_know_the_schema(ztest: str) -> None:
    class Strange(_All):
        schema = "zzz"

    found = ask_all([Strange(ztest)], [ISBN], Client("uji"), Cache(None))
    assert found.known == {} and [p.code for p in found.problems] == ["lookup-unanswered"]


# isbnlib's plugins


def plugin(answer: Any) -> Plugin:
    def query(number: str) -> Any:
        if isinstance(answer, Exception):
            raise answer
        return answer

    return Plugin(SimpleNamespace(name="uji", value="uji:query", load=lambda: query))  # type: ignore[arg-type]  # the part of an entry point that is used


def test_a_plugin_of_isbnlib_is_a_source() -> None:
    said = {
        "ISBN-13": ISBN,
        "Title": "Laskar Pelangi : novel",
        "Authors": ["Andrea Hirata"],
        "Publisher": "Bentang",
        "Year": "2005",
        "Language": "ind",
    }
    (hit,) = plugin(said).fetch(Client("uji"), [ISBN])
    book = Book(
        title="Laskar Pelangi",
        subtitle="novel",
        authors=("Andrea Hirata",),
        publisher="Bentang",
        year=2005,
        language="ind",
    )
    assert hit == Hit(book, frozenset({ISBN}))
    assert plugin({}).fetch(Client("uji"), [ISBN]) == plugin(None).fetch(Client("uji"), [ISBN]) == []


def test_a_plugin_that_fails_is_a_source_without_an_answer() -> None:
    found = ask_all([plugin(RuntimeError("x"))], [ISBN], Client("uji"), Cache(None))
    assert [p.code for p in found.problems] == ["lookup-unanswered"]


# whatever comes


class _Says(Client):
    """One for all answers: a client reads the machine's certificates when it is made."""

    body = b""

    def get(self, *_: Any, **__: Any) -> bytes:
        return self.body


SAYS = _Says("uji")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=4),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.sampled_from(
        ["title", "authors", "name", "items", "volumeInfo", "industryIdentifiers", "identifier", "data", "isbn",
            "kepeng", "identifiers", "isbn_13", "classifications",
         "dewey_decimal_class", "publishers", "publish_date", f"ISBN:{ISBN}", "pageCount", "language"]), below,
         max_size=4), max_leaves=12,
)  # fmt: skip


@settings(deadline=None)
@given(JSON)
def test_any_json_is_an_answer_or_a_fault_never_a_crash(value: Any) -> None:
    SAYS.body = json.dumps(value).encode()
    for source in (OpenLibrary(), GoogleBooks(), Perpusnas()):
        try:
            hits = source.fetch(SAYS, [ISBN])
        except SourceError:
            continue
        assert all(isinstance(hit, Hit) for hit in hits)
