"""Wordings for a label that does not come out whole."""

from __future__ import annotations

from koleksi._terms.problems.wording import Wording
from koleksi.book import Text

__all__ = ["WORDINGS"]

WORDINGS = {
    "label-letter": Wording(
        Text("huruf ini tidak ada di huruf cetak: {more}", "no font has these letters: {more}"),
        Text(
            "Tulis dengan huruf lain; di label tercetak kotak kosong.",
            "Write it with other letters; an empty box is printed.",
        ),
    ),
    "label-small": Wording(
        Text(
            "nomor panggil terlalu panjang untuk label ini, tercetak kecil",
            "the call number is too long for this label, printed small",
        ),
        Text("Pendekkan nomornya atau pakai label yang lebih besar.", "Shorten the number or use a larger label."),
    ),
    "label-title": Wording(
        Text("judul tidak muat seluruhnya, ujungnya menjadi …", "the title does not fit whole, it ends in …"),
        Text("Tidak perlu apa-apa; catatan katalog tetap lengkap.", "Nothing; the catalogue record keeps it all."),
        "note",
    ),
    "label-no-title": Wording(
        Text(
            "judul tidak dicetak, tidak ada tempatnya di label ini",
            "the title is not printed, this label has no room for it",
        ),
        Text("Tidak perlu apa-apa, atau pakai label yang lebih besar.", "Nothing, or use a larger label."),
        "note",
    ),
    "label-header": Wording(
        Text("kepala label tidak muat seluruhnya", "the header does not fit whole"),
        Text(
            "Pendekkan nama perpustakaan atau pakai label yang lebih besar.",
            "Shorten the library's name or use a larger label.",
        ),
    ),
    "label-barcode-room": Wording(
        Text(
            "barcode ini tidak dapat terbaca pada label sekecil ini, jadi tidak dicetak",
            "this bar code cannot be read on so small a label, so it is not printed",
        ),
        Text("Pakai kertas {more} atau nomor yang lebih pendek.", "Use sheet {more} or a shorter number."),
        "error",
    ),
    "label-barcode-value": Wording(
        Text("nomor ini tidak dapat menjadi barcode: {more}", "this number cannot become a bar code: {more}"),
        Text("Perbaiki nomornya; barcode tidak dicetak.", "Correct the number; no bar code is printed."),
        "error",
    ),
    "label-no-barcode": Wording(
        Text("label ini tidak punya nomor barcode", "this label has no bar code number"),
        Text("Isi nomor barcodenya atau cetak jenis spine.", "Fill it in, or print the kind spine."),
    ),
    "label-same-barcode": Wording(
        Text(
            "nomor barcode ini sudah dipakai label lain dengan judul atau eksemplar berbeda",
            "another label with a different title or copy has this bar code number",
        ),
        Text(
            "Beri nomor lain pada salah satunya sebelum mencetak.",
            "Give one of them another number before printing.",
        ),
        "error",
    ),
}
