"""How hard a source may be pressed, and when to stop asking: pace and circuit breaker. Both are safe between
threads."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from koleksi.book import Text

__all__ = ["Breaker", "Pace"]


class Pace:
    """At most ``per_second`` requests begin a second; each ``wait`` is one request."""

    def __init__(
        self,
        per_second: float,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._gap = 1 / per_second
        self._clock, self._sleep = clock, sleep
        self._lock = threading.Lock()
        self._next = float("-inf")

    def wait(self) -> None:
        """Return when the next request may begin."""
        with self._lock:
            now = self._clock()
            begin = max(now, self._next)
            self._next = begin + self._gap
        if begin > now:
            self._sleep(begin - now)

    def hold(self, seconds: float) -> None:
        """Let no request of any thread begin for ``seconds``: the server said Retry-After."""
        with self._lock:
            self._next = max(self._next, self._clock() + seconds)


class Breaker:
    """Opens, for the rest of a run, at a final fault or after ``limit`` faults in a row.

    A fault is final when trying again cannot help: no network, access refused, a log-in page instead of an answer.
    """

    def __init__(self, limit: int = 3) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._faults = 0
        self.reason: Text | None = None

    @property
    def is_open(self) -> bool:
        return self.reason is not None

    def worked(self) -> None:
        with self._lock:
            self._faults = 0

    def failed(self, reason: Text, *, final: bool) -> None:
        """Count a fault; ``reason`` of the one that opens it is kept."""
        with self._lock:
            self._faults += 1
            if not self.reason and (final or self._faults >= self._limit):
                self.reason = reason
