"""*Serahkan*: the files for each system in the order of their import, and the word that it was done; *Laporan*."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, abort, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from koleksi.book import Text
from koleksi.job.memory.folder import accept, history
from koleksi.page.desk import Desk, desk

__all__ = ["page"]

page = Blueprint("handing_over", __name__)
_REPORT, _READ_FIRST, _NEW = "laporan.html", "BACA-DULU.txt", "baru"


@dataclass(frozen=True, slots=True)
class System:
    """``files``: patterns in the order of import, each with what is done with it."""

    name: Text
    files: tuple[tuple[str, Text], ...]


SYSTEMS = {
    "slims": System(
        Text("SLiMS", "SLiMS"),
        (
            ("slims.jsonl", Text("dengan plugin koleksi: satu berkas ini saja", "with the plugin: this file alone")),
            ("slims_biblio.csv", Text("tanpa plugin, pertama: judul", "without it, first: titles")),
            ("slims_item.csv", Text("tanpa plugin, kedua: eksemplar", "without it, then: copies")),
        ),
    ),
    "inlislite": System(
        Text("INLISLite", "INLISLite"),
        (("inlislite-*.xlsx", Text("satu demi satu, menurut nomornya", "one after the other, by number")),),
    ),
    "koha": System(Text("Koha", "Koha"), (("koha.mrc", Text("Stage MARC records", "Stage MARC records")),)),
    "none": System(
        Text("Tanpa sistem", "No system"),
        (
            ("katalog.xlsx", Text("katalog di Excel", "the catalogue in Excel")),
            ("kartu_katalog.pdf", Text("kartu katalog, siap cetak", "catalogue cards, ready to print")),
            ("buku_induk.xlsx", Text("buku induk", "the accession register")),
        ),
    ),
}


@page.get("/serahkan/")
def show() -> str | Response:
    one = desk()
    if away := _not_processed(one):
        return away
    name = request.args.get("sistem", "slims")
    system = SYSTEMS.get(name, SYSTEMS["slims"])
    new = (one.folder / _NEW).is_dir()
    last = [run for run in history(one.folder) if not run.taken_back][-1:]
    first = one.folder / _READ_FIRST
    return render_template(
        "hand_over.html", systems=SYSTEMS, chosen=system, new=new, last=last[0] if last else None,
        files=[*_files(one.folder / _NEW if new else one.folder, system)],
        text=first.read_text(encoding="utf-8") if first.is_file() else "",
    )  # fmt: skip


def _files(folder: Path, system: System) -> list[tuple[str, Text]]:
    return [(path.name, do) for pattern, do in system.files for path in sorted(folder.glob(pattern))]


@page.get("/berkas/<name>")
def download(name: str) -> Response:
    """A file of the results, of those that some system takes."""
    one = desk()
    folder = one.folder / _NEW if request.args.get("baru") else one.folder
    known = {found for system in SYSTEMS.values() for found, _ in _files(folder, system)}
    if name not in known:
        abort(404)
    return send_file((folder / name).resolve(), as_attachment=True)


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
    path = desk().folder / _REPORT
    if not path.is_file():
        abort(404)
    answer = send_file(path.resolve(), mimetype="text/html")
    answer.headers["X-Koleksi-Report"] = "1"
    return answer


def _not_processed(one: Desk) -> Response | None:
    if one.processed and not (one.work and one.work.running):
        return None
    if one.work and one.work.running:
        return redirect(url_for("lists.working"))
    one.say(Text("Belum ada daftar yang diolah.", "No list was processed yet."), kind="bad")
    return redirect(url_for("lists.show"))
