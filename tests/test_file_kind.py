"""What a file is, by its first bytes: one answer for every room."""

from __future__ import annotations

from pathlib import Path

import pytest

from koleksi import intake, marc, process
from koleksi._terms.file_kind import Kind, kind_of
from koleksi.book import Entry
from koleksi.errors import InputError

LEADER = b"00085nam a2200049 i 4500"
PAGE = (
    b"<html><body><!-- a collection --><table><tr><td>Judul</td><td>Pengarang</td></tr><tr><td>Satu</td><td>A "
    b"B</td></tr></table>"
)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"", "empty"), (b"\xef\xbb\xbf\r\n \x00", "empty"), (b"PK\x03\x04...", "zip"), (b"\xd0\xcf\x11\xe0", "ole"),
        (b"%PDF-1.5", "pdf"),
        (b"\x89PNG", "picture"), (b"\xff\xd8\xff", "picture"), (b"\x1f\x8b\x08", "gzip"), (b"=LDR  00085nam", "mrk"),
        (b"\xef\xbb\xbf<!DOCTYPE html>", "html"), (b"<?xml version='1.0'?>\n<HTML>", "html"),
        (b"<table border=1>", "html"), (PAGE, "html"),
        (b"<?xml version='1.0'?><collection xmlns='x'>", "marcxml"), (b"<marc:record>", "marcxml"), (b"<mods>", "xml"),
        ("<?xml version='1.0'?><record>".encode("utf-16"), "marcxml"), (LEADER + b"001000300000\x1eX1\x1e\x1d", "marc"),
        (LEADER, "other"),
        (b"judul;pengarang", "other"), (b"<headline>", "xml"),
    ],
)  # fmt: skip
def test_kinds(head: bytes, kind: Kind) -> None:
    assert kind_of(head) == kind


def test_a_web_page_that_speaks_of_a_collection_is_a_list_and_no_catalogue(tmp_path: Path) -> None:
    """Library systems give out lists as web pages under the name .xls; this one was taken for MARCXML."""
    path = tmp_path / "daftar.xls"
    path.write_bytes(PAGE)
    assert not process.is_marc(path)
    assert [item.book.title for item in intake.read(path) if isinstance(item, Entry)] == ["Satu"]
    with pytest.raises(InputError, match="web"):
        list(marc.read(path))
