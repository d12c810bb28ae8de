"""The window of ``koleksi buka`` in a real browser: by keyboard alone, on a desk and on a phone, nothing fetched from
elsewhere, nothing complained of."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chromium import Browser, browser, chromium
from koleksi import process
from koleksi.job.memory.folder import decided, history
from koleksi.page.window import Window, opened

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(chromium() is None, reason="Chromium is not on this machine"),
]
pytest.importorskip("websocket", reason="websocket-client is not installed")

LIST = """Judul;Pengarang;Penerbit;Tahun;Jumlah
Bumi manusia;Pramoedya Ananta Toer;Hasta Mitra;1980;2
Zxqv plmk;;;;1
Qwpo vbnm;;;;1
Bumi;Tere Liye;Gramedia;2014;1
Matematika untuk SMP/MTs kelas VII;Abdur Rahman As'ari;Kemendikbud;2017;1
Matematika SMP/MTs kelas VII semester 2;Abdur Rahman As'ari;Kemendikbud;2017;1
"""
TABS = (
    "/", "/periksa/", "/periksa/class", "/periksa/pair", "/judul/", "/tambah/", "/label/", "/serahkan/", "/laporan/"
)  # fmt: skip


@pytest.fixture(scope="module")
def tab() -> Iterator[Browser]:
    with browser() as one:
        yield one


@pytest.fixture
def window(tmp_path: Path, tab: Browser) -> Iterator[Window]:
    (tmp_path / "donasi.csv").write_text(LIST, encoding="utf-8")
    with opened(tmp_path / "hasil") as one:
        threading.Thread(target=one.serve, daemon=True).start()  # it ends when the browser lets go of it
        tab.errors.clear()
        tab.asked.clear()
        tab.size(1366)
        yield one
        tab.open("about:blank")


def base(window: Window) -> str:
    return window.door.address().split("/?")[0]


def at(tab: Browser, path: str) -> None:
    """Until the browser stands on a page."""
    there = f"location.pathname === {path!r} && document.readyState === 'complete'"
    tab.until(lambda: tab.run(there))


def tab_to(tab: Browser, selector: str) -> None:
    """With the tabulator key alone to a control of the page."""
    for _ in range(120):
        if tab.run(f"document.activeElement.matches({selector!r})"):
            return
        tab.press("Tab")
    raise AssertionError(f"the keyboard does not reach {selector}")


# A page is loaded before it is drawn, and only what is drawn takes the focus that it asks for.
_HAS_FOCUS = "!document.querySelector('[autofocus]') || document.activeElement !== document.body"


def press_and_load(tab: Browser, key: str) -> None:
    tab.until(lambda: tab.run(_HAS_FOCUS))
    with tab.loading():
        tab.press(key)


def dropped(tab: Browser, window: Window, tmp_path: Path) -> None:
    tab.open(window.door.address())
    with tab.loading():
        tab.choose("#berkas", tmp_path / "donasi.csv")


def processed(tab: Browser, window: Window, tmp_path: Path) -> None:
    dropped(tab, window, tmp_path)
    tab_to(tab, "form.go button")
    tab.press("Enter")
    at(tab, "/periksa/")


def test_the_whole_job_is_done_by_keyboard(tab: Browser, window: Window, tmp_path: Path) -> None:
    folder = window.desk.folder
    processed(tab, window, tmp_path)
    tab_to(tab, "a[href='/periksa/class']")
    press_and_load(tab, "Enter")
    asked = tab.run("document.querySelector('[name=soal]').value")
    offered = tab.run("document.querySelectorAll('.answer').length")
    if offered:
        press_and_load(tab, "1")
    else:
        press_and_load_number(tab, "025")
    assert ("class", asked) in decided(folder)
    press_and_load(tab, "u")
    assert decided(folder) == {}
    press_and_load(tab, "l")
    assert tab.run("document.querySelector('[name=soal]').value") != asked
    press_and_load_number(tab, "590.3")
    assert "590.3" in decided(folder).values()
    tab.open(base(window) + "/periksa/pair")
    press_and_load(tab, "Enter")  # the first answer has the focus
    assert "same" in decided(folder).values()

    tab.open(base(window) + "/judul/")
    tab.press("/")
    tab.type("manusia")
    press_and_load(tab, "Enter")
    tab_to(tab, "summary")
    tab.press("Enter")
    tab_to(tab, "[name=volume]")
    tab.type("Jilid 1")
    press_and_load(tab, "Enter")
    assert "Jilid 1" in decided(folder).values()

    tab_to(tab, ".again button")
    tab.press("Enter")
    at(tab, "/periksa/")
    titles = {record.book.title: record.book for record in process.look(folder).records}
    assert titles["Bumi manusia"].volume == "Jilid 1"

    tab.open(base(window) + "/tambah/")
    for line in ("Kamus saku", "Atlas dunia"):
        tab.until(lambda: tab.run(_HAS_FOCUS))
        tab.type(line)
        press_and_load(tab, "Enter")
    tab_to(tab, "form.go button")
    tab.press("Enter")
    at(tab, "/label/")
    tab_to(tab, "[name=terpakai]")
    tab.press(" ")
    tab_to(tab, "form.print button")
    press_and_load(tab, "Enter")
    assert "2 label siap dicetak" in tab.run("document.body.innerText")
    assert tab.run("document.querySelector('.preview').naturalWidth") > 100

    tab.open(base(window) + "/serahkan/")
    tab_to(tab, "form.go button")
    press_and_load(tab, "Enter")
    assert history(folder)[-1].accepted
    assert tab.errors == []
    assert {one for one in tab.asked if not one.startswith((base(window), "data:", "about:"))} == set()


def press_and_load_number(tab: Browser, number: str) -> None:
    tab.press("k")
    tab.type(number)
    press_and_load(tab, "Enter")


@pytest.mark.parametrize("width", [390, 1366])
def test_every_tab_fits_its_screen_and_complains_of_nothing(
    tab: Browser, window: Window, tmp_path: Path, width: int
) -> None:
    processed(tab, window, tmp_path)
    tab.size(width)
    for path in TABS:
        tab.open(base(window) + path)
        assert tab.run("document.documentElement.scrollWidth - innerWidth") <= 0, path
        small = tab.run(
            "[...document.querySelectorAll('button, .button, header a, select, summary')].filter(e => e.offsetParent)"
            ".filter(e => e.getBoundingClientRect().height < 43).map(e => e.outerHTML)"
        )
        assert small == [], path
    assert tab.errors == []
    assert {one for one in tab.asked if not one.startswith((base(window), "data:", "about:"))} == set()


@pytest.mark.parametrize("width", [390, 1366])
def test_axe_finds_nothing(tab: Browser, window: Window, tmp_path: Path, width: int) -> None:
    axe = script_of_axe()
    processed(tab, window, tmp_path)
    tab.size(width)
    for path in TABS:
        tab.open(base(window) + path)
        tab.run("for (const one of document.querySelectorAll('details')) one.open = true")
        tab.run(axe)
        found: Any = tab.run(
            "axe.run(document, {iframes: false}).then(r => r.violations.map("
            "v => [v.id, v.nodes.map(n => n.html.slice(0, 200))]))"
        )
        assert found == [], path


def script_of_axe() -> str:
    axe = pytest.importorskip("axe_core_python", reason="axe-core-python is not installed")
    (script,) = Path(axe.__file__).parent.rglob("axe.min.js")
    return script.read_text(encoding="utf-8")


def test_without_scripts_the_page_works(tab: Browser, window: Window, tmp_path: Path) -> None:
    window.desk.take("donasi.csv", (tmp_path / "donasi.csv").read_bytes())
    tab.send("Emulation.setScriptExecutionDisabled", value=True)
    try:
        tab.open(window.door.address())
        window.desk.process("/periksa/")
        tab.open(base(window) + "/kerja")
        assert window.desk.work
        window.desk.work.wait(60)
        at(tab, "/periksa/")  # the page asks again by itself
        tab.open(base(window) + "/periksa/class")
        press_and_load(tab, "Enter")
        assert len(decided(window.desk.folder)) == 1
    finally:
        tab.send("Emulation.setScriptExecutionDisabled", value=False)
