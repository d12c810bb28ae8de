"""Wordings for rows of lists."""

from __future__ import annotations

from koleksi._terms.problems.wording import Wording
from koleksi.book import Text

__all__ = ["WORDINGS"]

_COMPARE = Text("Bandingkan dengan bukunya.", "Compare with the book.")
_SAVE_AGAIN = Text(
    "Bila ada huruf yang salah, simpan lagi sebagai CSV UTF-8.",
    "If letters are wrong, save it again as CSV UTF-8.",
)
_IF_A_BOOK = Text(
    "Bila ini buku, beri nomor urut dan isi pengarang atau jumlahnya.",
    "If it is a book, give it its running number and type its author or number of copies.",
)

WORDINGS = {
    "inlislite-barcode": Wording(
        Text(
            "Laporan .xls INLISLite tidak memuat nomor induk: barcode ini mungkin milik {numbers}; tidak dipakai.",
            "INLISLite's .xls report has no accession numbers: this bar code may be that of {numbers}; it is not used.",
        ),
        Text(
            "Buat laporan yang sama sebagai Open Office Calc (.ods), lalu jalankan lagi dengan berkas itu.",
            "Make the same report as Open Office Calc (.ods), and run again with that file.",
        ),
    ),
    "encoding": Wording(
        Text("Berkas dibaca sebagai {value} ({whose}).", "The file was read as {value} ({whose})."),
        _SAVE_AGAIN,
        "note",
    ),
    "encoding-unsure": Wording(
        Text(
            "Huruf beraksen tidak pasti: berkas dibaca sebagai {value} ({whose}), misalnya {seen!r}.",
            "Accented letters are not sure: the file was read as {value} ({whose}), for example {seen!r}.",
        ),
        _SAVE_AGAIN,
    ),
    "text-mended": Wording(
        Text("{count} sel dibetulkan: {kind}.", "{count} cells were mended: {kind}."),
        Text('Periksa contohnya: "{before}" menjadi "{after}".', 'Look at the example: "{before}" became "{after}".'),
        "note",
    ),
    "text-damaged": Wording(
        Text("Huruf di sel ini rusak dan tidak dapat dipulihkan.", "Letters of this cell are damaged beyond repair."),
        Text("Ketik lagi dari bukunya.", "Type it again from the book."),
    ),
    "sheet-passed": Wording(
        Text("Lembar {value!r} dilewati: {why}.", "The sheet {value!r} was passed over: {why}."),
        Text(
            "Bila lembar ini berisi buku, beri kolomnya nama Judul, Pengarang, dan seterusnya.",
            "If it holds books, name its columns Title, Author and so on.",
        ),
        "note",
    ),
    "control-characters": Wording(
        Text("{value} tanda yang tidak terlihat dibuang.", "{value} control characters (NUL say) were left out."),
        Text(
            "Bandingkan baris ini dan yang sesudahnya dengan aslinya; mungkin ada huruf yang hilang.",
            "Compare this row and those behind it with the original; letters may be lost.",
        ),
        "note",
    ),
    "file-passed": Wording(
        Text("Berkas ini dilewati: {why}.", "This file was passed over: {why}."),
        Text("Tidak perlu apa-apa bila ini bukan daftar buku.", "Nothing to do if it is no book list."),
        "note",
    ),
    "file-passed/unread": Wording(
        Text("Berkas di dalam folder ini tidak terbaca: {why}.", "This file of the folder cannot be read: {why}."),
        Text("Perbaiki berkasnya, atau pindahkan dari folder ini.", "Correct it, or move it out of the folder."),
    ),
    "row-between": Wording(
        Text(
            "Baris di antara buku, bukan buku: dibaca sebagai {read_as} untuk baris di bawahnya.",
            "A line between books, no book: read as {read_as} for the rows below it.",
        ),
        _IF_A_BOOK,
        "note",
    ),
    "row-between/sheet": Wording(
        Text(
            "Nama lembar ini dibaca sebagai {read_as} untuk buku-bukunya.",
            "The name of this sheet is read as {read_as} for its books.",
        ),
        Text("Bila keliru, ganti nama lembarnya.", "If that is wrong, rename the sheet."),
        "note",
    ),
    "row-between/passed": Wording(
        Text("Baris judul bagian di antara buku dilewati.", "The title of a part of the list was passed over."),
        _IF_A_BOOK,
        "note",
    ),
    "row-between/unsure": Wording(
        Text(
            "Baris ini tidak bernomor dan hanya berisi satu sel; dilewati karena bukan buku.",
            "This row has no running number and one cell only; it was passed over as no book.",
        ),
        _IF_A_BOOK,
    ),
    "lines-typed": Wording(
        Text(
            "Daftar tanpa kolom: setiap baris dibaca sebagai satu buku (judul, pengarang, penerbit, tahun, jumlah).",
            "This list has no columns: every line was read as a book (title, author, publisher, year, copies).",
        ),
        Text(
            "Periksa beberapa judul. Bila keliru, pisahkan dengan titik koma dan tulis di baris pertama: "
            "Judul;Pengarang;Penerbit;Tahun;Jumlah.",
            "Look at some titles. If they are wrong, part them by semicolons and write in the first line: "
            "Title;Author;Publisher;Year;Copies.",
        ),
        "note",
    ),
    "line-or-book": Wording(
        Text(
            "Baris ini hanya berisi satu sel; dibaca sebagai buku, tetapi mungkin judul bagian atau keterangan.",
            "This row has one cell only; it was read as a book, but may be the title of a part or a remark.",
        ),
        Text(
            "Bila bukan buku, hapus baris ini dari daftar; bila buku, isi pengarang atau jumlahnya.",
            "If it is no book, delete the row from the list; if it is, type its author or number of copies.",
        ),
    ),
    "cell-error": Wording(
        Text("Isi sel adalah kesalahan Excel; dikosongkan.", "The cell holds an error of Excel; it was left empty."),
        Text("Ketik isinya di daftar.", "Type what belongs there."),
    ),
    "quotes-unclear": Wording(
        Text(
            "Baris ini tidak dibaca: tanda kutip di dalam sel membuat batas selnya tidak jelas.",
            "This line was not read: quotes inside a cell leave open where its cells end.",
        ),
        Text(
            'Buang tanda kutip dan koma (",") di dalam isian itu di SLiMS, atau tulis rangkap di berkas, lalu ulangi.',
            'Take the quotes and comma (",") out of that field in SLiMS, or double them in the file, and run again.',
        ),
        "error",
    ),
    "formula": Wording(
        Text(
            "{count} rumus tanpa hasil tersimpan (baris {rows}); selnya kosong.",
            "{count} formulas without a stored result (rows {rows}); the cells are empty.",
        ),
        Text(
            "Buka daftar di Excel atau LibreOffice, simpan, lalu ulangi; atau ketik isinya.",
            "Open the list in Excel or LibreOffice, save it, and run again; or type what belongs there.",
        ),
    ),
    "title-odd": Wording(
        Text(
            "Judul ini tampak seperti {kind}; mungkin diubah oleh Excel.",
            "This title looks like {kind}; Excel may have changed it.",
        ),
        Text("Lihat bukunya; bila salah, ketik judulnya sebagai teks.", "Look at the book; if wrong, type it as text."),
    ),
    "column-unknown": Wording(
        Text(
            "Kolom {value!r} tidak dikenal; isinya menjadi catatan.",
            "Column {value!r} is not known; its text becomes a note.",
        ),
        Text(
            "Bila isinya penting, beri kolom itu nama yang dikenal, misalnya Judul atau Pengarang.",
            "If its text matters, give it a name that is known, such as Title or Author.",
        ),
        "note",
    ),
    "row-below": Wording(
        Text(
            "Baris di bawah daftar (tanggal, tanda tangan, catatan) dilewati.",
            "A line below the list (date, signature, note) was passed over.",
        ),
        Text(
            "Jika ini buku, isi juga pengarang atau penerbitnya.",
            "If it is a book, type its author or publisher too.",
        ),
        "note",
    ),
    "title-cell": Wording(
        Text(
            "Isi kolom {column!r} tidak dimengerti; ditulis di catatan.",
            "The cell of column {column!r} is not understood; kept in the notes.",
        ),
        Text("Ketik seperti di baris lain pada lembar itu.", "Type it as in the other rows of that sheet."),
    ),
    "title-copies": Wording(
        Text(
            "Kolom {column!r} berisi lebih banyak nilai daripada eksemplar; semuanya ditulis juga di catatan.",
            "Column {column!r} holds more values than there are copies; all of them are kept in the notes too.",
        ),
        Text("Periksa jumlah eksemplar dan nomornya.", "Check the number of copies and their bar codes."),
    ),
    "title-data": Wording(
        Text(
            "Kolom {column!r} diubah dan tidak terbaca; hanya isi kolom lain yang dipakai.",
            "Column {column!r} was changed and cannot be read; only the other columns are used.",
        ),
        Text("Pakai salinan yang kolomnya belum diubah.", "Use a copy in which that column was not changed."),
    ),
    "row-cells": Wording(
        Text(
            "Baris ini punya lebih banyak kolom daripada judul kolom; mungkin ada pemisah di dalam teks.",
            "The row has more cells than there are headings: probably a separator inside the text.",
        ),
        Text(
            "Periksa apakah isi kolom bergeser; kelebihannya ada di catatan.",
            "Check whether cells are shifted; the rest is in the notes.",
        ),
    ),
    "cell-long": Wording(
        Text(
            "Sel ini panjangnya {length} huruf; hanya {longest} huruf pertama yang dibaca.",
            "This cell is {length} characters long; only the first {longest} were read.",
        ),
        Text(
            "Periksa sel itu: apakah teks lain tertempel di sana?",
            "Look at the cell: was some other text pasted into it?",
        ),
    ),
    "row-empty": Wording(
        Text("Baris tanpa judul dan tanpa ISBN.", "A row without title and without ISBN."),
        Text("Ketik judulnya, atau hapus baris ini.", "Type the title, or delete the row."),
        "error",
    ),
    "title-missing": Wording(
        Text("Judul kosong.", "The title is empty."),
        Text("Ketik judulnya, atau jalankan dengan --pack.", "Type the title, or run with --pack."),
    ),
    "title-missing/isbn-list": Wording(
        Text("Hanya ada ISBN, judul belum diketahui.", "There is only an ISBN, the title is not known yet."),
        Text(
            "Jalankan dengan --pack atau --online, atau ketik judulnya.",
            "Run with --pack or --online, or type the title.",
        ),
    ),
    "class": Wording(
        Text("Nomor kelas tidak dimengerti; ditulis di catatan.", "Class number not understood; kept in the notes."),
        Text("Ketik nomor seperti 398.2, atau kosongkan.", "Type a number like 398.2, or leave it empty."),
    ),
    "class-mark": Wording(
        Text(
            "Tanda di tempat nomor kelas; disimpan di catatan, kelasnya {number}.",
            "A mark in the place of a class number; kept in the notes, the class is {number}.",
        ),
        Text("Periksa kelasnya di tinjau.xlsx.", "Check the class in tinjau.xlsx."),
        "note",
    ),
    "class-point": Wording(
        Text(
            "Titik nomor kelas berubah (Excel membacanya sebagai pemisah ribuan); dibaca sebagai {number}.",
            "The point of the class number was changed (Excel takes it for a mark of thousands); read as {number}.",
        ),
        Text(
            "Bandingkan dengan bukunya; bila salah, ketik nomor kelasnya sebagai teks.",
            "Compare with the book; if wrong, type the class number as text.",
        ),
    ),
    "class-zeros": Wording(
        Text("Nol di depan hilang; dibaca sebagai {number}.", "The leading zeros were lost; read as {number}."),
        _COMPARE,
        "note",
    ),
    "year": Wording(
        Text("Tahun tidak dimengerti; ditulis di catatan.", "Year not understood; kept in the notes."),
        Text("Ketik tahun terbit dengan empat angka.", "Type the year with four digits."),
    ),
    "count": Wording(
        Text(
            "Jumlah eksemplar tidak dimengerti; dihitung {taken}.",
            "Number of copies not understood; counted as {taken}.",
        ),
        Text("Ketik angka 1 sampai {most}.", "Type a number from 1 to {most}."),
    ),
    "count-conditions": Wording(
        Text(
            "Jumlah eksemplar {stated}, tetapi menurut kondisinya {counted}; dihitung {taken}.",
            "The number of copies is {stated}, by their condition it is {counted}; counted as {taken}.",
        ),
        Text("Hitung bukunya, lalu betulkan salah satu kolom.", "Count the books, and correct one of the columns."),
    ),
    "count-numbers": Wording(
        Text(
            "Jumlah eksemplar {stated}, tetapi nomor induknya {counted}; dihitung {taken}.",
            "The number of copies is {stated}, that of accession numbers {counted}; counted as {taken}.",
        ),
        Text("Hitung bukunya, lalu betulkan salah satu kolom.", "Count the books, and correct one of the columns."),
    ),
    "accession-range": Wording(
        Text(
            "Dibaca sebagai {counted} nomor induk, jadi {counted} eksemplar.",
            "Read as {counted} accession numbers, so {counted} copies.",
        ),
        Text(
            "Bila bukan, ketik jumlah eksemplar di kolom Jumlah.",
            "If not, type the number of copies in a column Copies.",
        ),
        "note",
    ),
    "accession-unread": Wording(
        Text(
            "Nomor induk ini tampak seperti beberapa nomor, tetapi tidak dimengerti; tetap seperti diketik.",
            "This accession number looks like several, but they are not understood; kept as typed.",
        ),
        Text(
            "Ketik nomor pertama dan terakhir, misalnya '0001 s/d 0010', dan jumlah eksemplarnya.",
            "Type the first and the last number, '0001 s/d 0010' say, and the number of copies.",
        ),
    ),
    "accession-unread/date": Wording(
        Text(
            "Nomor induk berubah menjadi tanggal (oleh Excel?); tetap seperti terbaca.",
            "The accession number became a date (by Excel?); kept as it was read.",
        ),
        Text(
            "Jadikan kolom itu teks, lalu ketik nomornya lagi, misalnya '7 s/d 9'.",
            "Make the column text, and type the numbers again, '7 s/d 9' say.",
        ),
    ),
    "further-copy": Wording(
        Text(
            "Baris tanpa judul, dengan nomor induk atau barcode berikutnya; dibaca sebagai eksemplar buku di atasnya.",
            "A row without a title, with the next accession number or bar code; read as a copy of the book above.",
        ),
        Text("Bila ini buku lain, ketik judulnya.", "If it is another book, type its title."),
        "note",
    ),
    "price": Wording(
        Text("Harga tidak dimengerti; ditulis di keterangan.", "Price not understood; kept in the note."),
        Text("Ketik harga dengan angka saja, misalnya 59000.", "Type the price in digits only: 59000."),
    ),
    "received": Wording(
        Text("Tanggal terima tidak dimengerti: bukan hari kalender.", "Date received not understood: no calendar day."),
        Text("Ketik tanggal seperti 31/12/2024.", "Type a day like 31/12/2024."),
    ),
    "price/date": Wording(
        Text(
            "Harga berubah menjadi tanggal (oleh Excel?); ditulis di keterangan.",
            "The price became a date (by Excel?); kept in the note.",
        ),
        Text("Ketik harga dengan angka saja, misalnya 59000.", "Type the price in digits only: 59000."),
    ),
}
