"""What a library may say of a label sheet of its own, ``[sheets.NAME]``."""

from __future__ import annotations

from types import MappingProxyType

from koleksi._config.reading import About
from koleksi._config.rules import number, switch, text, whole
from koleksi.book import Text

__all__ = ["LARGEST_PAGE", "SHEET"]

LARGEST_PAGE = 2000  # mm: the limit of stationery
_LENGTH = number(0, LARGEST_PAGE)
_SIZE, _COUNT = number(5, LARGEST_PAGE), whole(1, 500)
SHEET = MappingProxyType(
    {
        "page_w": About(_SIZE, Text("lebar kertas, mm", "width of the page, mm"), required=True),
        "page_h": About(_SIZE, Text("tinggi kertas, mm", "height of the page, mm"), required=True),
        "label_w": About(_SIZE, Text("lebar label, mm", "width of a label, mm"), required=True),
        "label_h": About(_SIZE, Text("tinggi label, mm", "height of a label, mm"), required=True),
        "cols": About(_COUNT, Text("banyak kolom", "number of columns")),
        "rows": About(_COUNT, Text("banyak baris", "number of rows")),
        "left": About(_LENGTH, Text("margin kiri, mm", "left margin, mm")),
        "top": About(_LENGTH, Text("margin atas, mm", "top margin, mm")),
        "gap_x": About(_LENGTH, Text("jarak antarkolom, mm", "gap between columns, mm")),
        "gap_y": About(_LENGTH, Text("jarak antarbaris, mm", "gap between rows, mm")),
        "pitch_x": About(_LENGTH, Text("tepi kiri ke tepi kiri, mm", "from left edge to left edge, mm")),
        "pitch_y": About(_LENGTH, Text("tepi atas ke tepi atas, mm", "from top edge to top edge, mm")),
        "edge": About(_LENGTH, Text("tepi yang tak tercetak, mm", "border that the printer cannot reach, mm")),
        "cut_lines": About(switch(), Text("cetak garis potong", "print lines to cut along")),
        "what": About(text(200), Text("keterangan", "a remark")),
    }
)
