"""Which of the two languages a person sees: Indonesian unless English is asked for or the system is English."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from koleksi.book import Lang

__all__ = ["LANGUAGES", "chosen"]

LANGUAGES = ("id", "en")
_ENGLISH = 0x09  # primary language of a Windows LANGID, its lowest ten bits


def chosen(args: Sequence[str], environ: Mapping[str, str] = os.environ) -> Lang:
    """The language of a command line.

    The first of these that is given decides: ``--lang`` among ``args``, KOLEKSI_LANG, the system's language. Whatever
    is neither "id" nor "en" (a slip of the finger, another country's system, "C") is Indonesian.
    """
    asked = _option(args) or environ.get("KOLEKSI_LANG", "").strip().casefold() or _system(environ)
    return "en" if asked == "en" else "id"


def _option(args: Sequence[str]) -> str:
    """The value of ``--lang``; "" where it is not given."""
    for n, arg in enumerate(args):
        if arg == "--":
            break
        if arg == "--lang":
            return args[n + 1] if n + 1 < len(args) else ""
        if arg.startswith("--lang="):
            return arg.removeprefix("--lang=")
    return ""


def _system(environ: Mapping[str, str]) -> str:
    """The language of the system: on Windows that of its screens, elsewhere as POSIX orders the locale's variables."""
    if sys.platform == "win32":
        import ctypes

        return "en" if ctypes.windll.kernel32.GetUserDefaultUILanguage() & 0x3FF == _ENGLISH else "id"
    set_ = filter(None, (environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG")))
    return re.split(r"[_.@-]", next(set_, ""), maxsplit=1)[0].casefold()
