"""*Serahkan*: the files for each system in the order of their import, and the word that it was done; *Laporan*."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from koleksi.book import Text
from koleksi.job.memory.folder import accept, history
from koleksi.page.desk import Desk, desk
from koleksi.page.files import answer_with

__all__ = ["page"]

page = Blueprint("handing_over", __name__)
_REPORT, _READ_FIRST, _NEW = "laporan.html", "BACA-DULU.txt", "baru"


@dataclass(frozen=True, slots=True)
class Way:
    """One way into a system: ``files``, patterns in the order of their import."""

    name: Text
    files: tuple[str, ...]


SYSTEMS = {
    "slims": (
        Text("SLiMS", "SLiMS"),
        (
            Way(Text("Dengan plugin koleksi (cara terbaik)", "With the plugin of koleksi (best)"), ("slims.jsonl",)),
            Way(Text("Tanpa plugin: judul, lalu eksemplar", "Without it: titles, then copies"),
                ("slims_biblio.csv", "slims_item.csv")),
        ),
    ),
    "inlislite": (
        Text("INLISLite", "INLISLite"),
        (Way(Text("Satu demi satu, menurut nomornya", "One after the other, by number"), ("inlislite-*.xlsx",)),),
    ),
    "koha": (Text("Koha", "Koha"), (Way(Text("Stage MARC records", "Stage MARC records"), ("koha.mrc",)),)),
    "none": (
        Text("Tanpa sistem", "No system"),
        (
            Way(Text("Katalog di Excel", "The catalogue in Excel"), ("katalog.xlsx",)),
            Way(Text("Kartu katalog, siap cetak", "Catalogue cards, ready to print"), ("kartu_katalog.pdf",)),
            Way(Text("Buku induk", "The accession register"), ("buku_induk.xlsx",)),
        ),
    ),
}  # fmt: skip


@page.get("/serahkan/")
def show() -> str | Response:
    one = desk()
    if away := _not_processed(one):
        return away
    systems = {key: system for key, system in SYSTEMS.items() if any(_files(one.folder, way) for way in system[1])}
    name, ways = systems.get(request.args.get("sistem", ""), next(iter(systems.values())))
    new = (one.folder / _NEW).is_dir()
    folder, first = one.folder / _NEW if new else one.folder, one.folder / _READ_FIRST
    last = [run for run in history(one.folder) if not run.taken_back][-1:]
    return render_template(
        "hand_over.html", systems=systems, name=name, new=new, last=last[0] if last else None,
        ways=[(way.name, found) for way in ways if (found := _files(folder, way))],
        text=first.read_text(encoding="utf-8") if first.is_file() else "",
    )  # fmt: skip


def _files(folder: Path, way: Way) -> list[str]:
    return [path.name for pattern in way.files for path in sorted(folder.glob(pattern))]


@page.get("/berkas/<name>")
def download(name: str) -> Response:
    """A file of the results, of those that some system takes."""
    one = desk()
    folder = one.folder / _NEW if request.args.get("baru") else one.folder
    known = {found for _, ways in SYSTEMS.values() for way in ways for found in _files(folder, way)}
    if name not in known:
        abort(404)
    return answer_with(folder / name, to_keep=True)


@page.post("/serahkan/selesai")
def done() -> Response:
    one = desk()
    number = accept(one.folder)
    one.say(Text(f"Proses {number} dinyatakan selesai. Sesudah ini hanya yang baru yang dicetak dan diserahkan.",
                 f"Run {number} is done. From now on only what is new is printed and handed over."))  # fmt: skip
    return redirect(url_for(".show"))


@page.get("/laporan/")
def report() -> str | Response:
    one = desk()
    return _not_processed(one) or render_template("report.html", there=(one.folder / _REPORT).is_file())


@page.get("/laporan/isi")
def report_itself() -> Response:
    answer = answer_with(desk().folder / _REPORT)
    answer.headers["X-Koleksi-Report"] = "1"
    return answer


def _not_processed(one: Desk) -> Response | None:
    if one.processed and not (one.work and one.work.running):
        return None
    if one.work and one.work.running:
        return redirect(url_for("lists.working"))
    one.say(Text("Belum ada daftar yang diolah.", "No list was processed yet."), kind="bad")
    return redirect(url_for("lists.show"))
