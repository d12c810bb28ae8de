"""Every command that stands on a line of its own in the documents runs, in a folder with what its page speaks of."""

from __future__ import annotations

import gzip
import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlsxwriter
from click.testing import CliRunner

from koleksi import process
from koleksi.cli.root import cli
from koleksi.page.window import Window
from test_phone import KDT, LELE, photo_of

ROOT = Path(__file__).resolve().parents[1]
GUIDE = {"tutorial.md"}  # and docs/panduan: tests/test_guide.py
PAGES = sorted(path for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")] if path.name not in GUIDE)
NOT_HERE = {
    "--online": "asks sources on the internet; tests/test_lookup_online.py does it with recorded answers",
    "SOURCE...": "the form of a command, no command",
    "E:\\": "a drive of Windows",
}
NEW_YEAR = "1767225600"  # of 2026, which the accession numbers in the documents bear

# Two blanks end a command: a remark follows. A stroke at its end goes on in the next line.
_LINE = re.compile(r"(?:^ {4,}|^\$ |^```\w*\n)(koleksi(?: [^` \n]+)+)", re.MULTILINE)


def commands(page: Path) -> list[str]:
    joined = re.sub(r" \\\n *", " ", page.read_text(encoding="utf-8"))
    return [line for line in _LINE.findall(joined) if not any(word in line for word in NOT_HERE)]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    patch = pytest.MonkeyPatch()
    patch.setenv("SOURCE_DATE_EPOCH", NEW_YEAR)
    folder = tmp_path_factory.mktemp("pages")
    donated = (ROOT / "examples" / "donasi.csv").read_text(encoding="utf-8")
    shutil.copytree(ROOT / "examples", folder / "examples")
    for name in ("donasi.csv", "lagi.csv", "desa-lain.csv"):
        (folder / name).write_text(donated, encoding="utf-8")
    for name in ("daftar", "donasi", "sumbangan-baru"):
        with xlsxwriter.Workbook(folder / f"{name}.xlsx") as book:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, ("Judul", "Pengarang"))
            sheet.write_row(1, 0, ("Laskar Pelangi", "Andrea Hirata"))
            sheet.write_row(2, 0, (f"Kumpulan resep {name}", ""))
    (folder / "scans.txt").write_text("979-3062-79-7\n", encoding="utf-8")
    (folder / "halaman.txt").write_text(KDT, encoding="utf-8")
    (folder / "rows.csv").write_text(
        "id,title,author,publisher,year,isbn,edition,call_number,barcode,copy\n"
        "1,Bumi,Tere Liye,Gramedia,2014,9786020332956,,813 LIY b,B0000001,1\n",
        encoding="utf-8",
    )
    (folder / "desa.csv").write_text("nama,kode\nTBM Sukamaju,SKM\nTBM Sukasari,SKS\n", encoding="utf-8")
    (folder / "foto").mkdir()
    (folder / "foto" / "1.jpg").write_bytes(photo_of(LELE))
    for _ in range(3):
        process.run([folder / "donasi.csv"], folder / "hasil")
    for name in ("katalog.mrc", "katalog_kabupaten.mrc", "old.mrc", "desa-baru.mrc"):
        shutil.copyfile(folder / "hasil" / "katalog.mrc", folder / name)
    shutil.copyfile(folder / "hasil" / "slims_biblio.csv", folder / "slims_biblio.csv")
    dump(folder / "ol_dump_authors_latest.txt.gz", "author", "/authors/OL1A", {"name": "Tere Liye"})
    dump(folder / "ol_dump_works_latest.txt.gz", "work", "/works/OL1W", {"title": "Bumi"})
    edition = {"title": "Bumi", "isbn_13": ["9786020332956"], "languages": [{"key": "/languages/ind"}]}
    dump(folder / "ol_dump_editions_latest.txt.gz", "edition", "/books/OL1M", edition)
    run("koleksi pack build katalog.mrc --out desa.koleksi", folder)
    yield folder
    patch.undo()


def dump(path: Path, kind: str, key: str, said: dict[str, object]) -> None:
    """A dump of Open Library with one line."""
    line = f"/type/{kind}\t{key}\t1\t2020-01-01T00:00:00\t{json.dumps({'key': key, **said})}\n"
    path.write_bytes(gzip.compress(line.encode()))


def run(line: str, here: Path) -> None:
    line, _, source = line.partition(" < ")
    typed = (here / source).read_text(encoding="utf-8") if source else "q\n"
    words = [word.replace("/var/www", str(here)) for word in shlex.split(line)[1:]]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(here)
        said = CliRunner(env={"KOLEKSI_LANG": "id"}).invoke(cli, words, input=typed)
    assert said.exit_code in (0, 1) and not isinstance(said.exception, Exception), f"{line}\n{said.output}"


def two_laptops_at_work(here: Path) -> None:
    """What lies between ``koleksi new --laptop`` and ``koleksi merge``: each laptop has processed a list."""
    for letter, name in (("A", "daftar"), ("B", "donasi")):
        if not (here / f"hasil-{letter}" / "koleksi.toml").is_file():
            run(f"koleksi new --laptop {letter} hasil-{letter}", here)
        run(f"koleksi process {name}.xlsx --out hasil-{letter}", here)


@pytest.mark.parametrize("page", [page for page in PAGES if commands(page)], ids=lambda page: page.name)
def test_the_commands_of_a_page_run(
    page: Path, prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    monkeypatch.setattr(Window, "serve", lambda window: None)  # tests/test_guide.py opens the window
    monkeypatch.setattr("webbrowser.open", lambda address: True)
    for line in commands(page):
        if line.startswith("koleksi merge"):
            two_laptops_at_work(tmp_path)
        run(line, tmp_path)


@pytest.mark.parametrize(
    "page", sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]), ids=lambda page: page.name
)
def test_what_a_page_says_to_make_or_to_run_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^ {4,}|^\$ )make ([a-z-]+)", text, re.MULTILINE)) <= targets
    scripts = re.findall(r"\b(?:scripts|benchmarks|fuzz|tests)/\w+\.py", text)
    assert [path for path in scripts if not (ROOT / path).is_file()] == []
