"""The main job: donated lists in, a catalogued, classified, numbered and labelled collection out.

The stages follow one another over values; only the ledger remembers. Everything that is written
can be rebuilt from the sources and the ledger, so the same command again resumes the job.
"""

from __future__ import annotations

import datetime
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from koleksi import config as settings
from koleksi._terms.file_kind import HEAD, kind_of
from koleksi._terms.language import with_language
from koleksi.book import Book, Copy, Entry, Problem, Text
from koleksi.errors import InputError, UsageError
from koleksi.job import numbering, review
from koleksi.job.collection import Collection, Record, Summary
from koleksi.job.ledger import Decision, Ledger, record_key

if TYPE_CHECKING:
    from koleksi.ddc import Profile, Suggestion
    from koleksi.dedupe import Groups, Near
    from koleksi.lookup import Chain

__all__ = ["Collection", "Record", "Summary", "gather", "run"]

Progress = Callable[[str, int, int], None]
_REVIEW = "tinjau.xlsx"
_LEDGER = "koleksi.db"


def run(
    sources: Sequence[str | Path],
    out: str | Path,
    *,
    config: settings.Config | str | Path | None = None,
    against: str | Path | None = None,
    pack: str | Path | None = None,
    online: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Process ``sources`` into the folder ``out`` and return what was counted.

    Raises InputError when a source cannot be read or holds no book (nothing is written then),
    OutputError when the folder cannot be written or another process holds its ledger, UsageError
    for a setting that does not exist. Problems of single rows are in ``masalah.csv``.
    """
    from koleksi.job.outputs import write_all

    tell = progress or (lambda stage, done, total: None)
    chosen = config if isinstance(config, settings.Config) else settings.load(config)
    folder = Path(out)
    _check_places([*sources, *([against] if against else [])], folder)
    entries, problems = gather(sources, tell)
    catalogue = _catalogue_file(Path(against)) if against else None
    if not entries:
        raise InputError("0 buku: tidak ada baris yang terbaca / no row could be read", ", ".join(map(str, sources)))
    with (
        _asking(pack, chosen.online if online else None) as ask,
        Ledger.open(folder / _LEDGER, begun=_today(chosen)) as ledger,
    ):
        problems += _hear(ledger, folder / _REVIEW)
        keys = ledger.see(entries)
        problems += _left_out(ledger.elsewhere(keys, {entry.source for entry in entries}))
        entries, found = ask.fill(entries, tell) if ask else (entries, [])
        entries = [replace(entry, book=with_language(entry.book)) for entry in entries]
        near, remarks = _catalogue(entries, catalogue, tell) if catalogue else (None, [])
        collection = _build(
            chosen, ledger, entries, keys, near, [*problems, *remarks, *found, *_of_rows(entries)], tell
        )
        _number(collection, ledger)
        collection = numbering.with_copies(collection, ledger.numbers())
        tell("write", 0, 1)
        return write_all(collection, folder, tell)


def gather(sources: Iterable[str | Path], tell: Progress | None = None) -> tuple[list[Entry], list[Problem]]:
    """Every row of the sources as an Entry, or as a Problem that says why not. Raises InputError."""
    from koleksi import intake, marc

    entries: list[Entry] = []
    problems: list[Problem] = []
    for source in map(Path, sources):
        if not source.is_file():
            raise InputError("berkas tidak ada / no such file", source)
        read = marc.read_books if is_marc(source) else intake.read
        for item in read(source):
            if isinstance(item, Entry):
                entries.append(item)
            else:
                problems.append(item)
            if tell and len(entries) % 500 == 0:
                tell(f"read {source.name}", len(entries), 0)
    return entries, problems


def _left_out(lists: dict[str, int]) -> list[Problem]:
    """Lists whose books have numbers from this folder and are not in this run: its files no longer hold them."""
    return [
        Problem(
            code="list-left-out", source=source, value=str(rows),
            what=Text(f"Folder ini pernah dipakai untuk daftar ini ({rows} baris bernomor); berkas hasil sekarang tidak memuatnya.", f"This folder was used for this list before ({rows} numbered rows); its files do not hold them now."),
            do=Text("Jalankan lagi dengan semua daftar sekaligus, atau pakai --out lain.", "Run again with all lists at once, or use another --out."),
        )
        for source, rows in lists.items()
    ]  # fmt: skip


def _of_rows(entries: Sequence[Entry]) -> list[Problem]:
    """The remarks that reading made on rows, each with its place."""
    return [problem.at(source=entry.source, row=entry.row) for entry in entries for problem in entry.problems]


def _catalogue_file(path: Path) -> Path:
    """The catalogue meant: a file, or that of a results folder."""
    path = path / "katalog.mrc" if path.is_dir() else path
    if not path.is_file():
        raise InputError("berkas tidak ada / no such file", path)
    return path


def _catalogue(entries: Sequence[Entry], path: Path, tell: Progress) -> tuple[Near, list[Problem]]:
    """The records of a catalogue that may be the entries' editions, its numbers, and what could not be read of it."""
    from koleksi import dedupe

    remarks: list[Problem] = []

    def read() -> list[Entry]:
        known, problems = gather([path], tell)
        remarks.extend(problem for problem in problems if problem.severity == "error")
        return known

    near = dedupe.near([entry.book for entry in entries], path, read)
    if not near.barcodes and not near.accessions:
        remarks.append(numbering.without_numbers(path))
    return near, remarks


def is_marc(path: Path) -> bool:
    """Whether a file holds MARC, by what stands at its beginning rather than by its name."""
    with path.open("rb") as stream:
        kind = kind_of(stream.read(HEAD))
    if path.suffix.lower() in {".mrc", ".marc", ".mrk", ".iso", ".iso2709"}:
        return kind != "html" or _web_page(path)
    return kind in ("marc", "marcxml")


def _web_page(path: Path) -> bool:
    raise InputError("ini halaman web, bukan katalog; unduh ulang / this is a web page, not a catalogue", path)


def _check_places(sources: Sequence[str | Path], folder: Path) -> None:
    """Outputs must not replace what they are made from."""
    from koleksi.job.outputs import FILES

    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder}: bukan folder / not a folder")
    written = {(folder / name).resolve() for name in FILES}
    for source in sources:
        if Path(source).resolve() in (*written, folder.resolve()):
            raise UsageError(
                f"{source}: sumber sama dengan hasil / the source is one of the outputs; choose another --out"
            )


