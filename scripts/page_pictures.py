"""Makes the pictures of docs/buka.md and docs/panduan: the walk from a list to its labels in the window of ``koleksi
buka``, in Debian's Chromium, each step on a desk or on a phone.

python scripts/page_pictures.py [folder, docs/pictures unless told]
"""

from __future__ import annotations

import sys
import tempfile
import threading
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from chromium import Browser, browser  # noqa: E402
from koleksi.job.packs import build_pack  # noqa: E402
from koleksi.page.window import opened  # noqa: E402
from test_phone import photo_of  # noqa: E402

DESK, PHONE = (1100, 760), (390, 760)
KNOWN, UNKNOWN = "9786020332956", "9789792202007"  # in the example list, which becomes the pack, and not


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"
    with (
        tempfile.TemporaryDirectory() as place,
        opened(Path(place) / "hasil") as window,
        browser() as tab,
    ):
        threading.Thread(target=window.serve, daemon=True).start()
        base = window.door.address().split("/?")[0]
        tab.size(*DESK)
        tab.open(window.door.address())
        first_day(tab, base, folder)
        second_day(tab, base, folder)
        phone(tab, Path(place), folder)


def take(tab: Browser, folder: Path, name: str, size: tuple[int, int] = DESK, scroll: str = "") -> None:
    tab.size(*size)
    tab.run("document.querySelector('footer').remove()")  # it names the folder of this very run
    tab.run(f"document.querySelector({scroll!r}).scrollIntoView()" if scroll else "scrollTo(0, 0)")
    tab.picture(folder / f"buka-{name}.png", whole=False)


def drop(tab: Browser, *files: Path) -> None:
    with tab.loading():
        tab.choose("#berkas", *files)


def press(tab: Browser, button: str) -> None:
    with tab.loading():
        tab.run(f"document.querySelector({button!r}).click()")


def process(tab: Browser, button: str = "form.go button", then: str = "/periksa/") -> None:
    """All files are made, until the page that follows stands there."""
    press(tab, button)
    tab.until(lambda: tab.run(f"location.pathname === {then!r} && document.readyState === 'complete'"))


def first_day(tab: Browser, base: str, folder: Path) -> None:
    """Every step with its picture."""

    def picture(name: str, size: tuple[int, int] = DESK, scroll: str = "") -> None:
        take(tab, folder, name, size, scroll)

    drop(tab, ROOT / "examples" / "donasi.csv")
    picture("daftar")
    process(tab)
    picture("periksa", PHONE)
    tab.open(f"{base}/periksa/habit")
    picture("kebiasaan")
    tab.open(f"{base}/periksa/class")
    picture("kelas")
    with tab.loading():
        tab.press("1")
    tab.open(f"{base}/periksa/pair")
    picture("kembar", PHONE)
    tab.open(f"{base}/judul/?cari=pramoedya")
    tab.run("document.querySelector('details').open = true")
    picture("judul")
    process(tab, "form.again button")
    tab.open(f"{base}/tambah/")
    for line in ("9789793062792", "Laskar pelangi", "Kamus saku"):
        tab.type(line)
        with tab.loading():
            tab.press("Enter")
    picture("tambah", PHONE)
    process(tab, then="/label/")
    for number in (1, 2, 3):
        tab.run(f"document.querySelector('[name=terpakai][value=\"{number}\"]').click()")
    picture("label-sel")
    press(tab, "form.print button")
    tab.until(lambda: tab.run("document.querySelector('.preview').complete"))
    picture("label-hasil", scroll="#hasil")
    tab.open(f"{base}/serahkan/")
    picture("serahkan")
    press(tab, "form.go button")
    picture("selesai", scroll="form.go")
    tab.open(f"{base}/laporan/")
    picture("laporan", PHONE)
    assert tab.errors == [], tab.errors


def second_day(tab: Browser, base: str, folder: Path) -> None:
    """Ten books more and photos of two that came without a list."""
    with tempfile.TemporaryDirectory() as place:
        photos = [Path(place) / f"{number}.jpg" for number in (KNOWN, UNKNOWN)]
        for photo in photos:
            photo.write_bytes(photo_of(photo.stem))
        tab.open(f"{base}/")
        drop(tab, ROOT / "examples" / "latihan" / "besok.csv", *photos)
        take(tab, folder, "daftar-kedua", PHONE)
        process(tab)
    take(tab, folder, "periksa-kedua", PHONE)
    tab.open(f"{base}/label/")
    take(tab, folder, "label-kedua", PHONE)
    assert tab.errors == [], tab.errors


def phone(tab: Browser, place: Path, folder: Path) -> None:
    """What a phone shows after two photos: a book that the pack knows, and one that it does not know."""
    build_pack([ROOT / "examples" / "donasi.csv"], place / "desa.pack")
    with opened(place / "hp", pack=place / "desa.pack", phone=True) as window:
        threading.Thread(target=window.serve, daemon=True).start()
        tab.size(*PHONE)
        tab.open(window.door.address("/hp/"))
        tab.open(tab.run("document.querySelector('.code').textContent"))
        for number in (UNKNOWN, KNOWN):
            photo = place / f"{number}.jpg"
            photo.write_bytes(photo_of(number))
            tab.choose("#foto", photo)
            with tab.loading():
                tab.run("document.querySelector('form.card button').click()")
        tab.picture(folder / "buka-hp.png", whole=False)
    assert tab.errors == [], tab.errors


if __name__ == "__main__":
    main()
