"""``PETUNJUK.txt``: the way from an empty form to books on the shelf, on one page."""

from __future__ import annotations

from koleksi.book import Lang, Text
from koleksi.job.begin.form import FORM

__all__ = ["GUIDE", "guide"]

GUIDE = "PETUNJUK.txt"
_TITLE = Text("{name}: dari daftar buku sampai rak", "{name}: from a list of books to the shelf")
_RANGE = Text("Nomor buku perpustakaan ini mulai dari {start}.", "The numbers of this library begin at {start}.")
_RANGE_TO = Text("Nomor buku perpustakaan ini: {start} sampai {end}. Jangan dipakai perpustakaan lain.",
                 "The numbers of this library: {start} to {end}. No other library uses them.")  # fmt: skip
_STEPS = (
    Text(f"Buka {FORM} dan ketik: satu baris satu judul. Contohnya boleh dibiarkan.",
         f"Open {FORM} and type: one row a title. The examples may stay."),
    Text(f"Simpan, tutup, lalu dari folder ini:  koleksi {FORM}   (atau seret berkasnya ke ikon di stik USB)",
         f"Save, close, and from this folder:  koleksi {FORM}   (or drag the file onto the icon on the USB stick)"),
    Text("Buka folder Formulir-hasil. Isi kolom KEPUTUSAN di tinjau.xlsx, simpan, tutup, ulangi langkah 2.",
         "Open the folder Formulir-hasil. Fill in DECISION in tinjau.xlsx, save, close, and repeat step 2."),
    Text("Cetak satu halaman uji, lalu label.pdf pada 100 %. Tempel.",
         "Print a test page, then label.pdf at 100 %. Stick them."),
    Text("Serahkan: BACA-DULU.txt di folder hasil menyebut berkas untuk SLiMS, INLISLite atau Koha.",
         "Hand over: BACA-DULU.txt in the results names the files for SLiMS, INLISLite or Koha."),
    Text("Sesudah ditempel dan diserahkan:  koleksi selesai Formulir-hasil",
         "When all is stuck and handed over:  koleksi selesai Formulir-hasil"),
    Text("Ada buku lagi? Tambahkan di bawah daftar dan ulangi dari langkah 2. Nomor lama tidak berubah.",
         "More books? Add them below the list and go on from step 2. Old numbers do not change."),
)  # fmt: skip
_LOST = Text("Tidak tahu harus apa? Ketik saja:  koleksi", "Not sure what to do? Just type:  koleksi")


def guide(name: str, lang: Lang, *, start: int = 1, end: int = 0) -> str:
    """The guide of a library, with the line ends of Windows. ``start``, ``end``: its numbers; ``end`` 0: no end."""
    lines = [_TITLE.format(name=name)(lang), ""]
    if end:
        lines += [_RANGE_TO.format(start=start, end=end)(lang), ""]
    elif start > 1:
        lines += [_RANGE.format(start=start)(lang), ""]
    lines += [f"{n}. {step(lang)}" for n, step in enumerate(_STEPS, start=1)]
    return "\r\n".join([*lines, "", _LOST(lang), ""])
