"""What a phone is told of the photo it sent: the ISBN to record, or what to do instead. Nothing is recorded here."""

from __future__ import annotations

from dataclasses import dataclass

from koleksi.book import Text
from koleksi.errors import InputError
from koleksi.job.photos.seen import seen_in

__all__ = ["UNKNOWN", "Heard", "heard"]

UNKNOWN = Text(
    "belum dikenal: ketik judul, atau foto halaman KDT", "not known yet: type the title, or photograph the KDT page"
)
_UNREAD = Text(
    "Tidak ada ISBN terbaca. Dekatkan ke barcode, cari tempat terang, foto lagi; atau ketik judulnya.",
    "No ISBN was read. Go nearer to the bar code, into the light, and try again; or type the title.",
)
_UNSURE = Text(
    "Terbaca {isbn}, tetapi tidak pasti. Foto lagi lebih dekat, atau ketik ISBN-nya.",
    "{isbn} was read, but is not sure. Take it again nearer, or type the ISBN.",
)
_SEVERAL = Text(
    "Ada beberapa buku di foto ({isbn}). Foto satu-satu.", "Several books are in the photo ({isbn}). One each."
)
_OTHER = Text(
    "Kode {isbn} bukan ISBN. Cari kode yang diawali 978 atau 979, atau ketik judulnya.",
    "The code {isbn} is no ISBN. Look for one that begins with 978 or 979, or type the title.",
)
_PAGE = Text(
    "Tulisan di halaman terbaca. Periksa, betulkan, lalu tekan Catat.",
    "The page was read. Check it, correct it, then Record.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """``isbn``: to be recorded as a scanner's would be, "" for none; ``say``: to the person, empty where ``isbn`` says
    all; ``text``: of a page, to be corrected; ``page``: whether the photo shows no code, so that it may be a page worth
    keeping."""

    isbn: str = ""
    say: Text = Text("", "")
    text: str = ""
    page: bool = False


def heard(picture: bytes) -> Heard:
    """What to do with a photo. Never raises: what is no picture is said."""
    try:
        seen = seen_in(picture)
    except InputError as error:
        return Heard(say=error.message)
    reading = seen.reading
    if reading.isbn:
        return Heard(isbn=reading.isbn)
    if reading.perhaps:
        said = _SEVERAL if len(reading.perhaps) > 1 else _UNSURE
        return Heard(say=said.format(isbn=", ".join(reading.perhaps)))
    if reading.others:
        return Heard(say=_OTHER.format(isbn=", ".join(reading.others)))
    return Heard(say=_PAGE if seen.text else _UNREAD, text=seen.text, page=True)
