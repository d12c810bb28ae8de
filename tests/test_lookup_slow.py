"""A server may do what it likes with a connection: no answer takes longer than its limit, or more memory."""

from __future__ import annotations

import gzip
import socket
import threading
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import chain, repeat

import pytest

from koleksi import isbn
from koleksi.lookup.cache import Cache
from koleksi.lookup.limits import Pace
from koleksi.lookup.online import ask_all
from koleksi.lookup.openlibrary import OpenLibrary
from koleksi.lookup.web import Client, SourceError

SECONDS = 0.6  # what an answer may take here
OK = b"HTTP/1.1 200 OK\r\n"
ISBNS = [twelve + isbn.ean_check(twelve) for twelve in (f"978602{n:06d}" for n in range(300_000, 300_100))]

Script = Callable[[], Iterator[bytes]]


@contextmanager
def serving(script: Script, pause: float = 0.0) -> Iterator[str]:
    """A server that answers every connection with the pieces of ``script``, ``pause`` seconds between two of them."""
    door = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def speak(line: socket.socket) -> None:
        with line:
            try:
                line.recv(1 << 16)
                for piece in script():
                    line.sendall(piece)
                    if over.wait(pause):
                        return
            except OSError:
                pass  # the client hung up

    def listen() -> None:
        while True:
            try:
                line, _ = door.accept()
            except OSError:
                return
            threading.Thread(target=speak, args=(line,), daemon=True).start()

    threading.Thread(target=listen, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{door.getsockname()[1]}"
    finally:
        over.set()
        door.close()


def one_by_one(text: bytes) -> Iterator[bytes]:
    return (text[n : n + 1] for n in range(len(text)))


def chunk(content: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(content), content)


SLOW: dict[str, Script] = {
    "status": lambda: one_by_one(OK * 20),
    "headers": lambda: chain([OK], one_by_one(b"X-Filler: " + b"x" * 500)),
    "a header at a time": lambda: chain([OK], (b"X-%d: x\r\n" % n for n in range(99))),
    "100 Continue without end": lambda: repeat(b"HTTP/1.1 100 Continue\r\n\r\n"),
    "body": lambda: chain([OK + b"Content-Length: 500\r\n\r\n"], one_by_one(b" " * 500)),
    "body without length": lambda: chain([OK + b"\r\n"], repeat(b" ")),
    "chunks": lambda: chain([OK + b"Transfer-Encoding: chunked\r\n\r\n"], repeat(chunk(b" "))),
    "a chunk's size": lambda: chain([OK + b"Transfer-Encoding: chunked\r\n\r\n"], repeat(b"0")),
    "trailers": lambda: chain([OK + b"Transfer-Encoding: chunked\r\n\r\n0\r\n"], repeat(b"X: x\r\n")),
    "nothing": lambda: chain([b"", b""], repeat(b"", 500)),
    "redirects": lambda: chain([b"HTTP/1.1 302 Found\r\nLocation: /x\r\n"], one_by_one(b"X: " + b"x" * 500)),
}


@pytest.mark.parametrize("script", SLOW.values(), ids=SLOW.keys())
def test_a_server_that_drips_is_left_when_the_time_of_an_answer_is_over(script: Script) -> None:
    with serving(script, pause=0.05) as base, pytest.raises(SourceError, match="lambat"):
        Client("uji", answer_seconds=SECONDS).get(base, Pace(1000))


@pytest.mark.parametrize("script", [SLOW["headers"], SLOW["body"]], ids=["headers", "body"])
def test_a_hundred_isbns_at_a_dripping_server_cost_a_few_answers(script: Script) -> None:
    """Three faults open the breaker; two questions run side by side."""
    asked: list[int] = []
    with serving(lambda: (asked.append(1), script())[1], pause=0.05) as base:
        client = Client("uji", answer_seconds=SECONDS)
        found = ask_all([OpenLibrary(base)], ISBNS, client, Cache(None))
    assert [problem.code for problem in found.problems] == ["lookup-unreachable"]
    assert len(asked) < 10


def bomb(layers: int = 1, megabytes: int = 200) -> bytes:
    """Megabytes of blanks, packed so often."""
    packer = zlib.compressobj(9, wbits=31)
    packed = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(megabytes)) + packer.flush()
    for _ in range(layers - 1):
        packed = gzip.compress(packed)
    return packed


