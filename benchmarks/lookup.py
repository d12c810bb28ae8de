"""The offline pack and the online sources, measured: bytes and build rate of a pack, hits and title queries a second,
recognition beside isbnlib, and 1,000 ISBNs over a network with 0.3 s latency beside an isbnlib-like loop.

    .venv/bin/python benchmarks/lookup.py [RECORDS]

Rates are per CPU second; the network part is wall time against a server in this process. Records are made up:
words by Zipf's law, a quarter as many authors as books, 3,000 publishers.
"""

from __future__ import annotations

import gzip
import json
import random
import resource
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import isbnlib

from koleksi import Book, Entry, isbn
from koleksi.lookup.cache import Cache
from koleksi.lookup.online import ask_all
from koleksi.lookup.openlibrary import OpenLibrary
from koleksi.lookup.openlibrary_dump import Filter, add_editions, add_names
from koleksi.lookup.pack import Pack, build
from koleksi.lookup.pack_build import Builder
from koleksi.lookup.web import Client

LATENCY = 0.3  # seconds


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    books = list(made_up(count))
    with tempfile.TemporaryDirectory() as folder:
        measure_pack(books, Path(folder))
        measure_dump(books, Path(folder))
    measure_recognise(books[:20_000])
    measure_network([book.isbn for book in books[:1000]])
    print(
        f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB, the made-up books among it"
    )


def vocabulary(rng: random.Random, size: int) -> list[str]:
    onsets = ("b", "c", "d", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "w", "ng", "ny", "")
    syllables = [onset + rime for onset in onsets for rime in ("a", "i", "u", "e", "o", "an", "ang", "ah", "ar", "in")]
    found: set[str] = set()
    while len(found) < size:
        found.add("".join(rng.choice(syllables) for _ in range(rng.choice((2, 2, 3, 3, 4)))))
    words = sorted(found)
    rng.shuffle(words)
    return words


