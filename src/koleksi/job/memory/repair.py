"""A ledger that is gone, empty, damaged, or older than the files of its folder is made whole before a run goes on.

The newest sound copy takes its place; what that does not know is read from the folder's own files, which have every
number on its book. A number that was given is never given to another book, and nothing begins at 1 without a word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from koleksi import save
from koleksi._terms.problems import problem
from koleksi.book import Entry, Problem, Text
from koleksi.config import Config
from koleksi.errors import InputError
from koleksi.job import numbering
from koleksi.job.decisions import content_digest
from koleksi.job.memory import ledger_file, manifest
from koleksi.job.memory.adoption import adopted
from koleksi.job.memory.copies import Memory, Numbered
from koleksi.job.memory.handed_out import Found, begun_of, handed_out, is_ours, last_number
from koleksi.job.memory.ledger import HANDED_OVER, LAST_NUMBER, MENDED, Ledger
from koleksi.job.sources import CATALOGUE

__all__ = ["Adopt", "by_words", "hand_over", "is_known", "said", "whole_ledger"]

Adopt = Callable[[Ledger, Sequence[Found]], None]  # gives the numbers of records to the rows that bear them

_STATES = {
    "gone": Text("hilang", "gone"),
    "empty": Text("kosong", "empty"),
    "damaged": Text("rusak", "damaged"),
    "older": Text("lebih lama daripada berkas hasil", "older than the folder's files"),
}
_REBUILT = "rebuilt"  # note of a ledger: it knows of no run what is on the shelf


def is_known(path: Path) -> bool:
    """Whether a folder is one of ours: by its ledger, a copy of it, or the figures of a run."""
    return path.exists() or any(ledger_file.backups(path)) or is_ours(path.parent)


@contextmanager
def whole_ledger(path: Path, adopt: Adopt, config: Config, *, begun: str) -> Iterator[Ledger]:
    """The ledger of a results folder, made whole where something befell it.

    ``adopt``: what is done with numbers that only the folder's files know. ``begun``: ISO date for a new one. What was
    done is kept in the ledger until `said` has told it. A file that was not whole is kept under another name. Raises
    OutputError and InputError as `Ledger.open`: damaged is only a ledger of which there is neither a copy nor a file
    made from it.
    """
    save.recover(path.parent)
    ledger, strange = _opened(path, begun)
    with ledger:
        if strange or ledger.adoptions.waiting():
            with ledger.transaction():
                _take_over(ledger, path.parent, strange, adopt, config)
        del adopt  # and with it the rows of a list as they were read, which may be many
        yield ledger


def _opened(path: Path, begun: str) -> tuple[Ledger, bool]:
    """The ledger, and whether the folder's files may know what it does not."""
    ours = is_ours(path.parent)
    rebuildable = ours or any(ledger_file.backups(path))
    if state := _missing(path):
        return (_rebuilt(path, state, begun), True) if rebuildable else (Ledger.open(path, begun=begun), False)
    try:
        ledger = Ledger.open(path, begun=begun)
    except ledger_file.DamagedLedger:
        if not rebuildable:
            raise
        return _rebuilt(path, "damaged", begun), True
    strange = (ours or bool(ledger.files())) and not _wrote_catalogue(ledger, path.parent)
    if strange and _is_older(ledger, path):
        ledger.close()
        return _rebuilt(path, "older", begun), True
    return ledger, strange or bool(ledger.note(MENDED))


def _missing(path: Path) -> str:
    if not path.exists():
        return "gone"
    return "" if path.stat().st_size else "empty"


def _is_older(ledger: Ledger, path: Path) -> bool:
    """Whether a copy beside a ledger knows a later run."""
    saved = (ledger_file.last_run_in(copy) or 0 for copy in ledger_file.backups(path))
    return next(saved, 0) > ledger.last_run


def _wrote_catalogue(ledger: Ledger, folder: Path) -> bool:
    """Whether the catalogue is as the ledger's last run wrote it; no catalogue and no run are as they should be too."""
    catalogue = folder / CATALOGUE
    return (manifest.digest(catalogue) if catalogue.is_file() else "") == ledger.files().get(CATALOGUE, "")


def _rebuilt(path: Path, state: str, begun: str) -> Ledger:
    """The ledger of the newest copy, or a new one; with a note of what befell it, until a run has told it."""
    copy = next(ledger_file.backups(path), None)
    aside = ledger_file.set_aside(path, "lama" if state == "older" else "rusak")
    if copy:
        ledger_file.restore(path, copy)
    ledger = Ledger.open(path, begun=begun if copy else begun_of(path.parent) or begun)
    with ledger.transaction():
        ledger.keep_note(MENDED, f"{state}|{copy.name if copy else ''}|{aside.name if aside else ''}|0")
        ledger.keep_note(_REBUILT, "" if copy else "yes")
    return ledger


