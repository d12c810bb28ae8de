"""Labels chosen to hurt, and how a page is read back by programs that know nothing of the one that drew it: PDFium
and zxing."""

from __future__ import annotations

import numpy as np
import pypdfium2 as pdfium
import zxingcpp

from koleksi.labels import Label
from koleksi.stationery import Sheet

HEADER = ("Perpustakaan Desa Sukamaju", "Kec. Cibinong, Kab. Bogor", "Jawa Barat")
# Labels chosen to hurt.
HARD = [
    Label(call_number=("899.221", "HIR", "l"), barcode="B0000001", title="Laskar Pelangi"),
    Label(
        call_number=("297.122 3", "SHI", "t"),
        barcode="C0000002",
        title="Tafsir al-Mishbah: pesan, kesan dan keserasian",
        copy=2,
    ),
    Label(call_number=("959.803 092 4", "KUR", "s"), barcode="1234567890128", title="تفسير القرآن العظيم ١"),
    Label(
        call_number=("R", "2X1.3", "ABD", "m"), barcode="00004/H/2026", title="Tafsīr al-Qurʾān: ḥadīth & <b>ṣaḥīḥ</b>"
    ),
    Label(
        call_number=("633.181 559 598 26", "BAD", "p"),
        barcode="ABCDEFGHIJKLM",
        title="Supercalifragilisticexpialidociousketerangan",
    ),
    Label(call_number=("005.133", "NUG", "b"), barcode="7", title="Belajar C++ \\ dasar (edisi ke-2)"),
    Label(call_number=("398.209 598 2", "Abd", "x", "j.12"), barcode="lib-2026-0001", title="دالم ڽاي ڤرتام", copy=12),
]


def picture(pdf: bytes, page: int, dpi: int) -> np.ndarray:
    """A page in grey, as PDFium shows it."""
    shown = pdfium.PdfDocument(pdf)[page].render(scale=dpi / 72, grayscale=True).to_numpy()
    return np.ascontiguousarray(shown.reshape(shown.shape[:2]))


def decoded(pdf: bytes, sheet: Sheet, dpi: int = 300) -> dict[tuple[int, int], set[str]]:
    """What a reader sees in each (page, cell)."""
    found: dict[tuple[int, int], set[str]] = {}
    for page in range(len(pdfium.PdfDocument(pdf))):
        image = picture(pdf, page, dpi)
        for index in range(sheet.per_page):
            x, y = (int(value * dpi / 25.4) for value in sheet.cell(index))
            cell = image[y : y + int(sheet.label_h * dpi / 25.4), x : x + int(sheet.label_w * dpi / 25.4)]
            if cell.size and (read := zxingcpp.read_barcodes(np.ascontiguousarray(cell), try_downscale=False)):
                found[page, index] = {one.text for one in read}
    return found


def text_of(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pdfium.PdfDocument(pdf))
