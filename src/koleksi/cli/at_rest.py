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
                gc.enable()

    return resting
