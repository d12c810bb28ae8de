"""``koleksi union``: one catalogue of many libraries."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import click

from koleksi.book import Text
from koleksi.cli.commands import HELP
from koleksi.cli.screen import end, progress, say, say_problems
from koleksi.cli.two_languages import FILE, argument, command, language, option

if TYPE_CHECKING:
    from pathlib import Path

    from koleksi.union.grouping import Engine
    from koleksi.union.running import Summary

__all__ = ["union"]


@command(help=HELP["union"])
@argument("sources", Text("SUMBER", "SOURCE"), nargs=-1, required=True)
@option("--out", required=True, type=FILE, help=Text("Folder katalog gabungan.", "Folder of the union."))
@option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    help=Text("Di komputer ini, atau di banyak komputer.", "On this computer, or on many."),
)
@option(
    "--perpustakaan",
    "places",
    type=FILE,
    help=Text(
        "CSV kode, nama, kabupaten, jenis, lintang, bujur; tanpa ini: perpustakaan.csv di folder hasil.",
        "CSV of code, name, district, kind, lat, lon; without it: perpustakaan.csv in the union's folder.",
    ),
)
@option(
    "--ganti",
    "replaced",
    multiple=True,
    value=Text("KODE", "CODE"),
    help=Text("Perpustakaan yang daftarnya memang baru.", "A library whose list is a new one indeed."),
)
@option(
    "--simpan",
    "keep",
    type=click.IntRange(1, 1000),
    default=2,
    help=Text("Eksemplar per judul yang bukan kelebihan.", "Copies of a title that are no surplus."),
)
@option("--susun-ulang", "anew", is_flag=True, help=Text("Kelompokkan semua edisi lagi.", "Group all editions anew."))
@option(
    "--tanpa-hasil",
    "without_outputs",
    is_flag=True,
    help=Text("Masukkan saja; berkas hasil menyusul.", "Take lists in only; outputs follow later."),
)
@option(
    "--oai",
    "address",
    default="",
    value=Text("ALAMAT", "ADDRESS"),
    help=Text("Alamat folder berkas OAI-PMH di gerbangnya.", "Address of the folder of OAI-PMH files at its gateway."),
)
@option("--surel", "email", default="", help=Text("Surel penanggung jawab OAI-PMH.", "Who answers for OAI-PMH."))
@option("--nama", "name", default="", help=Text("Nama katalog gabungan.", "Name of the union."))
@click.pass_context
def union(
    ctx: click.Context, sources: tuple[str, ...], out: Path, engine: Engine, places: Path | None,
    replaced: tuple[str, ...], keep: int, anew: bool, without_outputs: bool, address: str, email: str, name: str,
) -> None:  # fmt: skip
    from koleksi.union.harvest import Repository
    from koleksi.union.running import Options, run

    if bool(address) != bool(email):
        what = Text("--oai dan --surel diisi keduanya", "--oai and --surel are given together")
        raise click.UsageError(what(language(ctx)), ctx)
    options = Options(
        engine=engine, replaced=replaced, places=places, keep=keep, anew=anew,
        outputs=not without_outputs, processes=os.cpu_count() or 1,
        repository=Repository(name or "Katalog induk", address, email) if address else None,
    )  # fmt: skip
    summary = run(sources, out, options, lang=language(ctx), progress=_progress(ctx))
    say_problems(ctx, summary.problems)
    for line in _in_words(summary, out, outputs=options.outputs):
        say(ctx, line, err=False)
    end(ctx, sum(problem.severity != "note" for problem in summary.problems))


_CODES = 12  # of new libraries that are named on the screen
_EACH = 0.0004  # seconds that grouping takes for a description, as measured (docs/union.md)


def _progress(ctx: click.Context) -> Callable[[str, int, int], None] | None:
    """The line of progress with the time that is left, on a terminal only."""
    show = progress(ctx)
    if show is None:
        return None
    begun: dict[str, float] = {}

    def show_left(stage: str, done: int, total: int) -> None:
        since = begun.setdefault(stage.split()[0], time.monotonic())
        left = _EACH * total if stage == "duplicates" else (time.monotonic() - since) * (total - done) / max(done, 1)
        percent = f" {100 * done // total} %" if total and stage != "duplicates" else ""
        what = Text(f"{percent}, sisa kira-kira {_time(left).id}", f"{percent}, about {_time(left).en} left")
        show(stage, 0, 0)
        click.echo(what(language(ctx)), nl=False, err=True)

    return show_left


def _time(seconds: float) -> Text:
    if seconds < 90:
        return Text(f"{seconds:.0f} detik", f"{seconds:.0f} s")
    return Text(f"{seconds / 60:.0f} menit", f"{seconds / 60:.0f} min")


def _in_words(summary: Summary, out: Path, *, outputs: bool) -> Iterator[Text]:
    """What came in, what there is now, and where a person goes on."""
    yield Text(
        "perpustakaan: {joined} baru, {replaced} diganti, {unchanged} tidak berubah, {left} dilewati",
        "libraries: {joined} new, {replaced} replaced, {unchanged} unchanged, {left} left out",
    ).format(
        joined=summary.joined, replaced=summary.replaced, unchanged=summary.unchanged, left=summary.left_out
    )  # fmt: skip
    if summary.codes:
        shown = ", ".join(summary.codes[:_CODES]) + (" ..." if len(summary.codes) > _CODES else "")
        yield Text("  baru: {codes}", "  new: {codes}").format(codes=shown)
    if not outputs:
        yield Text(
            "  berkas hasil belum ditulis; jalankan lagi tanpa --tanpa-hasil",
            "  outputs are not written yet; run again without --tanpa-hasil",
        )
        return
    yield from _made(summary, out)


def _made(summary: Summary, out: Path) -> Iterator[Text]:
    yield Text(
        "{libraries} perpustakaan, {editions} judul, {copies} eksemplar -> {file}",
        "{libraries} libraries, {editions} titles, {copies} copies -> {file}",
    ).format(
        libraries=summary.libraries, editions=summary.editions, copies=summary.copies, file=out / "union.mrc"
    )  # fmt: skip
    yield Text(
        "  kelebihan: {surplus} baris, kekurangan: {shortages} (lihat {file})",
        "  surplus: {surplus} lines, shortages: {shortages} (see {file})",
    ).format(surplus=summary.surplus, shortages=summary.shortages, file=out / "kelebihan_kekurangan.xlsx")
    yield Text("  siapa punya: {who}   laporan: {reports}", "  who has it: {who}   reports: {reports}").format(
        who=out / "siapa_punya.xlsx", reports=out / "laporan"
    )
    if summary.placeholder:
        yield Text(
            "  oai-*.xml belum dapat dipanen: beri --oai ALAMAT dan --surel sekali saja",
            "  oai-*.xml cannot be harvested yet: give --oai ADDRESS and --surel once",
        )
