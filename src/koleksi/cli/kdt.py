"""The screen of ``koleksi kdt``: what was understood of each block, in words or as JSON."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any, BinaryIO

import click

from koleksi._intake.sheet import decode
from koleksi._terms.file_kind import HEAD, kind_of
from koleksi.book import Book
from koleksi.cli.two_languages import say
from koleksi.errors import InputError
from koleksi.kdt import Kdt

__all__ = ["show", "text_of"]

_SHOWN = (
    ("title", "judul || title"), ("subtitle", "anak judul || subtitle"), ("authors", "pengarang || authors"), ("contributors", "lainnya || others"),
    ("volume", "jilid || volume"), ("edition", "edisi || edition"), ("printing", "cetakan || printing"), ("place", "kota || place"), ("publisher", "penerbit || publisher"),
    ("year", "tahun || year"), ("extent", "halaman || pages"), ("height_cm", "tinggi (cm) || height (cm)"), ("series", "seri || series"), ("isbn", "ISBN"),
    ("subjects", "subjek || subjects"), ("ddc", "kelas || class"), ("notes", "catatan || notes"),
)  # fmt: skip


def text_of(source: Path, stdin: BinaryIO) -> str:
    """The text of a file or of standard input. Raises InputError where there is none."""
    try:
        data = stdin.read() if str(source) == "-" else source.read_bytes()
    except OSError as error:
        raise InputError(f"tidak dapat dibaca / cannot be read ({error.strerror})", source) from error
    if kind_of(data[:HEAD]) in ("zip", "ole", "pdf"):
        raise InputError(
            "bukan teks; salin blok KDT ke berkas .txt / not text: paste the KDT block into a .txt file", source
        )
    text = decode(data)[1]
    if not text.strip():
        raise InputError("berkas kosong / the file is empty", source)
    return text


def show(ctx: click.Context, line: int, parsed: Kdt, as_json: bool) -> None:
    """One block on the screen; ``line`` is where it begins."""
    if as_json:
        problems = [
            {"code": one.code, "what": one.what.id, "do": one.do.id, "value": one.value} for one in parsed.problems
        ]
        click.echo(
            json.dumps(
                {"line": line, "heading": parsed.heading, **_facts(parsed.book), "problems": problems},
                ensure_ascii=False,
            )
        )
        return
    say(ctx, f"baris {line} || line {line}", err=False)
    for name, words in _SHOWN:
        if value := getattr(parsed.book, name):
            first, mark, second = words.partition(" || ")
            say(ctx, f"  {first}: {_plain(value)} || {'  ' + (second if mark else first)}: {_plain(value)}", err=False)
    for problem in parsed.problems:
        say(ctx, f"  ! {problem.what.id} {problem.do.id} ||   ! {problem.what.en} {problem.do.en}", err=False)


def _facts(book: Book) -> dict[str, Any]:
    found = {one.name: getattr(book, one.name) for one in fields(book) if getattr(book, one.name)}
    if book.contributors:
        found["contributors"] = [{"name": one.name, "role": one.role} for one in book.contributors]
    return found


def _plain(value: Any) -> str:
    if not isinstance(value, tuple):
        return str(value)
    return "; ".join(one if isinstance(one, str) else f"{one.name} ({one.role})" for one in value)