def _take_over(ledger: Ledger, folder: Path, strange: bool, adopt: Adopt, config: Config) -> None:
    """What the folder's files know and its ledger does not: numbers go to the rows they are on, or wait for them."""
    befell = ledger.note(MENDED)
    given = ledger.numbers()
    found, last = (handed_out(folder, config), last_number(folder)) if strange else ([], 0)
    if befell and not given and not found:
        raise _nothing_left(folder)
    known = {number for one in given.values() for number in (one.accession, one.barcode) if number}
    fresh = sum(not known & {one.accession, one.barcode} for record in found for one in record.numbers)
    if last > ledger.last_number:
        ledger.keep_note(LAST_NUMBER, str(last))
    waiting = ledger.adoptions.unclaimed()
    told = _numbered(found, given.values(), ledger.last_number, config)
    adopt(ledger, [*waiting, *_without(told, {one.barcode for record in waiting for one in record.numbers})])
    if fresh:
        ledger.keep_note(MENDED, f"{(befell or 'older|||').rpartition('|')[0]}|{fresh}")


def by_words(entries: Sequence[Entry]) -> Adopt:
    """The rows of a list take the numbers of the records that say what they say."""

    def adopt(ledger: Ledger, found: Sequence[Found]) -> None:
        contents = [content_digest(entry) for entry in entries]
        known = ledger.memory().rows.values()
        rows, waiting = [row for row in known if row.content], {row.key for row in known if not row.content}
        given = {key: numbers for key, numbers in ledger.numbers().items() if key[0] not in waiting}
        ledger.adoptions.adopt(adopted(rows, given, found, entries, contents), entries, contents)

    return adopt


def _numbered(found: Sequence[Found], given: Iterable[Numbered], last: int, config: Config) -> Iterator[Found]:
    """Every number that the ledger does not know with a running number of its own: the one in it, or a free one. They
    rise within a record, so that its copies stay in their order."""
    known = {number: one.n for one in given for number in (one.accession, one.barcode) if number}
    taken, named = set(known.values()), {one.n for record in found for one in record.numbers}
    last, lowest = max([last, *named]), 1
    for record in found:
        numbers, before = [], 0
        for one in record.numbers:
            n = known.get(one.barcode) or known.get(one.accession) or one.n
            if n <= before or (n in taken and not {one.barcode, one.accession} & known.keys()):
                lowest = next(n for n in count(lowest) if n not in taken and n not in named)
                n = lowest if one.control and lowest > before else last + 1  # a lower one that names no record
            taken.add(n)
            before, last = n, max(last, n)
            brought = one.control if one.control != numbering.control_number(config, n) else ""
            numbers.append(one._replace(n=n, control=brought))
        yield Found(record.book, tuple(numbers))


def _without(found: Iterable[Found], barcodes: set[str]) -> Iterator[Found]:
    for record in found:
        if numbers := tuple(one for one in record.numbers if one.barcode not in barcodes):
            yield Found(record.book, numbers)


def hand_over(ledger: Ledger, before: Memory) -> None:
    """All that a folder held whose ledger was rebuilt from its files is on the shelf; ``baru/`` holds what is new."""
    if ledger.note(_REBUILT):
        copies = before.copies.values()
        ledger.adoptions.hand_over({copy.record for copy in copies} | {copy.numbers.barcode for copy in copies})
        ledger.keep_note(HANDED_OVER, "yes")
        ledger.keep_note(_REBUILT, "")


def said(ledger: Ledger, folder: Path) -> list[Problem]:
    """What was done to make the ledger whole since the last run; told once."""
    if not (befell := ledger.note(MENDED)):
        return []
    ledger.keep_note(MENDED, "")
    state, copy, aside, numbers = befell.split("|")
    code = "ledger-older" if state == "older" else "ledger-backup" if copy else "ledger-files"
    kept = Text(f" Berkas lama disimpan: {aside}.", f" The old file is kept: {aside}.") if aside else Text("", "")
    return [problem(code, source=str(folder / "koleksi.db"), value=numbers, state=_STATES[state], kept=kept)]


def _nothing_left(folder: Path) -> InputError:
    return InputError(
        Text(
            "buku besar koleksi.db hilang atau rusak, dan tidak satu nomor pun terbaca dari berkas hasil; nomor akan "
            "mulai dari awal lagi. Pakai --out lain dengan [numbers] start di atas nomor terakhir yang sudah ditempel, "
            "atau hapus folder ini bila belum ada label",
            "the ledger koleksi.db is gone or damaged, and not one number can be read from the folder's files; numbers "
            "would begin anew. Use another --out with [numbers] start above the last number on a book, or delete this "
            "folder if there are no labels yet",
        ),
        folder,
    )
