"""``koleksi`` without a command: with files, which are processed; alone, which says what to do next."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import click

from koleksi.cli.screen import say
from koleksi.errors import InputError
from koleksi.text import Text

__all__ = ["CONFIG", "PACK", "process_files", "say_next"]

# Settings and pack for lists that have none beside them: those of a USB stick, say.
CONFIG, PACK = "KOLEKSI_CONFIG", "KOLEKSI_PACK"
_RESULTS = "-hasil"
_NO_FILE = Text("berkas tidak ada", "no such file")
_CUT_OFF = Text(
    "berkas tidak ada. Nama dengan tanda &, ^ atau % terpotong saat diseret: ganti namanya, lalu seret lagi",
    "no such file. A name with &, ^ or % is cut off when it is dragged: rename it and drag it again",
)


def process_files(args: Sequence[str], environ: Mapping[str, str] = os.environ) -> list[str]:
    """``FILE... [options]`` as the arguments of a command: ``process FILE... --out FILE-hasil``; [] where the first
    word is no file, so that a mistyped command is told as one. Raises InputError where it is the path of none.

    FILE-hasil lies beside the first file and has its name without the ending, as people see it on Windows; that of a
    whole drive lies in it.
    """
    first = Path(args[0])
    if not args[0] or not first.exists():
        if first.parent == Path():
            return []
        raise InputError(_CUT_OFF if CONFIG in environ else _NO_FILE, first)
    out = _value(args, "--out") or _results_of(first)
    command = ["process", *args] + ([] if _value(args, "--out") else ["--out", out])
    if (pack := environ.get(PACK)) and not _value(args, "--pack"):
        command += ["--pack", pack]
    if (config := environ.get(CONFIG)) and not _value(args, "--config") and not _has_settings(first, Path(out)):
        command += ["--config", config]
    return command


def _results_of(source: Path) -> str:
    source = source if source.name else source.resolve()
    if not source.name:
        return str(source / f"koleksi{_RESULTS}")
    name = source.name if source.is_dir() else source.stem
    return str(source.with_name(f"{name}{_RESULTS}"))


def _value(args: Sequence[str], option: str) -> str:
    """What is given for an option, "" for nothing."""
    for n, arg in enumerate(args):
        if arg == option:
            return args[n + 1] if n + 1 < len(args) else arg
        if arg.startswith(f"{option}="):
            return arg.partition("=")[2]
    return ""


def _has_settings(source: Path, out: Path) -> bool:
    from koleksi.job.settings import find

    return find([source], out) is not None


def say_next(ctx: click.Context, here: Path) -> None:
    """What a person can do next in a folder."""
    from koleksi.job.begin.next_step import next_steps

    for line in next_steps(here):
        say(ctx, line, err=False)
