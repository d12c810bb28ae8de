"""What the commands say: a line in the user's language, JSON for programs, problems, progress."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

import click

from koleksi.cli.two_languages import language
from koleksi.text import Text

if TYPE_CHECKING:
    from koleksi.book import Problem

__all__ = [
    "end", "let_go_of_output", "print_json", "progress", "reasons", "say", "say_problems", "write",
]  # fmt: skip

LONGEST = 80  # characters of a value that are shown
SHOWN = 10  # problems of one kind that are shown one by one

Progress = Callable[[str, int, int], None]


def say(ctx: click.Context, text: Text, *, err: bool = True) -> None:
    """A line on the screen (``err``: on standard error) in the user's language."""
    write(text(language(ctx)), err=err)


def write(line: str, *, err: bool = False) -> None:
    """A line on the screen. What the console cannot show is replaced there only."""
    encoding = getattr(sys.stderr if err else sys.stdout, "encoding", None) or "utf-8"
    click.echo(line.encode(encoding, "replace").decode(encoding), err=err)


def let_go_of_output() -> None:
    """Where standard output cannot be written (a full disk, a reader that has ended), what it still holds goes nowhere:
    Python would say so once more, in a line of its own, when the process ends."""
    try:
        if sys.stdout:
            sys.stdout.flush()
    except OSError:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def print_json(value: object) -> None:
    """A line for programs. It holds both languages whatever the user reads: ``what`` and ``what_en``. Letters that the
    console has not are written as JSON's own escapes: nothing is lost."""
    import json

    line = json.dumps(value, ensure_ascii=False)
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    click.echo(line if line.encode(encoding, "replace").decode(encoding) == line else json.dumps(value))


def end(ctx: click.Context, problems: int) -> None:
    """End the command: exit code 1 where there were problems, else 0."""
    ctx.exit(1 if problems else 0)


def reasons(several: Iterable[Text]) -> dict[str, list[str]]:
    """Reasons for JSON."""
    several = list(several)
    return {"reasons": [one.id for one in several], "reasons_en": [one.en for one in several]}


# problems


def say_problems(ctx: click.Context, problems: Sequence[Problem]) -> None:
    """The problems, the first ones of each kind, and how many more there are."""
    said: Counter[str] = Counter()
    first: dict[str, Text] = {}
    for problem in problems:
        said[problem.code] += 1
        first.setdefault(problem.code, problem.what)
        if said[problem.code] <= SHOWN:
            say(ctx, _told(problem))
    for code, count in said.items():
        if count > SHOWN:
            more, what = count - SHOWN, first[code]
            say(ctx, Text(f"... dan {more} lagi: {what.id}", f"... and {more} more: {what.en}"))


def _told(problem: Problem) -> Text:
    """Where, what, and what to do about it."""
    value = problem.value if len(problem.value) <= LONGEST else f"{problem.value[:LONGEST]}…"
    places = (str(problem.row or ""), problem.source, problem.column, value if value != problem.source else "")
    where = " ".join(filter(None, places))
    return Text(*(f"{where}: {what.rstrip('.')}. {do}" for what, do in zip(problem.what, problem.do, strict=True)))


# progress

_CLEAR = "\r\033[K"


def progress(ctx: click.Context) -> Progress | None:
    """A line that is rewritten, on a terminal only."""
    if not sys.stderr.isatty():
        return None

    from koleksi._terms.stages import stage_name

    def show(stage: str, done: int, total: int) -> None:
        count = f"{done or ''}{f'/{total}' if total > 1 else ''}"
        click.echo(f"{_CLEAR}{stage_name(stage)(language(ctx))} {count}", nl=False, err=True)
        if stage == "register":
            click.echo(_CLEAR, nl=False, err=True)

    return show
