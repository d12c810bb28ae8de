"""What stands on the first sheet: how to decide, in one language at a time."""

from __future__ import annotations

from collections.abc import Iterator

from koleksi.book import Text

__all__ = ["guide"]


def guide(classes: int, questions: int, later: int = 0, habits: int = 0) -> Iterator[Text]:
    """The lines of the guide. ``classes``, ``questions``: how many books and duplicates wait for a decision; ``later``:
    pairs that are not asked yet; ``habits``: questions on what the library is used to."""
    yield Text(
        f"{classes} buku menunggu kelas, {questions} pertanyaan tentang kembar.",
        f"{classes} books wait for a class, {questions} questions on duplicates.",
    )
    if later:
        yield Text(
            f"{later} pasangan yang kurang mungkin ditanyakan sesudah itu dijawab.",
            f"{later} less likely pairs are asked when those are answered.",
        )
    if habits:
        yield Text(
            f"Jawab lembar Kebiasaan lebih dulu ({habits} pertanyaan): pilih kelasnya di sel kuning, atau ketik 1, 2, "
            "3. Satu jawaban berlaku untuk semua buku semacam itu, juga di daftar berikutnya.",
            f"Answer sheet Habits first ({habits} questions): choose the class in the yellow cell, or type 1, 2, 3. "
            "One answer holds for all such books, in the next list too.",
        )
    yield from _LINES


_LINES = (
    Text(
        "Isi kolom KEPUTUSAN (kuning), simpan, lalu jalankan perintah yang sama sekali lagi.",
        "Type in the column DECISION (yellow), save, and run the same command again.",
    ),
    Text(
        "Lembar Kelas: ketik nomor kelas (misalnya 398.2 atau R 030), 1, 2, 3 untuk memilih saran, "
        "atau 'ya' bila yang dipakai sementara sudah benar. Huruf pengarang dibuat program. 'ya' di baris tebal "
        "berlaku untuk semua buku di bawahnya; yang lain diketik di barisnya sendiri dan lebih kuat.",
        "Sheet Classes: type a class number (398.2, say, or R 030), 1, 2, 3 to take that suggestion, "
        "or 'yes' where the one used meanwhile is right. The author's letters are made by the program. A 'yes' in a "
        "bold line holds for all books below it; what differs is typed in its own line and counts more.",
    ),
    Text(
        "Lembar Kembar: ketik 'sama' (juga 'ya', 'v', 'x') bila satu edisi, 'beda' (juga 'bukan') bila tidak. "
        "Cukup di salah satu baris pasangan. Baris dengan 'n pasangan' menanyakan satu seri sekaligus: satu jawaban "
        "('beda' atau 'sama') berlaku bagi semua pasangan di bawahnya; jawaban pada satu pasangan lebih kuat.",
        "Sheet Duplicates: type 'same' (or 'yes', 'v', 'x') for one edition, 'different' (or 'no') if it is none. "
        "Either line of the pair will do. A line with 'n pairs' asks of a whole series: one answer ('different' or "
        "'same') holds for all pairs below it; an answer on a single pair counts more.",
    ),
    Text(
        "Lembar Digabung: baris yang dianggap satu edisi, yang paling meragukan di atas; "
        "ketik 'beda' untuk memisahkannya.",
        "Sheet Joined: lines taken for one edition, the least sure on top; type 'different' to part them.",
    ),
    Text(
        "Lembar Perubahan: apa yang berubah sejak yang terakhir; label yang harus dicabut; baris yang perlu "
        "dipastikan.",
        "Sheet Changes: what changed since the last run; labels to take off; lines to be made sure of.",
    ),
    Text(
        "Lembar Semua judul: sel kuning boleh langsung diganti: judul, tajuk (Hirata, Andrea), kelas, nomor panggil, "
        "jilid, bahasa, eksemplar. Tajuk berlaku untuk semua judul dengan nama itu.",
        "Sheet All titles: the yellow cells may be typed over: title, heading (Hirata, Andrea), class, call number, "
        "volume, language, copies. A heading holds for all titles with that name.",
    ),
    Text(
        "Lembar Masalah: apa yang terjadi, di mana, dan apa yang harus dilakukan; hanya untuk dibaca.",
        "Sheet Problems: what happened, where, and what to do; to be read only.",
    ),
    Text(
        "Lembar Diputuskan: keputusan yang sudah dibuat; ganti di sana, atau ketik 'batal' untuk mencabutnya. "
        "Mengosongkan sel atau menghapus baris tidak mengubah apa-apa.",
        "Sheet Decided: decisions already made; change them there, or type 'cancel' to take one back. "
        "An emptied cell or a deleted line changes nothing.",
    ),
    Text(
        "Boleh mengurutkan, menyaring, dan menghapus baris, dan menaruh salinan ('tinjau (1).xlsx') di folder ini: "
        "semuanya dibaca. Bila dua orang berbeda pendapat, keduanya belum berlaku dan selnya memuat kedua kata.",
        "Lines may be sorted, filtered and deleted, and copies ('tinjau (1).xlsx') put into this folder: all are "
        "read. Where two people disagree neither counts yet, and the cell holds both words.",
    ),
    Text(
        "Yang tidak dimengerti tetap di selnya dan disebut di lembar Masalah. Urutkan lewat panah di judul kolom, agar "
        "seluruh baris ikut: bila satu kolom diurutkan sendiri, jawaban di lembar itu tidak diambil.",
        "What is not understood stays in its cell and is named in sheet Problems. Sort by the arrow in a heading, "
        "which moves whole rows: where a column is sorted by itself, the answers of that sheet are not taken.",
    ),
)
