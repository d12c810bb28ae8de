"""The page put together: its tabs, what every template knows, and what is said when something cannot be."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from koleksi.book import Text
from koleksi.errors import KoleksiError
from koleksi.page import adding, checking, handing_over, lists, phone_link, printing, titles
from koleksi.page.desk import Desk, desk
from koleksi.page.door import Door

__all__ = ["PAGES", "make_app"]

PAGES: tuple[Blueprint, ...] = (
    lists.page, checking.page, titles.page, adding.page, printing.page, handing_over.page,
)  # fmt: skip
TABS = (
    ("lists.show", Text("Daftar", "Lists")),
    ("checking.show", Text("Periksa", "Check")),
    ("adding.show", Text("Tambah", "Add")),
    ("printing.show", Text("Label", "Labels")),
    ("handing_over.show", Text("Serahkan", "Hand over")),
    ("handing_over.report", Text("Laporan", "Report")),
)
_UNDER = {"titles": "checking"}  # pages without a tab of their own
_PHONE = ("phone_link.show", Text("HP", "Phone"))
_TABS = tuple(endpoint for endpoint, _ in (*TABS, _PHONE))
_LARGEST = 512 * 1024 * 1024  # bytes of a form with its files: the photos of a hundred books


def make_app(one: Desk, door: Door, pages: Iterable[Blueprint] = PAGES, *, phone: str = "") -> Flask:
    """The page of a desk. ``pages``: further ones may be put beside ours; ``phone``: the address that a phone opens."""
    app = Flask(__name__)
    app.config["MAX_CONTENT_LENGTH"] = _LARGEST
    app.config["MAX_FORM_MEMORY_SIZE"] = 2_000_000
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.extensions["koleksi"] = one
    door.guard(app)
    for page in pages:
        app.register_blueprint(page)
    app.register_error_handler(KoleksiError, _told)
    app.register_error_handler(HTTPException, _refused)
    if phone:
        app.config[phone_link.ADDRESS] = phone
        app.register_blueprint(phone_link.page)
    tabs = (*TABS, _PHONE) if phone else TABS
    app.context_processor(lambda: _words(one, door, tabs))
    return app


def _words(one: Desk, door: Door, tabs: tuple[tuple[str, Text], ...]) -> dict[str, object]:
    """What every template knows."""

    def t(indonesian: str, english: str, **values: object) -> str:
        return Text(indonesian, english).format(**values)(one.lang)

    say: Callable[[Text], str] = lambda text: text(one.lang)  # noqa: E731
    return {
        "t": t, "say": say, "desk": one, "csrf": door.form_token, "tabs": tabs, "here_tab": _tab_of(request.endpoint)
    }  # fmt: skip


def _tab_of(endpoint: str | None) -> str:
    """The tab under which a page stands."""
    room = (endpoint or "").partition(".")[0]
    if endpoint in _TABS:
        return str(endpoint)
    return next((tab for tab in _TABS if tab.startswith(f"{_UNDER.get(room, room)}.")), "")


def _told(error: KoleksiError) -> Response:
    """What could not be done is said on the page from which it was asked."""
    desk().say(Text(error.say("id"), error.say("en")), kind="bad")
    back = request.form.get("kembali", "")
    return redirect(back if back.startswith("/") and not back.startswith("//") else url_for("lists.show"))


_WHY = {
    400: Text("Halaman ini sudah lama terbuka. Muat ulang, lalu coba lagi.", "This page is old. Load it again."),
    403: Text(
        "Buka alamat yang ditampilkan oleh koleksi buka; alamat ini milik jendela lain.",
        "Open the address that koleksi buka shows; this one belongs to another window.",
    ),
    404: Text("Halaman ini tidak ada.", "There is no such page."),
    413: Text("Berkasnya terlalu besar (batas 512 MB).", "The file is too large (limit 512 MB)."),
}


def _refused(error: HTTPException) -> tuple[str, int]:
    code = error.code or 500
    why = _WHY.get(code, Text("Tidak dapat dilakukan.", "This cannot be done."))
    return render_template("refused.html", why=why, inside=code not in (400, 403)), code
