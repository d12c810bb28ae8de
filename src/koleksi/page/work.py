"""A job in a thread of its own, and how far it is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import MappingProxyType

from koleksi._terms.stages import stage_name
from koleksi._terms.system_errors import why
from koleksi.book import Text
from koleksi.errors import KoleksiError
from koleksi.job.sources import Progress

__all__ = ["Work"]

# What a stage begins and ends at, of the whole: as measured on lists of 300 and of 3,000 rows.
_SHARES = MappingProxyType(
    {
        "read": (0.0, 0.08), "lookup": (0.08, 0.12), "duplicates": (0.12, 0.3), "classes": (0.3, 0.6),
        "marc": (0.6, 0.66), "slims": (0.66, 0.7), "inlislite": (0.7, 0.75), "labels": (0.75, 0.85),
        "cards": (0.85, 0.93), "new": (0.6, 0.62), "register": (0.93, 0.99),
    }
)  # fmt: skip


class Work:
    """``share`` 0..1 and ``stage`` say how far it is; ``failed`` why it ended without result."""

    def __init__(self, do: Callable[[Progress], None], then: str) -> None:
        """``then``: where a person goes on when it is done."""
        self.then = then
        self.share = 0.0
        self.stage = Text("mulai", "beginning")
        self.failed: Text | None = None
        self._thread = threading.Thread(target=self._run, args=(do,), daemon=True)
        self._thread.start()

    @property
    def running(self) -> bool:
        return self._thread.is_alive()

    def wait(self, seconds: float | None = None) -> None:
        """Until it is done."""
        self._thread.join(seconds)

    def _run(self, do: Callable[[Progress], None]) -> None:
        try:
            do(self._progress)
        except KoleksiError as error:
            self.failed = Text(error.say("id"), error.say("en"))
        except OSError as error:
            where = f"{error.filename}: " if error.filename else ""
            self.failed = Text(*(where + said for said in why(error)))
        else:
            self.share = 1.0

    def _progress(self, stage: str, done: int, total: int) -> None:
        name = stage.partition(" ")[0]
        begins, ends = _SHARES.get(name, (self.share, self.share))
        within = min(done / total, 1.0) if total > 1 else 0.0
        self.share = max(self.share, begins + (ends - begins) * within)
        self.stage = stage_name(stage)
