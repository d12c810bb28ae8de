"""*Daftar*: lists are dropped here, what was understood of them is shown, and the job is run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Blueprint, jsonify, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from koleksi._terms.field_names import LIST_FIELDS, field_name
from koleksi.book import Text
from koleksi.errors import InputError
from koleksi.job import settings, tag_table
from koleksi.job.memory.folder import history
from koleksi.job.sources import PICTURES, gather, is_marc, lists_of, why_passed
from koleksi.page.desk import PASTED, Desk, desk

if TYPE_CHECKING:
    from koleksi import intake

__all__ = ["page"]

page = Blueprint("lists", __name__)
# What a column may be said to be: "" is kept as a note, "ignore" is left out.
CHOICES = (*LIST_FIELDS, "", "ignore")
_ALL_PHOTOS = "*foto"  # names all photos that were dropped; no path begins so
_NO_LIST = Text("{name}: dilewati, {why}", "{name}: passed over, {why}")


@dataclass(frozen=True, slots=True)
class Understood:
    """A list as it was understood; ``why_not`` where it was not. ``photos``: of a folder, those to be read."""

    path: Path
    photos: int = 0
    sheets: tuple[intake.Sheet, ...] = ()
    why_not: Text | None = None

    @property
    def books(self) -> int:
        return sum(sheet.records for sheet in self.sheets if not sheet.why_not)


@page.get("/")
def show() -> str:
    one = desk()
    one.remember_sources()
    lists = [path for path in one.sources if not _is_photo(path)]
    return render_template(
        "lists.html", found=[understood(path, _columns(one)) for path in lists], field_name=field_name,
        choices=CHOICES, photos=len(one.sources) - len(lists), all_photos=_ALL_PHOTOS,
        last=history(one.folder)[-1:] if one.processed and not _busy(one) else [],
    )  # fmt: skip


def _columns(one: Desk) -> tuple[tuple[str, str], ...]:
    return tuple(settings.load(one.settings_file).columns.items())


def understood(source: Path, columns: tuple[tuple[str, str], ...] = ()) -> Understood:
    """What was understood of a list, or of the lists of a folder together."""
    try:
        several = [path for path, _ in lists_of([source])]
        if source.is_dir():
            several = [path for path in several if not why_passed(path)]
        lists = [path for path in several if not _is_photo(path)]
        named = not source.is_dir()
        read = [_understood(path, path.stat().st_mtime_ns, columns, named=named) for path in lists]
        return Understood(source, len(several) - len(lists), tuple(sheet for one in read for sheet in one))
    except InputError as error:
        return Understood(source, why_not=error.message)


def _is_photo(path: Path) -> bool:
    return path.suffix.casefold() in PICTURES


@lru_cache(maxsize=64)
def _understood(
    path: Path, changed: int, columns: tuple[tuple[str, str], ...], *, named: bool
) -> tuple[intake.Sheet, ...]:
    """``changed``: when the file was last written; it is read again then. ``named``: itself, not found in a folder."""
    from koleksi import intake

    if is_marc(path) or tag_table.is_tag_table(path):
        return (
            intake.Sheet(
                name="MARC", encoding="", delimiter="", heading_rows=(), columns=(), records=len(gather([path])[0]),
                skipped=0,
            ),
        )  # fmt: skip
    return tuple(intake.understand(path, dict(columns), lines=named))


@page.post("/daftar")
def drop() -> Response:
    """Files that were dropped, one or several."""
    one, taken = desk(), 0
    for upload in request.files.getlist("berkas"):
        name = upload.filename or ""
        if not name:
            continue
        if why := why_passed(Path(name)):
            one.say(_NO_LIST.format(name=Path(name).name, why=why), kind="bad")
            continue
        one.take(name, upload.read())
        taken += 1
    if not taken and not one.messages:
        one.say(Text("Pilih dulu berkasnya.", "Choose a file first."), kind="bad")
    return redirect(url_for(".show"))


@page.post("/daftar/tempel")
def paste() -> Response:
    """A list as text, copied from a chat, a document or a sheet: kept as a file among the lists."""
    text = "\n".join(request.form.get("teks", "").split("\r\n")).strip("\n")
    if text.strip():
        desk().take(PASTED, f"{text}\n".encode())
    else:
        desk().say(Text("Tempel dulu daftarnya.", "Paste the list first."), kind="bad")
    return redirect(url_for(".show"))


@page.post("/daftar/lepas")
def leave_out() -> Response:
    """A list that is not wanted, or all photos; the files stay."""
    one, said = desk(), request.form.get("daftar")
    one.sources = [path for path in one.sources if not (_is_photo(path) if said == _ALL_PHOTOS else str(path) == said)]
    return redirect(url_for(".show"))


@page.post("/daftar/kolom")
def columns() -> Response:
    """What the columns of a list mean, where it was understood otherwise: kept in the settings file, by heading."""
    one, form = desk(), request.form
    told = zip(form.getlist("judul"), form.getlist("dulu"), form.getlist("isi"), strict=True)
    changed = {heading: now for heading, before, now in told if now != before and now in CHOICES}
    if changed:
        path = one.settings_file or one.folder / settings.FILE
        one.config = settings.remember(path, {("columns", heading): now for heading, now in changed.items()})
        one.say(Text("Arti kolom disimpan; daftar dibaca ulang.", "Kept; the list is read again."))
    return redirect(url_for(".show"))


@page.post("/olah")
def run() -> Response:
    then = request.form.get("lalu", "")
    desk().process(then if then in ("/periksa/", "/label/") else "/periksa/")
    return redirect(url_for(".working"))


@page.get("/kerja")
def working() -> str | Response:
    work = desk().work
    if work is None:
        return redirect(url_for(".show"))
    if not work.running:
        if work.failed:
            desk().say(work.failed, kind="bad")
            desk().work = None
            return redirect(url_for(".show"))
        return redirect(work.then)
    return render_template("working.html", work=work)


@page.get("/kerja.json")
def progress() -> Response:
    one = desk()
    work = one.work
    if work is None:
        return jsonify(running=False, share=1, stage="")
    return jsonify(running=work.running, share=round(work.share, 3), stage=work.stage(one.lang))


@page.post("/bahasa")
def language() -> Response:
    one = desk()
    one.lang = "en" if request.form.get("bahasa") == "en" else "id"
    return redirect(url_for(".show"))


def _busy(one: Desk) -> bool:
    return bool(one.work and one.work.running)
