"""The class and call number of every record, by rank of who says it: a person, the source, the best suggestion."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING

from koleksi import config as settings
from koleksi._terms.class_marks import class_number, kind_of_mark
from koleksi._terms.parts import Count, shared_closings
from koleksi.book import Book
from koleksi.job.collection import Record
from koleksi.job.decisions import HABIT
from koleksi.job.memory.suggested import Suggest, Suggested
from koleksi.job.sources import Progress

if TYPE_CHECKING:
    from koleksi.ddc import Profile, Suggestion

__all__ = ["classed"]

_SPEAKS = 0.1  # a chance below this is none


def classed(
    records: Sequence[Record],
    config: settings.Config,
    decisions: Mapping[str, str],
    habits: Mapping[str, str],
    suggested: Suggested,
    progress: Progress,
) -> Iterator[Record]:
    """Every record with its class and call number. ``decisions``: key of a row -> class number; ``habits``: answers on
    the library's habits by their `habit_key`, before those of the settings; ``suggested``: what the last run thought of
    the records."""
    config = replace(config, classes=_with_habits(config.classes, habits))
    corrected = _corrected(records, decisions)
    profile = _taught(config, corrected)
    untaught = partial(_suggestions, config, _taught(config, ())) if corrected else None
    volumes = _volumes({record.book.title for record in records})
    with suggested.before_asking(partial(_suggestions, config, profile), (config.classes, profile)) as suggest:
        for n, record in enumerate(records):
            if n % 200 == 0:
                progress("classes", n, len(records))
            word = next(filter(None, (decisions.get(row.key, "") for row in record.rows)), "")
            yield _with_class(config, record, word, suggest, untaught, volumes.get(record.book.title))


def _volumes(titles: Set[str]) -> Mapping[str, Count]:
    """Title -> the volume that its closing number says: by its siblings, or alone where the series is known."""
    from koleksi import ddc

    alone = {title: Count(number) for title in titles if (number := ddc.volume_of_series(title))}
    return {**alone, **shared_closings(sorted(titles))}


def _suggestions(config: settings.Config, profile: Profile | None, book: Book) -> tuple[Suggestion, ...]:
    from koleksi import ddc

    chosen = config.classes
    return tuple(
        ddc.suggest(
            book, 3, profile=profile, islam=chosen.islam, fiction=chosen.fiction, children=chosen.children,
            habits=chosen.habits,
        )
    )  # fmt: skip


def _with_habits(chosen: settings.Classes, answers: Mapping[str, str]) -> settings.Classes:
    """The settings with what was answered in the review sheet. The notation of fiction is a setting of its own."""
    said = {**chosen.habits, **{key.removeprefix(HABIT): answer for key, answer in answers.items()}}
    fiction = said.pop("fiction", "") or chosen.fiction
    return replace(chosen, habits=dict(sorted(said.items())), fiction="813" if fiction[:3] != "899" else "899.2213")


def _corrected(records: Iterable[Record], decisions: Mapping[str, str]) -> list[Book]:
    """The books of which a person said the class."""
    words = ((record.book, decisions.get(row.key, "")) for record in records for row in record.rows)
    return [book.but(ddc=_number(word)) for book, word in words if word]


def _taught(config: settings.Config, corrected: Sequence[Book]) -> Profile | None:
    """What a library's own classes teach: its profile file, and every correction typed in the review sheet."""
    from koleksi import ddc

    base = ddc.load_profile(config.classes.profile) if config.classes.profile else None
    if not corrected:
        return base
    return ddc.learn(corrected) if base is None else base.more(corrected)


def _number(word: str) -> str:
    """The class in a person's word, which may have a mark before it: "R 590.3"."""
    return word.rpartition(" ")[2]


def _with_class(
    config: settings.Config,
    record: Record,
    word: str,
    suggest: Suggest,
    untaught: Suggest | None,
    volume: Count | None,
) -> Record:
    """``untaught``: suggestions without what a person corrected, None where nothing was."""
    from koleksi import ddc

    given = class_number(record.book.ddc) if ddc.normalise(record.book.ddc) else ""  # "[Fic]" is no class
    record = record if given or not record.book.ddc else _with_mark_kept(record)
    number, sure = _number(word) or given, True
    suggestions: tuple[Suggestion, ...] = ()
    if not number:
        suggestions = suggest(record.book)
        speaks = _speaks(suggestions)
        sure = _is_sure(suggestions, config.classes.threshold)
        if speaks and not sure and untaught:  # a correction of one book is no doubt of another
            before = untaught(record.book)
            sure = _is_sure(before, config.classes.threshold) and before[0].number[:3] == suggestions[0].number[:3]
        number = suggestions[0].number if speaks else _of_unknown(config.classes.unclassified)
        if kind_of_mark(record.book.ddc) in ("fiction", "easy") and not _is_story(number):
            number, sure = _place_of_stories(config, record.book), False
    marked = record.book.but(call_number=word) if " " in word else record.book
    call_number, lines = _call_number(config, marked.but(volume=marked.volume or str(volume or "")), number)
    book = record.book.but(ddc=number, call_number=call_number)
    return replace(record, book=book, suggestions=suggestions, sure=sure, call_lines=lines)


def _speaks(suggestions: Sequence[Suggestion]) -> bool:
    """Whether anything in a book speaks for its first suggestion."""
    return bool(suggestions) and suggestions[0].speaks and suggestions[0].score >= _SPEAKS


def _is_sure(suggestions: Sequence[Suggestion], threshold: float) -> bool:
    return _speaks(suggestions) and suggestions[0].score >= threshold


def _of_unknown(setting: str) -> str:
    """The class of a book for which nothing speaks: none, so that no number is invented, or what the library wants."""
    return "" if setting == "blank" else setting


def _with_mark_kept(record: Record) -> Record:
    """A record whose mark ("[Fic]", "E") gives way to a class number: what was typed stays among its notes."""
    typed = f"kelas: {record.book.ddc}"
    notes = record.book.notes
    return replace(record, book=record.book.but(notes=notes if typed in notes else (*notes, typed)))


def _is_story(number: str) -> bool:
    """Literature, and the tales of a people: what stands under such a mark in a library without class numbers."""
    return number.startswith(("8", "398.2"))


def _place_of_stories(config: settings.Config, book: Book) -> str:
    """Where this library keeps stories: its own number for those of children, if the mark says they are."""
    chosen = config.classes
    return (chosen.children if kind_of_mark(book.ddc) == "easy" else "") or chosen.fiction


def _call_number(config: settings.Config, book: Book, number: str) -> tuple[str, tuple[str, ...]]:
    """As typed where it was; else made of the class, with the mark that was typed before it or that the settings
    give.
    """
    from koleksi import ddc
    from koleksi.labels import split_call_number

    sign = re.fullmatch(r"([A-Z]{1,4}) ([\dX.]+)", book.call_number)  # "R 499.221": the letters are still to be made
    if book.call_number and not sign:
        return book.call_number, split_call_number(book.call_number)
    mark = sign[1] if sign else ddc.prefix(book, number, asdict(config.prefixes))
    chosen = config.classes
    call = ddc.call_number(
        book, number, policy=chosen.author, islam=chosen.islam, prefix=mark, articles=frozenset(chosen.articles),
        digits=chosen.digits,
    )  # fmt: skip
    return sys.intern(str(call)), tuple(map(sys.intern, call.lines))  # they come again and again
