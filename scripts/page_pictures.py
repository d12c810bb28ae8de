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
from koleksi.page.window import Window, opened  # noqa: E402
from test_phone import photo_of  # noqa: E402

DESK, PHONE = (1100, 760), (390, 760)
KNOWN, UNKNOWN = (
    "9786020332956",
    "9789792202007",
)  # a book of the example list, which becomes the pack, and one that is not


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "pictures"
    with (
        tempfile.TemporaryDirectory() as place,
        opened(Path(place) / "hasil") as window,
        browser() as tab,
    ):
        threading.Thread(target=window.serve, daemon=True).start()
        walk(tab, window, folder)
        phone(tab, Path(place), folder)


def walk(tab: Browser, window: Window, folder: Path) -> None:
    """Every step with its picture."""
    address = window.door.address()
    base = address.split("/?")[0]

    def take(name: str, size: tuple[int, int] = DESK, scroll: str = "") -> None:
        tab.size(*size)
        tab.run("document.querySelector('footer').remove()")  # it names the folder of this very run
        tab.run(f"document.querySelector({scroll!r}).scrollIntoView()" if scroll else "scrollTo(0, 0)")
        tab.picture(folder / f"buka-{name}.png", whole=False)

    tab.size(*DESK)
    tab.open(address)
    with tab.loading():
        tab.choose("#berkas", ROOT / "examples" / "donasi.csv")
    take("daftar")
    with tab.loading():
        tab.run("document.querySelector('form.go button').click()")
    tab.until(lambda: tab.run("location.pathname === '/periksa/' && document.readyState === 'complete'"))
    take("periksa", PHONE)
    tab.open(f"{base}/periksa/habit")
    take("kebiasaan")
    tab.open(f"{base}/periksa/class")
    take("kelas")
    with tab.loading():
        tab.press("1")
    tab.open(f"{base}/periksa/pair")
    take("kembar", PHONE)
    tab.open(f"{base}/judul/?cari=pramoedya")
    tab.run("document.querySelector('details').open = true")
    take("judul")
    tab.open(f"{base}/tambah/")
    for line in ("9789793062792", "Laskar pelangi", "Kamus saku"):
        tab.type(line)
        with tab.loading():
            tab.press("Enter")
    take("tambah", PHONE)
    tab.open(f"{base}/label/")
    for number in (1, 2, 3):
        tab.run(f"document.querySelector('[name=terpakai][value=\"{number}\"]').click()")
    take("label-sel")
    with tab.loading():
        tab.run("document.querySelector('form.print button').click()")
    tab.until(lambda: tab.run("document.querySelector('.preview').complete"))
    take("label-hasil", scroll="#hasil")
    tab.open(f"{base}/serahkan/")
    take("serahkan")
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
