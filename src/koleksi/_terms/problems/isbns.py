"""Wordings for ISBNs and KDT blocks that are read."""

from __future__ import annotations

from koleksi._terms.problems.wording import Wording
from koleksi.book import Text

__all__ = ["WORDINGS"]

_COMPARE = Text("Bandingkan dengan bukunya.", "Compare with the book.")
_TITLE_PAGE = Text("Lihat halaman judul dan ketik sendiri.", "Look at the title page and type it.")

_ISBNS = {
    "isbn/read-as": Wording(
        Text("ISBN dibaca sebagai {isbn}: {why}.", "ISBN read as {isbn}: {why}."),
        _COMPARE,
    ),
    "isbn/not-valid": Wording(
        Text(
            "ISBN tidak sah{perhaps}: {why}. Disimpan seperti tertulis.",
            "Not a valid ISBN{perhaps}: {why}. Kept as typed.",
        ),
        Text("Lihat nomor di sampul belakang dan ketik ulang.", "Look at the back cover and type it again."),
    ),
    "isbn/price-addon": Wording(
        Text(
            "Lima angka di kolom ISBN: kode harga di samping barcode, bukan ISBN. Disimpan seperti tertulis.",
            "Five digits in the ISBN column: the price code beside the bar code, no ISBN. Kept as typed.",
        ),
        Text("Ketik 13 angka di bawah barcode.", "Type the 13 digits below the bar code."),
    ),
    "isbn/line": Wording(
        Text("Bukan ISBN yang sah{perhaps}: {why}.", "Not a valid ISBN{perhaps}: {why}."),
        Text(
            "Lihat nomor di sampul belakang dan ketik ulang, atau ketik judul bukunya.",
            "Look at the back cover and type it again, or type the title.",
        ),
        "error",
    ),
    "isbn/kdt": Wording(
        Text(
            "ISBN di KDT tidak sah{perhaps}; disimpan seperti tercetak.",
            "The ISBN in the KDT block is not valid{perhaps}; kept as printed.",
        ),
        Text("Bandingkan dengan nomor di sampul belakang.", "Compare with the number on the back cover."),
    ),
}

_BACK_COVER = Text(
    "Lihat nomor di sampul belakang kedua buku: salah satunya salah ketik atau tersalin dari baris lain. "
    "Bila memang satu buku, samakan judulnya.",
    "Look at the back covers of both books: one number is mistyped or was copied from another row. "
    "If they are one book, give both rows one title.",
)

_SHARED = {
    "isbn-two-titles": Wording(
        Text(
            "ISBN ini juga ada pada judul lain: '{title}' ({place}). Keduanya tidak digabung.",
            "Another title has this ISBN too: '{title}' ({place}). The two are not joined.",
        ),
        _BACK_COVER,
    ),
    "isbn-two-titles/several": Wording(
        Text(
            "ISBN ini ada pada {titles} judul, antara lain '{title}' ({place}). Semuanya tidak digabung.",
            "{titles} titles have this ISBN, among them '{title}' ({place}). They are not joined.",
        ),
        _BACK_COVER,
    ),
    "barcode-isbn": Wording(
        Text(
            "Ini ISBN bukunya, bukan barcode satu eksemplar; dipindahkan ke ISBN, dan eksemplarnya mendapat barcode.",
            "This is the ISBN of the book and no bar code of one copy; it was moved, and the copy gets a bar code.",
        ),
        Text("Tidak perlu apa-apa bila memang begitu.", "Nothing need be done if that is so."),
        "note",
    ),
    "isbn-of-set": Wording(
        Text(
            "ISBN ini juga ada pada bagian lain dari judul itu: '{title}' ({place}). Keduanya tidak digabung.",
            "Another part of this title has this ISBN too: '{title}' ({place}). The two are not joined.",
        ),
        Text(
            "Bila itu nomor untuk jilid lengkap, biarkan. Bila buku punya nomor sendiri, ketik nomor itu.",
            "If it is the number of the whole set, leave it. If the book has a number of its own, type that.",
        ),
        "note",
    ),
}

_KDT = {
    "kdt-unread": Wording(
        Text("Teks ini tidak dikenali sebagai KDT.", "This text was not recognised as a KDT block."),
        Text(
            "Salin seluruh kotak KDT, dari nama pengarang sampai nomor kelas, atau ketik judulnya di daftar.",
            "Copy the whole KDT box, from the author's name to the class number, or type the title into a list.",
        ),
        "error",
    ),
    "kdt-long": Wording(
        Text("KDT ini terlalu panjang; sisanya tidak dibaca.", "The KDT block is too long; the rest was not read."),
        Text("Salin satu kotak KDT saja.", "Copy one KDT box only."),
    ),
    "kdt-publisher": Wording(
        Text("Penerbit tidak ditemukan di KDT.", "No publisher was found in the KDT block."),
        _TITLE_PAGE,
    ),
    "kdt-year": Wording(
        Text("Tahun terbit tidak ditemukan di KDT.", "No year was found in the KDT block."),
        _TITLE_PAGE,
    ),
    "kdt-authors": Wording(
        Text("KDT ini tidak menyebut pengarang.", "The KDT block names no author."),
        _TITLE_PAGE,
        "note",
    ),
    "kdt-rest": Wording(
        Text(
            "Bagian KDT ini tidak dimengerti; disimpan sebagai catatan.",
            "This part of the KDT block was not understood; kept as a note.",
        ),
        Text("Pindahkan ke kolom yang benar bila perlu.", "Move it to the right column if need be."),
    ),
    "kdt-size": Wording(
        Text(
            "Ukuran {value} ditulis dengan satuan yang tidak cocok; dibaca {height} cm.",
            "The size {value} has an odd unit; read as {height} cm.",
        ),
        Text("Ukur tinggi buku bila ragu.", "Measure the book's height if in doubt."),
        "note",
    ),
    "kdt-heading": Wording(
        Text(
            "Tajuk di atas KDT tidak sama dengan pengarang di belakang judul; keduanya disimpan.",
            "The heading is not among those named after the title; both are kept.",
        ),
        Text("Lihat halaman judul: siapa pengarangnya?", "Look at the title page: who is the author?"),
    ),
}

WORDINGS = _ISBNS | _SHARED | _KDT
