"""*HP* on the PC: the QR code that brings a phone to its page, and the photos of pages that wait for whoever types."""

from __future__ import annotations

import io

from flask import Blueprint, abort, current_app, render_template
from werkzeug.wrappers import Response

from koleksi.page.desk import desk
from koleksi.page.files import answer_with

__all__ = ["ADDRESS", "PAGES", "page"]

page = Blueprint("phone_link", __name__, url_prefix="/hp")
PAGES = "halaman"  # the folder, below the results, for photos of pages
ADDRESS = "KOLEKSI_HP"  # the key of the app's settings under which the phone's address stands


@page.get("/")
def show() -> str:
    folder = desk().folder / PAGES
    kept = sorted(path.name for path in folder.glob("*.jpg")) if folder.is_dir() else []
    return render_template("phone_link.html", address=current_app.config[ADDRESS], kept=kept)


@page.get("/kode.svg")
def code() -> Response:
    import segno

    kept = io.BytesIO()
    segno.make_qr(current_app.config[ADDRESS], error="m").save(kept, kind="svg", scale=8, border=4, light="white")
    return Response(kept.getvalue(), mimetype="image/svg+xml")


@page.get("/halaman/<name>")
def kept(name: str) -> Response:
    """A photo of a page, by a name that stands in the folder."""
    folder = desk().folder / PAGES
    found = {path.name: path for path in folder.glob("*.jpg")} if folder.is_dir() else {}
    if name not in found:
        abort(404)
    return answer_with(found[name])
