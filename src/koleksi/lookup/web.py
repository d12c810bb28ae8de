"""The HTTP client of the online sources: certificates always checked, every answer with an end.

One `Client` serves all sources of a run and may be used by many threads. An answer has a limit in time (first
byte to last, retries and waiting included) and in size; a server that says ``Retry-After`` (RFC 9110, 10.2.3) is
obeyed by all threads if the wait fits into that time, and left alone if it does not.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3 import exceptions as trouble
from urllib3.util import Retry, Timeout

from koleksi._terms.system_errors import why
from koleksi.book import Text
from koleksi.errors import InputError, KoleksiError
from koleksi.lookup.deadline import POOLS
from koleksi.lookup.limits import Pace

__all__ = ["Client", "SourceError", "fault", "proxy_for"]

_LARGEST = 8 << 20  # bytes of an answer, unpacked
_TRIES = 3
_REDIRECTS = 3
_PAUSE = 0.5  # seconds before the second try, twice as long before the third
_AGAIN = frozenset({429, 500, 502, 503, 504})
_TOO_LARGE = Text(f"jawaban lebih dari {_LARGEST >> 20} MB", f"an answer of more than {_LARGEST >> 20} MB")
_TOO_SLOW = Text("terlalu lambat", "too slow")
_FORBIDDEN = frozenset({401, 403, 407, 451})


class SourceError(KoleksiError, OSError):
    """A source gave no usable answer. ``final``: asking it again in this run is of no use."""

    def __init__(self, message: Text, *, final: bool = False) -> None:
        super().__init__(message)
        self.final = final


def fault(what: str | Exception) -> Text:
    """An answer's status or a package's exception as the reason why there is no answer."""
    return Text("kesalahan {what}", "error {what}").format(what=what if isinstance(what, str) else why(what))


class Client:
    """``agent``: what the User-Agent header says; Open Library answers 403 where it names no contact.

    ``connect_seconds`` to reach a host for the first time (then it is given thrice that), ``answer_seconds`` for an
    answer as a whole; ``per_host`` connections at once; ``ca_file``: further certificate authorities in PEM, added
    to the system's own.
    """

    def __init__(
        self,
        agent: str,
        *,
        connect_seconds: float = 1.5,
        answer_seconds: float = 20.0,
        per_host: int = 4,
        ca_file: str | Path = "",
    ) -> None:
        self.connect_seconds, self.answer_seconds = connect_seconds, answer_seconds
        self._headers = {"User-Agent": agent, "Accept-Encoding": "gzip, deflate"}
        self._pool: dict[str, Any] = {"maxsize": per_host, "block": True, "ssl_context": _context(ca_file)}
        self._direct = _timed(urllib3.PoolManager(**self._pool))
        self._by_proxy: dict[str, urllib3.ProxyManager] = {}

    def get(self, url: str, pace: Pace, headers: Mapping[str, str] | None = None) -> bytes:
        """The body of the answer. Raises SourceError; nothing else, whatever the network does."""
        end = time.monotonic() + self.answer_seconds
        for tried in range(1, _TRIES + 1):
            pace.wait()
            try:
                return self._once(url, end, headers or {})
            except _TryAgain as again:
                pause = max(again.after, _PAUSE * 2 ** (tried - 1))
                if tried == _TRIES or time.monotonic() + pause >= end:
                    raise SourceError(again.why, final=again.after > 0) from again
                pace.hold(pause)
        raise AssertionError("unreachable")

    def unreachable(self, urls: Sequence[str]) -> dict[str, Text]:
        """The addresses that no connection can be made to, with the reason; all are tried at once.

        Looking up a name has no time limit of its own in any operating system, so it is left behind when the time is
        over.
        """
        doors = {url: _door(proxy_for(url) or url) for url in urls}
        tries = {door: _Knock(door, self.connect_seconds) for door in set(doors.values())}
        end = time.monotonic() + self.connect_seconds
        for knock in tries.values():
            knock.join(max(0.0, end - time.monotonic()))
        return {url: why for url, door in doors.items() if (why := tries[door].why)}

    def _once(self, url: str, end: float, headers: Mapping[str, str]) -> bytes:
        try:
            for _ in range(_REDIRECTS + 1):
                with self._answer(url, end, headers) as answer:
                    onward = answer.get_redirect_location()
                    if not onward:
                        _check_status(answer)
                        return _body(answer, end)
                    url = _onward(url, onward)
        except (trouble.HTTPError, OSError, ValueError) as error:
            if isinstance(error, SourceError):
                raise
            raise _meaning(error) from error
        raise SourceError(Text("terlalu banyak pengalihan", "too many redirects"), final=True)

    @contextmanager
    def _answer(self, url: str, end: float, headers: Mapping[str, str]) -> Iterator[urllib3.BaseHTTPResponse]:
        """The answer, whose connection goes back to the pool whatever becomes of it: urllib3 gives back only what is
        read to its end, and the next question would wait for ever."""
        left = max(0.1, end - time.monotonic())
        answer = self._manager(url).request(
            "GET", url, headers={**self._headers, **headers}, preload_content=False, redirect=False, retries=False,
            timeout=Timeout(connect=min(left, 3 * self.connect_seconds), total=left), pool_timeout=left,
        )  # fmt: skip
        try:
            yield answer
        finally:
            answer.close()
            answer.release_conn()

    def _manager(self, url: str) -> urllib3.PoolManager:
        proxy = proxy_for(url)
        if not proxy:
            return self._direct
        if proxy not in self._by_proxy:
            self._by_proxy[proxy] = _timed(urllib3.ProxyManager(proxy, **self._pool))
        return self._by_proxy[proxy]


_Manager = TypeVar("_Manager", bound=urllib3.PoolManager)


def _timed(manager: _Manager) -> _Manager:
    """The same manager; its answers end in time."""
    manager.pool_classes_by_scheme = POOLS
    return manager


class _Knock(threading.Thread):
    """One try to connect. ``why`` not; None once it succeeded."""

    def __init__(self, door: tuple[str, int], seconds: float) -> None:
        super().__init__(daemon=True)
        self._door, self._seconds = door, seconds
        self.why: Text | None = Text("tidak ada jawaban", "no answer")
        self.start()

    def run(self) -> None:
        try:
            socket.create_connection(self._door, timeout=self._seconds).close()
        except (OSError, UnicodeError) as error:
            self.why = _unconnected(error)
        else:
            self.why = None


def _door(url: str) -> tuple[str, int]:
    parts = urlsplit(url)
    return parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


class _TryAgain(Exception):
    """A fault that may pass; ``after``: seconds that the server asked us to wait, 0 where it did not."""

    def __init__(self, why: Text, after: float = 0.0) -> None:
        super().__init__(why.en)
        self.why, self.after = why, after


def _context(ca_file: str | Path) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if ca_file:
        try:
            context.load_verify_locations(cafile=ca_file)
        except (OSError, ssl.SSLError) as error:
            raise InputError(
                Text("bukan berkas sertifikat PEM", f"not a PEM certificate file ({error})"), ca_file
            ) from error
    return context


def proxy_for(url: str) -> str:
    """The proxy of the system's settings or HTTPS_PROXY for this address, "" for none."""
    parts = urlsplit(url)
    if urllib.request.proxy_bypass(parts.hostname or ""):
        return ""
    proxy = urllib.request.getproxies().get(parts.scheme, "")
    return proxy if proxy.startswith(("http://", "https://")) or not proxy else f"http://{proxy}"