LARGE: dict[str, Script] = {
    "body": lambda: chain([OK + b"\r\n"], repeat(b" " * (1 << 16))),
    "chunks": lambda: chain([OK + b"Transfer-Encoding: chunked\r\n\r\n"], repeat(chunk(b" " * (1 << 16)))),
    "bomb": lambda: iter([OK + b"Content-Encoding: gzip\r\n\r\n" + bomb()]),
    "bomb in a bomb": lambda: iter([OK + b"Content-Encoding: gzip, gzip\r\n\r\n" + bomb(2)]),
}


@pytest.mark.parametrize("script", LARGE.values(), ids=LARGE.keys())
def test_an_answer_without_end_is_given_up_and_its_memory_is_bounded(script: Script) -> None:
    pieces = list(script()) if script in (LARGE["bomb"], LARGE["bomb in a bomb"]) else None
    with serving(lambda: iter(pieces) if pieces else script()) as base:
        tracemalloc.start()
        try:
            with pytest.raises(SourceError, match="MB"):
                Client("uji", answer_seconds=20).get(base, Pace(1000))
            _, most = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert most < 64 << 20


WRONG: dict[str, tuple[bytes, str]] = {
    "a header without end": (OK + b"X: " + b"x" * (1 << 20), "kesalahan"),
    "headers without end": (OK + b"X: x\r\n" * 10_000, "kesalahan"),
    "no HTTP": (b"SSH-2.0-OpenSSH_9.2\r\n", "kesalahan"),
    "cut off": (OK + b"Content-Length: 100\r\n\r\nhalf", "kesalahan"),
    "a length that is none": (OK + b"Content-Length: -5\r\nContent-Encoding: gzip\r\n\r\n<html>", "kesalahan"),
    "a chunk that is none": (OK + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n", "kesalahan"),
    "packed and cut": (OK + b"Content-Encoding: gzip\r\n\r\n" + b"\x1f\x8b\x08\xff\xff", "kesalahan"),
    "round and round": (b"HTTP/1.1 301 Moved\r\nLocation: /\r\nContent-Length: 0\r\n\r\n", "pengalihan"),
    "to a file": (b"HTTP/1.1 301 Moved\r\nLocation: file:///etc/passwd\r\nContent-Length: 0\r\n\r\n", "terhubung"),
    "nothing": (b"", "kesalahan"),
}


@pytest.mark.parametrize(("answer", "said"), WRONG.values(), ids=WRONG.keys())
def test_an_answer_that_is_none_is_a_reason(answer: bytes, said: str) -> None:
    with serving(lambda: iter([answer])) as base, pytest.raises(SourceError) as raised:
        Client("uji", answer_seconds=SECONDS).get(base, Pace(1000))
    assert said in raised.value.message.id, raised.value.message


def test_the_page_of_a_hotspot_is_said_to_be_one_and_not_asked_for_each_isbn() -> None:
    page = b"<!DOCTYPE html><html><title>Login WiFi</title><form action=http://10.0.0.1/></form></html>"
    asked: list[int] = []
    answer = OK + b"Content-Type: text/html\r\n\r\n" + page
    with serving(lambda: (asked.append(1), iter([answer]))[1]) as base:
        found = ask_all([OpenLibrary(base)], ISBNS, Client("uji"), Cache(None))
    (problem,) = found.problems
    assert problem.code == "lookup-unreachable" and "halaman web" in problem.what.id
    assert len(asked) < 10
