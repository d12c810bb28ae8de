"""``tinjau.xlsx``: what a person must decide, laid out in one language.

Sheets: *Kebiasaan* (what the library answers once for all books of a subject), *Kelas* (no class is sure enough: three
suggestions with their reasons, those of one class together), *Kembar* (two rows that may be one
edition, side by side), *Digabung* (rows taken for one edition, to be parted there), *Perubahan*, *Semua judul*,
*Masalah* and *Berlebih* (see `lists`), *Diputuskan* (decisions made, to be changed there). In each the column KEPUTUSAN
is the one to type in; hidden columns say what a line is about, in every line, so that it may be sorted and deleted.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import IO

from koleksi.book import Lang, Problem, Text
from koleksi.job.collection import Known, Pair, Record, Row, RowQuestion
from koleksi.job.decisions import Decision
from koleksi.job.memory.changes import Change
from koleksi.job.review.answers import Answers, Thing
from koleksi.job.review.class_sheet import class_columns, class_rows
from koleksi.job.review.decided_sheet import decided_columns, decided_rows
from koleksi.job.review.groups import ClassQuestion, grouped
from koleksi.job.review.guide import guide
from koleksi.job.review.habits import HabitQuestion, habit_columns, habit_row
from koleksi.job.review.lists import (
    Surplus,
    change_columns,
    change_row,
    problem_columns,
    problem_rows,
    surplus_columns,
    surplus_row,
)
from koleksi.job.review.looks import up_to_title, with_choices
from koleksi.job.review.series import Series
from koleksi.job.review.titles import title_columns, title_row
from koleksi.job.review.words import (
    AUTHOR,
    DECISION,
    KEY,
    PAIR,
    PLACE,
    REASONS,
    SCORE,
    SHEETS,
    SIDES,
    TITLE,
    WRITTEN,
)
from koleksi.job.workbook import Column, Workbook

__all__ = ["write"]

_PAPER = "a4"  # each sheet is printed one page wide, its headings on every page


def write(
    stream: IO[bytes],
    *,
    habits: Sequence[HabitQuestion],
    classes: Sequence[ClassQuestion],
    pairs: Sequence[Series],
    joined: Sequence[Series],
    changes: Sequence[Change | RowQuestion],
    titles: Sequence[Record],
    problems: Iterable[Problem],
    surplus: Sequence[Surplus],
    decided: Sequence[tuple[Decision, str]],
    answers: Answers,
    lang: Lang,
    later: int = 0,
    policy: str = "last",
) -> None:
    """The review sheet as XLSX to a stream that can seek. ``decided``: each decision with the title it concerns;
    ``answers``: what was typed and stays in its cell; ``later``: pairs that are not asked yet; ``policy``: of headings.
    """
    typed = dict(answers.open)  # each word is put back once: where its thing is asked about, else where it stands
    with Workbook(stream) as book:

        def add(name: str, columns: Sequence[Column], rows: Iterable[Sequence[object]]) -> None:
            columns = with_choices(name, columns, lang)
            book.sheet(SHEETS[name](lang), columns, rows, frozen=up_to_title(columns, lang), paper=_PAPER)

        lines = guide(len(classes), len(pairs), later, habits=len(habits))
        add("guide", (Column(SHEETS["guide"](lang), 110, wrap=True),), ((line(lang),) for line in lines))
        words = (typed.pop(("habit", one.key), "") for one in habits)
        add("habit", habit_columns(lang), (habit_row(*one, lang) for one in zip(habits, words, strict=True)))
        add("class", class_columns(lang), class_rows(grouped(classes), typed, lang))
        numbers = itertools.count(1)
        for name, several in (("pair", pairs), ("joined", joined)):
            rows = (row for one in several for row in _series_rows(one, next(numbers), typed, lang))
            add(name, _pair_columns(lang), rows)
        add("changes", change_columns(lang), (change_row(one, typed, lang) for one in changes))
        said = {(one.kind, one.key): one.value for one, _ in decided}
        add("titles", title_columns(lang), (title_row(one, said, typed, policy, lang) for one in titles))
        add("problems", problem_columns(lang), problem_rows(problems, lang))
        if surplus:
            add("surplus", surplus_columns(lang), (surplus_row(one, lang) for one in surplus))
        add("decided", decided_columns(lang), decided_rows(decided, titles, typed, answers.loose, lang))


def _said(reasons: Iterable[Text], lang: Lang) -> str:
    return "; ".join(reason(lang) for reason in reasons)


def _pair_columns(lang: Lang) -> tuple[Column, ...]:
    """The evidence beside the titles, the rest of what both rows say behind it."""
    differs = Text("berbeda pada", "different in")
    title, *others = (Column(heading(lang), 40 if heading is TITLE else 16) for heading in SIDES.values())
    return (
        Column(DECISION(lang), 14, edit=True),
        Column(PLACE(lang), 18),
        title,
        Column(differs(lang), 30),
        Column(REASONS(lang), 40),
        *others,
        Column(AUTHOR(lang), 24),
        Column(SCORE(lang), 7),
        Column(PAIR(lang), 9),
        Column(WRITTEN(lang), 12, hidden=True),
        Column(KEY(lang), 14, hidden=True),
    )


def _series_rows(series: Series, number: int, typed: dict[Thing, str], lang: Lang) -> Iterator[tuple[object, ...]]:
    """A line for the question that all its pairs share, and the pairs, numbered 3.01, 3.02 ... below 3; of a periodical
    each issue by itself."""
    if series.asks_once:
        yield _shared_question(series, number, lang)
    digits = len(str(len(series.pairs))) + 1
    for n, pair in enumerate(series.pairs, start=1):
        place = round(number + n / 10**digits, digits) if series.asks_once else number
        if series.issues and series.asks_once:
            yield _issue_row(pair, place, typed, lang)
        else:
            yield from _pair_rows(pair, place, typed, lang)


def _shared_question(series: Series, number: int, lang: Lang) -> tuple[object, ...]:
    """The question stands where a title does: the cells behind it are empty, so that it is seen whole."""
    count = Text(f"{len(series.pairs)} pasangan", f"{len(series.pairs)} pairs")
    how = _HOW_ISSUES if series.issues else _HOW_SERIES
    asked = f"{series.question(lang)} {how(lang)}"
    facts = (asked, "", "", *[""] * len(SIDES))
    best = max(pair.score for pair in series.pairs)
    return ("", count(lang), *facts, round(best, 2), number, asked, series.key)


_HOW_SERIES = Text(
    "Satu jawaban untuk semuanya: 'beda' atau 'sama'; jawaban pada satu pasangan di bawah ini lebih kuat.",
    "One answer for all of them: 'different' or 'same'; an answer on one of the pairs below counts more.",
)
_HOW_ISSUES = Text("Ketik 'beda' bila bukan terbitan berkala.", "Type 'different' if it is no periodical.")


def _issue_row(pair: Pair, number: float, typed: dict[Thing, str], lang: Lang) -> tuple[object, ...]:
    """A row that is an issue of the periodical above it, with the issue that was read from it."""
    row = pair.left
    issue = ", ".join(dict.fromkeys(copy.issue for copy in row.entry.copies if copy.issue))
    return _side(row, typed.pop(("pair", pair.key), ""), (issue, _said(pair.reasons, lang)), pair, number, lang)


def _pair_rows(pair: Pair, number: float, typed: dict[Thing, str], lang: Lang) -> Iterator[tuple[object, ...]]:
    """Both rows carry the key and the pair's number: sorting may part them, and either may be deleted."""
    from koleksi import dedupe

    found = dedupe.disagreements([pair.left.book, pair.right.book])
    different = "; ".join(TITLE(lang) if one.field == "title" else one.what(lang) for one in found)
    word = typed.pop(("pair", pair.key), "")
    yield _side(pair.left, word, (different, _said(pair.reasons, lang)), pair, number, lang)
    yield _side(pair.right, "", ("", ""), pair, number, lang)


def _side(
    side: Row | Known, word: str, evidence: tuple[str, str], pair: Pair, number: float, lang: Lang
) -> tuple[object, ...]:
    title, *facts = (getattr(side.book, name) or "" for name in SIDES)
    authors = "; ".join(side.book.authors)
    return (word, side.place(lang), title, *evidence, *facts, authors, round(pair.score, 2), number, title, pair.key)
