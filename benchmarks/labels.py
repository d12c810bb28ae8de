"""Labels, side by side in one run: CPU microseconds and bytes a label, peak memory.

    python benchmarks/labels.py [number of labels]

pylabels is no dependency: where it is not installed (pip install pylabels, in another environment) its line says so.
Each way draws the same labels on A4 3x8: a Code 128 bar code and three lines of text. The floor is a
PDF content stream written by hand with ready-made bars, the least work any program could do.
"""

from __future__ import annotations

import io
import resource
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from koleksi import labels
from koleksi.labels import Label

TITLES = ("Laskar Pelangi", "Bumi Manusia", "Sejarah Indonesia Modern", "Tafsir al-Mishbah", "Matematika SMP kelas VII",
          "Cara bertani organik", "Negeri 5 Menara", "Ronggeng Dukuh Paruk")  # fmt: skip


class Sink(io.RawIOBase):
    """Counts bytes and forgets them."""

    size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.size += len(data)
        return len(data)


def made(count: int) -> Iterator[Label]:
    for n in range(count):
        yield Label(
            call_number=(f"{n * 37 % 1000:03}.{n % 997}", "ABCDEFG"[n % 7] + "IR", "abcdef"[n % 6]),
            barcode=f"B{n:07}", title=f"{TITLES[n % 8]} {n % 100}",
        )  # fmt: skip


def lines(label: Label) -> tuple[str, ...]:
    return (label.title, " ".join(label.call_number), label.barcode)


def cells() -> Iterator[tuple[int, float, float]]:
    """(number on the page, x, y) in points, for ever."""
    while True:
        for index in range(24):
            yield index, index % 3 * 198.4, 735.6 - index // 3 * 104.9


def ours(count: int, **options: object) -> int:
    sink = Sink()
    labels.render_stream(made(count), sink, "a4-3x8", **options)  # type: ignore[arg-type]
    return sink.size


def spine(count: int) -> int:
    return ours(count, kind="spine", header=("Perpustakaan Desa",))


def barcode_label(count: int) -> int:
    return ours(count, kind="barcode", header=("Perpustakaan Desa",))


def call_number_and_bars(count: int) -> int:
    sink = Sink()
    plain = (Label(call_number=label.call_number, barcode=label.barcode) for label in made(count))
    labels.render_stream(plain, sink, "a4-3x8")  # type: ignore[arg-type]
    return sink.size


def everything(count: int) -> int:
    return ours(
        count,
        header=("Perpustakaan Desa", "Kec. Cibinong", "Jawa Barat"),
        palette="colormarq",
        offset_x_mm=1.0,
        cut_marks=True,
    )


def checked_too(count: int) -> int:
    labels.check(made(count), "a4-3x8", "both", header=("Perpustakaan Desa",), palette="colormarq")
    return everything(count)


def reportlab_code128(count: int) -> int:
    from reportlab.graphics.barcode.code128 import Code128
    from reportlab.pdfgen.canvas import Canvas

    sink = io.BytesIO()
    canvas = Canvas(sink, pagesize=(595, 842), invariant=1, pageCompression=1)
    for label, (index, x, y) in zip(made(count), cells(), strict=False):
        if index == 0 and label.barcode != "B0000000":
            canvas.showPage()
        Code128(label.barcode, barWidth=0.94, barHeight=28).drawOn(canvas, x, y + 30)
        canvas.setFont("Helvetica", 7)
        for row, text in enumerate(lines(label)):
            canvas.drawString(x + 8, y + 20 - 8 * row, text)
    canvas.save()
    return len(sink.getvalue())


def reportlab_text_object(count: int) -> int:
    """The least one can do with reportlab: one text object, one ready-made path, no fitting."""
    from reportlab.pdfgen.canvas import Canvas

    sink = io.BytesIO()
    canvas = Canvas(sink, pagesize=(595, 842), invariant=1, pageCompression=1)
    path = canvas.beginPath()
    for at in range(0, 101, 3):
        path.rect(at * 0.94, 0, 0.94, 28)
    for label, (index, x, y) in zip(made(count), cells(), strict=False):
        if index == 0 and label.barcode != "B0000000":
            canvas.showPage()
        canvas.saveState()
        canvas.translate(x, y + 30)
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.restoreState()
        text = canvas.beginText(x + 8, y + 20)
        text.setFont("Helvetica", 7)
        for line in lines(label):
            text.textLine(line)
        canvas.drawText(text)
    canvas.save()
    return len(sink.getvalue())


