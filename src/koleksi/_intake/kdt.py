"""A text file of KDT blocks as a source of the main job: each block a row, named by the line on which it begins.

The patterns of `koleksi.kdt` take longer to compile than a short list to read: they are imported for such a file only.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from koleksi._intake.columns import find_heading
from koleksi._intake.encodings import decode
from koleksi._terms.file_kind import HEAD, kind_of
from koleksi.book import Copy, Entry, Problem

__all__ = ["entries", "kdt_text"]

_SUFFIXES = (".txt", ".kdt", ".text", "")
_MAX_BYTES = 5_000_000  # of typed text: thousands of blocks


def kdt_text(path: Path) -> str:
    """The text of a file that holds KDT blocks, "" for any other file. Spreadsheets and CSV are never looked into."""
    if path.suffix.casefold() not in _SUFFIXES or path.stat().st_size > _MAX_BYTES:
        return ""
    from koleksi import kdt

    data = path.read_bytes()
    if kind_of(data[:HEAD]) in ("zip", "ole", "pdf"):
        return ""
    text = decode(data).text
    typed_list = any(find_heading([line.split(mark) for line in text.splitlines()[:40]]) for mark in ";,\t|")
    return text if kdt.is_kdt(text) and (kdt.has_head(text) or not typed_list) else ""


def entries(text: str, source: str) -> Iterator[Entry | Problem]:
    """A book for each block, or the Problem that says why there is none."""
    from koleksi import kdt

    for line, block in kdt.blocks(text):
        parsed = kdt.parse(block)
        if parsed.book.title:
            yield Entry(book=parsed.book, copies=(Copy(),), source=source, row=line, problems=parsed.problems)
        else:
            yield from (replace(problem, source=source, row=line) for problem in parsed.problems)
