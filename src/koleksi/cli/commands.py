"""Every command with its help, so that ``koleksi --help`` has to import none of them."""

from __future__ import annotations

from types import MappingProxyType

from koleksi.text import Text

__all__ = ["ELSEWHERE", "HELP"]

HELP = MappingProxyType({
    "process": Text(
        "Olah daftar buku menjadi semua berkas. Jalankan lagi dengan perintah yang sama untuk melanjutkan, "
        "atau sesudah mengisi tinjau.xlsx.",
        "Process book lists into every file. Run the same command again to resume, or after deciding in "
        "tinjau.xlsx.",
    ),
    "buka": Text(
        "Buka jendela di browser komputer ini: seret daftar, jawab pertanyaan, cetak label. Folder hasil, "
        "atau daftar yang akan diolah; tanpa keduanya folder koleksi-hasil.",
        "Open a window in this PC's browser: drop lists, answer questions, print labels. A results folder, or "
        "a list to be processed; without either the folder koleksi-hasil.",
    ),
    "scan": Text(
        "Buat daftar dengan pemindai barcode USB: scan ISBN, lalu barcode perpustakaan bila ada. Tersimpan "
        "setiap kali; jalankan lagi untuk melanjutkan.",
        "Make a list with a USB scanner: scan the ISBN, then the library's barcode if there is one. Every "
        "scan is saved; run again to go on.",
    ),
    "kdt": Text(
        "Baca blok KDT (Katalog Dalam Terbitan) yang diketik atau disalin dari balik halaman judul. '-' "
        "membaca dari masukan.",
        "Read KDT blocks (cataloguing in publication) typed or pasted from the back of the title page. '-' "
        "reads standard input.",
    ),
    "isbn": Text(
        "Apa arti setiap nomor: ISBN, ISSN, kode barang ... '-' membaca dari masukan.",
        "What each string is: ISBN, ISSN, item code ... '-' reads standard input.",
    ),
    "ddc": Text(
        "Nomor kelas: usulkan dan pelajari.",
        "Class numbers: suggest and learn.",
    ),
    "dedupe": Text(
        "Kelompokkan edisi yang sama.",
        "Group rows of the same edition.",
    ),
    "marc": Text(
        "Periksa dan ubah berkas MARC.",
        "Check and convert MARC files.",
    ),
    "labels": Text(
        "Cetak label dan kartu: koleksi labels hasil --out label.pdf.",
        "Print labels and cards: koleksi labels hasil --out label.pdf.",
    ),
    "export": Text(
        "Berkas untuk sistem lain, atau tanpa sistem.",
        "Files for other systems, or for none.",
    ),
    "pack": Text(
        "Paket ISBN luring: satu berkas untuk banyak desa.",
        "Offline ISBN pack: one file for many villages.",
    ),
    "report": Text(
        "Laporan koleksi dari folder hasil atau katalog.",
        "Collection report from a results folder or a catalogue.",
    ),
    "new": Text(
        "Siapkan folder kerja perpustakaan: Formulir.xlsx untuk daftar bukunya, koleksi.toml yang menjelaskan "
        "isinya, dan petunjuk. Satu untuk setiap laptop bila beberapa laptop bekerja bersama.",
        "Prepare a library's folder: Formulir.xlsx for its list of books, a koleksi.toml that explains "
        "itself, a guide. One for each laptop where several work together.",
    ),
    "merge": Text(
        "Gabungkan folder hasil beberapa laptop menjadi satu. Nomor tidak berubah; urutan folder tidak "
        "berpengaruh; menggabungkan lagi hanya menambah yang baru.",
        "Merge the results folders of several laptops into one. No number changes; the order of the folders "
        "makes no difference; merging again only adds what is new.",
    ),
    "union": Text(
        "Satu katalog dari banyak perpustakaan: siapa punya apa, kelebihan dan kekurangan. Jalankan lagi "
        "dengan daftar yang baru saja; yang pernah masuk tetap ada. SUMBER: folder hasil, MARC, ekspor SLiMS "
        "atau INLISLite, daftar, atau folder berisi semua itu; KODE=SUMBER memberi kode perpustakaan.",
        "One catalogue of many libraries: who has what, surplus and shortage. Run it again with new lists "
        "alone; what was taken in stays. SOURCE: a results folder, MARC, an export of SLiMS or INLISLite, a "
        "list, or a folder of all these; CODE=SOURCE gives a library its code.",
    ),
    "selesai": Text(
        "Nyatakan proses terakhir selesai: label sudah ditempel, berkas sudah diimpor. Sesudah itu folder "
        "baru/ berisi hanya yang lebih baru.",
        "Say that the last run is done: its labels are on the books, its files are imported. After that the "
        "folder baru/ holds only what is newer.",
    ),
    "riwayat": Text(
        "Apa yang dikerjakan kapan dan oleh siapa; dengan NOMOR: perubahan satu proses, atau riwayat satu "
        "eksemplar (nomor induk atau barcode).",
        "What was done when and by whom; with NUMBER: the changes of one run, or the history of one copy "
        "(accession number or barcode).",
    ),
    "undo": Text(
        "Batalkan proses terakhir: baris dan keputusannya kembali seperti sebelumnya. Nomor yang sudah "
        "diberikan tidak dipakai buku lain.",
        "Undo the last run: rows and decisions are as before it. Numbers that it gave out are not given to "
        "other books.",
    ),
})  # fmt: skip

# Commands whose file has another name than they have.
ELSEWHERE = MappingProxyType({"buka": "open", "selesai": "folder", "riwayat": "folder", "undo": "folder"})
