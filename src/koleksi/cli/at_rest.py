"""Python's cyclic collector, at rest while a command runs that makes something and ends."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import Any

__all__ = ["at_rest"]


def at_rest(run: Callable[..., None]) -> Callable[..., None]:
    """The values of a job hold one another in no circle: the collector looks through hundreds of thousands of them for
    nothing, about a tenth of the time. A library leaves it alone, and a program that stays (``buka``) needs it."""

    @wraps(run)
    def resting(*args: Any, **given: Any) -> None:
        was = gc.isenabled()
        gc.disable()
        try:
            run(*args, **given)
        finally:
            if was:
                _all_is_old()
                gc.enable()

    return resting


def _all_is_old() -> None:
    """What a command made counts as looked at: as young values the next one made would set off a look at all of them,
    3 % of the time of a short list, before the process ends. They are looked at with the old ones, where it stays."""
    gc.freeze()
    gc.unfreeze()
