"""Makes the picture of tinjau.xlsx in docs/panduan, drawn by LibreOffice from the practice list of examples/.

python scripts/sheet_pictures.py [folder, docs/pictures unless told]
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl
from PIL import Image, ImageChops

from koleksi import labels, process, save

ROOT = Path(__file__).resolve().parents[1]
SHEETS = {"Semua judul": "tinjau-semua-judul"}
_DPI = 130
_MARGIN = 12  # pixels of white around what is drawn


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"
    with tempfile.TemporaryDirectory() as place:
        process.run([ROOT / "examples" / "latihan" / "daftar.csv"], Path(place) / "hasil")
        for sheet, name in SHEETS.items():
            picture(Path(place), sheet, folder / f"{name}.png")


def picture(place: Path, sheet: str, target: Path) -> None:
    """One sheet of the workbook, one page wide, without the white around it."""
    book = openpyxl.load_workbook(place / "hasil" / "tinjau.xlsx")
    for other in book.sheetnames:
        if other != sheet:
            del book[other]
    page = book[sheet]
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    book.save(place / "satu.xlsx")
    office = ["soffice", f"-env:UserInstallation={(place / 'office').as_uri()}", "--headless", "--convert-to", "pdf"]
    subprocess.run([*office, "--outdir", place, place / "satu.xlsx"], check=True, capture_output=True)
    drawn = place / "satu.png"
    save.write_bytes(drawn, labels.preview((place / "satu.pdf").read_bytes(), dpi=_DPI))
    with Image.open(drawn) as whole:
        cut = whole.convert("RGB")
    left, top, right, bottom = ImageChops.invert(cut.convert("L")).getbbox()
    around = (left - _MARGIN, top - _MARGIN, right + _MARGIN, bottom + _MARGIN)
    cut.crop(around).quantize(64).save(target, optimize=True)


if __name__ == "__main__":
    main()
