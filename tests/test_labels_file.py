"""The PDF of labels as a file: its bytes, its size, the memory that it takes."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pypdfium2 as pdfium
import pytest

from koleksi import labels, stationery
from koleksi._print.canvas import Canvas
from koleksi._print.fonts import BOLD, REGULAR
from koleksi._print.lines import draw_lines, typeset
from koleksi.errors import UsageError
from koleksi.labels import Label
from label_reading import HARD, HEADER, picture, text_of


def test_the_same_labels_give_the_same_bytes() -> None:
    assert labels.render(HARD, "a4-3x8", header=HEADER) == labels.render(HARD, "a4-3x8", header=HEADER)


def test_the_same_labels_give_the_same_bytes_in_another_process_on_another_day() -> None:
    """Nothing of the file hangs on the order of a set, or on the day that reproducible builds set."""
    script = (
        "import hashlib; from koleksi import labels; from label_reading import HARD, HEADER\n"
        "pdf = labels.render(HARD, 'a4-3x8', header=HEADER, palette='mixcode', kind='both-qr')\n"
        "print(hashlib.sha256(pdf).hexdigest(), b'Date' in pdf)"
    )
    said = set()
    for seed, day in (("1", "0"), ("2", "1767225600")):
        environment = os.environ | {"PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": day}
        environment["PYTHONPATH"] = os.pathsep.join([str(Path(__file__).parent), *sys.path])
        done = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True
        )
        said.add(done.stdout)
    assert len(said) == 1 and "False" in said.pop()


def test_a_day_that_is_none_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "abc")
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        labels.render(HARD, "tj121")


def test_pages_leave_as_soon_as_they_are_shown() -> None:
    """When the second label of a sheet is asked for, the sheet before it has been written."""
    sink, sizes = Counter(), []

    def watched() -> Iterator[Label]:
        for label in stream_of(240):
            sizes.append(sink.size)
            yield label

    labels.render_stream(watched(), sink, "a4-3x8")  # type: ignore[arg-type]
    assert sizes[1::24] == sorted(set(sizes[1::24])) and sizes[1] < sizes[-1] < sink.size


def test_no_label_is_still_a_page() -> None:
    assert len(pdfium.PdfDocument(labels.render([], "tj121"))) == 1


class Counter(io.RawIOBase):
    size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.size += len(data)
        return len(data)


def stream_of(count: int) -> Iterator[Label]:
    return (Label(call_number=(f"{n % 1000:03}.{n % 97}", "ABC", "x"), barcode=f"B{n:07}") for n in range(count))


def test_memory_is_flat_and_a_label_is_small() -> None:
    peaks = []
    labels.render_stream(stream_of(1500), Counter(), "a4-3x8")  # type: ignore[arg-type]  # fills what is kept
    for count in (1000, 4000):
        sink = Counter()
        tracemalloc.start()
        labels.render_stream(stream_of(count), sink, "a4-3x8")  # type: ignore[arg-type]
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.3 * peaks[0]
    assert sink.size / 4000 <= 52


def test_a_label_with_everything_is_small_too() -> None:
    sink = Counter()
    many = (
        Label(call_number=(f"{n % 1000:03}.{n % 97}", "ABC", "x"), barcode=f"B{n:07}", title=f"Judul nomor {n}")
        for n in range(4000)
    )
    options = {"header": HEADER, "palette": "colormarq", "offset_x_mm": 1, "cut_marks": True}
    labels.render_stream(many, sink, "a4-3x8", **options)  # type: ignore[arg-type]
    assert sink.size / 4000 <= 72


@pytest.mark.parametrize("kind", ["both", "spine", "barcode"])
def test_checked_and_drawn_at_once_is_what_each_alone_makes(kind: str) -> None:
    twice = [*HARD, Label(barcode="B0000001", title="satu"), Label(barcode="B0000001", title="dua")]
    stream = io.BytesIO()
    found = labels.check_and_render(twice, stream, "tj108", kind, header=HEADER)
    assert found == labels.check(twice, "tj108", kind, header=HEADER)
    assert stream.getvalue() == labels.render(twice, "tj108", kind=kind, header=HEADER)


def test_ascii_goes_to_the_page_as_reportlab_writes_it() -> None:
    made = []
    for straight in (True, False):
        canvas = Canvas(stream := io.BytesIO(), 50, 50)
        placed = [(typeset("a (b) \\c", style)._replace(plain=straight), 3.014, y, size)
                  for style, y, size in ((BOLD, 9.5, 7.25), (REGULAR, 1e-6, 7.0), (REGULAR, -4.0, 7.0))]  # fmt: skip
        draw_lines(canvas, placed)
        canvas.save()
        made.append(stream.getvalue())
    assert made[0] == made[1]


def test_a_preview_is_a_picture_of_the_page() -> None:
    from PIL import Image

    image = Image.open(io.BytesIO(labels.preview(labels.render(HARD, "tj121"), dpi=72)))
    assert image.size == (round(165 / 25.4 * 72) + 1, round(210 / 25.4 * 72) + 1) or abs(image.size[0] - 467.7) < 1.5
    assert min(image.convert("L").getextrema()) < 60


@pytest.mark.parametrize("name", ["tj121", "a4-3x8", "roll-40x30", "avery-l4732", "f4-2x7"])
def test_the_calibration_page_has_a_ruler_that_is_true(name: str) -> None:
    sheet = stationery.get(name)
    pdf = labels.calibration_page(sheet)
    page = pdfium.PdfDocument(pdf)[0]
    assert page.get_size() == pytest.approx((sheet.page_w * 72 / 25.4, sheet.page_h * 72 / 25.4), abs=0.1)
    assert "10" in text_of(pdf).split()
    dark = picture(pdf, 0, 254) < 140  # ten dots a millimetre
    for index in (0, sheet.per_page - 1):
        x, y = sheet.cell(index)
        middle = int((y + sheet.label_h * 0.9) * 10)  # below the ruler
        assert abs(np.flatnonzero(dark[middle, max(0, int(x * 10) - 5) :])[0] - min(5, int(x * 10)) - x * 10 % 1) <= 1.5
    across = int((sheet.top + min(6.0, sheet.label_h / 3) - 0.6) * 10)
    whole, half = (
        [dark[across, mm * 10 + at - 1 : mm * 10 + at + 2].any() for mm in range(20, int(sheet.page_w) - 1)]
        for at in (0, 5)
    )
    assert all(whole) and sum(half) <= 2 * sheet.cols, "one tick a millimetre, and edges of labels"