def _today(config: settings.Config) -> str:
    """The day a new job begins. SOURCE_DATE_EPOCH (reproducible-builds.org) wins over the clock."""
    if config.acquisition.date:
        return config.acquisition.date
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date().isoformat()
    return datetime.date.today().isoformat()


def _hear(ledger: Ledger, sheet: Path) -> list[Problem]:
    """Decisions typed into the review sheet since the last run go into the ledger."""
    if not sheet.exists():
        return []
    decisions, problems = review.read(sheet)
    ledger.decide(decisions)
    return problems


def _asking(pack: str | Path | None, online: settings.Online | None) -> AbstractContextManager[Chain | None]:
    """The sources of facts, opened before anything is written. Raises InputError for a pack that is none, UsageError for
    a source that does not exist."""
    if not pack and not online:
        return nullcontext()
    from koleksi import lookup

    options = lookup.Options(**asdict(online)) if online else None
    return lookup.chain(pack=pack, online=online is not None, options=options)


def _build(
    config: settings.Config, ledger: Ledger, entries: list[Entry], keys: list[str], near: Near | None,
    problems: list[Problem], tell: Progress,
) -> Collection:  # fmt: skip
    from koleksi import dedupe

    tell("duplicates", 0, len(entries))
    words = ledger.decisions("pair")
    known = [entry for _, entry in near.found] if near else []
    catalogue = [entry.book for entry in known]
    groups = dedupe.groups(
        [entry.book for entry in entries], catalogue, decided=_as_indexes(words, [*keys, *map(record_key, catalogue)])
    )
    classes = ledger.decisions("class")
    records = _classify(config, entries, keys, groups, known, classes, tell)
    decided = [Decision("pair", *item) for item in words.items()] + [
        Decision("class", *item) for item in classes.items()
    ]
    return Collection(
        config=config, begun=ledger.begun, entries=tuple(entries), keys=tuple(keys), records=tuple(records),
        asks=groups.asks, near=near, problems=tuple(problems), decided=tuple(decided),
    )  # fmt: skip