def _check_status(answer: urllib3.BaseHTTPResponse) -> None:
    status = answer.status
    if status == 200:
        return
    if status in _AGAIN:
        raise _TryAgain(fault(f"HTTP {status}"), _retry_after(answer.headers.get("Retry-After", "")))
    raise SourceError(fault(f"HTTP {status}"), final=status in _FORBIDDEN)


def _onward(url: str, location: str) -> str:
    """Where an answer sends us; never from an encrypted connection to an open one."""
    target = urljoin(url, location)
    if urlsplit(url).scheme == "https" and urlsplit(target).scheme != "https":
        raise SourceError(
            Text("dialihkan ke alamat tanpa enkripsi", "redirected to an address without encryption"), final=True
        )
    return target


def _retry_after(value: str) -> float:
    """Seconds; the header holds a number or a date. What is neither counts as not said."""
    try:
        return float(Retry().parse_retry_after(value)) if value else 0.0
    except (trouble.InvalidHeader, ValueError, OverflowError):
        return 0.0


def _body(answer: urllib3.BaseHTTPResponse, end: float) -> bytes:
    """Read piece by piece, so that a server that drips bytes cannot hold us longer than an answer may take."""
    pieces: list[bytes] = []
    size = 0
    while piece := answer.read1(1 << 16):
        pieces.append(piece)
        size += len(piece)
        if size > _LARGEST:
            raise SourceError(_TOO_LARGE)
        if time.monotonic() > end:
            raise SourceError(_TOO_SLOW)
    return b"".join(pieces)


def _meaning(error: Exception) -> SourceError | _TryAgain:
    """What a fault of the network means for us."""
    if isinstance(error, trouble.SSLError | ssl.SSLError):
        return SourceError(
            Text("sertifikat tidak sah; lihat ca_file", f"the certificate is not valid ({error}); see ca_file"),
            final=True,
        )
    if isinstance(error, trouble.NewConnectionError | trouble.ProxyError | trouble.LocationValueError):
        return SourceError(_unconnected(error), final=True)
    return _TryAgain(_TOO_SLOW if isinstance(error, trouble.TimeoutError | TimeoutError) else fault(error))


def _unconnected(error: Exception) -> Text:
    return Text("tidak terhubung ({why})", "no connection ({why})").format(why=why(error))
