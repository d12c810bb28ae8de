"""Makes the pictures of docs/panduan that show what a person sees who imports into SLiMS: by plugin, and by CSV.

python scripts/slims_pictures.py CHECKOUT [folder, docs/pictures unless told]

CHECKOUT: SLiMS 9 as its developers publish it; it is installed for the pictures in a folder that is thrown away, with
Indonesian as its language. Needs what `make slims` needs, and Chromium; says so and ends well where it is not there.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from chromium import Browser, browser, chromium, small_picture  # noqa: E402
from koleksi import process  # noqa: E402
from koleksi.job.hand_over.slims_plugin import install  # noqa: E402
from mariadb import MISSING  # noqa: E402
from slims_site import LIBRARIAN, SECRET, Site, installed  # noqa: E402

LIST = ROOT / "examples" / "latihan" / "daftar.csv"
SIZE = (1366, 700)
COLOURS = 48


def main() -> None:
    checkout = Path(sys.argv[1]) if len(sys.argv) > 1 else Path()
    folder = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "docs" / "pictures"
    if why := lacking(checkout):
        sys.stderr.write(f"skipped: {why}\n")
        return
    with tempfile.TemporaryDirectory(prefix="s") as place, installed(checkout, Path(place)) as site, browser() as tab:
        install(site.folder / "plugins")
        site.switch_on()
        in_indonesian(site)
        process.run([LIST], Path(place) / "hasil")
        enter(tab, site)
        site.keep()
        by_plugin(tab, site, Path(place) / "hasil", folder)
        site.empty()
        by_csv(tab, site, Path(place) / "hasil", folder)


def lacking(checkout: Path) -> str:
    """Why no pictures can be made, "" where they can."""
    if not (checkout / "admin" / "modules" / "bibliography" / "import.php").is_file():
        return f"{checkout} is no checkout of SLiMS 9"
    return MISSING or ("" if chromium() else "Chromium is not installed")


def in_indonesian(site: Site) -> None:
    """9.7.0 asks for its language before it has read its settings, so the copy gets another one to begin with."""
    memory = site.folder / "lib" / "Polyglot" / "Memory.php"
    if memory.is_file():
        memory.write_text(memory.read_text().replace("'default_lang', 'en_US'", "'default_lang', 'id_ID'"))
    site.sql("UPDATE setting SET setting_value = 's:5:\"id_ID\";' WHERE setting_name = 'default_lang'")


def enter(tab: Browser, site: Site) -> None:
    tab.size(*SIZE)
    tab.open(f"{site.base}/index.php?p=login")
    fields = f"[name=userName]').value={LIBRARIAN!r}; document.querySelector('[name=passWord]').value={SECRET!r}"
    with tab.loading():
        tab.run(f"document.querySelector('{fields}; document.querySelector('[name=logMeIn]').click()")


def by_plugin(tab: Browser, site: Site, results: Path, folder: Path) -> None:
    """The file chosen, and what the plugin says before anything changes and after."""
    menu(tab, site, "plugin_container.php")
    tab.choose("#mainContent input[type=file]", results / "slims.jsonl")
    take(tab, folder / "slims-plugin-berkas.png")
    click(tab, "Periksa")
    tab.until(lambda: shown(tab, "Masukkan ke SLiMS"))
    take(tab, folder / "slims-plugin-periksa.png")
    click(tab, "Masukkan ke SLiMS")
    tab.until(lambda: shown(tab, "selesai"))
    take(tab, folder / "slims-plugin-masuk.png")


def by_csv(tab: Browser, site: Site, results: Path, folder: Path) -> None:
    """SLiMS's own import of titles, with what must be ticked, and its preview; then that of copies."""
    menu(tab, site, "bibliography/import.php")
    tab.choose("#mainContent input[type=file]", results / "slims_biblio.csv")
    tab.run("document.querySelector('#mainContent input[type=checkbox]').checked = true")
    take(tab, folder / "slims-csv-judul.png")
    menu(tab, site, "bibliography/item_import.php")
    tab.choose("#mainContent input[type=file]", results / "slims_item.csv")
    take(tab, folder / "slims-csv-eksemplar.png")


def menu(tab: Browser, site: Site, page: str) -> None:
    """A page of the bibliography's menu, which is loaded into the middle of the page."""
    tab.open(f"{site.base}/admin/index.php?mod=bibliography")
    tab.until(lambda: tab.run("document.querySelector('#mainContent form') !== null"))
    tab.run("document.querySelector('#mainContent').innerHTML = ''")
    tab.run(f'document.querySelector(\'#sidepan a[href*="{page}"], a[href*="{page}"]\').click()')
    tab.until(lambda: tab.run("document.querySelector('#mainContent input[type=file]') !== null"))


def click(tab: Browser, word: str) -> None:
    buttons = "[...document.querySelectorAll('#mainContent button, #mainContent input[type=submit]')]"
    tab.run(f"{buttons}.find(one => (one.textContent + one.value).includes({word!r})).click()")


def shown(tab: Browser, word: str) -> bool:
    return bool(tab.run(f"document.querySelector('#mainContent').innerHTML.includes({word!r})"))


def take(tab: Browser, path: Path) -> None:
    small_picture(tab, path, after=800, colours=COLOURS)


if __name__ == "__main__":
    main()
