"""Wordings for photos of books."""

from __future__ import annotations

from koleksi._terms.problems.wording import Wording
from koleksi.book import Text

__all__ = ["WORDINGS"]

_AGAIN = Text(
    "Foto lagi lebih dekat dan terang, atau ketik judul bukunya di daftar.",
    "Take it again nearer and in better light, or type the title in a list.",
)

WORDINGS = {
    "photo-unread": Wording(
        Text("Tidak ada ISBN terbaca di foto ini.", "No ISBN was read in this photo."), _AGAIN, "error"
    ),
    "photo-unread/behind": Wording(
        Text(
            "Tidak ada ISBN terbaca di foto ini; foto sebelumnya {before}.",
            "No ISBN was read in this photo; the one before it is {before}.",
        ),
        Text(
            "Bila halaman dari buku sebelumnya, tidak perlu apa-apa. Bila buku lain, foto lagi lebih dekat dan terang.",
            "Nothing to do if it is a page of the book before. If it is another book, take it again in better light.",
        ),
        "error",
    ),
    "photo-unsure": Wording(
        Text("ISBN {value} terbaca, tetapi tidak pasti.", "The ISBN {value} was read, but is not sure."),
        Text(
            "Bandingkan dengan bukunya, lalu ketik ISBN itu di daftar atau foto lagi.",
            "Compare it with the book, then type the ISBN in a list or take the photo again.",
        ),
        "error",
    ),
    "photo-several": Wording(
        Text("Beberapa ISBN di satu foto: {value}.", "Several ISBNs in one photo: {value}."),
        Text("Foto setiap buku sendiri.", "Take a photo of each book by itself."),
        "error",
    ),
    "photo-no-isbn": Wording(
        Text("Kode di foto ini bukan ISBN: {value}.", "The code of this photo is no ISBN: {value}."),
        Text(
            "Cari kode yang diawali 978 atau 979, atau ketik judul bukunya di daftar.",
            "Look for the code that begins with 978 or 979, or type the title in a list.",
        ),
        "error",
    ),
    "photo-page": Wording(
        Text("Judul {value!r} dibaca dari foto halaman.", "The title {value!r} was read from the photo of a page."),
        Text("Bandingkan dengan bukunya; huruf dapat salah terbaca.", "Compare with the book; letters may be misread."),
    ),
    "photo-twice": Wording(
        Text("Foto ini sama dengan {value}; dihitung sekali.", "This photo is the same as {value}; it counts once."),
        Text("Bila ada dua buku, foto keduanya.", "If there are two books, take a photo of each."),
        "note",
    ),
    "photo-damaged": Wording(
        Text("Foto ini tidak terbaca: {why}.", "This photo cannot be read: {why}."),
        _AGAIN,
        "error",
    ),
}
