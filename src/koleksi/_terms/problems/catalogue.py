"""Wordings for what the main job finds out about a collection, and for what the target systems cannot hold."""

from __future__ import annotations

from koleksi._terms.problems.wording import Wording
from koleksi.book import Text

__all__ = ["WORDINGS"]

_IN_SLIMS = Text("Periksa buku ini di SLiMS sesudah impor.", "Look at this book in SLiMS after the import.")
_LOOK_AT_CHANGES = Text(
    "Periksa tinjau.xlsx, lembar Perubahan: nomor yang tidak menemukan barisnya ada di sana.",
    "Look at tinjau.xlsx, sheet Changes: numbers that did not find their row stand there.",
)

_COLLECTION = {
    "list-left-out": Wording(
        Text(
            "Folder ini pernah dipakai untuk daftar ini ({value} baris bernomor); "
            "berkas hasil sekarang tidak memuatnya.",
            "This folder was used for this list before ({value} numbered rows); its files do not hold them now.",
        ),
        Text(
            "Jalankan lagi dengan semua daftar sekaligus, atau pakai --out lain.",
            "Run again with all lists at once, or use another --out.",
        ),
    ),
    "maybe-in-catalogue": Wording(
        Text(
            "Mungkin sudah ada di katalog: {title} ({record}).",
            "May be in the catalogue already: {title} ({record}).",
        ),
        Text(
            "Bandingkan di tinjau.xlsx, lembar Kembar, dan ketik 'sama' atau 'beda'.",
            "Compare in tinjau.xlsx, sheet Duplicates, and type 'same' or 'different'.",
        ),
    ),
    "name-forms": Wording(
        Text(
            "Nama ini diketik juga sebagai {others}; semua berkas memakai bentuk {value} saja.",
            "This name was typed as {others} too; every file uses the heading {value} alone.",
        ),
        Text(
            "Periksa pengarang.csv; jika itu orang lain, bedakan namanya di daftar (misalnya nama lengkap).",
            "Look at pengarang.csv; if it is another person, tell the names apart in the list (the full name, say).",
        ),
        "note",
    ),
    "rows-disagree": Wording(
        Text(
            "Baris {place} digabung menjadi satu judul walau berselisih: {words}.",
            "Rows {place} became one title though they disagree: {words}.",
        ),
        Text(
            "Bila bukan satu edisi, ketik 'beda' di lembar Digabung tinjau.xlsx.",
            "If they are no single edition, type 'different' in sheet Joined of tinjau.xlsx.",
        ),
        "note",
    ),
    "in-catalogue": Wording(
        Text(
            "Sudah ada di katalog; {count} eksemplar menjadi tambahan: {barcodes}.",
            "In the catalogue already; {count} copies are added to it: {barcodes}.",
        ),
        Text(
            "SLiMS dengan plugin koleksi menggabungkan sendiri; tanpa plugin: buka rekaman lama, tambahkan eksemplar "
            "dengan kode itu (slims_manual.xlsx), lalu impor slims_item.csv. INLISLite menambahkannya sendiri bila "
            "judul, pengarang, edisi dan terbitan sama. Koha: pilih aturan KohaBiblio (999c) dan Always add items.",
            "SLiMS with koleksi's plugin joins them by itself; without: open the old record, add copies of these codes "
            "(slims_manual.xlsx), then import slims_item.csv. INLISLite adds them by itself where title, author, "
            "edition and imprint are the same. Koha: choose the rule KohaBiblio (999c) and Always add items.",
        ),
        "note",
    ),
    "library-code": Wording(
        Text(
            "Kode perpustakaan masih {value}, kode bawaan: rekaman pertama setiap perpustakaan akan bernama {record}.",
            "The library's code is still {value}, the default: every library's first record would be {record}.",
        ),
        Text(
            "Sebelum berkas pertama diserahkan, tulis kode sendiri di koleksi.toml: code (dan kode organisasi MARC: "
            "org) di [library]; lalu jalankan lagi.",
            "Before the first files are handed over, write a code of your own in koleksi.toml: code (and the MARC "
            "organisation code: org) in [library]; then run again.",
        ),
        "note",
    ),
    "catalogue-without-numbers": Wording(
        Text(
            "Katalog ini tidak memuat nomor induk atau barcode; nomor baru mungkin sudah dipakai.",
            "This catalogue holds no accession numbers or barcodes; new numbers may be in use already.",
        ),
        Text(
            "Atur [numbers] start di koleksi.toml di atas nomor terakhir, atau pakai ekspor yang memuat eksemplar "
            "(di SLiMS: folder berisi CSV hasil ekspor bibliografi dan "
            "ekspor eksemplar; ekspor MARC-nya tanpa eksemplar).",
            "Set [numbers] start in koleksi.toml above the last number, or use an export with copies "
            "(in SLiMS: a folder with the CSV of its bibliography export and of "
            "its item export; its MARC export holds no copies).",
        ),
        "note",
    ),
    "ledger-backup": Wording(
        Text(
            "Buku besar koleksi.db {state}; dipulihkan dari cadangannya, dan {value} nomor yang belum ada di situ dari "
            "berkas hasil.{kept}",
            "The ledger koleksi.db was {state}; restored from its backup, and {value} numbers that it did not hold "
            "from the folder's files.{kept}",
        ),
        _LOOK_AT_CHANGES,
    ),
    "ledger-files": Wording(
        Text(
            "Buku besar koleksi.db {state} dan tidak ada cadangan; {value} nomor dibaca kembali dari berkas hasil."
            "{kept} Tidak dapat dipulihkan: riwayat proses, nomor yang sudah dicabut, keputusan tentang baris "
            "yang sesudahnya diperbaiki.",
            "The ledger koleksi.db was {state} and there is no backup; {value} numbers were read back from the "
            "folder's files.{kept} Not to be rebuilt: the history of runs, numbers taken off earlier, decisions on "
            "rows that were corrected afterwards.",
        ),
        _LOOK_AT_CHANGES,
    ),
    "ledger-older": Wording(
        Text(
            "Buku besar koleksi.db {state}; {value} nomor dari berkas hasil dimasukkan kembali.{kept}",
            "The ledger koleksi.db was {state}; {value} numbers were taken back from them.{kept}",
        ),
        _LOOK_AT_CHANGES,
    ),
    "numbers-used-up": Wording(
        Text(
            "Nomor {start} sampai {end} sudah habis: {count} eksemplar {value!r} belum bernomor dan tanpa label.",
            "The numbers {start} to {end} are used up: {count} copies of {value!r} have no number and no label.",
        ),
        Text(
            "Minta nomor berikutnya kepada pembagi nomor, isi start dan end di [numbers] koleksi.toml, lalu ulangi.",
            "Ask who shares out numbers for the next ones, set start and end in [numbers] of koleksi.toml, run again.",
        ),
    ),
    "number-taken": Wording(
        Text(
            "Nomor {value} sudah dipakai eksemplar lain; eksemplar ini diberi {given}.",
            "Number {value} belongs to another copy; this one got {given}.",
        ),
        Text("Tempel label dengan nomor yang baru.", "Stick on the label with the new number."),
    ),
    "number-taken/kept": Wording(
        Text(
            "Eksemplar ini sudah bernomor {given} sejak proses sebelumnya; nomor {value} tidak dipakai.",
            "This copy has had the number {given} since an earlier run; number {value} was not taken.",
        ),
        Text("Biarkan label {given} di bukunya.", "Leave the label {given} on the book."),
    ),
    "file-changed": Wording(
        Text(
            "Berkas ini diubah orang sesudah dibuat; isinya yang diubah disimpan di {copy}.",
            "This file was changed by a person after it was written; what it held is kept in {copy}.",
        ),
        Text(
            "Pindahkan perubahan ke daftar atau tinjau.xlsx; berkas hasil selalu dibuat ulang.",
            "Put changes into the list or tinjau.xlsx; the files of the results are always made anew.",
        ),
        "note",
    ),
    "settings-changed": Wording(
        Text("Pengaturan berubah: dulu {before}, sekarang {now}.", "Setting changed: {before} before, {now} now."),
        Text(
            "Bila tidak dimaksudkan, kembalikan koleksi.toml dan jalankan lagi.",
            "If that is not meant, put koleksi.toml back and run again.",
        ),
        "note",
    ),
}