def python_barcode_path(count: int) -> int:
    import barcode
    from reportlab.pdfgen.canvas import Canvas

    sink = io.BytesIO()
    canvas = Canvas(sink, pagesize=(595, 842), invariant=1, pageCompression=1)
    for label, (index, x, y) in zip(made(count), cells(), strict=False):
        if index == 0 and label.barcode != "B0000000":
            canvas.showPage()
        path = canvas.beginPath()
        bits, at = barcode.get("code128", label.barcode).build()[0], 0
        for run in bits.replace("01", "0 1").replace("10", "1 0").split():
            if run[0] == "1":
                path.rect(x + at * 0.94, y + 30, len(run) * 0.94, 28)
            at += len(run)
        canvas.drawPath(path, stroke=0, fill=1)
        canvas.setFont("Helvetica", 7)
        for row, text in enumerate(lines(label)):
            canvas.drawString(x + 8, y + 20 - 8 * row, text)
    canvas.save()
    return len(sink.getvalue())


def python_barcode_image(count: int) -> int:
    """A picture of each bar code, as python-barcode makes it unless told otherwise."""
    import barcode
    from barcode.writer import ImageWriter
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    sink = io.BytesIO()
    canvas = Canvas(sink, pagesize=(595, 842), invariant=1, pageCompression=1)
    for label, (index, x, y) in zip(made(count), cells(), strict=False):
        if index == 0 and label.barcode != "B0000000":
            canvas.showPage()
        image = barcode.get("code128", label.barcode, writer=ImageWriter()).render({"write_text": False})
        canvas.drawImage(ImageReader(image), x, y + 30, 120, 28)
        canvas.setFont("Helvetica", 7)
        for row, text in enumerate(lines(label)):
            canvas.drawString(x + 8, y + 20 - 8 * row, text)
    canvas.save()
    return len(sink.getvalue())


def pylabels(count: int) -> int:
    """A sheet of reportlab drawings, as pylabels lays them out."""
    here = sys.path.pop(0)  # this file has the name of that package
    import labels as pylabels_package
    from reportlab.graphics.barcode import createBarcodeDrawing
    from reportlab.graphics.shapes import String

    sys.path.insert(0, here)
    paper = pylabels_package.Specification(210, 297, 3, 8, 70, 37)

    def draw(drawing: Any, width: float, height: float, label: Label) -> None:
        drawing.add(createBarcodeDrawing("Code128", value=label.barcode, barWidth=0.94, barHeight=28, x=0, y=30))
        for row, text in enumerate(lines(label)):
            drawing.add(String(8, 20 - 8 * row, text, fontName="Helvetica", fontSize=7))

    sheet = pylabels_package.Sheet(paper, draw)
    sheet.add_labels(made(count))
    sink = io.BytesIO()
    sheet.save(sink)
    return len(sink.getvalue())


def floor(count: int) -> int:
    """Page contents only: bars ready-made, no fitting, no widths, no escaping."""
    bars = "".join(f"{x} 0 1 1 re " for x in range(0, 101, 3)) + "f\n"
    page: list[str] = []
    size = 0
    for label, (index, x, y) in zip(made(count), cells(), strict=False):
        if index == 0 and page:
            size += len(zlib.compress("".join(page).encode("latin-1")))
            page = []
        text = "".join(f"0 -8 Td ({line}) Tj " for line in lines(label))
        page.append(f"q .94 0 0 28 {x + 8} {y + 30} cm {bars}Q BT /F 7 Tf {x + 8} {y + 28} Td {text}ET\n")
    return size + len(zlib.compress("".join(page).encode("latin-1")))


WAYS: dict[str, Callable[[int], int]] = {
    way.__name__: way
    for way in (
        floor, spine, call_number_and_bars, barcode_label, everything, checked_too,
        reportlab_text_object, reportlab_code128, python_barcode_path, python_barcode_image, pylabels,
    )
}  # fmt: skip


def measure(name: str, count: int) -> None:
    """One way in this process, warmed up on a page; prints one line."""
    try:
        WAYS[name](24)
    except ModuleNotFoundError as error:
        print(f"{name:22} {error.name} is not installed", flush=True)
        return
    before = resource.getrusage(resource.RUSAGE_SELF)
    size = WAYS[name](count)
    after = resource.getrusage(resource.RUSAGE_SELF)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    each = f"{cpu / count * 1e6:8.1f} us/label {size / count:8.1f} B/label"
    print(f"{name:22} {each} {after.ru_maxrss / 1024:8.1f} MB peak", flush=True)


def main() -> None:
    if len(sys.argv) == 3:
        measure(sys.argv[1], int(sys.argv[2]))
        return
    count = sys.argv[1] if len(sys.argv) == 2 else "10000"
    for name in WAYS:
        subprocess.run([sys.executable, __file__, name, count], check=True)


if __name__ == "__main__":
    main()
