"""The commands ``koleksi labels ...``: labels, cards, shelf markers, stationery, the alignment page."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from koleksi.cli.two_languages import Group, say

if TYPE_CHECKING:
    from koleksi.book import Problem

__all__ = ["labels"]

FILE = click.Path(path_type=Path)
FACTS = (
    "name",
    "page_w",
    "page_h",
    "cols",
    "rows",
    "left",
    "top",
    "pitch_x",
    "pitch_y",
    "label_w",
    "label_h",
    "margins_sure",
)
LONGEST = 80  # characters of a value that are shown
SHOWN = 10  # problems of one kind that are shown one by one
KINDS = click.Choice(["spine", "barcode", "both", "both-qr", "along", "shelf"])
CARDS = click.Choice(["catalogue", "book", "slip", "pocket", "shelf"])
CONFIG = click.option(
    "--config",
    type=FILE,
    help="koleksi.toml: kertas sendiri, kepala, geseran. || koleksi.toml: sheets of your own, header, offsets.",
)
PREVIEW = click.option("--preview", type=FILE, help="Gambar PNG halaman pertama. || PNG picture of the first page.")
OUT = click.option("--out", required=True, type=FILE, help="Berkas PDF. || PDF file.")
HEADER = click.option(
    "--header",
    multiple=True,
    help="Baris nama perpustakaan (boleh diulang). || Line of the library's name (may be repeated).",
)
ONLY = click.option(
    "--only",
    multiple=True,
    help="Hanya nomor barcode atau induk ini (boleh diulang). || Only this barcode or accession number (may be repeated).",
)


@click.group(
    cls=Group, fallback="print",
    help="Cetak label dan kartu: koleksi labels hasil --out label.pdf. || Print labels and cards: koleksi labels hasil --out label.pdf.",
)  # fmt: skip
def labels() -> None:
    pass


@labels.command(
    "print",
    help="Label dari hasil koleksi process (folder atau katalog.mrc), atau dari CSV (kolom call_number, barcode, title, copy). "
    "|| Labels from the results of koleksi process (folder or katalog.mrc), or from a CSV (columns call_number, barcode, title, copy).",
)
@click.argument("source", type=FILE)
@OUT
@click.option("--sheet", help="Nama kertas label (tj121). || Name of the label sheet (tj121).")
@click.option(
    "--start",
    default=1,
    show_default=True,
    type=click.IntRange(1),
    help="Mulai di label ke-N. || Start at label N of the sheet.",
)
@click.option("--kind", type=KINDS, help="Jenis label (both). || Kind of label (both).")
@HEADER
@click.option("--x", "offset_x_mm", type=float, help="Geser ke kanan, mm. || Shift right, mm.")
@click.option("--y", "offset_y_mm", type=float, help="Geser ke bawah, mm. || Shift down, mm.")
@click.option(
    "--scale",
    type=click.FloatRange(0.9, 1.1),
    help="Perbesaran printer, misalnya 1.002. || The printer's scale, 1.002 say.",
)
@click.option("--copies", default=1, type=click.IntRange(1, 100), help="Lembar setiap label. || Prints of each label.")
@click.option(
    "--order", type=click.Choice(["given", "call_number", "accession"]), help="Urutan cetak. || Order of printing."
)
@ONLY
@click.option(
    "--skip",
    "skip_cells",
    multiple=True,
    type=click.IntRange(1),
    help="Label ke-N lembar pertama sudah terpakai. || Label N of the first sheet is used up.",
)
@click.option("--column-wise", is_flag=True, help="Isi kolom demi kolom. || Fill column by column.")
@click.option("--cut-marks", is_flag=True, help="Cetak tanda potong. || Print cutting marks.")
@click.option("--palette", type=click.Choice(["colormarq", "mixcode"]), help="Warna kelas. || Class colours.")
@click.option(
    "--symbology",
    default="code128",
    show_default=True,
    type=click.Choice(["code128", "code39", "ean13"]),
    help="Jenis barcode. || Kind of bar code.",
)
@click.option("--dpi", type=float, help="Titik per inci printer. || The printer's dots per inch.")
@PREVIEW
@CONFIG
@click.pass_context
def print_labels(ctx: click.Context, /, source: Path, out: Path, **settings: Any) -> None:
    from koleksi.job import printing

    count, problems = printing.print_labels(source, out, **settings)
    say(ctx, f"{count} label -> {out} || {count} labels -> {out}", err=False)
    _tell(ctx, problems)


@labels.command(
    help="Kartu dari hasil koleksi process, katalog, atau daftar: kartu katalog, kartu buku, slip tanggal kembali, kantong, penanda rak. "
    "|| Cards from the results of koleksi process, a catalogue or a list: catalogue cards, book cards, due-date slips, pockets, shelf markers.",
)
@click.argument("source", type=FILE)
@OUT
@click.option(
    "--kind",
    required=True,
    type=CARDS,
    help="Jenis: kartu katalog, kartu buku, slip, kantong, penanda rak. || Kind of card.",
)
@HEADER
@ONLY
@click.option("--sheet", help="Kertas label untuk penanda rak (a4-2x7). || Label sheet for shelf markers (a4-2x7).")
@PREVIEW
@CONFIG
@click.pass_context
def cards(ctx: click.Context, /, source: Path, out: Path, kind: str, **settings: Any) -> None:
    from koleksi.job import printing

    count, problems = printing.print_cards(source, out, kind, **settings)
    titles = ("penanda", "markers") if kind == "shelf" else ("judul", "titles")
    say(ctx, f"{count} {titles[0]} -> {out} || {count} {titles[1]} -> {out}", err=False)
    _tell(ctx, problems)


def _tell(ctx: click.Context, problems: Sequence[Problem]) -> None:
    """The problems, the first ones of each kind; ends the command with 1 where one is more than a note."""
    said: Counter[str] = Counter()
    for p in problems:
        said[p.code] += 1
        if said[p.code] <= SHOWN:
            value = p.value if len(p.value) <= LONGEST else f"{p.value[:LONGEST]}…"
            where = " ".join(filter(None, (str(p.row or ""), p.source, p.column, value if value != p.source else "")))
            say(ctx, f"{where}: {p.what.id}. {p.do.id} || {where}: {p.what.en}. {p.do.en}")
    for code, count in said.items():
        if count > SHOWN:
            say(
                ctx,
                f"... dan {count - SHOWN} lagi seperti itu ({code}) || ... and {count - SHOWN} more of that kind ({code})",
            )
    ctx.exit(1 if any(p.severity != "note" for p in problems) else 0)


@labels.command(help="Daftar kertas label yang dikenal. || The label sheets that are known.")
@click.option(
    "--json", "as_json", is_flag=True, help="Satu baris JSON untuk setiap kertas. || A JSON line for each sheet."
)
@click.pass_context
def sheets(ctx: click.Context, as_json: bool) -> None:
    from koleksi import stationery

    for sheet in map(stationery.get, stationery.names()):
        facts = {name: getattr(sheet, name) for name in FACTS}
        if as_json:
            click.echo(json.dumps(facts, ensure_ascii=False))
            continue
        line = f"{sheet.name:<18} {sheet.cols} x {sheet.rows:<3} {sheet.label_w:g} x {sheet.label_h:g} mm   ({sheet.page_w:g} x {sheet.page_h:g} mm)"
        unsure = (
            ("", "")
            if sheet.margins_sure
            else ("   uji dulu: koleksi labels calibrate", "   test first: koleksi labels calibrate")
        )
        say(ctx, f"{line}{unsure[0]} || {line}{unsure[1]}", err=False)


@labels.command(help="Halaman uji letak untuk printer Anda. || The alignment page for your printer.")
@click.option("--sheet", help="Nama kertas label (tj121). || Name of the label sheet (tj121).")
@OUT
@CONFIG
@click.pass_context
def calibrate(ctx: click.Context, sheet: str | None, out: Path, config: Path | None) -> None:
    from koleksi import labels as drawing
    from koleksi import save, stationery
    from koleksi.job import settings

    chosen = settings.load(config)
    save.write_bytes(out, drawing.calibration_page(stationery.get(sheet or chosen.labels.sheet, chosen.sheets)))
    say(ctx, f"{out}: cetak pada 100 %, tempelkan pada lembar label, lalu pakai --x dan --y (atau offset_x_mm dan offset_y_mm). || "
        f"{out}: print at 100 %, lay it on the label sheet, then use --x and --y (or offset_x_mm and offset_y_mm).", err=False)  # fmt: skip
