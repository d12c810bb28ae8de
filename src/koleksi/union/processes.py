"""Processes that work side by side with the first one, and end with it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import connection

__all__ = ["pool"]


@contextmanager
def pool(processes: int, *, interrupted: bool = False) -> Iterator[ProcessPoolExecutor]:
    """So many processes, which are gone afterwards. ``interrupted``: a Ctrl-C ends what they are at, too; else each
    ends its piece of work first."""
    made = ProcessPoolExecutor(
        processes, multiprocessing.get_context("spawn"), initializer=_bound, initargs=(interrupted,)
    )
    try:
        yield made
    finally:
        made.shutdown(wait=True, cancel_futures=True)


def _bound(interrupted: bool) -> None:
    """Where the first process is killed, this one ends."""
    signal.signal(signal.SIGINT, signal.SIG_DFL if interrupted else signal.SIG_IGN)
    if first := multiprocessing.parent_process():
        threading.Thread(target=_end_with, args=(first.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)
