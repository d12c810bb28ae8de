"""*HP*: the phone as a scanner. A photo is sent and answered at once; what is read is recorded as a scanner's would be.

These pages are an app of their own on an address of their own: whoever has the phone's link reaches nothing else of the
window. They need no script and work over plain http, where phones open the camera for a file that is asked for.
"""

from __future__ import annotations

import itertools
import threading
from dataclasses import dataclass, field

from flask import Blueprint, Flask, current_app, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from koleksi import kdt, photos, save
from koleksi.book import Text
from koleksi.errors import KoleksiError
from koleksi.isbn import hyphenate
from koleksi.job.photos.heard import UNKNOWN, heard
from koleksi.job.scan_titles import ASK_TITLE
from koleksi.page import adding
from koleksi.page.desk import Desk
from koleksi.page.door import Door
from koleksi.page.phone_link import PAGES

__all__ = ["Phone", "make_phone_app"]

page = Blueprint("phone", __name__, url_prefix="/hp")
_LARGEST = 25 * 1024 * 1024  # bytes of a photo: 12 megapixels are 3 to 8 million
_KEPT = 500  # photos of pages at most
_UNDO = "u"  # as typed at a scanner
_SHOWN = 5  # of the books added last
_NO_PHOTO = Text("Belum ada foto. Tekan tombol kamera dahulu.", "There is no photo. Press the camera button first.")
_TOO_LARGE = Text("Foto terlalu besar (batas 25 MB).", "The photo is too large (limit 25 MB).")
_REFUSED = Text("Pindai lagi kode QR di layar komputer.", "Scan the QR code on the PC's screen again.")
_PAGE_KEPT = Text("Foto halaman disimpan untuk yang mengetik.", "The photo is kept for whoever types.")


@dataclass(slots=True)
class Phone:
    """What a phone is told next. ``said``: kind ("ok" or "bad") and sentence; ``text``: of a page, to be corrected."""

    desk: Desk
    said: list[tuple[str, Text]] = field(default_factory=list)
    text: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def say(self, what: Text, *, bad: bool = False) -> None:
        self.said.append(("bad" if bad else "ok", what))

    def heard(self) -> list[tuple[str, Text]]:
        """The sentences that wait, once."""
        found, self.said = self.said, []
        return found


def make_phone_app(one: Desk, door: Door) -> Flask:
    """The pages for the phone, and no other."""
    app = Flask(__name__, static_url_path="/hp/static")
    app.config["MAX_CONTENT_LENGTH"] = _LARGEST
    app.config["MAX_FORM_MEMORY_SIZE"] = 200_000
    app.config["MAX_FORM_PARTS"] = 10
    app.extensions["koleksi"] = one
    app.extensions["koleksi-hp"] = Phone(one)
    door.guard(app)
    app.register_blueprint(page)
    app.register_error_handler(KoleksiError, _told)
    app.register_error_handler(HTTPException, _refused)
    app.context_processor(lambda: _words(one, door))
    return app


def _words(one: Desk, door: Door) -> dict[str, object]:
    def t(indonesian: str, english: str, **values: object) -> str:
        return Text(indonesian, english).format(**values)(one.lang)

    return {"t": t, "say": lambda text: text(one.lang), "desk": one, "csrf": door.form_token}


def _phone() -> Phone:
    found: Phone = current_app.extensions["koleksi-hp"]
    return found


@page.get("/")
def show() -> str:
    one = _phone()
    rows = adding.listing(one.desk).load()
    return render_template(
        "phone.html", said=one.heard(), text=one.text, rows=list(reversed(rows))[:_SHOWN],
        count=sum(row.copies for row in rows),
    )  # fmt: skip


@page.post("/")
def photo() -> Response:
    """A photo: its ISBN is recorded, or it is said what to do instead."""
    one, sent = _phone(), request.files.get("foto")
    picture = sent.read() if sent else b""
    with one.lock:
        one.text = ""
        if not picture:
            one.say(_NO_PHOTO, bad=True)
            return redirect(url_for(".show"))
        told = heard(picture)
        if told.isbn:
            _record(one, told.isbn)
        else:
            one.say(told.say, bad=not told.text)
            one.text = told.text
            if told.page:
                _keep(one, picture)
    return redirect(url_for(".show"))


@page.post("/ketik")
def typed() -> Response:
    """A title or an ISBN, as with a scanner."""
    one = _phone()
    with one.lock:
        _record(one, request.form.get("baris", ""))
    return redirect(url_for(".show"))


@page.post("/kdt")
def block() -> Response:
    """The words of a page, corrected; where the book before it has no title yet, they are its."""
    one = _phone()
    with one.lock:
        one.text = request.form.get("blok", "")
        isbn = _untitled(one.desk, kdt.parse(one.text).book.isbn)
        title = adding.record_block(one.desk, f"{one.text}\nISBN {hyphenate(isbn)}" if isbn else one.text)
        if isbn:
            adding.record(one.desk, _UNDO)  # the block takes the place of the bare number
        one.text = ""
        one.say(Text(title, title))
    return redirect(url_for(".show"))


def _untitled(one: Desk, isbn: str) -> str:
    """The ISBN recorded last, where nothing more is known of it and a page with ``isbn``, or with none, may be its."""
    rows = adding.listing(one).load()
    last = rows[-1] if rows and one.scanning and one.scanning.rows == rows else None
    awaits = last and last.sure and not last.title and last.copies == 1
    return last.isbn if last and awaits and isbn in ("", last.isbn) else ""


def _record(one: Phone, line: str) -> None:
    events = adding.record(one.desk, line)
    for event in events:
        said = Text(*(half.replace(ask, "").strip() for half, ask in zip(event.say, ASK_TITLE, strict=True)))
        if any(said):
            one.say(said, bad=event.bad)
        if said != event.say:
            one.say(UNKNOWN, bad=True)


def _keep(one: Phone, picture: bytes) -> None:
    """A photo of a page is kept under a name of our own: the ISBN recorded last, and a number that
    no other has: some may have been typed and removed."""
    folder = one.desk.folder / PAGES
    folder.mkdir(parents=True, exist_ok=True)
    kept = len(list(folder.iterdir()))
    if kept >= _KEPT or not photos.is_picture(picture[:16]):
        return
    rows = adding.listing(one.desk).load()
    isbn = rows[-1].isbn if rows and rows[-1].sure else ""
    free = next(number for number in itertools.count(kept + 1) if not any(folder.glob(f"*-{number:03}.jpg")))
    save.write_bytes(folder / f"{isbn or 'tanpa-isbn'}-{free:03}.jpg", picture)
    one.say(_PAGE_KEPT)


def _told(error: KoleksiError) -> Response:
    _phone().say(Text(error.say("id"), error.say("en")), bad=True)
    return redirect(url_for("phone.show"))


def _refused(error: HTTPException) -> tuple[str, int]:
    why = _TOO_LARGE if error.code == 413 else _REFUSED
    return render_template("phone_refused.html", why=why), error.code or 500
