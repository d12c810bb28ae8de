"""A server that can be ended from any thread: it closes its own sockets, between two turns of its loop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from waitress import wasyncore
from waitress.server import create_server

__all__ = ["Server"]

_THREADS = 4
_SECONDS_TO_END = 10.0


class Server:
    """waitress behind two words, ``run`` and ``close``. Closed under its own ``select``, waitress fails there with a
    bad file descriptor; so a server that runs is asked to close itself, and waited for."""

    def __init__(self, app: Callable[..., Any], host: str, port: int) -> None:
        """Bind to the host; ``port`` 0 takes one that is free. Raises OSError where the port is taken."""
        self._http: Any = create_server(
            app, host=host, port=port, threads=_THREADS, ident="koleksi", clear_untrusted_proxy_headers=True
        )
        self.host: str = self._http.effective_host
        self.port: int = int(self._http.effective_port)
        self._turns = threading.Lock()  # held while the loop runs

    def run(self) -> None:
        """Answer until the program is ended, or the server closed from another thread."""
        with self._turns:
            self._http.run()

    def close(self) -> None:
        """End the loop, and free the port."""
        if self._turns.locked():
            self._http.trigger.pull_trigger(self._close_all)
            if self._turns.acquire(timeout=_SECONDS_TO_END):
                self._turns.release()
        self._close_all()

    def _close_all(self) -> None:
        self._http.task_dispatcher.shutdown()
        wasyncore.close_all(self._http._map)