def _as_indexes(words: dict[str, str], keys: Sequence[str]) -> dict[tuple[int, int], str]:
    place = {key: n for n, key in enumerate(keys)}
    decided = {}
    for pair, word in words.items():
        left, _, right = pair.partition("+")
        if left in place and right in place:
            decided[min(place[left], place[right]), max(place[left], place[right])] = word
    return decided


def _classify(
    config: settings.Config, entries: Sequence[Entry], keys: Sequence[str], groups: Groups, known: Sequence[Entry],
    decisions: dict[str, str], tell: Progress,
) -> list[Record]:  # fmt: skip
    merged = [_merge(entries, group.members, known, group.match) for group in groups.groups]
    copies = defaultdict[Book, list[Copy]](list)  # an export with a row for each copy says one record several times
    for entry in known:
        copies[entry.book] += entry.copies
    profile = _taught(config, merged, [[decisions.get(keys[n], "") for n in group.members] for group in groups.groups])
    records = []
    for n, (group, book) in enumerate(zip(groups.groups, merged, strict=True)):
        if n % 200 == 0:
            tell("classes", n, len(merged))
        word = next(filter(None, (decisions.get(keys[row], "") for row in group.members)), "")
        match = known[group.match].book if group.match is not None else None
        record = Record(
            book=book, copies=(), rows=group.members, known=match, held=tuple(copies[match]) if match else ()
        )
        records.append(_with_class(config, record, word, profile))
    return records


def _merge(entries: Sequence[Entry], members: Sequence[int], known: Sequence[Entry], match: int | None) -> Book:
    from koleksi import dedupe

    books = [entries[n].book for n in members]
    if match is not None:
        books.insert(0, known[match].book)
    if len(books) == 1:
        return books[0]
    book, _remarks = dedupe.merge(books)
    return book


def _taught(config: settings.Config, books: Sequence[Book], words: Sequence[Sequence[str]]) -> Profile | None:
    """What a library's own classes teach: its profile file, and every correction typed in the review sheet."""
    from koleksi import ddc

    corrected = [book.but(ddc=word) for book, given in zip(books, words, strict=True) for word in given if word]
    base = ddc.load_profile(config.classes.profile) if config.classes.profile else None
    if not corrected:
        return base
    return ddc.learn(corrected) if base is None else base.more(corrected)


def _with_class(config: settings.Config, record: Record, word: str, profile: Profile | None) -> Record:
    """The class by rank of who says it: a person's decision, the source, the best suggestion."""
    from koleksi import ddc

    chosen = config.classes
    given = record.book.ddc if ddc.normalise(record.book.ddc) else ""  # "[Fic]" of an American record is no class
    number, sure = word or given, True
    suggestions: tuple[Suggestion, ...] = ()
    if not number:
        suggestions = tuple(
            ddc.suggest(
                record.book, 3, profile=profile, islam=chosen.islam, fiction=chosen.fiction, children=chosen.children
            )
        )
        sure = bool(suggestions) and suggestions[0].score >= chosen.threshold
        number = suggestions[0].number if suggestions else ""
    call_number, lines = _call_number(config, record.book, number)
    return replace(
        record,
        book=record.book.but(ddc=number, call_number=call_number),
        suggestions=suggestions,
        sure=sure,
        call_lines=lines,
    )


def _call_number(config: settings.Config, book: Book, number: str) -> tuple[str, tuple[str, ...]]:
    """As typed where it was; else made of the class, with the mark that was typed before it or that the settings give."""
    from koleksi import ddc
    from koleksi.labels import split_call_number

    sign = re.fullmatch(r"([A-Z]{1,4}) ([\dX.]+)", book.call_number)  # "R 499.221": the letters are still to be made
    if book.call_number and not sign:
        return book.call_number, split_call_number(book.call_number)
    mark = sign[1] if sign else ddc.prefix(book, number, asdict(config.prefixes))
    chosen = config.classes
    call = ddc.call_number(
        book, number, policy=chosen.author, islam=chosen.islam, prefix=mark, articles=frozenset(chosen.articles)
    )
    return str(call), call.lines


def _number(collection: Collection, ledger: Ledger) -> None:
    """Accession numbers and barcodes for the copies that have none yet, committed batch by batch."""
    ledger.give(numbering.due(collection, ledger.numbers()))
