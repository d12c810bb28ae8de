"""*Label*: which sheet, which cells of it are used up, which labels; a picture first, then the PDF. And the printer."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from koleksi import stationery
from koleksi.book import Text
from koleksi.config import Config
from koleksi.errors import InputError, UsageError
from koleksi.job import settings
from koleksi.page.desk import Desk, desk
from koleksi.page.files import answer_with

__all__ = ["page"]

page = Blueprint("printing", __name__, url_prefix="/label")
_PDF, _PICTURE, _TEST = "label.pdf", "label.png", "uji.pdf"
KINDS = {
    "both": Text("punggung dan barcode", "spine and bar code"),
    "spine": Text("punggung saja", "spine only"),
    "barcode": Text("barcode saja", "bar code only"),
    "both-qr": Text("punggung dan QR", "spine and QR"),
    "along": Text("sepanjang punggung", "along the spine"),
}
_LARGEST_SHIFT = 20.0  # mm


@page.get("/")
def show() -> str:
    one = desk()
    chosen = _settings(one)
    names = [*stationery.names(), *chosen.sheets]
    wanted = request.args.get("kertas", chosen.labels.sheet)
    sheet = stationery.get(wanted if wanted in names else chosen.labels.sheet, chosen.sheets)
    return render_template(
        "labels.html", sheet=sheet, sheets=[stationery.get(name, chosen.sheets) for name in names], kinds=KINDS,
        chosen=chosen.labels, printed=(one.spare / _PDF).is_file(), fresh=len(_new(one)),
    )  # fmt: skip


@page.post("/")
def draw() -> Response:
    """The PDF of the labels that were asked for, and a picture of its first page."""
    from koleksi.job.printing import print_labels

    one = desk()
    if not one.processed:
        raise InputError(Text("Belum ada buku yang diolah.", "No book was processed yet."))
    sheet, which = request.form.get("kertas", ""), request.form.get("mana", "baru")
    done = print_labels(
        one.folder, one.spare / _PDF, sheet=sheet, kind=_one_of(KINDS, request.form.get("jenis", "both")),
        skip_cells=tuple(sorted(request.form.getlist("terpakai", int))), again=which == "semua",
        only=_new(one) if which == "proses" else (), preview=one.spare / _PICTURE, config=one.settings_file,
    )  # fmt: skip
    if done.labels:
        one.say(Text(f"{done.labels} label siap dicetak.", f"{done.labels} labels are ready."))
    else:
        (one.spare / _PDF).unlink(missing_ok=True)
        one.say(Text("Semua label sudah ditempel; pilih 'semua' untuk mencetak lagi.",
                     "All labels are on the books; choose 'all' to print again."), kind="bad")  # fmt: skip
    return redirect(url_for(".show", kertas=sheet) + "#hasil")


@page.get("/<any('label.pdf', 'label.png', 'uji.pdf'):name>")
def drawn(name: str) -> Response:
    one = desk()
    if name == _TEST:
        from koleksi import labels

        chosen = _settings(one)
        sheet = stationery.get(request.args.get("kertas") or chosen.labels.sheet, chosen.sheets)
        return Response(labels.calibration_page(sheet), mimetype="application/pdf")
    return answer_with(one.spare / name)


@page.post("/letak")
def shift() -> Response:
    """How far the printer is off, as read from the alignment page: kept in the settings file."""
    one = desk()
    values = {("labels", f"offset_{axis}_mm"): _millimetres(request.form.get(axis, "")) for axis in ("x", "y")}
    changed = settings.remember(one.settings_file or one.folder / settings.FILE, values)
    one.config = changed
    one.say(Text("Geseran disimpan.", "The shift is kept."))
    return redirect(url_for(".show"))


def _new(one: Desk) -> tuple[str, ...]:
    """Bar codes that came with the last run: all where it was the first."""
    if not one.collection:
        return ()
    if one.collection.first_run:
        return tuple(copy.barcode for record in one.collection.records for copy in record.copies)
    wanted = {code for change in one.collection.changes if change.kind in ("new", "more") for code in change.barcodes}
    return tuple(sorted(wanted))


def _settings(one: Desk) -> Config:
    return settings.load(one.settings_file)


def _one_of(known: dict[str, Text], value: str) -> str:
    return value if value in known else next(iter(known))


def _millimetres(said: str) -> float:
    try:
        value = float(said.replace(",", ".").strip() or "0")
    except ValueError:
        value = float("nan")
    if not -_LARGEST_SHIFT <= value <= _LARGEST_SHIFT:
        raise UsageError(
            Text(f"{said!r}: tulis milimeter, misalnya -1,5", f"{said!r}: write millimetres, -1.5 for example")
        )
    return round(value, 2)
