"""Connections of urllib3 whose answers end in time, whatever the server does.

A socket's own limit holds for one read: a server that sends a byte a second, of its headers too, never reaches it. Here
each read gets what is left of the time of the whole answer.
"""

from __future__ import annotations

import http.client
import io
import time
from functools import partial
from typing import Any, Protocol

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

__all__ = ["POOLS"]


class _Socket(Protocol):
    def settimeout(self, seconds: float) -> None: ...


class _Timed(io.RawIOBase):
    """What a socket sends until ``end``, a time of the monotonic clock. Raises TimeoutError then."""

    def __init__(self, raw: io.RawIOBase, sock: _Socket, end: float) -> None:
        self._raw, self._sock, self._end = raw, sock, end

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._sock.settimeout(left)
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()


class _Answer(http.client.HTTPResponse):
    """An answer that is read to its end within ``seconds`` from now, or not at all."""

    def __init__(self, sock: Any, *args: Any, seconds: float, **named: Any) -> None:
        super().__init__(sock, *args, **named)
        end = time.monotonic() + seconds
        self.fp = io.BufferedReader(_Timed(self.fp.detach(), sock, end))


class _Limited:
    """Half of a connection: the time that urllib3 gives to a read counts for the whole answer."""

    timeout: Any
    response_class: Any

    def connect(self) -> None:
        self._limit()  # what a proxy answers to CONNECT
        super().connect()  # type: ignore[misc]  # of the other half

    def getresponse(self) -> Any:
        self._limit()
        return super().getresponse()  # type: ignore[misc]  # of the other half

    def _limit(self) -> None:
        self.response_class = partial(_Answer, seconds=self.timeout)


class _Connection(_Limited, HTTPConnection):
    pass


class _SecureConnection(_Limited, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls: Any = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls: Any = _SecureConnection


POOLS = {"http": _Pool, "https": _SecurePool}