_LAPTOPS = {
    "laptop-rows-open": Wording(
        Text(
            "{value} baris di {source} belum diberi nomor dan tidak ikut digabung.",
            "{value} rows of {source} have no number yet and are not among the merged ones.",
        ),
        Text(
            "Jawab di tinjau.xlsx laptop itu, olah lagi di sana, lalu gabungkan lagi.",
            "Answer in that laptop's tinjau.xlsx, process there again, and merge again.",
        ),
    ),
}

_TARGETS = {
    "slims-no-code": Wording(
        Text(
            "Eksemplar tanpa kode batang tidak masuk ke SLiMS.",
            "A copy without a barcode does not get into SLiMS.",
        ),
        _IN_SLIMS,
        "note",
    ),
    "slims-no-code/taken": Wording(
        Text(
            "Kode {number!r} sudah dipakai; eksemplar ini tidak masuk ke SLiMS.",
            "Code {number!r} is taken: this copy does not get into SLiMS.",
        ),
        _IN_SLIMS,
        "note",
    ),
    "slims-character": Wording(
        Text(
            "Tabel SLiMS tidak dapat menyimpan {characters}; di {column} diganti.",
            "SLiMS's tables cannot hold {characters}; in {column} they are replaced.",
        ),
        Text("Periksa kata itu di daftar, lalu ketik tanpa gambar.", "Look at the word in the list; type no picture."),
        "note",
    ),
    "slims-cut": Wording(
        Text(
            "SLiMS hanya menyimpan {width} karakter di {column}.",
            "SLiMS keeps only {width} characters of {column}.",
        ),
        _IN_SLIMS,
        "note",
    ),
    "slims-language": Wording(
        Text(
            "SLiMS baru hanya mengenal Indonesia dan English; bahasa dikosongkan.",
            "A new SLiMS knows only Indonesia and English; language left empty.",
        ),
        _IN_SLIMS,
        "note",
    ),
    "inlislite-no-barcode": Wording(
        Text(
            "Eksemplar ini tidak punya nomor barcode sendiri; tidak ditulis di berkas INLISLite.",
            "This copy has no barcode of its own: left out of the INLISLite file.",
        ),
        Text(
            "Beri nomor barcode yang lain dari semua buku, lalu jalankan lagi.",
            "Give it a barcode that no other book has, and run again.",
        ),
    ),
    "inlislite-character": Wording(
        Text(
            "INLISLite menolak seluruh berkas karena karakter {characters}; di {column} karakter itu diganti.",
            "INLISLite refuses the whole file for the characters {characters}; in {column} they are replaced.",
        ),
        Text("Periksa kata itu di daftar, lalu ketik tanpa gambar.", "Look at the word in the list; type no picture."),
        "note",
    ),
    "inlislite-date": Wording(
        Text(
            "INLISLite memerlukan tanggal lengkap; dari {value!r} dibuat {day}.",
            "INLISLite needs a whole date; {value!r} became {day}.",
        ),
        Text(
            "Ketik tanggalnya lengkap di daftar, misalnya 31-12-2025, lalu jalankan lagi.",
            "Type the whole date in the list, 31-12-2025 say, and run again.",
        ),
        "note",
    ),
    "inlislite-cut": Wording(
        Text(
            "INLISLite hanya menyimpan {width} karakter di {column}.",
            "INLISLite keeps only {width} characters of {column}.",
        ),
        Text(
            "Pendekkan, atau lengkapi di INLISLite sesudah impor.",
            "Shorten it, or complete it in INLISLite after the import.",
        ),
        "note",
    ),
}

WORDINGS = _COLLECTION | _LAPTOPS | _TARGETS
