"""Asking over a network that misbehaves: every answer has an end, one bad line stops nothing, no network is noticed
once."""

from __future__ import annotations

import json
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from koleksi import isbn, process
from koleksi.errors import InputError
from koleksi.lookup.cache import Cache
from koleksi.lookup.facts import Answers
from koleksi.lookup.googlebooks import GoogleBooks
from koleksi.lookup.limits import Pace
from koleksi.lookup.online import ask_all
from koleksi.lookup.openlibrary import OpenLibrary
from koleksi.lookup.source import Online
from koleksi.lookup.web import Client, SourceError


def numbers(count: int) -> list[str]:
    """Valid ISBNs of one Indonesian publisher."""
    return [f"978602{n:06d}" + isbn.ean_check(f"978602{n:06d}") for n in range(300_000, 300_000 + count)]


class Server(ThreadingHTTPServer):
    """Answers by ``answer(path)``: status, headers, body; ``slow`` seconds between two bytes. Counts what runs at
    once."""

    daemon_threads = True
    slow = 0.0

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer: Callable[[str], tuple[int, dict[str, str], bytes]] = open_library
        self.asked: deque[tuple[float, str, str]] = deque()  # when, path, User-Agent
        self.now = self.most = 0
        self.lock = threading.Lock()

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is part of the tests."""

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        server = self.server
        with server.lock:
            server.now += 1
            server.most = max(server.most, server.now)
        server.asked.append((time.monotonic(), self.path, self.headers["User-Agent"]))
        status, headers, body = server.answer(self.path)
        with server.lock:
            server.now -= 1
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self._send(body)

    def _send(self, body: bytes) -> None:
        try:
            for byte in (body[n : n + 1] for n in range(len(body))) if self.server.slow else (body,):
                self.wfile.write(byte)
                time.sleep(self.server.slow)
        except OSError:
            pass  # the client had enough

    def log_message(self, *_: object) -> None:
        pass


def open_library(path: str) -> tuple[int, dict[str, str], bytes]:
    """Knows every book, fully."""
    keys = parse_qs(urlsplit(path).query).get("bibkeys", [""])[0].split(",")
    facts = {
        key: {
            "title": f"Buku {key[-4:]}",
            "authors": [{"name": "Andrea Hirata"}],
            "publishers": [{"name": "Bentang"}],
            "publish_date": "2005",
        }
        for key in keys
    }
    return 200, {}, json.dumps(facts).encode()


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def ask(sources: list[Online], isbns: list[str], *, cache: Cache | None = None, seconds: float = 3.0) -> Answers:
    client = Client("koleksi (uji@example.org)", connect_seconds=1.0, answer_seconds=seconds)
    return ask_all(sources, isbns, client, cache or Cache(None))


def codes(answers: Answers) -> list[str]:
    return [problem.code for problem in answers.problems]


# the main job


def mods(path: str) -> tuple[int, dict[str, str], bytes]:
    """A SLiMS that knows the book it is asked for."""
    number = parse_qs(urlsplit(path).query)["isbn"][0]
    told = f"<mods><titleInfo><title>Laskar Pelangi</title></titleInfo><identifier>{number}</identifier></mods>"
    return 200, {}, f"<modsCollection>{told}</modsCollection>".encode()


def test_the_main_job_asks_whom_its_settings_name_and_says_who_asks(server: Server, tmp_path: Path) -> None:
    server.answer = mods
    (tmp_path / "koleksi.toml").write_text(
        f'[online]\nsources = []\nslims = ["{server.base}"]\ncontact = "uji@example.org"\ncache = '
        f'"{(tmp_path / "jawaban.db").as_posix()}"\n',
        encoding="utf-8",
    )
    (tmp_path / "donasi.csv").write_text("isbn\n9786020332949\n", encoding="utf-8")
    process.run([tmp_path / "donasi.csv"], tmp_path / "hasil", config=tmp_path / "koleksi.toml", online=True)
    entries, _ = process.gather([tmp_path / "hasil/katalog.mrc"])
    assert [entry.book.title for entry in entries] == ["Laskar Pelangi"]
    assert [agent for _, _, agent in server.asked] == ["koleksi (uji@example.org)"]


# what is asked


def test_twenty_five_go_into_a_request_with_a_contact(server: Server) -> None:
    found = ask([OpenLibrary(server.base)], numbers(60))
    assert len(found.known) == 60 and not found.problems
    assert sorted(path.count("ISBN:") for _, path, _ in server.asked) == [10, 25, 25]
    assert {agent for _, _, agent in server.asked} == {"koleksi (uji@example.org)"}


def test_no_more_requests_run_at_once_than_a_source_allows(server: Server) -> None:
    def slowly(path: str) -> tuple[int, dict[str, str], bytes]:
        time.sleep(0.05)
        return open_library(path)

    class Eager(OpenLibrary):
        per_second = 1000.0

    server.answer = slowly
    ask([Eager(server.base)], numbers(400))
    assert server.most == OpenLibrary.at_once


def test_a_source_of_single_isbns_is_asked_only_for_what_is_not_fully_known(server: Server) -> None:
    unknown = numbers(10)[7]
    server.answer = lambda path: (
        open_library(path.replace(f"ISBN:{unknown}", "")) if "bibkeys" in path else (200, {}, b'{"items": []}')
    )
    found = ask([GoogleBooks(server.base), OpenLibrary(server.base)], numbers(10))
    assert [path for _, path, _ in server.asked if "volumes" in path] == [
        GoogleBooks("").url([unknown]).replace("https://", "")
    ]
    assert set(found.known) == set(numbers(10)) - {unknown}


def test_what_a_source_says_stands_in_the_order_of_belief_not_of_speed(server: Server) -> None:
    item = {"volumeInfo": {"title": "Buku", "industryIdentifiers": [{"identifier": numbers(1)[0]}]}}
    only_title = json.dumps({f"ISBN:{numbers(1)[0]}": {"title": "Buku"}}).encode()
    server.answer = lambda path: (200, {}, only_title if "bibkeys" in path else json.dumps({"items": [item]}).encode())
    found = ask([GoogleBooks(server.base), OpenLibrary(server.base)], numbers(1))
    assert [said.source for said in found.known[numbers(1)[0]]] == ["google", "openlibrary"]


# what comes back


@pytest.mark.parametrize(
    ("status", "body", "requests"),
    [(403, b"", 1), (200, b"<html><body>log in</body></html>", 1), (200, b"<!DOCTYPE html><p>portal</p>", 1)],
    ids=["forbidden", "portal", "doctype"],
)
def test_a_final_fault_is_noticed_once(server: Server, status: int, body: bytes, requests: int) -> None:
    server.answer = lambda _: (status, {}, body)

    class Single(OpenLibrary):
        at_once = 1

    found = ask([Single(server.base)], numbers(500))
    assert found.known == {} and codes(found) == ["lookup-unreachable"]
    assert len(server.asked) == requests


@pytest.mark.parametrize(
    "body",
    [b'{"ISBN:97', b"[]", b"null", b'{"a": {"title": [[]]}}\xff', b"", b"[" * 100_000],
    ids=["cut", "list", "null", "bytes", "empty", "deep"],
)
def test_damaged_answers_open_the_breaker_after_three(server: Server, body: bytes) -> None:
    server.answer = lambda _: (200, {}, body)
    found = ask([OpenLibrary(server.base)], numbers(500))
    assert found.known == {} and codes(found) == ["lookup-unreachable"]
    assert len(server.asked) <= 3 + OpenLibrary.at_once - 1


@pytest.mark.parametrize(
    ("status", "headers"), [(500, {}), (404, {}), (302, {"Location": "http://[x"}), (302, {"Location": "/"})]
)
def test_faults_use_up_no_connections(server: Server, status: int, headers: dict[str, str]) -> None:
    """Every answer gives its connection back: more faults than connections leave the client as it was."""
    server.answer = lambda _: (status, headers, b"busy")
    client, pace = Client("koleksi", answer_seconds=0.4, per_host=2), Pace(1000)
    for _ in range(5):
        with pytest.raises(SourceError):
            client.get(server.base, pace)
    server.answer = lambda _: (200, {}, b"good")
    answers: list[bytes] = []
    again = threading.Thread(target=lambda: answers.append(client.get(server.base, pace)), daemon=True)
    again.start()
    again.join(2)
    assert answers == [b"good"]


def test_one_damaged_answer_costs_its_own_books_only(server: Server) -> None:
    first = numbers(100)[0]
    server.answer = lambda path: (200, {}, b'{"ISBN') if first in path else open_library(path)
    found = ask([OpenLibrary(server.base)], numbers(100))
    assert set(found.known) == set(numbers(100)[25:])
    assert [(p.code, p.value) for p in found.problems] == [("lookup-unanswered", "25")]


def test_an_answer_about_another_book_is_dropped(server: Server) -> None:
    wanted, other = numbers(2)
    item = {"volumeInfo": {"title": "Buku lain", "industryIdentifiers": [{"type": "ISBN_13", "identifier": other}]}}
    server.answer = lambda _: (200, {}, json.dumps({"items": [item]}).encode())
    found = ask([GoogleBooks(server.base)], [wanted])
    assert found.known == {} and codes(found) == ["lookup-other-isbn"]


def test_an_answer_larger_than_any_book_is_given_up(server: Server) -> None:
    server.answer = lambda _: (200, {}, b" " * (9 << 20))
    with pytest.raises(SourceError, match="MB"):
        Client("uji").get(server.base, Pace(10))


# how long it takes


def test_a_server_that_asks_to_wait_is_obeyed(server: Server) -> None:
    replies = deque([(429, {"Retry-After": "1"}, b""), (503, {}, b"")])
    server.answer = lambda path: replies.popleft() if replies else open_library(path)
    found = ask([OpenLibrary(server.base)], numbers(5), seconds=6.0)
    assert len(found.known) == 5 and not found.problems
    begun = [when for when, _, _ in server.asked]
    assert begun[1] - begun[0] >= 1.0
    assert begun[2] - begun[1] >= 0.9  # the second fault: our own pause, doubled


def test_all_threads_wait_when_one_is_told_to() -> None:
    now = [0.0]
    slept: list[float] = []
    pace = Pace(10, clock=lambda: now[0], sleep=slept.append)
    pace.wait()
    pace.hold(5)
    pace.wait()
    pace.wait()
    assert slept == [pytest.approx(5.0), pytest.approx(5.1)]


@pytest.mark.parametrize("after", ["3600", "Fri, 31 Dec 2100 23:59:59 GMT"])
def test_a_wait_longer_than_an_answer_may_take_ends_the_source(server: Server, after: str) -> None:
    server.answer = lambda _: (429, {"Retry-After": after}, b"")
    begin = time.monotonic()
    found = ask([OpenLibrary(server.base)], numbers(500))
    assert codes(found) == ["lookup-unreachable"] and "429" in found.problems[0].what.id
    assert time.monotonic() - begin < 2 and len(server.asked) <= OpenLibrary.at_once


@pytest.mark.parametrize("after", ["soon", "-5", "9" * 400])
def test_a_senseless_retry_after_is_no_danger(server: Server, after: str) -> None:
    server.answer = lambda _: (503, {"Retry-After": after}, b"")
    with pytest.raises(SourceError, match="503"):
        Client("uji", answer_seconds=0.2).get(server.base, Pace(10))


def test_a_server_that_drips_bytes_cannot_hold_us(server: Server) -> None:
    server.slow = 0.05
    begin = time.monotonic()
    with pytest.raises(SourceError, match="lambat"):
        Client("uji", answer_seconds=0.5).get(f"{server.base}/?bibkeys={','.join(numbers(20))}", Pace(10))
    assert time.monotonic() - begin < 1.5


def test_a_server_that_never_answers_is_left(server: Server) -> None:
    release = threading.Event()
    server.answer = lambda path: (200, {}, b"") if release.wait(20) else (200, {}, b"")
    begin = time.monotonic()
    found = ask([OpenLibrary(server.base)], numbers(100), seconds=0.5)
    release.set()
    assert codes(found) == ["lookup-unreachable"] and time.monotonic() - begin < 4


@pytest.mark.parametrize("base", ["http://127.0.0.1:9", "http://no-such-host.invalid"], ids=["refused", "no name"])
def test_a_thousand_isbns_without_a_network_end_at_once(base: str) -> None:
    begin = time.monotonic()
    found = ask_all([OpenLibrary(base), GoogleBooks(base)], numbers(1000), Client("uji"), Cache(None))
    assert found.known == {} and codes(found) == ["lookup-unreachable"] * 2
    assert time.monotonic() - begin < 2


def test_a_thousand_isbns_end_in_two_seconds_where_packets_just_vanish(monkeypatch: pytest.MonkeyPatch) -> None:
    def vanish(*_: object, **__: object) -> socket.socket:
        time.sleep(30)
        raise TimeoutError

    monkeypatch.setattr(socket, "create_connection", vanish)
    begin = time.monotonic()
    found = ask_all([OpenLibrary(), GoogleBooks()], numbers(1000), Client("uji"), Cache(None))
    assert codes(found) == ["lookup-unreachable"] * 2
    assert time.monotonic() - begin < 2


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for 127.0.0.1 that no system trusts, with its key in one file."""
    if not (openssl := shutil.which("openssl")):
        pytest.skip("openssl is not installed")
    made = [tmp_path / "key.pem", tmp_path / "cert.pem"]
    subprocess.run([openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=uji",
        "-addext", "subjectAltName=IP:127.0.0.1",
                    "-keyout", made[0], "-out", made[1]], check=True, capture_output=True)  # fmt: skip
    both = tmp_path / "both.pem"
    both.write_text(made[0].read_text() + made[1].read_text())
    return both


