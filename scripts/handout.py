"""Makes the two pages that a trainer hands out: the day in steps and commands, then the sheet before and after.

python scripts/handout.py [file, docs/panduan/selebaran-pelatih.pdf unless told]
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor, white
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from koleksi import save

ROOT = Path(__file__).resolve().parents[1]
HANDOUT = ROOT / "docs" / "panduan" / "selebaran-pelatih.pdf"

BLUE, PALE, GREY = HexColor("#24527a"), HexColor("#eef3f8"), HexColor("#8796a5")
_MARGIN = 15 * mm
_PAD = 6  # points that reportlab leaves inside its frame
_WIDTH = A4[0] - 2 * _MARGIN - 2 * _PAD
_BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=9.5, leading=12)
_HEAD = ParagraphStyle("head", parent=_BODY, fontName="Helvetica-Bold", textColor=white)
_FIRST = ParagraphStyle("first", parent=_BODY, fontName="Helvetica-Bold", fontSize=16, leading=20, textColor=BLUE)
_SECOND = ParagraphStyle(
    "second", parent=_BODY, fontName="Helvetica-Bold", fontSize=11, leading=14, spaceBefore=6, spaceAfter=3,
    textColor=BLUE,
)  # fmt: skip
_NUMBER = ParagraphStyle("number", parent=_FIRST, alignment=TA_CENTER)
_RULE = ParagraphStyle("rule", parent=_BODY, leftIndent=9, bulletIndent=0, spaceAfter=1.5)
_TYPED = ParagraphStyle("typed", parent=_BODY, fontName="Courier", fontSize=8.2, leading=11)

# What is done; what is pressed in the window; what is typed instead.
STEPS = (
    ("Ketik daftarnya: satu baris satu judul. Wajib hanya judul atau ISBN. Kolom ISBN: format Teks.",
     "Formulir.xlsx di folder Pekerjaan", "koleksi new sukamaju --name Sukamaju"),
    ("Olah. Lihat dulu kolom mana dibaca sebagai apa.",
     "Daftar: seret berkas, <i>Olah daftar ini</i>", "koleksi process daftar.xlsx --out hasil"),
    ("Jawab: Kebiasaan dulu, lalu Kelas, Kembar. Salah di buku lain? <i>Semua judul</i>.",
     "Periksa: tombol 1 2 3, Enter, U batal", "hasil/tinjau.xlsx, sel kuning, simpan, tutup; perintah nomor 2 lagi"),
    ("Satu halaman uji di kertas biasa, cetak <b>100 %</b>, terawang, catat geserannya.",
     "Label: <i>Setel printer</i>", "koleksi labels calibrate --sheet tj121 --out uji.pdf"),
    ("Cetak label. Bacakan judul di label, cocokkan dengan buku, baru tempel.",
     "Label: tekan sel yang terpakai, <i>Buka PDF</i>", "koleksi labels hasil --out label.pdf --start 5"),
    ("Impor ke satu sistem saja; urutannya di BACA-DULU.txt.",
     "Serahkan: pilih sistem", "slims.jsonl / inlislite-001.xlsx / koha.mrc"),
    ("Label tertempel dan berkas masuk: nyatakan selesai. Besok hanya yang baru dicetak (folder baru).",
     "Serahkan: <i>Nyatakan selesai</i>", "koleksi selesai hasil"),
)  # fmt: skip
TROUBLES = (
    ("Lupa sampai mana", "koleksi"),
    ("Sepuluh buku lagi: tambah di bawah daftar yang sama, atau sebut kedua daftar",
     "koleksi process daftar.xlsx besok.xlsx --out hasil"),
    ("Salah daftar, banyak label \"harus dicabut\"", "koleksi undo hasil"),
    ("Satu label rusak", "koleksi labels hasil --out ulang.pdf --only B0000007"),
    ("Apa yang terjadi dengan buku ini?", "koleksi riwayat hasil B0000007"),
    ("Berkas terbuka di Excel, komputer mati di tengah", "tutup Excel, ulangi perintah yang sama"),
)  # fmt: skip
RULES = (
    "<b>koleksi.db</b> di folder hasil adalah ingatan program: jangan dihapus. Salin folder hasil ke USB setiap sore.",
    "Nomor induk dan barcode yang sudah diberikan tidak berubah. Perintah yang sama boleh diulang kapan saja.",
    "297 atau 2X, 813 atau 899.221, nama akhir atau nama awal: sepakati <b>sebelum</b> label pertama dicetak.",
    "Dua laptop: setiap laptop satu huruf (koleksi new --laptop A hasil-A), lalu koleksi merge. "
    "Jangan menyalin folder hasil untuk bekerja di dua tempat.",
)
DAY = (
    ("08.00", "lembar sebelum, lima buku dengan tangan"), ("08.30", "latihan/daftar.csv: olah, jawab"),
    ("10.00", "20 buku sendiri diketik"), ("11.30", "halaman uji tiap printer"),
    ("13.00", "cetak, tempel, tata di rak"), ("14.00", "hari kedua, impor"), ("15.15", "lembar sesudah"),
)  # fmt: skip
MEASURES = (
    ("menit untuk lima buku, dari kardus sampai label tertempel", "menit"),
    ("menit per buku (menit dibagi lima)", "menit"),
    ("kelas yang benar (tiga angka pertama, menurut bagan)", "dari 5"),
    ("pengarang yang tajuknya benar", "dari 5"),
    ("label di buku yang benar dan terbaca pemindai", "dari 5"),
    ("buku yang ditemukan orang lain di rak dalam satu menit", "dari 5"),
    ("\"Saya dapat mengatalog buku sendiri.\"", "1-5"),
    ("\"Saya dapat menolong orang lain.\"", "1-5"),
    ("\"Saya tahu apa yang dilakukan bila ada yang salah.\"", "1-5"),
)  # fmt: skip
BOOKS = 5
_EACH_BOOK = ("Judul", "Kelas sebelum", "Kelas sesudah", "Menit sebelum", "Menit sesudah")
_LEFT_OPEN = ("Yang masih sulit:", "Minggu depan saya akan:", "Kepada siapa saya bertanya (nama, nomor HP):")

_HOW = (
    "Sebelum: lima buku dengan cara yang biasa. Sesudah: lima buku lain dengan program. Jam dicatat dari kardus sampai "
    "label tertempel. Kelas dicocokkan pelatih dengan bagan, bukan dengan jawaban program."
)
_AFTERWARDS = (
    "Pelatih: rata-rata setiap baris, sebelum dan sesudah, dan berapa peserta mengisi keduanya. Sebulan kemudian: "
    "berapa buku berlabel, berapa ditambahkan sesudah pelatihan (laporan.html di folder hasil)."
)


def commands() -> list[str]:
    """Every command that the first page says to type."""
    return [typed for *_, typed in (*STEPS, *TROUBLES) if typed.startswith("koleksi")]


def handout() -> bytes:
    """The PDF, A4, two pages; the same bytes each time, and, being not compressed, with any zlib."""
    target = BytesIO()
    pages = SimpleDocTemplate(
        target, pagesize=A4, leftMargin=_MARGIN, rightMargin=_MARGIN, topMargin=12 * mm, bottomMargin=14 * mm,
        title="koleksi: selebaran pelatihan", lang="id", invariant=1, pageCompression=0,
    )  # fmt: skip
    pages.build([*_first_page(), PageBreak(), *_second_page()], onFirstPage=_foot, onLaterPages=_foot)
    return target.getvalue()


def _first_page() -> list[Flowable]:
    steps = [["", "Yang dilakukan", "Di jendela (Mulai.cmd)", "Atau diketik"]]
    steps += [[_set(n, _NUMBER), done, pressed, _typed(typed)] for n, (done, pressed, typed) in enumerate(STEPS, 1)]
    troubles = [["Bila ...", "ketik"]] + [[what, _typed(typed)] for what, typed in TROUBLES]
    return [
        _set("Dari kardus ke rak: tujuh langkah", _FIRST),
        _set("Satu folder, satu daftar, satu hasil. Tanpa internet. Dengan jendela atau perintah: hasilnya sama."),
        Spacer(0, 3 * mm),
        _table(steps, (0.06, 0.37, 0.25, 0.32)),
        _set("Bila ada apa-apa", _SECOND),
        _table(troubles, (0.42, 0.58)),
        _set("Empat aturan", _SECOND),
        *(Paragraph(rule, _RULE, bulletText="\u2022") for rule in RULES),
        _set("Jadwal satu hari (latihannya: docs/panduan/pelatihan.md)", _SECOND),
        _table([[when for when, _ in DAY], [what for _, what in DAY]], (1 / len(DAY),) * len(DAY)),
    ]


def _second_page() -> list[Flowable]:
    measures = [["Yang diukur", "", "Sebelum", "Sesudah"]] + [[what, unit, "", ""] for what, unit in MEASURES]
    books = [list(_EACH_BOOK)] + [[f"{n}."] + [""] * (len(_EACH_BOOK) - 1) for n in range(1, BOOKS + 1)]
    return [
        _set("Lembar sebelum dan sesudah", _FIRST),
        _set(_HOW),
        Spacer(0, 4 * mm),
        _table([["Nama:", "Perpustakaan:", "Tanggal:"]], (0.36, 0.38, 0.26), head=False, high=9 * mm),
        Spacer(0, 4 * mm),
        _table(measures, (0.58, 0.1, 0.16, 0.16), high=8.5 * mm),
        _set("Buku demi buku", _SECOND),
        _table(books, (0.44, 0.14, 0.14, 0.14, 0.14), high=8.5 * mm),
        Spacer(0, 5 * mm),
        _table([[said] for said in _LEFT_OPEN], (1.0,), head=False, high=17 * mm),
        Spacer(0, 3 * mm),
        _set(_AFTERWARDS),
    ]


def _set(words: object, style: ParagraphStyle = _BODY) -> Paragraph:
    return Paragraph(str(words), style)


def _typed(words: str) -> Paragraph:
    """Figures and letters of one width for what is typed; plain words for what is only said."""
    return _set(words, _TYPED if words.startswith("koleksi") else _BODY)


def _table(rows: list[list[Any]], shares: tuple[float, ...], *, head: bool = True, high: float | None = None) -> Table:
    """``shares`` of the width; ``high``: the least height of a row, for a pen."""
    cells = [
        [one if isinstance(one, Flowable) else _set(one, _HEAD if head and not n else _BODY) for one in row]
        for n, row in enumerate(rows)
    ]
    heights = [high] * len(rows) if high else None
    look = [
        ("GRID", (0, 0), (-1, -1), 0.5, GREY), ("VALIGN", (0, 0), (-1, -1), "MIDDLE" if head else "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 2.4), ("BOTTOMPADDING", (0, 0), (-1, -1), 3.2),
        ("LEFTPADDING", (0, 0), (-1, -1), 4), ("RIGHTPADDING", (0, 0), (-1, -1), 4),
        ("ROWBACKGROUNDS", (0, 1 if head else 0), (-1, -1), [white, PALE] if head else [white]),
    ]  # fmt: skip
    if head:
        look.append(("BACKGROUND", (0, 0), (-1, 0), BLUE))
    return Table(cells, [share * _WIDTH for share in shares], heights, repeatRows=int(head), style=TableStyle(look))


def _foot(canvas: Canvas, pages: SimpleDocTemplate) -> None:
    canvas.setFont("Helvetica", 7.5)
    canvas.setFillColor(GREY)
    canvas.drawString(_MARGIN + _PAD, 8 * mm, "koleksi: panduan lengkap di docs/panduan, di stik USB di folder Panduan")
    canvas.drawRightString(A4[0] - _MARGIN - _PAD, 8 * mm, f"halaman {pages.page} dari 2")


def main() -> None:
    save.write_bytes(Path(sys.argv[1]) if len(sys.argv) > 1 else HANDOUT, handout())


if __name__ == "__main__":
    main()
