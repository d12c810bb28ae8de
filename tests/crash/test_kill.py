"""A run that dies at any moment, or on a full disk, loses nothing: the next run brings the folder to where it belongs.

`make long` kills 500 runs, the suite a few.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

pytestmark = pytest.mark.skipif(os.name == "nt", reason="SIGKILL and limits of files are of POSIX")

KILLS = 500 if os.environ.get("KOLEKSI_LONG") else 12
HEAD = "Judul,Pengarang,Penerbit,Tahun,ISBN,Eks\n"
FIRST = HEAD + "Laskar Pelangi,Andrea Hirata,Bentang,2005,,2\nBumi Manusia,Pramoedya,Hasta Mitra,1980,,1\n"
FIRST += "Zyxwv Qponm,,,,,1\n"  # of a class that only a person can say
LATER = FIRST.replace("2005", "2006") + "Si Kancil,,,,,1\nDongeng Nusantara,,,1999,,3\n"
LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)
from koleksi.cli import main
main()
"""


def begin(folder: Path, *before: str) -> subprocess.Popen[str]:
    command = [*(before or ("-m", "koleksi")), "process", str(folder / "daftar.csv"), "--out", str(folder / "hasil")]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1767225600", "KOLEKSI_LANG": "id"}
    return subprocess.Popen(
        [sys.executable, *command], env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def run(folder: Path, *before: str) -> tuple[int, str]:
    process = begin(folder, *before)
    _, said = process.communicate()
    return process.returncode, said


def files(folder: Path) -> dict[str, bytes]:
    """Everything in the results folder but the ledger, whose history tells how often it was tried."""
    out = folder / "hasil"
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and not path.name.startswith("koleksi.db")
    }


def first_day(folder: Path) -> None:
    """A first run, and the class of a book typed into its review sheet."""
    folder.mkdir()
    (folder / "daftar.csv").write_text(FIRST, encoding="utf-8")
    assert run(folder)[0] in (0, 1)
    book = openpyxl.load_workbook(folder / "hasil" / "tinjau.xlsx")
    row = next(row for row in book["Kelas"].iter_rows(min_row=2) if row[1].value == "Zyxwv Qponm")
    row[0].value = "398.2"
    book.save(folder / "hasil" / "tinjau.xlsx")
    (folder / "daftar.csv").write_text(LATER, encoding="utf-8")


def undisturbed(folder: Path) -> dict[str, bytes]:
    """The files after the later list was run until nothing changes any more."""
    first_day(folder)
    for _ in range(2):
        code, said = run(folder)
        assert code in (0, 1), said
    return files(folder)


def killed(folder: Path, after: float) -> None:
    process = begin(folder)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.communicate()


def test_runs_killed_at_any_moment_lose_no_number_and_no_decision(tmp_path: Path) -> None:
    begun = time.monotonic()
    expected = undisturbed(tmp_path / "a")
    long = (time.monotonic() - begun) / 3 * 1.1
    rng, folder = random.Random(3), tmp_path / "b"
    first_day(folder)
    for kill in range(KILLS):
        killed(folder, rng.uniform(0.0, long))
        if kill % 4 == 3:  # else the next one begins from what the last one left
            code, said = run(folder)
            assert code in (0, 1), said
    for _ in range(2):
        assert run(folder)[0] in (0, 1)
    assert b"398.2" in expected["slims_biblio.csv"]
    found = files(folder)
    assert [name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name)] == []


@pytest.mark.parametrize("size", [1_000, 8_000, 20_000])
def test_a_full_disk_ends_in_a_sentence_and_leaves_the_old_files_whole(size: int, tmp_path: Path) -> None:
    (tmp_path / "daftar.csv").write_text(FIRST, encoding="utf-8")
    assert run(tmp_path)[0] in (0, 1)
    before = files(tmp_path)
    (tmp_path / "daftar.csv").write_text(LATER, encoding="utf-8")
    code, said = run(tmp_path, "-c", LIMITED, str(size))
    assert code == 4 and said.strip() and "Traceback" not in said, said
    assert files(tmp_path) == before
    assert run(tmp_path)[0] in (0, 1), "once there is room again"
    assert b"Dongeng Nusantara" in (tmp_path / "hasil" / "slims_biblio.csv").read_bytes()
