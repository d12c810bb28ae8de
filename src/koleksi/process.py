"""The main job: donated lists in, a catalogued, classified, numbered and labelled collection out.

The stages follow one another over values; only the ledger remembers. Everything that is written
can be rebuilt from the sources and the ledger, so the same command again resumes the job.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from koleksi._terms.language import is_code, with_language
from koleksi.book import Book, Entry, Lang, Problem, Text
from koleksi.config import Config
from koleksi.errors import InputError
from koleksi.job import numbering, settings
from koleksi.job.as_bytes import files
from koleksi.job.at_work import Work, accept_before, at_work
from koleksi.job.authority import one_form
from koleksi.job.begin.given import check_settings, of_values, place, places
from koleksi.job.classing import classed
from koleksi.job.collection import Collection, Record, Row, titled
from koleksi.job.decisions import agreed
from koleksi.job.editions import editions
from koleksi.job.laptops.asking import settle_classes, settle_pairs
from koleksi.job.laptops.joining import second_numbers
from koleksi.job.laptops.merging import read_folders
from koleksi.job.laptops.question_sheet import QUESTIONS, answered
from koleksi.job.memory.changes import with_changes, with_new_labels
from koleksi.job.memory.copies import Memory
from koleksi.job.memory.deliveries import deliveries, undelivered
from koleksi.job.memory.folder import LEDGER, REVIEW, known_ledger
from koleksi.job.memory.ledger import Ledger
from koleksi.job.memory.off_lists import off_lists
from koleksi.job.memory.repair import by_words, hand_over, whole_ledger
from koleksi.job.memory.still_to_do import still_to_do
from koleksi.job.memory.without_folder import in_memory
from koleksi.job.memory.workdays import copies_a_day
from koleksi.job.outputs import FILES, NEW, write_for_people, write_for_systems, write_new
from koleksi.job.problems import lists_left_out, of_collection, of_rows, placed
from koleksi.job.review import answers
from koleksi.job.review.answers import Answers
from koleksi.job.review.corrections import corrected, corrections, said_headings
from koleksi.job.review.series import worth_asking
from koleksi.job.review.taking import take_late_decisions
from koleksi.job.sources import (
    Progress,
    check_places,
    gather,
    is_marc,
    known_place,
    open_lookup,
    read_catalogue,
    silent,
)
from koleksi.job.summary import Summary, counted

if TYPE_CHECKING:
    from koleksi.lookup import Chain

__all__ = ["Collection", "Record", "Summary", "catalogue", "files", "gather", "is_marc", "look", "merge", "run"]


def run(
    sources: Iterable[str | Path],
    out: str | Path,
    *,
    config: Config | str | Path | None = None,
    against: str | Path | None = None,
    pack: str | Path | None = None,
    online: bool = False,
    lang: Lang = "id",
    overwrite: bool = False,
    change_settings: bool = False,
    progress: Progress | None = None,
    seen: Callable[[Collection], None] | None = None,
) -> Summary:
    """Process ``sources`` into the folder ``out``; what was counted, with the collection and its problems as values.
    One list alone may be given as its path.

    ``config``: settings, or their file; where there is none, ``koleksi.toml`` in the folder or beside the first list.
    ``lang``: the language of what people read (tinjau.xlsx, laporan.html, masalah.csv). ``overwrite``: files that this
    program did not write may be replaced. ``change_settings``: settings may differ from the last run's in what stands
    on labels. Problems of single rows are in ``masalah.csv``. ``seen`` is given what was worked out.

    Raises InputError when a source cannot be read or holds no book; OutputError when the folder cannot be written,
    holds files of others, or another process holds its ledger; UsageError for settings that cannot be or that would
    re-label the library, TypeError for what is no path. Nothing has changed then.
    """
    progress = progress or silent
    check_settings("process.run", config, lang)
    sources, folder = places("process.run", "sources", sources), place("process.run", "out", out)
    against = place("process.run", "against", against) if against else None
    chosen = settings.load(config or settings.find(sources, folder))
    begun = settings.today(chosen)
    check_places([*sources, *([against] if against else [])], folder, FILES)
    entries, problems = gather(sources, progress, chosen.columns)
    if not entries:
        raise InputError(
            Text("0 buku: tidak ada baris yang terbaca", "no books: no row could be read"), ", ".join(map(str, sources))
        )
    known = known_place(against) if against else None
    opened = whole_ledger(folder / LEDGER, by_words(entries), chosen, begun=begun)
    with (
        open_lookup(pack, chosen.online if online else None) as lookup,
        at_work(folder, sources, chosen, opened, overwrite=overwrite, change_settings=change_settings) as work,
    ):
        ledger = work.ledger
        rows = ledger.register_rows(entries)
        accept_before(ledger, work.before, rows, recoded=work.recoded)
        problems += [*work.problems, *lists_left_out(ledger.other_lists(rows, work.before.rows))]
        read = corrected(rows, corrections(ledger.decisions))
        rows = rows if work.before.rows else []  # a first run has nothing to compare them with, and may be large
        del entries
        described, remarks = _described(read, lookup, chosen, progress)
        problems += remarks
        collection = _numbered(
            ledger, _catalogued(chosen, ledger, described, known, work.typed, problems, progress), work.before, rows,
            progress,
        )  # fmt: skip
        summary = _finish(work, collection, lang, progress)
    if seen:
        seen(collection)
    return replace(summary, aside=tuple(work.aside))


def look(
    folder: str | Path,
    *,
    config: Config | str | Path | None = None,
    pack: str | Path | None = None,
    progress: Progress | None = None,
) -> Collection:
    """What a results folder holds, worked out of its ledger; the lists need not be at hand, and nothing is written.

    Raises InputError for a folder without a ledger, OutputError where another process holds it.
    """
    progress = progress or silent
    check_settings("process.look", config)
    folder = place("process.look", "folder", folder)
    chosen = settings.load(config or settings.find((), folder))
    with (
        open_lookup(pack, None) as lookup,
        Ledger.open(known_ledger(folder), begun="") as ledger,
        suppress(_OnlyLooked),
        ledger.transaction(),
    ):
        before = ledger.memory()
        rows = [Row(row.key, row.entry) for row in before.rows.values() if not row.gone]
        described, remarks = _described(corrected(rows, corrections(ledger.decisions)), lookup, chosen, progress)
        collection = _catalogued(chosen, ledger, described, None, Answers(), remarks, progress)
        collection = _numbered(ledger, collection, before, rows, progress)
        raise _OnlyLooked
    return collection


class _OnlyLooked(Exception):
    """Ends a transaction of which nothing is kept."""


def merge(
    folders: Iterable[str | Path],
    out: str | Path,
    *,
    config: Config | str | Path | None = None,
    against: str | Path | None = None,
    pack: str | Path | None = None,
    online: bool = False,
    lang: Lang = "id",
    overwrite: bool = False,
    change_settings: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """Merge the results ``folders`` of several laptops into ``out``, which goes on from what it holds already.

    Rows, numbers and decisions are those of the ledgers, so that the lists need not be at hand; no number changes. The
    order of the folders makes no difference, and a folder merged again brings only what is new in it. ``config``: None
    for ``koleksi.toml`` in ``out``, else what ``out`` kept, else what the folders have in common; the rest as in `run`.

    Raises what `run` raises; OutputError also where the same number stands on two books, DecisionNeeded where the
    folders decided differently (``keputusan.xlsx`` asks). Nothing else has changed then.
    """
    progress = progress or silent
    check_settings("process.merge", config, lang)
    folders, folder = places("process.merge", "folders", folders), place("process.merge", "out", out)
    against = place("process.merge", "against", against) if against else None
    check_places([*folders, *([against] if against else [])], folder, FILES)
    merging = read_folders(
        folders, folder, config=config, against=against is not None,
        change_settings=change_settings,
    )  # fmt: skip
    chosen, addition = merging.config, merging.joined.addition
    replies = answered(folder)
    known = known_place(against) if against else None
    rows = [Row(row.key, row.entry) for row in addition.rows if not row.gone]
    opened = Ledger.open(folder / LEDGER, begun=merging.begun)
    with (
        open_lookup(pack, chosen.online if online else None) as lookup,
        at_work(
            folder, folders, chosen, opened, overwrite=overwrite, change_settings=change_settings, owned=(QUESTIONS,)
        ) as work,
    ):
        ledger = work.ledger
        accept_before(ledger, work.before, rows, recoded=work.recoded)
        ledger.add(addition)
        before = Memory(work.before.rows, {**work.before.copies, **second_numbers(addition)})
        described, remarks = _described(corrected(rows, corrections(ledger.decisions)), lookup, chosen, progress)
        problems = [*work.problems, *merging.problems, *remarks]
        left = settle_pairs(ledger, merging.joined, replies)
        check = partial(settle_classes, ledger, folder, merging.joined, replies, left, lang)
        collection = _catalogued(chosen, ledger, described, known, work.typed, problems, progress, check)
        collection = _numbered(ledger, collection, before, rows, progress)
        collection = replace(collection, first_run=False)  # on its laptop it was
        summary = _finish(work, collection, lang, progress)
    return replace(summary, aside=tuple(work.aside))


def catalogue(
    books: Iterable[Book | Entry | Problem],
    *,
    config: Config | str | Path | None = None,
    against: str | Path | None = None,
    pack: str | Path | None = None,
    online: bool = False,
    progress: Progress | None = None,
) -> Summary:
    """The whole job over values, in memory: nothing is written, and nothing is remembered of it.

    ``books``: books alone (one copy each), entries with their copies, or what ``intake.read`` yields. Numbers begin at
    ``[numbers] start``; the rest as in `run`. `files` renders the result. Raises InputError where there is no book,
    UsageError for settings that cannot be.
    """
    progress = progress or silent
    check_settings("process.catalogue", config)
    chosen = settings.load(config)
    entries, problems = of_values(books)
    known = known_place(place("process.catalogue", "against", against)) if against else None
    with (
        open_lookup(pack, chosen.online if online else None) as lookup,
        in_memory(begun=settings.today(chosen)) as ledger,
    ):
        read = ledger.register_rows(entries)
        del entries
        described, remarks = _described(read, lookup, chosen, progress)
        collection = _catalogued(chosen, ledger, described, known, Answers(), [*problems, *remarks], progress)
        collection = _numbered(ledger, collection, Memory({}, {}), (), progress)
    return counted(collection, placed(collection, of_collection(collection)), ())


def _numbered(
    ledger: Ledger, collection: Collection, before: Memory, rows: Sequence[Row], progress: Progress
) -> Collection:
    """The collection with the classes of its records and the numbers of its copies, and what changed. ``rows``: as they
    were read. A record has both before the next one gets any: of a large library not all is in memory twice."""
    numbers = ledger.numbers()
    given = dict(numbering.unnumbered(collection, numbers, ledger.last_number))
    ledger.assign(given.items())
    numbers |= given
    with_classes = classed(
        collection.records, collection.config, ledger.decisions("class"), ledger.decisions("habit"), ledger.suggested,
        progress,
    )  # fmt: skip
    collection = numbering.with_copies(collection, with_classes, numbers)
    collection = with_changes(collection, before, rows)
    collection = replace(collection, to_do=still_to_do(ledger.changes_of(), collection.changes, before))
    a_day = copies_a_day(ledger, len(given))
    collection = replace(collection, last_number=ledger.last_number, copies_a_day=a_day)
    ledger.settle(collection, settings.today(collection.config))
    return replace(collection, off_lists=off_lists(ledger, collection))


def _finish(work: Work, collection: Collection, lang: Lang, progress: Progress) -> Summary:
    """Make all files; the counts."""
    ledger, staging = work.ledger, work.staging
    again = _write_new(ledger, work.before, collection, staging / NEW, progress, lang)
    collection = replace(collection, changes=with_new_labels(collection.changes, again))
    found = write_for_systems(collection, staging, progress)
    progress("register", 0, 1)
    typed, collection = work.typed, replace(collection, answers=work.typed)
    summary = write_for_people(collection, found, staging, lang)
    while typed.outdated(work.folder):  # saved while this run was at work
        typed = take_late_decisions(ledger, work.folder, collection.config.classes.author)
        collection = replace(collection, answers=typed, decided=tuple(titled(ledger.all_decisions(), collection)))
        summary = write_for_people(collection, found, staging, lang)
    ledger.keep_note(answers.AS_WRITTEN, answers.written(staging / REVIEW, typed))
    ledger.finish(work.number, collection.changes, summary.counts())
    return summary


def _write_new(
    ledger: Ledger, before: Memory, collection: Collection, folder: Path, progress: Progress, lang: Lang
) -> frozenset[str]:
    """What is new or changed since the last accepted run, where there is one; the barcodes of copies whose label is on
    the book and another one now."""
    made = deliveries(collection)
    ledger.deliver(made)
    hand_over(ledger, before)
    if (accepted := ledger.accepted()) is None:
        return frozenset()
    new = undelivered(collection, made, accepted)
    write_new(new, folder, progress, lang)
    return (new.print_only or frozenset()) & accepted.labels.keys()


def _described(
    rows: list[Row], lookup: Chain | None, config: Config, progress: Progress
) -> tuple[list[Row], list[Problem]]:
    """The rows with what other sources know of their books, and with their language. They take the places of ``rows``
    in its list, one after the other: of a large list not all is in memory twice."""
    remarks: list[Problem] = []
    if lookup:
        entries, remarks = lookup.fill([row.entry for row in rows], progress)
        rows[:] = [replace(row, entry=entry) for row, entry in zip(rows, entries, strict=True)]
    otherwise = config.library.language if is_code(config.library.language) else ""
    for n, row in enumerate(rows):
        book = with_language(row.book, otherwise)
        if book is not row.book:
            rows[n] = replace(row, entry=replace(row.entry, book=book))
    return rows, [*remarks, *of_rows(row.entry for row in rows)]


def _catalogued(
    config: Config,
    ledger: Ledger,
    rows: Sequence[Row],
    known: Path | None,
    typed: Answers,
    problems: Sequence[Problem],
    progress: Progress,
    check: Callable[[Sequence[Record]], None] | None = None,
) -> Collection:
    """The editions of the rows, still without class and numbers. ``check``: what is asked of them."""
    catalogue, remarks = read_catalogue(known, [row.book for row in rows], progress) if known else (None, [])
    progress("duplicates", 0, len(rows))
    records, questions = editions(
        rows, catalogue, ledger.decisions("pair"), one_serial=config.periodicals.record == "serial"
    )
    if check:
        check(records)
    ledger.decide(agreed(records, ledger.told()["decisions"], typed.decisions))
    questions, later = worth_asking(questions, len(rows))
    records, headings = one_form(records, config.classes.author, said_headings(ledger.decisions))
    collection = Collection(
        config=config,
        begun=ledger.begun,
        rows=tuple(rows),
        records=tuple(records),
        questions=tuple(questions),
        later=later,
        headings=headings,
        catalogue=catalogue,
        problems=(*problems, *remarks),
    )
    return replace(collection, decided=tuple(titled(ledger.all_decisions(), collection)))
