"""The stick walked as a volunteer does, by a Windows Python under wine: ``make usb-test EMBED=FILE``, the file being
python.org's Windows embeddable package (docs/stik.md)."""

from __future__ import annotations

import io
import os
import re
import shutil
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path, PureWindowsPath

import openpyxl
import pytest
from barcode import EAN13
from barcode.writer import ImageWriter

from wine import Wine, wine

LAID = Path(os.environ.get("KOLEKSI_STICK", ""))
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(wine() is None, reason="wine is not on this machine"),
    pytest.mark.skipif(not (LAID / "program" / "python" / "python.exe").is_file() or not LAID.name,
                       reason="no stick with a Windows Python: make usb-test EMBED=python-...-embed-amd64.zip"),
]  # fmt: skip
HOME = Path("drive_c") / "users" / "Dokumen Désa – Çukup"
DRAG = r'"E:\Seret daftar ke sini.cmd"'
HOLD = """import ctypes, subprocess, sys
k = ctypes.windll.kernel32
k.CreateFileW.restype = ctypes.c_void_p
held = k.CreateFileW(sys.argv[1], 0x80000000, 0, None, 3, 0, None)
assert held != ctypes.c_void_p(-1).value
subprocess.run(sys.argv[2])"""


@pytest.fixture(scope="module")
def windows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wine]:
    place = tmp_path_factory.mktemp("windows")
    stick = place / "STIK PERPUS 2026"
    shutil.copytree(LAID, stick)
    one = Wine.with_stick(place, stick)
    (one.prefix / HOME).mkdir(parents=True)
    yield one
    one.end()


@contextmanager
def ending(windows: Wine) -> Iterator[None]:
    try:
        yield
    finally:
        windows.end()


def a_list(path: Path, count: int) -> Path:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["No", "Judul", "Pengarang", "Penerbit", "Tahun", "Jumlah"])
    for n in range(1, count + 1):
        book.worksheets[0].append([n, f"Kisah désa nomor {n}", "Andrea Hirata", "Bentang", 2000 + n, 1 + n % 2])
    book.save(path)
    return path


def of_windows(path: Path, prefix: Path) -> str:
    return str(PureWindowsPath("C:/") / path.relative_to(prefix / "drive_c"))


def numbers(results: Path) -> list[str]:
    return re.findall(r"\d{5}/H/\d{4}", (results / "slims_item.csv").read_text(encoding="utf-8"))


def test_a_list_is_dragged_and_ten_books_more_the_next_day(windows: Wine) -> None:
    listed = a_list(windows.prefix / HOME / "Daftar & buku [2026] (1).xlsx", 12)
    drag = f'{DRAG} "{of_windows(listed, windows.prefix)}"'
    results = listed.with_name("Daftar & buku [2026] (1)-hasil")
    assert "12 baris -> 12 judul, 18 eksemplar" in windows.line(drag)
    first = numbers(results)
    assert len(first) == 18 and b"\r\n" in (results / "slims_item.csv").read_bytes()

    held = of_windows(results / "label.pdf", windows.prefix)
    before = {path.name: path.read_bytes() for path in results.iterdir() if not path.name.startswith("koleksi.db")}
    python = r"E:\program\python\python.exe"
    assert "label.pdf: sedang dibuka program lain" in windows.run(python, "-c", HOLD, held, f'cmd.exe /c "{drag}"')
    assert {name: (results / name).read_bytes() for name in before} == before

    done = windows.line(rf'"E:\program\koleksi.cmd" selesai "{of_windows(results, windows.prefix)}"')
    assert "selesai" in done
    a_list(listed, 22)
    assert "10 baru, 0 berubah, 0 hilang" in windows.line(drag)
    assert numbers(results)[:18] == first and numbers(results / "baru") == numbers(results)[18:]
    assert not list(results.glob(".koleksi-baru-*"))


def test_the_page_opens_and_a_second_one_is_told(windows: Wine) -> None:
    with windows.begin("cmd", "/c", r"E:\Mulai.cmd") as page, ending(windows):
        assert page.stdout
        address = re.search(r"http://\S+", page.stdout.readline().decode())
        assert address
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        with browser.open(address[0], timeout=60) as answer:
            assert "Daftar buku" in answer.read().decode()
        end = time.monotonic() + 60
        while not windows.opened.exists():
            assert time.monotonic() < end, "no browser was asked for"
            time.sleep(0.1)
        assert windows.opened.read_text(encoding="utf-8").split() == [address[0]]
        assert "sudah terbuka di jendela koleksi yang lain" in windows.run("cmd", "/c", r"E:\Mulai.cmd")


def test_bar_codes_are_read_on_a_windows_that_has_no_library_of_cpp(windows: Wine) -> None:
    """zxing-cpp's wheel brings it not; wine's own is switched off."""
    photos = windows.prefix / HOME / "foto"
    photos.mkdir()
    kept = io.BytesIO()
    EAN13("9789793062792", writer=ImageWriter()).write(kept, {"module_width": 0.5, "quiet_zone": 8})
    (photos / "IMG (1).png").write_bytes(kept.getvalue())
    said = windows.line(f'{DRAG} "{of_windows(photos, windows.prefix)}"')
    assert "1 baris -> 1 judul" in said
    assert "9789793062792" in (photos.parent / "foto-hasil" / "slims.jsonl").read_text(encoding="utf-8")
