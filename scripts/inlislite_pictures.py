"""Makes the pictures of docs/panduan that show what a person sees who imports into INLISLite 3.

python scripts/inlislite_pictures.py CHECKOUT VENDOR [folder, docs/pictures unless told]

CHECKOUT: INLISLite 3.2 as it is published (``backend``, ``common``, ``inliscore``, or these below ``src``). VENDOR: the
packages that its composer.lock names, but Yii 2.0.48 or later, for PHP 8. What is changed in the copy that is served is
told in ``tests/inlislite_pages.py``. Needs PHP, MariaDB and Chromium; says so and ends well where they are not there.
Prints the rows of its tables after the import, after the same file again, and after its import of MARC.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from chromium import Browser, small_picture  # noqa: E402
from inlislite_by_pages import ByPages, by_pages, lacking  # noqa: E402
from inlislite_site import COUNTED  # noqa: E402
from koleksi import process  # noqa: E402

LIST = ROOT / "examples" / "latihan" / "daftar.csv"
WIDTH, HEIGHT, OF_LISTS = 1100, 640, 860  # pixels
COLOURS = 112


def main() -> None:
    checkout, vendor = (Path(one) for one in (*sys.argv[1:3], "", "")[:2])
    folder = Path(sys.argv[3]) if len(sys.argv) > 3 else ROOT / "docs" / "pictures"
    if why := lacking(checkout, vendor):
        sys.stderr.write(f"skipped: {why}\n")
        return
    with tempfile.TemporaryDirectory(prefix="i") as place, by_pages(checkout, vendor, Path(place)) as site:
        process.run([LIST], Path(place) / "hasil")
        site.tab.size(WIDTH, HEIGHT)
        by_excel(site, Path(place) / "hasil" / "inlislite-001.xlsx", folder)
        by_marc(site, Path(place) / "hasil" / "katalog.mrc", folder)


def by_excel(site: ByPages, file: Path, folder: Path) -> None:
    """The file chosen, what its page says after it and after the same file again, and the books in its lists."""
    site.choose(file)
    unfold(site.tab, "Akuisisi")
    take(site.tab, folder / "inlislite-berkas.png")
    site.upload()
    take(site.tab, folder / "inlislite-masuk.png")
    tell(site, "first")
    site.choose(file)
    site.upload()
    take(site.tab, folder / "inlislite-ditolak.png")
    tell(site, "again")
    site.tab.size(WIDTH, OF_LISTS)
    site.tab.open(f"{site.base}/akuisisi/koleksi")
    unfold(site.tab, "Akuisisi")
    take(site.tab, folder / "inlislite-koleksi.png")
    site.tab.open(f"{site.base}/pengkatalogan/katalog")
    unfold(site.tab, "Katalog")
    take(site.tab, folder / "inlislite-katalog.png")
    site.tab.size(WIDTH, HEIGHT)


def by_marc(site: ByPages, file: Path, folder: Path) -> None:
    """The records of a MARC file, of which some are chosen and saved."""
    site.tab.open(f"{site.base}/pengkatalogan/katalog-salin/create")
    site.tab.choose("input[type=file]", file)
    site.tab.until(lambda: site.tab.run("document.querySelector('#ckall') !== null"))
    site.tab.run("document.querySelector('#ckall').click()")
    take(site.tab, folder / "inlislite-marc.png")
    site.tab.run("document.querySelector('#btnSave').click()")
    site.tab.until(lambda: "Berhasil submit" in str(site.tab.run("document.querySelector('#result').innerText")))
    tell(site, "MARC")


def unfold(tab: Browser, name: str) -> None:
    menu = "[...document.querySelectorAll('.sidebar-menu > li > a')]"
    tab.run(f"{menu}.find(one => one.innerText.trim() === {name!r}).click()")


def tell(site: ByPages, step: str) -> None:
    counts = ", ".join(f"{table} {rows}" for table, rows in zip(COUNTED, site.counts(), strict=True))
    sys.stdout.write(f"{step}: {counts}\n")


def take(tab: Browser, path: Path) -> None:
    small_picture(tab, path, after=1000, colours=COLOURS)


if __name__ == "__main__":
    main()