def made_up(count: int) -> Iterator[Book]:
    rng = random.Random(7)
    words, people = vocabulary(rng, 30_000), vocabulary(rng, 6_000)
    authors = [" ".join(rng.sample(people, 2)).title() for _ in range(max(10, count // 4))]
    publishers = [" ".join(rng.sample(people, rng.choice((1, 2)))).title() for _ in range(3000)]
    places = ["Jakarta", "Bandung", "Yogyakarta", "Surabaya"] * 5 + [name.title() for name in people[:100]]

    def some(number: int) -> str:
        return " ".join(words[min(29_999, int(1.5 ** (rng.random() * 25.4)))] for _ in range(number))

    for n in range(count):
        twelve = f"{('978979', '978602', '978623')[n % 3]}{rng.randrange(10**6):06d}"
        yield Book(
            isbn=twelve + isbn.ean_check(twelve),
            title=some(rng.choice((2, 3, 4, 5, 6, 7))).title(),
            subtitle=some(4) if rng.random() < 0.35 else "",
            authors=tuple(authors[int(len(authors) * rng.random() ** 1.7)] for _ in range(rng.choice((1, 1, 1, 2)))),
            publisher=publishers[int(3000 * rng.random() ** 2.5)],
            place=rng.choice(places),
            year=rng.randrange(1985, 2025),
            language="ind",
            extent=f"{rng.randrange(40, 600)} hlm.",
            subjects=tuple(some(1).title() for _ in range(rng.choice((0, 0, 1, 2)))),
        )


def measure_pack(books: Sequence[Book], folder: Path) -> None:
    path = folder / "a.pack"
    entries = [Entry(book=book) for book in books]
    begin = time.process_time()
    held = build(entries, path, sources=["made up"])
    spent = time.process_time() - begin
    print(
        f"pack      {held:,} books  {path.stat().st_size / held:.0f} bytes each (aim 165)"
        f"  built {len(books) / spent:,.0f}/s (aim 32,000)"
    )
    wanted = [book.isbn for book in books]
    random.Random(3).shuffle(wanted)
    with Pack.open(path) as pack:
        begin = time.process_time()
        found = sum(len(pack.find(wanted[n : n + 1000])[0]) for n in range(0, len(wanted), 1000))
        print(f"hits      {found / (time.process_time() - begin):,.0f}/s (aim 40,000)")
        asked = [
            book
            for book in random.Random(4).sample(books, 1200)
            if pack.find([book.isbn])[0][book.isbn].title == book.title
        ][:1000]
        measure_titles(pack, "as printed", [(book.title, book.authors[0]) for book in asked], asked)
        measure_titles(pack, "title alone", [(book.title, "") for book in asked], asked)
        measure_titles(pack, "a word wrong", [(f"x{book.title}", book.authors[0]) for book in asked], asked)


def measure_titles(pack: Pack, name: str, asked: Sequence[tuple[str, str]], wanted: Sequence[Book]) -> None:
    begin = time.process_time()
    found = [pack.search(title, author) for title, author in asked]
    spent = time.process_time() - begin
    right = sum(
        any(said.book.title == book.title for said in several) for several, book in zip(found, wanted, strict=True)
    )
    print(f"title     {name:12} {spent / len(asked) * 1000:.2f} ms (aim 0.8)  found {right / len(asked):.1%}")


def measure_dump(books: Sequence[Book], folder: Path) -> None:
    """Editions and authors as in Open Library's dumps; one edition in ten passes the filter."""
    editions, authors = folder / "ol_dump_editions_2026-10-31.txt.gz", folder / "ol_dump_authors_2026-10-31.txt.gz"
    keys = {
        name: f"/authors/OL{n}A"
        for n, name in enumerate(dict.fromkeys(name for book in books for name in book.authors))
    }
    with gzip.open(editions, "wt", compresslevel=1) as stream:
        stream.writelines(dump_line(n, book, keys) for n, book in enumerate(books))
    with gzip.open(authors, "wt", compresslevel=1) as stream:
        stream.writelines(
            f"/type/author\t{key}\t1\t2026-01-01\t{json.dumps({'name': name, 'key': key})}\n"
            for name, key in keys.items()
        )
    for name, wanted in (("all", Filter()), ("1 of 10", Filter(languages=("ind",)))):
        begin = time.process_time()
        with Builder(folder / "b.pack") as builder:
            lines = add_editions(builder, editions, wanted)
            add_names(builder, [], [authors])
            held = builder.finish()
        a_second = (lines + len(keys)) / (time.process_time() - begin)
        print(f"dump      {name:8} {a_second:,.0f} lines/s, {held:,} books kept")


def dump_line(n: int, book: Book, keys: dict[str, str]) -> str:
    facts = {
        "type": {"key": "/type/edition"},
        "title": book.title,
        "subtitle": book.subtitle,
        "authors": [{"key": keys[name]} for name in book.authors],
        "publishers": [book.publisher],
        "publish_places": [book.place],
        "publish_date": str(book.year),
        "isbn_13": [book.isbn],
        "languages": [{"key": f"/languages/{'eng' if n % 10 else 'ind'}"}],
        "pagination": book.extent,
        "subjects": list(book.subjects),
        "source_records": [f"marc:unknown_set_{n}/part{n}.utf8:{n}:1204"],
        "created": {"type": "/type/datetime", "value": "2008-04-01T03:28:50.625462"},
        "last_modified": {"type": "/type/datetime", "value": "2021-11-04T04:29:33.302318"},
        "latest_revision": 5,
        "works": [{"key": f"/works/OL{n}W"}],
    }
    return f"/type/edition\t/books/OL{n}M\t5\t2021-11-04T04:29:33.302318\t{json.dumps(facts)}\n"


def measure_recognise(books: Sequence[Book]) -> None:
    texts = [isbn.hyphenate(book.isbn) or book.isbn for book in books]
    isbn.recognise(texts[0])
    begin = time.process_time()
    for text in texts:
        isbn.recognise(text)
    ours = len(texts) / (time.process_time() - begin)
    begin = time.process_time()
    for text in texts:
        isbnlib.is_isbn13(isbnlib.canonical(text))
    theirs = len(texts) / (time.process_time() - begin)
    print(
        f"recognise {ours:,.0f}/s (aim 100,000)"
        f"  isbnlib canonical + is_isbn13 {theirs:,.0f}/s  ratio {ours / theirs:.1f}"
    )


class Handler(BaseHTTPRequestHandler):
    """Answers as Open Library does, ``LATENCY`` late."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        time.sleep(LATENCY)
        keys = parse_qs(urlsplit(self.path).query)["bibkeys"][0].split(",")
        facts = {"title": "Buku", "authors": [{"name": "A"}], "publishers": [{"name": "B"}], "publish_date": "2005"}
        body = json.dumps(dict.fromkeys(keys, facts)).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def measure_network(wanted: Sequence[str]) -> None:
    """All ISBNs by our own source at its own polite pace; a hundred by a loop as isbnlib's ``meta`` does it."""
    numbers = list(dict.fromkeys(wanted))
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        base = f"http://127.0.0.1:{server.server_port}"
        begin = time.perf_counter()
        found = ask_all([OpenLibrary(base)], numbers, Client("benchmark"), Cache(None))
        ours = time.perf_counter() - begin
        begin = time.perf_counter()
        for number in numbers[:100]:
            with urllib.request.urlopen(f"{base}/api/books?bibkeys=ISBN:{number}&jscmd=data&format=json") as answer:
                json.loads(answer.read())
        theirs = (time.perf_counter() - begin) * len(numbers) / 100
        server.shutdown()
    print(
        f"network   {len(found.known):,} ISBNs in {ours:.1f} s"
        f"  one by one {theirs:.0f} s (100 measured)  {theirs / ours:.0f} x (aim 10)"
    )
    begin = time.perf_counter()
    ask_all([OpenLibrary("http://127.0.0.1:9")], numbers, Client("benchmark"), Cache(None))
    print(f"offline   {len(numbers):,} ISBNs given up in {time.perf_counter() - begin:.2f} s (aim 2)")


if __name__ == "__main__":
    main()
