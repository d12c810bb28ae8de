"""Makes the pictures of docs/panduan that show what a person sees who imports into INLISLite 3.

python scripts/inlislite_pictures.py CHECKOUT VENDOR [folder, docs/pictures unless told]

CHECKOUT: INLISLite 3.2 as it is published (``backend``, ``common``, ``inliscore``, or these below ``src``). VENDOR: the
packages that its composer.lock names, but Yii 2.0.45 or later, for PHP 8. What is changed in the copy that is served is
told in ``tests/inlislite_pages.py``. Needs PHP, MariaDB and Chromium; says so and ends well where they are not there.
Prints the rows of its tables after the import, after the same file again, and after its import of MARC.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

import inlislite_pages  # noqa: E402
from chromium import Browser, browser, chromium  # noqa: E402
from inlislite_pages import LIBRARIAN, SECRET, Pages, served  # noqa: E402
from inlislite_site import COUNTED  # noqa: E402
from koleksi import process  # noqa: E402
from mariadb import MISSING  # noqa: E402

LIST = ROOT / "examples" / "latihan" / "daftar.csv"
WIDTH, HEIGHT, OF_LISTS = 1100, 640, 860  # pixels
COLOURS = 112


def main() -> None:
    checkout, vendor = (Path(one) for one in (*sys.argv[1:3], "", "")[:2])
    folder = Path(sys.argv[3]) if len(sys.argv) > 3 else ROOT / "docs" / "pictures"
    if why := lacking(checkout, vendor):
        sys.stderr.write(f"skipped: {why}\n")
        return
    with tempfile.TemporaryDirectory(prefix="i") as place, served(checkout, vendor, Path(place)) as pages:
        process.run([LIST], Path(place) / "hasil")
        with browser() as tab:
            enter(tab, pages)
            by_excel(tab, pages, Path(place) / "hasil" / "inlislite-001.xlsx", folder)
            by_marc(tab, pages, Path(place) / "hasil" / "katalog.mrc", folder)


def lacking(checkout: Path, vendor: Path) -> str:
    """Why no pictures can be made, "" where they can."""
    return inlislite_pages.lacking(checkout, vendor) or MISSING or ("" if chromium() else "Chromium is not installed")


def enter(tab: Browser, pages: Pages) -> None:
    tab.size(WIDTH, HEIGHT)
    tab.open(f"{pages.base}/site/login")
    for field, value in (("username", LIBRARIAN), ("password", SECRET)):
        tab.run(f"document.querySelector('#loginform-{field}').value = {value!r}")
    with tab.loading():
        tab.run("document.querySelector('[name=login-button]').click()")


def by_excel(tab: Browser, pages: Pages, file: Path, folder: Path) -> None:
    """The file chosen, what its page says after it and after the same file again, and the books in its lists."""
    choose(tab, pages, file)
    unfold(tab, "Akuisisi")
    take(tab, folder / "inlislite-berkas.png")
    upload(tab)
    take(tab, folder / "inlislite-masuk.png")
    tell(pages, "first")
    choose(tab, pages, file)
    upload(tab)
    take(tab, folder / "inlislite-ditolak.png")
    tell(pages, "again")
    tab.size(WIDTH, OF_LISTS)
    tab.open(f"{pages.base}/akuisisi/koleksi")
    unfold(tab, "Akuisisi")
    take(tab, folder / "inlislite-koleksi.png")
    tab.open(f"{pages.base}/pengkatalogan/katalog")
    unfold(tab, "Katalog")
    take(tab, folder / "inlislite-katalog.png")
    tab.size(WIDTH, HEIGHT)


def by_marc(tab: Browser, pages: Pages, file: Path, folder: Path) -> None:
    """The records of a MARC file, of which some are chosen and saved."""
    tab.open(f"{pages.base}/pengkatalogan/katalog-salin/create")
    tab.choose("input[type=file]", file)
    tab.until(lambda: tab.run("document.querySelector('#ckall') !== null"))
    tab.run("document.querySelector('#ckall').click()")
    take(tab, folder / "inlislite-marc.png")
    tab.run("document.querySelector('#btnSave').click()")
    tab.until(lambda: "Berhasil submit" in str(tab.run("document.querySelector('#result').innerText")))
    tell(pages, "MARC")


def choose(tab: Browser, pages: Pages, file: Path) -> None:
    tab.open(f"{pages.base}/akuisisi/koleksi-import")
    tab.choose("#importakuisisiform-file", file)
    tab.until(lambda: tab.run("document.querySelector('.fileinput-upload-button') !== null"))


def upload(tab: Browser) -> None:
    """Its page sends the file and shows itself again, with what became of it."""
    with tab.loading():
        tab.run("document.querySelector('.fileinput-upload-button').click()")


def unfold(tab: Browser, name: str) -> None:
    menu = "[...document.querySelectorAll('.sidebar-menu > li > a')]"
    tab.run(f"{menu}.find(one => one.innerText.trim() === {name!r}).click()")


def tell(pages: Pages, step: str) -> None:
    counts = ", ".join(f"{table} {rows}" for table, rows in zip(COUNTED, pages.site.counts(), strict=True))
    sys.stdout.write(f"{step}: {counts}\n")


def take(tab: Browser, path: Path) -> None:
    """The picture in few colours, so that it stays small."""
    tab.run("new Promise(done => setTimeout(done, 1000))")  # what slides open is open
    tab.picture(path, whole=False)
    with Image.open(path) as drawn:
        small = drawn.convert("RGB").quantize(COLOURS)
    small.save(path, optimize=True)


if __name__ == "__main__":
    main()
