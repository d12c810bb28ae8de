"""Wordings for what other people's catalogues say of a book: packs and online sources."""

from __future__ import annotations

from koleksi._terms.problems.wording import Wording
from koleksi.book import Text

__all__ = ["WORDINGS"]

WORDINGS = {
    "lookup-unreachable": Wording(
        Text(
            "Sumber {source} tidak dapat dipakai ({why}); sisanya dikerjakan tanpa sumber itu.",
            "Source {source} could not be used ({why}); the rest went on without it.",
        ),
        Text(
            "Jalankan lagi saat ada internet; jawaban yang sudah didapat tidak ditanyakan lagi.",
            "Run again when there is a connection; what was answered is not asked again.",
        ),
        "note",
    ),
    "lookup-unanswered": Wording(
        Text(
            "{source} tidak memberi jawaban yang utuh untuk {value} ISBN.",
            "{source} gave no usable answer for {value} ISBNs.",
        ),
        Text(
            "Jalankan lagi; hanya yang belum terjawab yang ditanyakan.",
            "Run again: only what is unanswered is asked.",
        ),
        "note",
    ),
    "lookup-other-isbn": Wording(
        Text(
            "{value} jawaban dari {source} tentang ISBN lain, jadi tidak dipakai.",
            "{value} answers of {source} were about another ISBN and were left out.",
        ),
        Text("Tidak perlu apa-apa.", "Nothing to do."),
        "note",
    ),
    "lookup-quota": Wording(
        Text(
            "{source} hanya boleh ditanya terbatas; {value} ISBN belum ditanyakan.",
            "{source} may be asked only so often; {value} ISBNs were not asked.",
        ),
        Text("Jalankan lagi besok.", "Run again tomorrow."),
        "note",
    ),
    "lookup-other-title": Wording(
        Text(
            "Menurut {said_by}, ISBN ini milik buku lain: {title}. Datanya tidak dipakai.",
            "{said_by} knows this ISBN as another book: {title}. Nothing of it was used.",
        ),
        Text("Cocokkan ISBN dan judul dengan bukunya.", "Compare ISBN and title with the book itself."),
    ),
    "lookup-two-books": Wording(
        Text(
            "Sumber berbeda pendapat tentang buku ini; {said_by} menyebut: {title}.",
            "The sources do not agree which book this is; {said_by} says: {title}.",
        ),
        Text(
            "Cocokkan judul dengan bukunya, lalu ketik judul yang benar di daftar.",
            "Compare the title with the book and type the right one into the list.",
        ),
    ),
    "lookup-differs": Wording(
        Text(
            "Sumber menyebut lain: {told}. Keyakinan {confidence:.0%}.",
            "A source says otherwise: {told}. Confidence {confidence:.0%}.",
        ),
        Text("Lihat bukunya bila ini penting.", "Look at the book if it matters."),
        "note",
    ),
    "lookup-suggest": Wording(
        Text("Tanpa ISBN. Mungkin: {value}", "Without ISBN. It may be: {value}"),
        Text(
            "Bila salah satunya benar, ketik ISBN itu di daftar.",
            "If one of them is right, type its ISBN into the list.",
        ),
        "note",
    ),
}
