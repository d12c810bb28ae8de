"""``koleksi kdt``: what is understood of blocks of Katalog Dalam Terbitan, in words or as JSON."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

import click

from koleksi._terms.field_names import field_name, in_words
from koleksi._terms.file_kind import HEAD, kind_of
from koleksi.book import Book, Text, field_names
from koleksi.cli.commands import HELP
from koleksi.cli.screen import end, print_json, say
from koleksi.cli.two_languages import File, argument, command, option

if TYPE_CHECKING:
    from pathlib import Path

    from koleksi.kdt import Kdt

__all__ = ["kdt"]

_SHOWN = (
    "title", "subtitle", "authors", "contributors", "volume", "edition", "printing", "place", "publisher", "year",
    "extent", "height_cm", "series", "isbn", "subjects", "ddc", "notes",
)  # fmt: skip


@command(help=HELP["kdt"])
@argument("source", Text("BERKAS", "FILE"), type=File(dir_okay=False, allow_dash=True))
@option(
    "--json", "as_json", is_flag=True, help=Text("Satu baris JSON untuk setiap blok.", "A JSON line for each block.")
)
@click.pass_context
def kdt(ctx: click.Context, source: Path, as_json: bool) -> None:
    from koleksi.kdt import blocks, parse

    bad = 0
    for line, block in blocks(_text_of(source, sys.stdin.buffer)):
        parsed = parse(block)
        bad += bool(parsed.problems)
        if as_json:
            print_json(_as_dict(line, parsed))
        else:
            for said in _in_words(line, parsed):
                say(ctx, said, err=False)
    end(ctx, bad)


def _text_of(source: Path, stdin: BinaryIO) -> str:
    """The text of a file or of standard input. Raises InputError where there is none."""
    from koleksi import intake
    from koleksi._terms.system_errors import why
    from koleksi.errors import InputError

    try:
        data = stdin.read() if str(source) == "-" else source.read_bytes()
    except OSError as error:
        raise InputError(why(error), source) from error
    if kind_of(data[:HEAD]) in ("zip", "ole", "pdf"):
        raise InputError(
            Text("bukan teks; salin blok KDT ke berkas .txt", "not text: paste the KDT block into a .txt file"), source
        )
    text = intake.decode(data)
    if not text.strip():
        raise InputError(Text("berkas kosong", "the file is empty"), source)
    return text


def _in_words(line: int, parsed: Kdt) -> Iterator[Text]:
    """A block for the screen; ``line`` is where it begins."""
    yield Text(f"baris {line}", f"line {line}")
    for field in _SHOWN:
        if value := getattr(parsed.book, field):
            name, shown = field_name(field), in_words(value)
            yield Text(f"  {name.id}: {shown.id}", f"  {name.en}: {shown.en}")
    for problem in parsed.problems:
        yield Text(f"  ! {problem.what.id} {problem.do.id}", f"  ! {problem.what.en} {problem.do.en}")


def _as_dict(line: int, parsed: Kdt) -> dict[str, Any]:
    problems = [
        {
            "code": one.code, "what": one.what.id, "what_en": one.what.en,
            "do": one.do.id, "do_en": one.do.en, "value": one.value,
        }
        for one in parsed.problems
    ]  # fmt: skip
    return {"line": line, "heading": parsed.heading, **_facts(parsed.book), "problems": problems}


def _facts(book: Book) -> dict[str, Any]:
    found = {name: value for name in field_names(Book) if (value := getattr(book, name))}
    if book.contributors:
        found["contributors"] = [{"name": one.name, "role": one.role} for one in book.contributors]
    return found