def test_a_certificate_that_nobody_vouches_for_is_refused(server: Server, certificate: Path) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    base = server.base.replace("http:", "https:")
    found = ask([OpenLibrary(base)], numbers(30))
    assert codes(found) == ["lookup-unreachable"] and "sertifikat" in found.problems[0].what.id
    assert not server.asked
    trusting = Client("uji", ca_file=certificate)
    assert ask_all([OpenLibrary(base)], numbers(3), trusting, Cache(None)).known
    server.answer = lambda _: (302, {"Location": "http://127.0.0.1:9/"}, b"")
    (problem,) = ask_all([OpenLibrary(base)], numbers(3), trusting, Cache(None)).problems
    assert "enkripsi" in problem.what.id


@pytest.mark.parametrize(
    ("target", "outcome"),
    [("/there?bibkeys=ISBN:9789793062792", b"Buku"), ("/again", None), ("http://[", None), ("ftp://x/", None)],
)
def test_a_redirect_is_followed_but_not_for_ever(server: Server, target: str, outcome: bytes | None) -> None:
    server.answer = lambda path: open_library(path) if "there" in path else (302, {"Location": target}, b"")
    client = Client("uji", answer_seconds=2.0)
    if outcome:
        assert outcome in client.get(f"{server.base}/here", Pace(100))
    else:
        with pytest.raises(SourceError):
            client.get(f"{server.base}/here", Pace(100))
    assert len(server.asked) <= 12


