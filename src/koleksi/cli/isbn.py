"""``koleksi isbn``: what scanned or typed strings are."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING

import click

from koleksi.book import Text
from koleksi.cli.commands import HELP
from koleksi.cli.screen import end, print_json, say
from koleksi.cli.two_languages import argument, command, option

if TYPE_CHECKING:
    from koleksi.isbn import Recognised

__all__ = ["ACTIONS", "KINDS", "isbn"]

# The kinds and actions of ``isbn.Recognised`` in words.
KINDS = MappingProxyType({
    "isbn13": Text("ISBN-13", "ISBN-13"),
    "isbn10": Text("ISBN-10", "ISBN-10"),
    "isbn13_x2": Text("beberapa ISBN", "several ISBNs"),
    "isbn_bad_check": Text("ISBN salah", "wrong ISBN"),
    "isbn_incomplete": Text("ISBN tidak lengkap", "incomplete ISBN"),
    "excel_lost": Text("angka hilang di Excel", "digits lost in Excel"),
    "issn": Text("ISSN", "ISSN"),
    "ismn": Text("ISMN", "ISMN"),
    "ean_other": Text("kode barang toko", "shop article code"),
    "upc": Text("kode barang toko (UPC)", "shop article code (UPC)"),
    "gtin14": Text("kode karton", "carton code"),
    "price_addon": Text("kode harga", "price add-on"),
    "local_barcode": Text("barcode perpustakaan", "library barcode"),
    "qrcbn": Text("QRCBN", "QRCBN"),
    "placeholder": Text("nomor pengisi", "filler number"),
    "empty": Text("kosong", "empty"),
    "none": Text("bukan nomor", "not a number"),
})  # fmt: skip
ACTIONS = MappingProxyType({
    "accept": Text("diterima", "accepted"),
    "accept_warn": Text("diterima, periksa", "accepted, check it"),
    "accept_both": Text("diterima semua", "all accepted"),
    "ask": Text("tanyakan", "ask"),
    "ask_which": Text("pilih salah satu", "choose one"),
    "suggest": Text("mungkin ini", "perhaps this"),
    "ignore": Text("diabaikan", "ignored"),
    "treat_as_empty": Text("dianggap kosong", "taken as empty"),
    "route_serial": Text("catat sebagai terbitan berkala", "record as a serial"),
    "route_item": Text("catat sebagai barcode eksemplar", "record as a copy's barcode"),
    "route_manual": Text("ketik datanya", "type its data"),
    "reject_with_reason": Text("ditolak", "rejected"),
    "no_isbn": Text("tanpa ISBN", "without ISBN"),
})  # fmt: skip


@command(help=HELP["isbn"])
@argument("texts", Text("NOMOR", "NUMBER"), nargs=-1, required=True)
@option(
    "--json",
    "as_json",
    is_flag=True,
    help=Text("Satu baris JSON untuk setiap nomor.", "A JSON line for each string."),
)
@click.pass_context
def isbn(ctx: click.Context, texts: tuple[str, ...], as_json: bool) -> None:
    from koleksi import isbn as numbers

    bad = 0
    for text in _lines(texts):
        found = numbers.recognise(text)
        bad += found.action not in ("accept", "accept_both")
        if as_json:
            print_json(_as_dict(found))
        else:
            shown = ", ".join(numbers.hyphenate(number) or number for number in found.isbns or found.suggested)
            say(ctx, _in_words(found, shown), err=False)
    end(ctx, bad)


def _lines(texts: tuple[str, ...]) -> Iterator[str]:
    """What was given, and in place of "-" the lines of standard input."""
    for given in texts:
        for line in sys.stdin if given == "-" else (given,):
            yield line.rstrip("\r\n")


def _in_words(found: Recognised, shown: str) -> Text:
    """A line with tabs: the string, what it is, what is done with it, the numbers, why."""
    columns = KINDS[found.kind], ACTIONS[found.action], Text(shown, shown), found.note_text
    id, en = ("\t".join([found.text, *halves]).rstrip() for halves in zip(*columns, strict=True))
    return Text(id, en)


def _as_dict(found: Recognised) -> dict[str, object]:
    note = found.note_text
    return {
        "text": found.text, "kind": found.kind, "isbns": found.isbns, "suggested": found.suggested,
        "action": found.action, "note": note.id, "note_en": note.en,
    }  # fmt: skip
