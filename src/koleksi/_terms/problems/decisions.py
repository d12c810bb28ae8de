"""Wordings for what people typed into the review sheet."""

from __future__ import annotations

from koleksi._terms.problems.wording import Wording
from koleksi.book import Text

__all__ = ["WORDINGS"]

_UNCLEAR = Text(
    "Keputusan tidak dimengerti: {value!r}; tetap di selnya.",
    "Decision not understood: {value!r}; it stays in its cell.",
)

_CELL = Text(
    "Isi sel {column} tidak dapat dipakai: {value!r}; yang semula masih berlaku.",
    "What the cell {column} holds cannot be: {value!r}; what stood there still holds.",
)

WORDINGS = {
    "decision-unclear/pair": Wording(_UNCLEAR, Text("Ketik 'sama' atau 'beda'.", "Type 'same' or 'different'.")),
    "decision-unclear/series": Wording(
        _UNCLEAR,
        Text(
            "Di baris seri ketik 'beda' atau 'sama'; 'ya' di sana dapat berarti keduanya.",
            "In the line of a series type 'different' or 'same'; a 'yes' there may mean either.",
        ),
    ),
    "decision-unclear/class": Wording(
        _UNCLEAR,
        Text(
            "Ketik nomor kelas seperti 398.2, atau 1, 2, 3 bila ada sarannya.",
            "Type a class number such as 398.2, or 1, 2, 3 where that is suggested.",
        ),
    ),
    "decision-unclear/group": Wording(
        _UNCLEAR,
        Text(
            "Di baris tebal ketik 'ya' atau satu nomor kelas untuk semua buku di bawahnya.",
            "In a bold line type 'yes' or one class number for all books below it.",
        ),
    ),
    "decision-unclear/habit": Wording(
        _UNCLEAR,
        Text(
            "Pilih salah satu kelas di sel itu, atau ketik nomor seperti 323.",
            "Choose one of the classes in that cell, or type a number like 323.",
        ),
    ),
    "decision-unclear/row": Wording(
        _UNCLEAR,
        Text(
            "Ketik 1, 2 ... untuk buku yang dimaksud, atau 'baru'.",
            "Type 1, 2 ... for the book that is meant, or 'new'.",
        ),
    ),
    "decision-unclear/class-cell": Wording(
        Text(
            "Kelas tidak dimengerti: {value!r}; kata itu menunggu di kolom KEPUTUSAN buku itu.",
            "Class not understood: {value!r}; the word waits in the column DECISION of that book.",
        ),
        Text(
            "Ketik nomor kelas seperti 398.2 atau R 030.",
            "Type a class number such as 398.2 or R 030.",
        ),
    ),
    **dict.fromkeys(
        ("decision-unclear/title-cell", "decision-unclear/title"),
        Wording(
            _CELL,
            Text(
                "Ketik satu judul. Buku yang tidak ada lagi dihapus di daftarnya, bukan di sini.",
                "Type one title. A book that is gone is deleted in its list, not here.",
            ),
        ),
    ),
    **dict.fromkeys(
        ("decision-unclear/heading-cell", "decision-unclear/heading"),
        Wording(
            _CELL, Text("Ketik satu tajuk, misalnya 'Hirata, Andrea'.", "Type one heading: 'Hirata, Andrea', say.")
        ),
    ),
    **dict.fromkeys(
        ("decision-unclear/call-cell", "decision-unclear/call"),
        Wording(_CELL, Text("Ketik satu nomor panggil: '813 HIR l'.", "Type one call number: '813 HIR l'.")),
    ),
    **dict.fromkeys(
        ("decision-unclear/volume-cell", "decision-unclear/volume"),
        Wording(_CELL, Text("Ketik satu jilid: '2'.", "Type one volume: '2'.")),
    ),
    **dict.fromkeys(
        ("decision-unclear/language-cell", "decision-unclear/language"),
        Wording(
            _CELL,
            Text(
                "Pilih bahasa dari daftar sel itu, atau ketik kode tiga huruf (ind).",
                "Choose a language that the cell offers, or type three letters (ind).",
            ),
        ),
    ),
    **dict.fromkeys(
        ("decision-unclear/copies-cell", "decision-unclear/copies"),
        Wording(
            _CELL,
            Text(
                "Ketik angka, 1 sampai 500; untuk buku yang digabung tidak kurang dari jumlah di baris lainnya.",
                "Type digits, 1 to 500; of joined rows no fewer than the other rows have.",
            ),
        ),
    ),
    "decision-unclear/no-key": Wording(
        Text(
            "Pada baris ini tidak ada yang diputuskan, atau kolom tersembunyi 'kunci' hilang: {value!r}.",
            "Nothing is decided in this row, or its hidden column 'key' is lost: {value!r}.",
        ),
        Text(
            "Ketik di baris lain yang menyebut buku itu. Di lembar Diputuskan, ketik 'batal' agar baris ini hilang.",
            "Type it where else the book is named. In sheet Decided, type 'cancel' and this row goes.",
        ),
    ),
    "decisions-contradict": Wording(
        Text("Keputusan bertentangan: {words}; {kept}.", "Decisions contradict each other: {words}; {kept}."),
        Text("Ketik satu saja di sel itu, di 'tinjau.xlsx'.", "Type one of them into that cell of tinjau.xlsx."),
    ),
    "decision-meanwhile": Wording(
        Text(
            "{value} disimpan selagi proses berjalan; {count} keputusan dicatat, hasil belum memuatnya.",
            "{value} was saved during this run; {count} decisions are kept, the files do not hold them yet.",
        ),
        Text("Jalankan perintah yang sama sekali lagi.", "Run the same command again."),
    ),
    "heading-as-before": Wording(
        Text(
            "Tajuk {value!r} tidak mengubah apa-apa; tajuknya tetap {now!r}.",
            "The heading {value!r} changes nothing; it still is {now!r}.",
        ),
        Text(
            "Sapaan, gelar dan urutan kata tidak membuat tajuk lain. Tajuk lain ditulis dengan koma: 'Hirata, A.'.",
            "Terms of address, degrees and word order make no other. Another has a comma: 'Hirata, A.'.",
        ),
        "note",
    ),
    "review-sorted-apart/column": Wording(
        Text(
            "Kolom {column} diurutkan sendiri; isinya tidak lagi di samping bukunya dan tidak diambil.",
            "The column {column} was sorted by itself; what it holds is no longer beside its book and was not taken.",
        ),
        Text(
            "Urutkan dengan panah di judul kolom; seluruh baris lalu ikut. Lembar baru sudah benar lagi.",
            "Sort by the arrow in a heading, which moves whole rows. The new sheet is right again.",
        ),
    ),
    "review-sorted-apart/word": Wording(
        Text(
            "{value!r} di kolom {column} tidak diambil: satu kolom diurutkan sendiri, sehingga bukunya tidak pasti.",
            "{value!r} in the column {column} was not taken: a column was sorted by itself, so its book is not sure.",
        ),
        Text("Ketik lagi di samping bukunya, di 'tinjau.xlsx' yang baru.", "Type it again in the new tinjau.xlsx."),
    ),
    "review-copy-read": Wording(
        Text("Salinan {value} dibaca juga.", "The copy {value} was read as well."),
        Text("Salinan itu boleh dihapus.", "The copy can be deleted."),
        "note",
    ),
    "review-copy-unreadable": Wording(
        Text("Salinan {value} tak terbaca dan dilewati.", "The copy {value} cannot be read and was left out."),
        Text("Buka dan simpan lagi, atau hapus.", "Open it and save it again, or delete it."),
    ),
}
