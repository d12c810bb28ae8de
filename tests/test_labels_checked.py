"""Whole sheets of labels before a checker of its own: poppler and zbar through ../shared, which know nothing of us."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest

from koleksi import labels, stationery
from koleksi.labels import Label
from koleksi.stationery import Sheet
from label_reading import HARD, HEADER


def _readers() -> str:
    """Both bar code readers, or zxing alone where the zbar library is not installed."""
    try:
        import pyzbar.pyzbar  # noqa: F401
    except ImportError:
        return "zxing"
    return "both"


def judged(
    shared: Path, folder: Path, sheet: Sheet, kind: str, dpi: int, start: int = 1, **options: object
) -> dict[str, object]:
    """The report of the checker on labels chosen to hurt, each with a number of its own."""
    count = min(max(len(HARD), sheet.per_page), 24)
    wanted = [
        Label(call_number=one.call_number, barcode=one.barcode[:11] + f"{at:02}", title=one.title, copy=one.copy)
        for at, one in ((at, HARD[at % len(HARD)]) for at in range(count))
    ]
    problems = labels.check(wanted, sheet, kind, **options)  # type: ignore[arg-type]
    silent = {problem.row for problem in problems if problem.code == "label-barcode-room"}
    pdf, cells, expected = folder / "label.pdf", folder / "sheet.json", folder / "expected.jsonl"
    pdf.write_bytes(labels.render(wanted, sheet, start, kind=kind, **options))  # type: ignore[arg-type]
    facts = {
        name: getattr(sheet, name)
        for name in ("page_w", "page_h", "cols", "rows", "pitch_x", "pitch_y", "label_w", "label_h")
    }
    x, y = float(str(options.get("offset_x_mm", 0))), float(str(options.get("offset_y_mm", 0)))
    cells.write_text(json.dumps(facts | {"left": sheet.left + x, "top": sheet.top + y}))
    quiet = kind in ("spine", "shelf")
    lines = [
        json.dumps(
            {
                "value": "" if quiet or row in silent else label.barcode,
                "texts": [] if kind == "barcode" else label.call_number,
            }
        )
        for row, label in enumerate(wanted, 1)
    ]
    expected.write_text("\n".join(lines))
    command = [
        sys.executable, str(shared / "tools/verify_labels.py"), str(pdf), "--sheet", str(cells), "--dpi", str(dpi),
        "--expect-text", str(expected), "--start", str(start - 1), "--sample", "2", "--engine", _readers(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 2 or "ModuleNotFoundError" in done.stderr:
        pytest.skip(f"the checker cannot run here: {done.stderr.strip().splitlines()[-1]}")
    assert done.returncode == 0, done.stdout[:2000] + done.stderr[-500:]
    report: dict[str, object] = json.loads(done.stdout)
    return report


SHORT = [
    ("tj121", "both", 203, {}), ("a4-3x8", "both", 300, {"header": HEADER, "palette": "colormarq"}),
    ("tj107", "barcode", 203, {}), ("a4-3x7", "both-qr", 300, {"header": HEADER}),
    ("f4-2x7", "along", 203, {"palette": "mixcode"}), ("tj108", "spine", 300, {}),
    ("tj103", "both", 203, {"start": 5, "offset_x_mm": 1.2, "offset_y_mm": -0.8}),
    ("a4-2x7", "shelf", 203, {"header": HEADER}), ("avery-5160", "both", 600, {"column_wise": False}),
    ("herma-4614", "along", 203, {"header": HEADER, "palette": "colormarq"}),
    ("plain-a4", "both", 203, {"header": HEADER[:1]}),
]  # fmt: skip


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "kind", "dpi", "options"), SHORT, ids=[f"{name}-{kind}-{dpi}" for name, kind, dpi, _ in SHORT]
)
def test_the_checker_finds_nothing(
    shared: Path, tmp_path: Path, name: str, kind: str, dpi: int, options: dict[str, object]
) -> None:
    report = judged(shared, tmp_path, stationery.get(name), kind, dpi, **options)  # type: ignore[arg-type]
    assert report["problems"] == 0 and report.get("missing") == 0
    if report.get("measured"):
        assert float(str(report["quiet_X_min"])) >= 9.5 and float(str(report["X_mm_min"])) >= 0.235


# All sheets, all kinds, three resolutions are 1,332 runs of the checker. Every run of the tests takes one for each
# sheet, kinds and resolutions in turn; the rest on request: the variable names a CSV that gets a line for every run.
RECORD = os.environ.get("KOLEKSI_ALL_LABELS", "")
EVERY = list(product(stationery.names(), labels.KINDS, (203, 300, 600)))
IN_TURN = [
    (name, labels.KINDS[row % len(labels.KINDS)], (203, 300, 600)[row // 2 % 3])
    for row, name in enumerate(stationery.names())
]
ALL = EVERY if RECORD else IN_TURN


@pytest.mark.shared
@pytest.mark.parametrize(("name", "kind", "dpi"), ALL)
def test_the_checker_finds_nothing_on_any_sheet(shared: Path, tmp_path: Path, name: str, kind: str, dpi: int) -> None:
    sheet = stationery.get(name)
    start, offset = {203: (1, 0.0), 300: (min(3, sheet.per_page), 0.6), 600: (min(2, sheet.per_page), -0.4)}[dpi]
    report = judged(
        shared,
        tmp_path,
        sheet,
        kind,
        dpi,
        start,
        header=HEADER,
        palette="colormarq",
        offset_x_mm=offset,
        offset_y_mm=offset / 2,
    )
    figures = [
        report.get(key, 0) for key in ("expected", "decoded", "missing", "wrong", "problems", "X_mm_min", "quiet_X_min")
    ]
    with Path(RECORD or os.devnull).open("a", encoding="utf-8") as lines:
        lines.write(",".join(map(str, [name, kind, dpi, *figures])) + "\n")
    assert report["problems"] == 0 and report["decoded"] == report.get("expected", 0)