def test_certificates_are_checked(tmp_path: Path) -> None:
    wrong = tmp_path / "ca.pem"
    wrong.write_text("no certificate")
    with pytest.raises(InputError, match="PEM"):
        Client("uji", ca_file=wrong)


# what is remembered


def test_answers_and_misses_are_not_asked_again_until_they_are_old(server: Server, tmp_path: Path) -> None:
    today = [20_000]
    known, unknown = numbers(2)
    server.answer = lambda path: open_library(path.replace(f"ISBN:{unknown}", ""))

    def asked_after(days: int) -> str:
        today[0] = 20_000 + days
        server.asked.clear()
        cache = Cache(tmp_path / "new" / "jawaban.db", day=lambda: today[0])
        found = ask([OpenLibrary(server.base)], [known, unknown], cache=cache)
        cache.close()
        assert set(found.known) == {known}
        return "".join(path for _, path, _ in server.asked)

    assert known in asked_after(0)
    assert asked_after(13) == ""
    again = asked_after(20)
    assert unknown in again and known not in again
    assert known in asked_after(200)


def test_what_failed_is_not_remembered_as_a_miss(server: Server) -> None:
    cache = Cache(None)
    server.answer = lambda _: (500, {}, b"")
    ask([OpenLibrary(server.base)], numbers(3), cache=cache)
    server.answer = open_library
    assert len(ask([OpenLibrary(server.base)], numbers(3), cache=cache).known) == 3


@pytest.mark.parametrize("content", [b"no database", b"", b"SQLite format 3\0" + b"\xff" * 4000])
def test_a_cache_that_is_damaged_or_nowhere_stops_nothing(server: Server, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.db").write_bytes(content)
    for path in (tmp_path / "a.db", tmp_path / "a.db" / "under-a-file.db"):
        cache = Cache(path)
        assert len(ask([OpenLibrary(server.base)], numbers(3), cache=cache).known) == 3
        cache.close()
