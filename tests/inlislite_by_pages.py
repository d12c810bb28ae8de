"""INLISLite 3 as a person uses it: its own pages in a browser, files chosen, buttons pressed, reports downloaded."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import inlislite_pages
from chromium import Browser, browser, chromium
from inlislite_pages import LIBRARIAN, SECRET, further_tables, served
from inlislite_site import Answer, Inlislite
from mariadb import MISSING

_FETCHED = """fetch(%r).then(answer => answer.blob()).then(blob => new Promise(done => {
  const reader = new FileReader();
  reader.onload = () => done(reader.result.split(',')[1] || '');
  reader.readAsDataURL(blob);
}))"""


@dataclass(frozen=True)
class ByPages(Inlislite):
    """``base``: the address of its librarian's side, which the tab is logged in to."""

    base: str
    tab: Browser

    def empty(self) -> None:
        super().empty()
        further_tables(self)
        self.enter()

    def enter(self) -> None:
        self.tab.send("Network.clearBrowserCookies")
        self.tab.open(f"{self.base}/site/login")
        for field, value in (("username", LIBRARIAN), ("password", SECRET)):
            self.tab.run(f"document.querySelector('#loginform-{field}').value = {value!r}")
        with self.tab.loading():
            self.tab.run("document.querySelector('[name=login-button]').click()")

    def import_(self, files: list[Path]) -> list[Answer]:
        return [self._imported(file) for file in files]

    def _imported(self, file: Path) -> Answer:
        self.choose(file)
        self.upload()
        taken = bool(self.tab.run("document.querySelector('.alert-success') !== null"))
        said = str(self.tab.run("document.querySelector('.content .alert')?.innerText"))
        return Answer(file.name, taken, tuple(line for line in said.splitlines() if len(line) > 1))

    def choose(self, file: Path) -> None:
        """Akuisisi, Import Data dari Excel, Pilih File."""
        self.tab.open(f"{self.base}/akuisisi/koleksi-import")
        self.tab.choose("#importakuisisiform-file", file)
        self.tab.until(lambda: self.tab.run("document.querySelector('.fileinput-upload-button') !== null"))

    def upload(self) -> None:
        """Proses: the page sends the file and shows itself again, with what became of it."""
        with self.tab.loading():
            self.tab.run("document.querySelector('.fileinput-upload-button').click()")

    def export(self, folder: Path) -> None:
        """All records, the register, and the acquisitions as Open Office's sheet."""
        folder.mkdir()
        self._show("buku-induk")
        self._download("laporan/koleksi/export-excel-buku-induk-data", folder / "Buku_Induk.xls")
        self._show("periodik")
        self._download("laporan/koleksi/export-excel-odt-koleksi-periodik-data", folder / "Pengadaan.ods")
        self._download("pengkatalogan/katalog/download-katalog-all?actionid=xml", folder / "All_Record.xml")

    def _show(self, report: str) -> None:
        """Laporan, Koleksi: all years, a criterion, Tampilkan Detail Data; then it has something to export."""
        self.tab.open(f"{self.base}/laporan/koleksi/{report}")
        self.tab.run("$('.pilihKriteria').first().val('collectionmedias').trigger('change'); 1")
        self.tab.until(lambda: self.tab.run("document.querySelector('.content-kriteria select') !== null"))
        self.tab.run("$('[name=periode]').val('tahunan').trigger('change'); 1")
        self.tab.run("$('#fromTahunan').val($('#fromTahunan option').last().val()).trigger('change'); 1")
        self.tab.run("document.querySelector('#tampilkan_data').click()")
        self.tab.until(lambda: self.tab.run("$('#export').is(':visible')"))

    def _download(self, page: str, path: Path) -> None:
        path.write_bytes(base64.b64decode(self.tab.run(_FETCHED % f"{self.base}/{page}")))


def lacking(checkout: Path, vendor: Path) -> str:
    """Why it cannot be used so, "" where it can."""
    return inlislite_pages.lacking(checkout, vendor) or MISSING or ("" if chromium() else "Chromium is not installed")


@contextmanager
def by_pages(checkout: Path, vendor: Path, folder: Path) -> Iterator[ByPages]:
    """The application of a checkout, in ``folder``, with a librarian logged in."""
    with served(checkout, vendor, folder) as pages, browser() as tab:
        tab.size(1366)
        site = ByPages(pages.site.folder, pages.site.database, pages.base, tab)
        site.enter()
        yield site
