"""A ledger that is gone, empty, damaged, or older than the files of its folder is made whole before a run goes on.

The newest sound copy takes its place; what that does not know is read from the folder's own files, which have every
number on its book. A number that was given is never given to another book, and nothing begins at 1 without a word.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from koleksi import save
from koleksi._terms.problems import problem
from koleksi.book import Entry, Problem, Text
from koleksi.config import Config
from koleksi.errors import InputError
from koleksi.job.decisions import content_digest
from koleksi.job.memory import ledger_file
from koleksi.job.memory.adoption import adopted
from koleksi.job.memory.copies import Memory
from koleksi.job.memory.handed_out import Found, begun_of, digest, handed_out, last_number, names_numbers
from koleksi.job.memory.ledger import Ledger
from koleksi.job.sources import CATALOGUE

__all__ = ["hand_over", "open_whole", "remember_catalogue", "take_over"]

_STATES = {
    "gone": Text("hilang", "gone"),
    "empty": Text("kosong", "empty"),
    "damaged": Text("rusak", "damaged"),
    "older": Text("lebih lama daripada berkas hasil", "older than the folder's files"),
}
# Notes of a ledger: digest of the catalogue that it wrote; what befell it; that it knows of no run what is on the shelf.
_CATALOGUE, _REPAIR, _REBUILT = "catalogue", "repair", "rebuilt"


def open_whole(path: Path, *, begun: str) -> Ledger:
    """The ledger of a results folder, made whole where something befell it; what `take_over` says of it later.

    ``begun``: ISO date for a new one. A file that was not whole is kept under another name. Raises OutputError and
    InputError as `Ledger.open`: damaged is only a ledger of which there is neither a copy nor a file made from it.
    """
    save.recover(path.parent)
    if state := _missing(path):
        rebuildable = names_numbers(path.parent) or any(ledger_file.backups(path))
        return _rebuilt(path, state, begun) if rebuildable else Ledger.open(path, begun=begun)
    try:
        ledger = Ledger.open(path, begun=begun)
    except ledger_file.DamagedLedger:
        if not names_numbers(path.parent) and not any(ledger_file.backups(path)):
            raise
        return _rebuilt(path, "damaged", begun)
    if _is_older(ledger, path):
        ledger.close()
        return _rebuilt(path, "older", begun)
    return ledger


def _missing(path: Path) -> str:
    if not path.exists():
        return "gone"
    return "" if path.stat().st_size else "empty"


def _is_older(ledger: Ledger, path: Path) -> bool:
    """Whether the folder was written by another ledger, and the copy beside this one knows its runs and later ones."""
    if digest(path.parent / CATALOGUE) == ledger.note(_CATALOGUE):
        return False
    ours = ledger.run_times()
    theirs = next(filter(None, map(ledger_file.runs_in, ledger_file.backups(path))), [])
    return len(theirs) > len(ours) and theirs[: len(ours)] == ours


def _rebuilt(path: Path, state: str, begun: str) -> Ledger:
    """The ledger of the newest copy, or a new one; with a note of what befell it, until a run has taken over."""
    copy = next(ledger_file.backups(path), None)
    aside = ledger_file.set_aside(path, "lama" if state == "older" else "rusak")
    if copy:
        ledger_file.restore(path, copy)
    ledger = Ledger.open(path, begun=begun if copy else begun_of(path.parent) or begun)
    with ledger.transaction():
        ledger.keep_note(_REPAIR, f"{state}|{copy.name if copy else ''}|{aside.name if aside else ''}")
        ledger.keep_note(_REBUILT, "" if copy else "yes")
    return ledger


def take_over(ledger: Ledger, folder: Path, entries: Sequence[Entry], config: Config) -> list[Problem]:
    """What the folder's files know and its ledger does not: numbers go to the rows that they are on, or wait for them.

    Returns what a person should know of it; nothing where the ledger is the one that wrote the folder.
    """
    befell = ledger.note(_REPAIR)
    strange = bool(befell) or digest(folder / CATALOGUE) != ledger.note(_CATALOGUE)
    waiting = ledger.unclaimed()
    given = ledger.numbers()
    found, last = (handed_out(folder, config), last_number(folder)) if strange else ([], 0)
    known = {number for one in given.values() for number in (one.accession, one.barcode) if number}
    fresh = sum(not known & {one.accession, one.barcode} for record in found for one in record.numbers)
    if befell and not given and not found:
        raise _nothing_left(folder)
    if last > ledger.last_number:
        ledger.keep_note("last number", str(last))
    if strange or waiting:
        _adopt(ledger, [*waiting, *_numbered(found, known, ledger.last_number)], entries)
    ledger.keep_note(_REPAIR, "")
    return list(_said(befell or ("older||" if fresh else ""), fresh, folder))


def _adopt(ledger: Ledger, found: Sequence[Found], entries: Sequence[Entry]) -> None:
    contents = [content_digest(entry) for entry in entries]
    rows = [row for row in ledger.memory().rows.values() if row.content]
    keys = {row.key for row in rows}
    given = {key: numbers for key, numbers in ledger.numbers().items() if key[0] in keys}
    ledger.adopt(adopted(rows, given, found, entries, contents), entries, contents)


def _numbered(found: Sequence[Found], known: set[str], last: int) -> Iterator[Found]:
    """Every number that the ledger does not know with a running number of its own: that which stands in it, or the next."""
    taken: set[int] = set()
    last = max([last, *(one.n for record in found for one in record.numbers)])
    for record in found:
        numbers = []
        for one in record.numbers:
            if not known & {one.accession, one.barcode} and (not one.n or one.n in taken):
                last += 1
                one = one._replace(n=last)
            taken.add(one.n)
            numbers.append(one)
        yield Found(record.book, tuple(numbers))


def hand_over(ledger: Ledger, before: Memory) -> None:
    """In a folder whose ledger was rebuilt from its files all that they held is on the shelf; ``baru/`` holds what is new."""
    if ledger.note(_REBUILT):
        copies = before.copies.values()
        ledger.hand_over(sorted({copy.record for copy in copies} | {copy.numbers.barcode for copy in copies}))
        ledger.keep_note(_REBUILT, "")


def _said(befell: str, numbers: int, folder: Path) -> Iterator[Problem]:
    if not befell:
        return
    state, copy, aside = befell.split("|")
    code = "ledger-older" if state == "older" else "ledger-backup" if copy else "ledger-files"
    kept = Text(f" Berkas lama disimpan: {aside}.", f" The old file is kept: {aside}.") if aside else Text("", "")
    yield problem(code, source=str(folder / "koleksi.db"), value=str(numbers), state=_STATES[state], kept=kept)


def _nothing_left(folder: Path) -> InputError:
    return InputError(
        Text(
            "buku besar koleksi.db hilang atau rusak, dan tidak satu nomor pun terbaca dari berkas hasil; nomor akan mulai "
            "dari awal lagi. Pakai --out lain dengan [numbers] start di atas nomor terakhir yang sudah ditempel, atau "
            "hapus folder ini bila belum ada label",
            "the ledger koleksi.db is gone or damaged, and not one number can be read from the folder's files; numbers "
            "would begin anew. Use another --out with [numbers] start above the last number on a book, or delete this "
            "folder if there are no labels yet",
        ),
        folder,
    )


def remember_catalogue(ledger: Ledger, folder: Path) -> None:
    """By the catalogue that a run has written, a later one knows that the folder is this ledger's."""
    ledger.keep_note(_CATALOGUE, digest(folder / CATALOGUE))
