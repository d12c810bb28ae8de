"""Facts from a pack and from Open Library: they fill what is empty, and a network that misbehaves stops nothing."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from koleksi import Book, Entry
from koleksi.errors import InputError
from koleksi.lookup import Chain, chain, filled
from koleksi.lookup.openlibrary import OpenLibrary
from koleksi.lookup.pack import Pack, build

ISBN = "9789793062792"


class _Server(ThreadingHTTPServer):
    answer: bytes = b"{}"
    status = 200
    asked: list[tuple[str, str]]


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        self.server.asked.append((self.path, self.headers["User-Agent"]))
        self.send_response(self.server.status)
        self.end_headers()
        self.wfile.write(self.server.answer)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[_Server]:
    with _Server(("127.0.0.1", 0), _Handler) as running:
        running.asked = []
        thread = threading.Thread(target=running.serve_forever, daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def source(server: _Server) -> OpenLibrary:
    return OpenLibrary(base=f"http://127.0.0.1:{server.server_port}")


def test_an_answer_becomes_a_book(server: _Server) -> None:
    facts = {"title": "Laskar Pelangi", "authors": [{"name": "Andrea Hirata"}], "publishers": [{"name": "Bentang"}], "publish_date": "March 2005", "number_of_pages": 529}
    server.answer = json.dumps({f"ISBN:{ISBN}": facts}).encode()
    known, trouble = source(server).find([ISBN])
    assert trouble == ""
    assert known[ISBN] == Book(isbn=ISBN, title="Laskar Pelangi", authors=("Andrea Hirata",), publisher="Bentang", year=2005, extent="529 hlm.")


def test_twenty_five_are_asked_at_once_with_a_contact(server: _Server) -> None:
    source(server).find([f"{n:013d}" for n in range(60)])
    assert [path.count("ISBN:") for path, _ in server.asked] == [25, 25, 10]
    assert all("koleksi" in agent for _, agent in server.asked)


@pytest.mark.parametrize(("status", "answer"), [(200, b"<html>log in</html>"), (200, b'{"ISBN:97'), (403, b""), (500, b""), (200, b"[]")])
def test_a_network_that_misbehaves_is_noticed_once(server: _Server, status: int, answer: bytes) -> None:
    server.status, server.answer = status, answer
    entries = [Entry(book=Book(isbn=f"{n:013d}")) for n in range(1, 100)]
    same, problems = Chain([source(server)]).fill(entries)
    assert [entry.book for entry in same] == [entry.book for entry in entries]
    assert [problem.code for problem in problems] == ["lookup-unreachable"]
    assert len(server.asked) == 1


def test_no_network_at_all_ends_at_once() -> None:
    known, trouble = OpenLibrary(base="http://127.0.0.1:9").find([ISBN])
    assert known == {} and trouble


def test_what_a_person_typed_stays_and_each_fact_says_who_said_it() -> None:
    typed = Book(title="Laskar", isbn=ISBN, year=2006)
    found = filled(typed, Book(title="Laskar Pelangi", publisher="Bentang", year=2005), "pack:desa")
    assert (found.title, found.year, found.publisher) == ("Laskar", 2006, "Bentang")
    assert found.sources == (("publisher", "pack:desa"),)


def test_a_pack_gives_back_what_was_put_in(tmp_path: Path) -> None:
    full = Book(title="Laskar Pelangi", authors=("Andrea Hirata",), publisher="Bentang", year=2005, isbn=ISBN, subjects=("Novel",))
    entries = [Entry(book=Book(title="Laskar", isbn=ISBN)), Entry(book=full), Entry(book=Book(title="Tanpa ISBN"))]
    assert build(entries, tmp_path / "a.pack", sources=["uji"]) == 1
    with Pack.open(tmp_path / "a.pack") as pack:
        assert pack.find([ISBN, "9786020332956"]) == ({ISBN: full}, "")
        assert pack.about() == {"sources": "uji", "books": "1"}


def test_a_file_that_is_no_pack_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.pack").write_bytes(b"no pack" * 200)
    with pytest.raises(InputError), chain(pack=tmp_path / "x.pack"):
        pass
