"""What people typed into ``tinjau.xlsx`` and into copies of it, put together.

Every sheet of that name in the folder is read. A copy is read once: what it says is in the ledger then. The rule where
words differ: nobody's word is dropped without being told, so neither counts, what was recorded before stays, and both
stand in the cell until a person types one. A word in a copy that differs from what was recorded is such a case too,
since nobody knows which is the older; a word in ``tinjau.xlsx`` itself is a change of mind and counts.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from koleksi._terms.problems import problem
from koleksi.book import Problem, Text
from koleksi.errors import InputError
from koleksi.job.decisions import READ_COPY, Decision, pair_key
from koleksi.job.memory.folder import REVIEW
from koleksi.job.review.corrections import KINDS as CORRECTIONS
from koleksi.job.review.corrections import is_same_heading
from koleksi.job.review.groups import numbers_of
from koleksi.job.review.keys import BETWEEN_ROWS
from koleksi.job.review.lines import APART, Line, damages, typed_lines
from koleksi.job.review.series import BETWEEN
from koleksi.job.review.typed import TAKEN_BACK, meaning
from koleksi.job.review.words import DECISION

__all__ = ["AS_WRITTEN", "Answers", "Thing", "gather", "written"]

AS_WRITTEN = "review_sheet"  # the ledger's note of `written`
_SHEETS = (".xlsx", ".xlsm", ".ods", ".xls")
_TITLES = frozenset({"class", *CORRECTIONS})  # kinds of which what is recorded stands in a cell as it is
_NOT_A_SHEET = ("~$", ".")  # what Excel and LibreOffice put beside an open file

Thing = tuple[str, str]  # kind and key of what is decided


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """``decisions``: what was typed and understood, copies that were read among them; ``taken_back``: decisions that no
    longer hold; ``open``: what stays in its cell, since it is not understood or contradicted; ``loose``: (title, word)
    of lines that lost their key; ``digests``: file name -> digest of each sheet as it was read."""

    decisions: tuple[Decision, ...] = ()
    taken_back: tuple[Thing, ...] = ()
    open: Mapping[Thing, str] = field(default_factory=dict)
    loose: tuple[tuple[str, str], ...] = ()
    problems: tuple[Problem, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)

    def outdated(self, folder: Path) -> bool:
        """Whether a sheet was saved since it was read, or one came."""
        return {path.name: _digest(path.read_bytes()) for path in _files(folder)} != self.digests


@dataclass(frozen=True, slots=True)
class _Word:
    """A typed word: ``value`` as `typed.meaning` gives it; ``recorded``: the value that its cell was written with."""

    line: Line
    file: str
    thing: Thing
    value: str | None
    recorded: str
    of_series: bool = False  # typed once for several pairs or books: a word on one of them counts more

    @property
    def in_copy(self) -> bool:
        return self.file != REVIEW

    @property
    def may_be_older(self) -> bool:
        """Whether it may have been typed before what is recorded: of a cell of its own it is known what had been
        recorded by then."""
        return self.in_copy or bool(self.line.column)

    @property
    def is_new(self) -> bool:
        return self.value is None or self.value != self.recorded


def gather(
    folder: Path, known: Mapping[Thing, str], read: Container[str], *, forgotten: bool = False, as_written: str = "",
    policy: str = "last",
) -> Answers:  # fmt: skip
    """What is typed in the review sheets of ``folder``. ``known``: the decisions recorded so far; ``read``: digests of
    copies that were read in an earlier run; ``policy``: of headings; ``forgotten``: the ledger was lost, so that what
    ``tinjau.xlsx`` says was recorded counts like what is typed; ``as_written``: what `written` said of the sheet of the
    last run, which need not be read where nobody touched it.

    Raises InputError when ``tinjau.xlsx`` cannot be read: it may hold a day's decisions, so it is not overwritten.
    """
    digests: dict[str, str] = {}
    words: list[_Word] = []
    problems: list[Problem] = []
    copies: list[Decision] = []
    for path in _files(folder):
        content = path.read_bytes()
        digests[path.name] = digest = _digest(content)
        if path.name == REVIEW and digest == as_written and not forgotten:
            continue
        if path.name != REVIEW and digest in read:
            continue
        try:
            found = _words(path, content)
        except InputError:
            if path.name == REVIEW:
                raise
            problems.append(problem("review-copy-unreadable", source=path.name, value=path.name))
            continue
        again = forgotten and path.name == REVIEW
        words += [word for word in found if word.is_new or (again and word.value != known.get(word.thing))]
        if path.name != REVIEW:
            copies.append(Decision(READ_COPY, digest, path.name))
            problems.append(problem("review-copy-read", source=path.name, value=path.name))
    problems += _sorted_apart(words)
    problems += _headings_as_before(words, policy)
    words = _weightiest([word for word in words if word.line.kind != APART and not _is_as_before(word, policy)])
    settled = _settled(words, known)
    settled = {**_of_other_rows(words, settled), **settled}
    return Answers(
        decisions=(*(Decision(*thing, value) for thing, value in settled.items() if value != TAKEN_BACK), *copies),
        taken_back=tuple(thing for thing, value in settled.items() if value == TAKEN_BACK),
        open=_open(words, settled, known),
        loose=tuple(dict.fromkeys((word.line.cells.get("title", ""), word.line.said) for word in _loose(words))),
        problems=(*problems, *_unclear(words), *_contradictions(words, settled, known)),
        digests=digests,
    )


def written(sheet: Path, answers: Answers) -> str:
    """The digest of a sheet that was just made, "" where words stay in it that were not understood."""
    if answers.open or answers.loose or answers.problems:
        return ""
    with sheet.open("rb") as stream:  # of a large library it is the largest thing that would be read whole
        return hashlib.file_digest(stream, lambda: hashlib.blake2b(digest_size=_DIGEST)).hexdigest()


def _files(folder: Path) -> list[Path]:
    """The review sheet first, then whatever people made of it: "tinjau (1).xlsx", "Salinan tinjau.xlsx"."""
    stem = Path(REVIEW).stem
    sheets = [
        path
        for path in (sorted(folder.iterdir(), key=lambda path: path.name) if folder.is_dir() else ())
        if stem in path.stem.casefold() and path.suffix.casefold() in _SHEETS and path.is_file()
        if not path.name.startswith(_NOT_A_SHEET)
    ]
    return sorted(sheets, key=lambda path: path.name != REVIEW)


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=_DIGEST).hexdigest()


_DIGEST = 16  # bytes


def _words(path: Path, content: bytes) -> list[_Word]:
    """Raises InputError for a file that is no workbook."""
    try:
        return [word for line in typed_lines(content) for word in _words_of(line, path.name)]
    except damages() as error:
        raise InputError(
            Text(
                "lembar tinjauan tidak terbaca; keputusan di dalamnya dapat hilang. Perbaiki atau pindahkan dulu",
                f"the review sheet cannot be read ({error}); the decisions in it could be lost. Mend or move it first",
            ),
            path,
        ) from error


def _words_of(line: Line, file: str) -> Iterator[_Word]:
    """A word for each thing that a line decides: of a series for each of its pairs, of a group for each of its books,
    for which a yes means the class that it would get itself."""
    shared = line.kind in ("series", "group")
    for thing, taken in _things(line):
        cells = {**line.cells, "taken": taken} if taken else line.cells
        value = meaning(line.kind, line.said, line.key, cells)
        if line.column and value and value == meaning(line.kind, line.before, line.key, cells):
            continue  # the same word as a spreadsheet writes it
        yield _Word(line, file, thing, value, line.cells.get("recorded", ""), shared)


def _things(line: Line) -> Iterator[tuple[Thing, str]]:
    """What a line is about, and of the books of a group the class that each would get."""
    if line.kind in ("pair", "series"):
        for pair in line.key.split(BETWEEN):
            one, _, other = pair.partition("+")
            yield ("pair", pair_key(one, other)), ""
    elif line.kind == "group":
        for key, number in numbers_of(line.key).items():
            yield ("class", key), number
    else:
        yield (line.kind, line.key.partition("|")[0].partition(BETWEEN_ROWS)[0]), ""


def _of_other_rows(words: Sequence[_Word], settled: Mapping[Thing, str]) -> dict[Thing, str]:
    """What is settled of the first row of a title holds for its other rows."""
    found = dict[Thing, str]()
    for word in words:
        first, *others = word.line.key.split(BETWEEN_ROWS)
        if others and word.thing[0] != "copies" and word.value == settled.get((word.thing[0], first)):
            found |= {(word.thing[0], key): word.value for key in others if word.value is not None}
    return found


def _weightiest(words: Sequence[_Word]) -> list[_Word]:
    """Without the words on a series where a pair of it has its own, and without what was not understood of a pair whose
    series has an answer. A book whose own word is not understood is not settled by its group: it was meant to differ.
    """
    own = {word.thing for word in words if not word.of_series and (word.value is not None or word.thing[0] == "class")}
    shared = {word.thing for word in words if word.value is not None and word.of_series} - own
    return [word for word in words if (word.thing not in own or not word.of_series)
            and (word.thing not in shared or word.of_series and word.value is not None)]  # fmt: skip


# what counts


def _by_thing(words: Sequence[_Word]) -> Mapping[Thing, list[_Word]]:
    found = defaultdict[Thing, list[_Word]](list)
    for word in words:
        if word.value is not None and word.thing[0]:
            found[word.thing].append(word)
    return found


def _settled(words: Sequence[_Word], known: Mapping[Thing, str]) -> dict[Thing, str]:
    """Each thing on which all words agree, with what they say."""
    settled = {}
    for thing, said in _by_thing(words).items():
        values = {word.value for word in said if word.value is not None}
        if len(values) == 1 and not _perhaps_older(said, known.get(thing, "")):
            settled[thing] = values.pop()
    return settled


def _perhaps_older(said: Sequence[_Word], recorded: str) -> bool:
    """Whether only copies, or cells of their own, contradict what is recorded, without having known of it."""
    return bool(recorded) and all(word.may_be_older and word.recorded != recorded != word.value for word in said)


def _open(words: Sequence[_Word], settled: Mapping[Thing, str], known: Mapping[Thing, str]) -> dict[Thing, str]:
    """What stays in the cells of the new sheet, as it was typed, behind what is recorded and contradicts it."""
    found = defaultdict[Thing, list[str]](list)
    for word in words:
        if word.thing[0] and word.line.said and (word.value is None or word.thing not in settled):
            recorded = known.get(word.thing, "") if word.value and word.thing[0] in _TITLES else ""
            found[word.thing] += [*filter(None, [recorded]), word.line.said]
    return {thing: " / ".join(dict.fromkeys(said)) for thing, said in found.items()}


def _loose(words: Sequence[_Word]) -> Iterator[_Word]:
    return (word for word in words if not word.thing[0] and word.value != TAKEN_BACK)


# what is told


def _unclear(words: Sequence[_Word]) -> Iterator[Problem]:
    told: set[tuple[str, str, int, str]] = set()  # a word on a series stands in one cell
    for word in words:
        place = (word.file, word.line.sheet, word.line.row, word.line.column)
        if not word.thing[0] and word.value != TAKEN_BACK:
            yield _told(word, problem("decision-unclear", wording="decision-unclear/no-key", value=word.line.said))
        elif word.value is None and place not in told:
            told.add(place)
            kind = f"{word.line.kind}-cell" if word.line.column else word.line.kind
            said, column = word.line.said, word.line.column or DECISION.id
            found = problem("decision-unclear", wording=f"decision-unclear/{kind}", value=said, column=column)
            yield _told(word, found)


def _sorted_apart(words: Iterable[_Word]) -> Iterator[Problem]:
    """A column that was sorted without its sheet, and each word that therefore is not taken."""
    for word in words:
        if word.line.kind == APART:
            said, column = word.line.said, word.line.column or DECISION.id
            wording = "review-sorted-apart/word" if said else "review-sorted-apart/column"
            yield _told(word, problem("review-sorted-apart", wording=wording, value=said, column=column))


def _headings_as_before(words: Iterable[_Word], policy: str) -> Iterator[Problem]:
    for word in words:
        if _is_as_before(word, policy):
            yield _told(word, problem("heading-as-before", value=word.line.said, now=word.line.before))


def _is_as_before(word: _Word, policy: str) -> bool:
    """Whether a heading was typed that is entered as the one that stood there."""
    return word.line.kind == "heading" and is_same_heading(word.line.said, word.line.before, policy)


def _contradictions(
    words: Sequence[_Word], settled: Mapping[Thing, str], known: Mapping[Thing, str]
) -> Iterator[Problem]:
    for thing, said in _by_thing(words).items():
        if thing not in settled:
            places = "; ".join(f"{word.line.said} ({word.file}:{word.line.sheet} {word.line.row})" for word in said)
            kept = known.get(thing, "")
            now = Text(f"yang berlaku {kept!r}", f"{kept!r} holds") if kept else Text("belum ada", "none holds")
            yield _told(said[0], problem("decisions-contradict", value=said[0].line.said, words=places, kept=now))


def _told(word: _Word, found: Problem) -> Problem:
    return found.at(source=f"{word.file}:{word.line.sheet}", row=word.line.row, column=word.line.column or DECISION.id)
