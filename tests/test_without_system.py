"""What is made for whoever has no library system: a page to be searched, a CSV for LibraryThing."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from koleksi import Book, Contributor, Copy
from koleksi.cli.root import cli
from koleksi.exports import librarything, page

ROOT = Path(__file__).resolve().parents[1]
EVIL = "</script><script>alert(1)</script><!--<img src=x onerror=alert(2)>"
BOOKS = [
    (Book(title="Laskar Pelangi", authors=("Andrea Hirata",), ddc="899.2213", isbn="9789793062792", year=2005,
          publisher="Bentang", place="Yogyakarta", extent="xii, 529 hlm.", subjects=("Novel, Indonesia", "Sekolah")),
     [Copy(barcode="B0000001", call_number="899.2213 HIR l", location="Rak A", price=59000, source_name="Toko Jaya")]),
    (Book(title=EVIL, authors=(EVIL,), ddc="005.1"), [Copy(barcode="B0000002", call_number="005.1 SCR")]),
    (Book(title="=1+1", contributors=(Contributor(name="Ḥamka"),)), []),
]  # fmt: skip


def data_of(text: str) -> dict[str, list[list[str]]]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    data: dict[str, list[list[str]]] = json.loads(found[1])
    return data


def test_the_page_holds_every_title_and_asks_nothing_of_the_network() -> None:
    text = page.page(BOOKS, "Perpustakaan <Desa>")
    assert sorted(title[0] for title in data_of(text)["titles"]) == sorted(book.title for book, _ in BOOKS)
    assert "default-src 'none'" in text and "Perpustakaan &lt;Desa&gt;" in text
    assert not re.search(r"https?://|url\(|@import|src=[\"']|<link", text.replace(EVIL, ""))
    assert text == page.page(BOOKS, "Perpustakaan <Desa>")


def test_no_title_becomes_markup() -> None:
    text = page.page(BOOKS, EVIL)
    assert text.count("<script") == 2 and "<img" not in text and "<!--" not in text
    assert "innerHTML" not in text and "insertAdjacent" not in text


def test_the_page_tells_neither_prices_nor_donors() -> None:
    assert not {"59000", "Toko Jaya"} & set(re.findall(r"59000|Toko Jaya", page.page(BOOKS, "x")))


def test_three_thousand_titles_stay_below_two_megabytes() -> None:
    long = [
        (Book(title=f"Sejarah dan kebudayaan daerah {n} " + "kata " * 8, authors=(f"Pengarang Nomor {n}",) * 2,
              publisher="Penerbit Pustaka", place="Jakarta", year=2000, ddc="959.8", summary="ringkasan " * 100,
              subjects=("Indonesia -- Sejarah", "Kebudayaan"), isbn="9789793062792"),
         [Copy(barcode=f"B{n:07d}", call_number="959.8 PEN s", location="Rak B")] * 2)
        for n in range(3000)
    ]  # fmt: skip
    assert len(page.page(long, "Perpustakaan").encode()) < 2_000_000


def test_librarything_gets_its_own_columns() -> None:
    head, *rows = csv.reader(io.StringIO(librarything.table(BOOKS).decode(), newline=""))
    assert tuple(head) == librarything.COLUMNS and len(head) == 11
    assert rows[0] == [
        "Laskar Pelangi", "Hirata, Andrea", "2005", "9789793062792", "Yogyakarta : Bentang, 2005",
        "Novel Indonesia, Sekolah, Rak A", "", "", "", "529", "899.2213 HIR l",
    ]  # fmt: skip
    assert rows[2][0] == "'=1+1" and all(len(row) == 11 for row in rows)


@pytest.mark.parametrize(("name", "beginning"), [("librarything", "'TITLE',"), ("page", "<!DOCTYPE html>")])
def test_the_commands_write_a_file_of_a_results_folder(name: str, beginning: str, tmp_path: Path) -> None:
    results, out = tmp_path / "hasil", tmp_path / "keluar"
    assert (
        CliRunner().invoke(cli, ["process", str(ROOT / "examples" / "donasi.csv"), "--out", str(results)]).exit_code < 2
    )
    made = CliRunner().invoke(cli, ["export", name, str(results), "--out", str(out)])
    assert made.exit_code == 0, made.output
    assert "56 judul" in made.output and out.read_text(encoding="utf-8").startswith(beginning)


BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PROBE = """<script>
window.addEventListener("load", function () {
  var query = document.getElementById("query"), kind = document.getElementById("kind"), told = [];
  function shown() { return document.querySelectorAll("#list li").length; }
  told.push(shown());
  query.value = "hamka"; query.form.dispatchEvent(new Event("submit", {cancelable: true})); told.push(shown());
  query.value = ""; kind.value = "8"; kind.dispatchEvent(new Event("change")); told.push(shown());
  told.push(document.querySelectorAll("img").length, document.documentElement.scrollWidth <= window.innerWidth);
  parent.postMessage(told.join(" "), "*");
});
</script></body>"""
# A browser's own window is never as narrow as a phone.
FRAME = """<script>onmessage = function (event) {{ document.title = event.data; }};</script>
<iframe src="k.html" width="{width}" height="700" style="border:0"></iframe>"""


@pytest.mark.skipif(not BROWSER, reason="no Chromium on this machine")
@pytest.mark.parametrize("width", [390, 1366])
def test_a_browser_searches_and_filters_and_runs_no_title(width: int, tmp_path: Path) -> None:
    text = page.page(BOOKS, "Perpustakaan")
    unguarded = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)  # else the probe may not run
    (tmp_path / "k.html").write_text(unguarded.replace("</body>", PROBE), encoding="utf-8")
    (tmp_path / "frame.html").write_text(FRAME.format(width=width), encoding="utf-8")
    browser = subprocess.run(
        [str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'p'}",
         "--window-size=1400,800", "--virtual-time-budget=3000", "--dump-dom", (tmp_path / "frame.html").as_uri()],
        capture_output=True, text=True, timeout=90, check=False, env={**os.environ, "HOME": str(tmp_path)},
    )  # fmt: skip
    assert "<title>3 1 1 0 true</title>" in browser.stdout, browser.stderr[-500:]


def test_the_page_groups_digits_as_its_reader_does() -> None:
    many = [(Book(title=f"Buku {n}"), [Copy()]) for n in range(1_001)]
    assert "1.001 judul, 1.001 eksemplar" in page.page(many, "x")
    assert "1,001 titles, 1,001 copies" in page.page(many, "x", "en")
