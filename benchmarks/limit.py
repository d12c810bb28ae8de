"""The main job beside its limit: what a machine must do for the very same files.

``python benchmarks/limit.py [FILE.csv ...]`` runs the job once for each choice of systems, then makes its outputs again
from their own bytes: the parts of every XLSX and the streams of every PDF are deflated again at their level, the rows
of the ledger are inserted into a new database with the same tables and indexes, the text files are written, and
yaz-marcdump (where it is installed) reads and writes each MARC file. CPU seconds of both, in one run; only the ratio
holds on another machine.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Iterable
from pathlib import Path

from main_job import LISTS, measure

_STREAM = re.compile(rb"<<[^<>]*/FlateDecode[^<>]*/Length (\d+)[^<>]*>>\s*stream\r?\n")
_PDF_LEVEL, _XLSX_LEVEL = 9, 6  # of label.pdf and the others; of XlsxWriter


def deflated(parts: Iterable[bytes], level: int) -> None:
    for part in parts:
        zlib.compress(part, level)


def xlsx_parts(folder: Path) -> list[bytes]:
    found = []
    for path in sorted(folder.rglob("*.xlsx")):
        with zipfile.ZipFile(path) as file:
            found += [file.read(name) for name in file.namelist()]
    return found


def pdf_streams(folder: Path) -> list[bytes]:
    found = []
    for path in sorted(folder.rglob("*.pdf")):
        content = path.read_bytes()
        found += [zlib.decompress(content[one.end() : one.end() + int(one[1])]) for one in _STREAM.finditer(content)]
    return found


def ledger_of(path: Path) -> tuple[list[str], dict[str, list[tuple[object, ...]]]]:
    """The statements that make the ledger's tables, and the rows of each."""
    with sqlite3.connect(path) as ledger:
        made = [sql for (sql,) in ledger.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")]
        tables = [name for (name,) in ledger.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {name: ledger.execute(f"SELECT * FROM {name}").fetchall() for name in tables if name[:7] != "sqlite_"}
    order = ("CREATE TABLE", "CREATE UNIQUE", "CREATE INDEX")
    return [sql for begin in order for sql in made if sql.startswith(begin) and "sqlite_" not in sql], rows


def inserted(path: Path, made: list[str], rows: dict[str, list[tuple[object, ...]]]) -> None:
    with sqlite3.connect(path) as ledger:
        for sql in made:
            ledger.execute(sql)
        for name, several in rows.items():
            if several:
                ledger.executemany(f"INSERT INTO {name} VALUES ({','.join('?' * len(several[0]))})", several)


def written(folder: Path, texts: list[bytes]) -> None:
    for n, text in enumerate(texts):
        (folder / f"text{n}").write_bytes(text)


def cpu(work: Callable[[], None]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun


def yaz(folder: Path) -> float:
    """yaz-marcdump reads each MARC file and writes it as it is; what a process costs by itself is taken away."""
    if not shutil.which("yaz-marcdump"):
        return 0.0
    nothing = measure("yaz-marcdump", "-V", quiet=True).cpu
    files = [(path, "marc") for path in sorted(folder.rglob("*.mrc"))]
    files += [(path, "marcxml") for path in sorted(folder.rglob("katalog.xml"))]
    return sum(
        max(0.0, measure("yaz-marcdump", "-i", kind, "-o", kind, str(path), quiet=True).cpu - nothing)
        for path, kind in files
    )


def limit(folder: Path, scratch: Path) -> dict[str, float]:
    """CPU seconds of each part."""
    xlsx, pdf = xlsx_parts(folder), pdf_streams(folder)
    made, rows = ledger_of(folder / "koleksi.db")
    kinds = {".csv", ".jsonl", ".html", ".json", ".txt"}
    texts = [path.read_bytes() for path in folder.rglob("*") if path.suffix in kinds]
    return {
        "XLSX": cpu(lambda: deflated(xlsx, _XLSX_LEVEL)),
        "PDF": cpu(lambda: deflated(pdf, _PDF_LEVEL)),
        "SQLite": cpu(lambda: inserted(scratch / "again.db", made, rows)),
        "texts": cpu(lambda: written(scratch, texts)),
        "MARC": yaz(folder),
    }


def main(sources: list[str]) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        for systems in ("slims inlislite koha none", "slims", "inlislite", "koha", "none"):
            settings, out = folder / "koleksi.toml", folder / systems.replace(" ", "-")
            chosen = ", ".join(f'"{one}"' for one in systems.split())
            settings.write_text(f"[outputs]\nsystems = [{chosen}]\n", encoding="utf-8")
            command = ("-m", "koleksi", "process", *sources, "--config", str(settings), "--out", str(out))
            job = measure(sys.executable, *command, quiet=True)
            scratch = Path(tempfile.mkdtemp(dir=folder))
            least = limit(out, scratch)
            parts = "  ".join(f"{name} {seconds:.2f}" for name, seconds in least.items())
            whole = sum(least.values())
            print(
                f"{systems:28} job {job.cpu:6.2f}  limit {whole:5.2f}  ratio {job.cpu / whole:5.1f}   {parts}",
                flush=True,
            )
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    main(sys.argv[1:] or LISTS)
