"""What to do next in a folder: told by the lists and the results folders that stand there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from koleksi._terms.file_kind import is_lock_file
from koleksi.book import Text
from koleksi.job.memory.glance import Standing, standing

__all__ = ["next_steps", "results_beside"]

# Files of a folder that may be lists of books, by their names; a text file may be anything.
_LISTS = frozenset({".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods", ".mrc"})
_NO_LIST = Text(
    "Di folder ini belum ada daftar buku. Mulai dengan formulir kosong:  koleksi new perpustakaan-saya",
    "There is no list of books in this folder yet. Begin with an empty form:  koleksi new my-library",
)
_OR_A_LIST = Text(
    "Sudah punya daftar di Excel? Salin ke sini, lalu:  koleksi daftar.xlsx",
    "You have a list in Excel? Copy it here, then:  koleksi list.xlsx",
)
_PROCESS = Text(
    'Daftar {name} belum diolah:  koleksi "{name}"', 'The list {name} is not processed yet:  koleksi "{name}"'
)
_FILL_IN = Text(
    'Isi {name}, simpan, tutup, lalu:  koleksi "{name}"', 'Fill in {name}, save, close, then:  koleksi "{name}"'
)
_TITLES = Text("{folder}: {n} judul", "{folder}: {n} titles")
_BUSY = Text("{folder}: sedang dipakai proses lain", "{folder}: in use by another process")
_DECIDE = Text(
    "  {n} hal perlu diputuskan: isi KEPUTUSAN di {file}, simpan, tutup, lalu:  {again}",
    "  {n} things to decide: fill in DECISION in {file}, save, close, then:  {again}",
)
_LABELS = Text(
    "  {n} label baru: cetak {file}; sesudah ditempel:  koleksi selesai {folder}",
    "  {n} labels new: print {file}; when they are on the books:  koleksi selesai {folder}",
)
_PROBLEMS = Text(
    "  {n} baris bermasalah: lihat {file}, perbaiki di daftarnya, lalu:  {again}",
    "  {n} problems: see {file}, mend them in the list, then:  {again}",
)
_CHANGED = Text("  {name} diubah sesudah diolah:  {again}", "  {name} was changed after it was processed:  {again}")
_DONE = Text("  semua selesai. Ada buku baru? Tambahkan ke daftar, lalu:  {again}",
             "  all is done. New books? Add them to the list, then:  {again}")  # fmt: skip


def next_steps(here: Path) -> list[Text]:
    """What a person can do next in a folder, a line each, what comes first on top; never empty."""
    results = results_beside(here)
    taken = {source.resolve() for one in results for source in _sources(one, here)}
    unread = [path for path in _lists(here) if path.resolve() not in taken and here.resolve() not in taken]
    lines = [line for one in results for line in _of_results(one, here)]
    lines += [(_FILL_IN if path.name == "Formulir.xlsx" else _PROCESS).format(name=path.name) for path in unread]
    return lines or [_NO_LIST, _OR_A_LIST]


def _sources(one: Standing, here: Path) -> list[Path]:
    """The lists of a job. A name that was typed in another folder means the list of that name here or beside it."""
    found = []
    for source in map(Path, one.sources):
        places = (here / source, here / source.name, one.folder.resolve().parent / source.name)
        found.append(next((path for path in places if path.exists()), source))
    return found


def results_beside(here: Path) -> list[Standing]:
    """The results folders that are meant in a folder: itself, or those in it, in the order of their names."""
    folders = [here, *sorted(path for path in _files(here) if path.is_dir())]
    return [one for folder in folders if (one := standing(folder))]


def _files(here: Path) -> list[Path]:
    return [path for path in here.iterdir() if path.name[:1] not in ".~"]


def _lists(here: Path) -> list[Path]:
    if standing(here):
        return []  # what lies in a results folder are results
    found = (path for path in _files(here) if path.suffix.casefold() in _LISTS and path.is_file())
    return sorted(path for path in found if not is_lock_file(path))


def _of_results(one: Standing, here: Path) -> Iterator[Text]:
    folder = _quoted(_from(here, one.folder))
    if one.busy:
        yield _BUSY.format(folder=folder)
        return
    yield _TITLES.format(folder=folder, n=one.titles)
    again = _command(one, here)
    open_ = list(_left(one, here, folder, again))
    yield from open_ or [_DONE.format(again=again)]


def _left(one: Standing, here: Path, folder: str, again: str) -> Iterator[Text]:
    inside = _from(here, one.folder)
    for name in _changed(one, here):
        yield _CHANGED.format(name=name, again=again)
    if one.to_decide:
        yield _DECIDE.format(n=one.to_decide, file=inside / "tinjau.xlsx", again=again)
    if one.problems:
        yield _PROBLEMS.format(n=one.problems, file=inside / "masalah.csv", again=again)
    if one.new_labels:
        new = one.folder / "baru" / "label.pdf"
        yield _LABELS.format(n=one.new_labels, file=_from(here, new if new.is_file() else one.folder / "label.pdf"),
                             folder=folder)  # fmt: skip


def _changed(one: Standing, here: Path) -> Sequence[str]:
    """Lists that were saved after the last run."""
    made = (one.folder / "koleksi.db").stat().st_mtime
    return [path.name for path in _sources(one, here) if path.is_file() and path.stat().st_mtime > made]


def _command(one: Standing, here: Path) -> str:
    """The command that made a folder, as it is typed in ``here``."""
    sources = _sources(one, here)
    lists = " ".join(_quoted(_from(here, source)) for source in sources)
    merged = all((source / "koleksi.db").is_file() for source in sources)
    return f"koleksi {'merge' if merged else 'process'} {lists} --out {_quoted(_from(here, one.folder))}"


def _from(here: Path, path: Path) -> Path:
    return path.relative_to(here) if path.is_relative_to(here) else path


def _quoted(path: Path) -> str:
    return f'"{path}"' if " " in str(path) else str(path)
