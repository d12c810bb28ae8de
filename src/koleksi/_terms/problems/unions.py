"""Wordings for what stands in the way of one catalogue of many libraries."""

from __future__ import annotations

from koleksi._terms.problems.wording import Wording
from koleksi.book import Text

__all__ = ["WORDINGS"]

WORDINGS = {
    "union-unread": Wording(
        Text(
            "Tidak dapat dibaca ({why}); perpustakaan ini dilewati, yang lain jalan terus.",
            "Cannot be read ({why}); this library was left out, the rest went on.",
        ),
        Text(
            "Salin lagi atau minta kirim ulang, lalu: {again}. Bukan daftar buku? Abaikan baris ini.",
            "Copy it again or ask for it again, then: {again}. No list of books? Pass over this line.",
        ),
        "error",
    ),
    "union-two-libraries": Wording(
        Text(
            "Kode {value} sudah dipakai {known}, dan {titles} baris dari {other} ini berbeda dari miliknya; belum "
            "dimasukkan.",
            "Code {value} belongs to {known}, and the {titles} rows of {other} differ from those; not taken in yet.",
        ),
        Text(
            "Perpustakaan lain: beri kode sendiri di tempat KODE, {another}. Perpustakaan yang sama: {same}.",
            "Another library: put a code of its own in place of KODE, {another}. The same library: {same}.",
        ),
        "error",
    ),
    "union-sent-before": Wording(
        Text(
            "{percent} % dari daftar ini sudah ada sebagai {known}: daftar yang sama dengan nama lain? Belum "
            "dimasukkan.",
            "{percent} % of this list is there as {known}: the same list under another name? Not taken in yet.",
        ),
        Text(
            "Perpustakaan yang sama: {same}. Perpustakaan lain: {another}.",
            "The same library: {same}. Another library: {another}.",
        ),
        "error",
    ),
    "union-twice": Wording(
        Text("Sama persis dengan {known}; tidak dihitung dua kali.", "The same as {known}; not counted twice."),
        Text("Tidak perlu apa-apa.", "Nothing to do."),
        "note",
    ),
    "union-rows-lost": Wording(
        Text("{count} baris tidak menjadi buku.", "{count} rows gave no book."),
        Text(
            "Jalankan koleksi process atau koleksi marc check dengan berkas itu untuk melihat barisnya.",
            "Run koleksi process or koleksi marc check on the file to see which.",
        ),
    ),
    "union-unheard": Wording(
        Text(
            "Keputusan orang di folder hasil ini tidak terbaca (koleksi.db rusak atau sedang dipakai); "
            "katalognya masuk.",
            "What people decided in this results folder cannot be read (koleksi.db is damaged or in use); its "
            "catalogue was taken in.",
        ),
        Text(
            "Jalankan koleksi process di folder itu, salin seluruh foldernya, lalu koleksi union sekali lagi.",
            "Run koleksi process in that folder, copy all of the folder, then koleksi union once more.",
        ),
        "note",
    ),
    "union-no-place": Wording(
        Text(
            "Perpustakaan tanpa baris di {value}: {codes}.",
            "Libraries without a line in {value}: {codes}.",
        ),
        Text(
            "Isi kode, nama, kabupaten, lintang dan bujur di sana bila daftar kekurangan harus mulai dari yang "
            "terdekat.",
            "Fill in code, name, district, latitude and longitude there if lists of shortages are to begin nearby.",
        ),
        "note",
    ),
    "union-places": Wording(
        Text("Baris {row}: {column} {value!r} tidak dimengerti.", "Line {row}: {column} {value!r} is not understood."),
        Text(
            "Lintang dan bujur dalam derajat dengan titik atau koma, misalnya -6,1754 dan 106,8272.",
            "Latitude and longitude in degrees, -6.1754 and 106.8272 say.",
        ),
    ),
}
