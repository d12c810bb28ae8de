"""``koleksi labels``: labels, cards, shelf markers, stationery, the alignment page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from koleksi.book import Text
from koleksi.cli.commands import HELP
from koleksi.cli.screen import end, print_json, say, say_problems
from koleksi.cli.two_languages import FILE, argument, command, group, option

if TYPE_CHECKING:
    from pathlib import Path

    from koleksi.book import Problem
    from koleksi.stationery import Sheet

__all__ = ["labels"]

KINDS = click.Choice(["spine", "barcode", "both", "both-qr", "along", "shelf"])
CARDS = click.Choice(["catalogue", "book", "slip", "pocket", "shelf"])

_SHEET_FACTS = (
    "name", "page_w", "page_h", "cols", "rows", "left", "top", "pitch_x", "pitch_y", "label_w", "label_h",
    "margins_sure",
)  # fmt: skip
_NAME = Text("NAMA", "NAME")
_MM = Text("MM", "MM")
_LEFT_OUT = Text(
    "{n} label sudah ditempel dan tidak dicetak lagi; --cetak-ulang mencetak semuanya",
    "{n} labels are on the books and not printed again; --cetak-ulang prints them all",
)

config = option(
    "--config",
    type=FILE,
    help=Text("koleksi.toml: kertas sendiri, kepala, geseran.", "koleksi.toml: sheets of your own, header, offsets."),
)
preview = option("--preview", type=FILE, help=Text("Gambar PNG halaman pertama.", "PNG picture of the first page."))
out = option("--out", required=True, type=FILE, help=Text("Berkas PDF.", "PDF file."))
header = option(
    "--header",
    multiple=True,
    help=Text("Baris nama perpustakaan (boleh diulang).", "Line of the library's name (may be repeated)."),
)
only = option(
    "--only",
    multiple=True,
    value=Text("NOMOR", "NUMBER"),
    help=Text(
        "Hanya nomor barcode atau induk ini (boleh diulang).",
        "Only this barcode or accession number (may be repeated).",
    ),
)
sheet_name = option("--sheet", value=_NAME, help=Text("Nama kertas label (tj121).", "Name of the label sheet (tj121)."))


@group(fallback="print", help=HELP["labels"])
def labels() -> None:
    pass


@command(
    "print",
    help=Text(
        "Label dari hasil koleksi process (folder atau katalog.mrc), "
        "atau dari CSV (kolom call_number, barcode, title, copy).",
        "Labels from the results of koleksi process (folder or katalog.mrc), "
        "or from a CSV (columns call_number, barcode, title, copy).",
    ),
)
@argument("source", Text("ASAL", "SOURCE"), type=FILE)
@out
@sheet_name
@option(
    "--start",
    default=1,
    show_default=True,
    type=click.IntRange(1),
    help=Text("Mulai di label ke-N.", "Start at label N of the sheet."),
)
@option("--kind", type=KINDS, help=Text("Jenis label (both).", "Kind of label (both)."))
@header
@option("--x", "offset_x_mm", type=float, value=_MM, help=Text("Geser ke kanan, mm.", "Shift right, mm."))
@option("--y", "offset_y_mm", type=float, value=_MM, help=Text("Geser ke bawah, mm.", "Shift down, mm."))
@option(
    "--scale",
    type=click.FloatRange(0.9, 1.1),
    help=Text("Perbesaran printer, misalnya 1.002.", "The printer's scale, 1.002 say."),
)
@option(
    "--copies",
    default=1,
    type=click.IntRange(1, 100),
    help=Text("Lembar setiap label.", "Prints of each label."),
)
@option(
    "--order",
    type=click.Choice(["given", "call_number", "accession"]),
    help=Text("Urutan cetak.", "Order of printing."),
)
@only
@option(
    "--cetak-ulang",
    "again",
    is_flag=True,
    help=Text("Cetak lagi label yang sudah ditempel.", "Print labels again that are on the books."),
)
@option(
    "--skip",
    "skip_cells",
    multiple=True,
    type=click.IntRange(1),
    help=Text("Label ke-N lembar pertama sudah terpakai.", "Label N of the first sheet is used up."),
)
@option("--column-wise", is_flag=True, help=Text("Isi kolom demi kolom.", "Fill column by column."))
@option("--cut-marks", is_flag=True, help=Text("Cetak tanda potong.", "Print cutting marks."))
@option("--palette", type=click.Choice(["colormarq", "mixcode"]), help=Text("Warna kelas.", "Class colours."))
@option(
    "--symbology",
    default="code128",
    show_default=True,
    type=click.Choice(["code128", "code39", "ean13"]),
    help=Text("Jenis barcode.", "Kind of bar code."),
)
@option("--dpi", type=float, help=Text("Titik per inci printer.", "The printer's dots per inch."))
@preview
@config
@click.pass_context
def print_labels(ctx: click.Context, /, source: Path, out: Path, **settings: Any) -> None:
    from koleksi.job import printing

    done = printing.print_labels(source, out, **settings)
    if done.labels or not done.left_out:
        say(ctx, Text(f"{done.labels} label -> {out}", f"{done.labels} labels -> {out}"), err=False)
    if done.left_out:
        say(ctx, _LEFT_OUT.format(n=done.left_out), err=False)
    _finish(ctx, done.problems)


@command(
    help=Text(
        "Kartu dari hasil koleksi process, katalog, atau daftar: "
        "kartu katalog, kartu buku, slip tanggal kembali, kantong, penanda rak.",
        "Cards from the results of koleksi process, a catalogue or a list: "
        "catalogue cards, book cards, due-date slips, pockets, shelf markers.",
    ),
)
@argument("source", Text("ASAL", "SOURCE"), type=FILE)
@out
@option(
    "--kind",
    required=True,
    type=CARDS,
    help=Text("Jenis: kartu katalog, kartu buku, slip, kantong, penanda rak.", "Kind of card."),
)
@header
@only
@option(
    "--sheet",
    value=_NAME,
    help=Text("Kertas label untuk penanda rak (a4-2x7).", "Label sheet for shelf markers (a4-2x7)."),
)
@preview
@config
@click.pass_context
def cards(ctx: click.Context, /, source: Path, out: Path, kind: str, **settings: Any) -> None:
    from koleksi.job import printing

    count, problems = printing.print_cards(source, out, kind, **settings)
    what = Text("penanda", "markers") if kind == "shelf" else Text("judul", "titles")
    say(ctx, Text(f"{count} {what.id} -> {out}", f"{count} {what.en} -> {out}"), err=False)
    _finish(ctx, problems)


def _finish(ctx: click.Context, problems: Sequence[Problem]) -> None:
    """Show the problems; exit code 1 where one is more than a note."""
    say_problems(ctx, problems)
    end(ctx, sum(problem.severity != "note" for problem in problems))


@command(help=Text("Daftar kertas label yang dikenal.", "The label sheets that are known."))
@option(
    "--json",
    "as_json",
    is_flag=True,
    help=Text("Satu baris JSON untuk setiap kertas.", "A JSON line for each sheet."),
)
@click.pass_context
def sheets(ctx: click.Context, as_json: bool) -> None:
    from koleksi import stationery

    for sheet in map(stationery.get, stationery.names()):
        if as_json:
            print_json({name: getattr(sheet, name) for name in _SHEET_FACTS})
        else:
            say(ctx, _in_words(sheet), err=False)


def _in_words(sheet: Sheet) -> Text:
    grid = f"{sheet.cols} x {sheet.rows:<3} {sheet.label_w:g} x {sheet.label_h:g} mm"
    line = f"{sheet.name:<18} {grid}   ({sheet.page_w:g} x {sheet.page_h:g} mm)"
    if sheet.margins_sure:
        return Text(line, line)
    return Text(f"{line}   uji dulu: koleksi labels calibrate", f"{line}   test first: koleksi labels calibrate")


@command(help=Text("Halaman uji letak untuk printer Anda.", "The alignment page for your printer."))
@sheet_name
@out
@config
@click.pass_context
def calibrate(ctx: click.Context, sheet: str | None, out: Path, config: Path | None) -> None:
    from koleksi import labels as drawing
    from koleksi import save, stationery
    from koleksi.job import settings

    chosen = settings.load(config)
    save.write_bytes(out, drawing.calibration_page(stationery.get(sheet or chosen.labels.sheet, chosen.sheets)))
    how = Text(
        "{out}: cetak pada 100 %, tempelkan pada lembar label, lalu pakai --x dan --y "
        "(atau offset_x_mm dan offset_y_mm).",
        "{out}: print at 100 %, lay it on the label sheet, then use --x and --y (or offset_x_mm and offset_y_mm).",
    )
    say(ctx, how.format(out=out), err=False)


for _command in (print_labels, cards, sheets, calibrate):
    labels.add_command(_command)
