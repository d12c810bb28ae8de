"""Which rows of a list are issues of one periodical, however each of them says it.

Known by its ISSN or 977 code; by a word for periodicals beside an issue ("Majalah Tani, Mei 2010"); by a name that is a
periodical's ("Trubus No. 450"); or by several rows of one title that differ in the issue alone. A book with a month in
its title is none of these.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from rapidfuzz.distance import Indel

from koleksi._dedupe.issue_rows import (
    NAMES,
    SUBTITLE,
    IssueRow,
    allows_number,
    differs_in_issue,
    is_sure,
    key_of,
    may_be_asked,
    may_belong,
    row_of,
    says_only_a_number,
    whole_key,
    with_bare_number,
)
from koleksi._dedupe.serials import Serial, names_periodical, serial_of
from koleksi._terms.folding import fold_for_title
from koleksi._terms.issue import Issue
from koleksi._terms.publishers import canonical, one_publisher
from koleksi.book import Book

__all__ = ["Periodical", "perhaps_issues", "periodicals"]

_ALIKE = 0.6  # similarity of names from which one ISSN is believed; it may be mistyped
_ISSUES = 3  # different issues of one title without a word or number of a periodical


@dataclass(frozen=True, slots=True, kw_only=True)
class Periodical:
    """``issues``: place of each row, from 0, with its issue in words, "" where it says none; a theme behind ": ".
    ``record``: the place in the catalogue of its serial record, None for none."""

    name: str
    issn: str
    issues: Mapping[int, str]
    record: int | None = None


@dataclass(slots=True)
class _Group:
    issn: str = ""
    rows: list[IssueRow] = field(default_factory=list)

    def takes(self, row: IssueRow) -> bool:
        """Whether a row of this name may be of this periodical, by the publishers that both name."""
        if self.issn and row.serial.issn:
            return self.issn == row.serial.issn
        if row.key in NAMES:
            return True
        ours = next((one.book.publisher for one in self.rows if one.book.publisher), "")
        theirs = row.book.publisher
        return not (ours and theirs) or one_publisher(canonical(ours), canonical(theirs))


class _Rows(NamedTuple):
    """Rows that may be issues, by how much each says of itself; ``numbered``: rows that say nothing but a number."""

    sure: list[IssueRow]
    perhaps: list[IssueRow]
    named: list[IssueRow]
    numbered: list[tuple[int, Book]]


def periodicals(
    books: Iterable[Book], known: Iterable[Book] = (), *, confirmed: Iterable[tuple[int, int]] = ()
) -> tuple[Periodical, ...]:
    """The periodicals of which ``books`` are issues, in the order of their first rows. ``known``: the records of a
    catalogue, among which is perhaps that of the periodical. ``confirmed``: pairs of places that a person called one,
    such as `perhaps_issues` names; titles of too few issues to be known by themselves are believed with one."""
    found = _rows_of(books)
    groups = _known_alone(found)
    if told := frozenset(confirmed):
        groups += [group for group in _of_one_title(_to_ask(found), groups) if _is_confirmed(group, told)]
    if not groups:
        return ()
    _attach((row for row in [*found.perhaps, *found.named] if may_belong(row)), groups)
    _attach(_numbered(found, groups), groups)
    records = _records(known)
    made = [_periodical(group, records) for group in groups]
    return tuple(sorted(made, key=lambda one: min(one.issues)))


def perhaps_issues(books: Iterable[Book]) -> tuple[tuple[int, int], ...]:
    """Pairs of places that are perhaps two issues of one periodical, one pair for each title: the list holds too few
    issues of it to tell. Month, season, "No. 5 Tahun 1998" or a high number stand in each, and nobody is named as
    author; a low number may be that of a series of books."""
    of_all = _rows_of(books)
    found = []
    for group in _of_one_title(_to_ask(of_all), _known_alone(of_all)):
        first = group.rows[0]
        issue = first.serial.issue.facts()
        other = next((row for row in group.rows[1:] if row.serial.issue.facts() != issue), None)
        if other and not any(row.book.authors for row in group.rows):
            found.append((first.place, other.place))
    return tuple(found)


def _rows_of(books: Iterable[Book]) -> _Rows:
    found = _Rows([], [], [], [])
    for place, book in enumerate(books):
        if row := row_of(place, book):
            kind = found.sure if is_sure(row) else found.perhaps if differs_in_issue(row) else found.named
            kind.append(row)
        if says_only_a_number(book):
            found.numbered.append((place, book))
    return found


def _known_alone(found: _Rows) -> list[_Group]:
    """Rows that are issues by themselves, and titles of which the list alone shows that they are periodicals."""
    groups = _grouped(found.sure)
    return groups + [group for group in _of_one_title(found.perhaps, groups) if _is_run(group.rows)]


def _to_ask(found: _Rows) -> list[IssueRow]:
    return sorted([*found.perhaps, *filter(may_be_asked, found.named)])


def _grouped(sure: Sequence[IssueRow]) -> list[_Group]:
    """Rows that are issues by themselves, by ISSN and name, then by name alone."""
    groups: list[_Group] = []
    by_issn: defaultdict[str, list[_Group]] = defaultdict(list)
    for row in sure:
        if not (issn := row.serial.issn):
            continue
        near = next((group for group in by_issn[issn] if _one_name(group.rows[0], row)), None)
        if near is None:
            near = _Group(issn)
            by_issn[issn].append(near)
            groups.append(near)
        near.rows.append(row)
    groups = [group for group in groups if not _is_book_of_series(group, by_issn[group.issn])]
    rest = [row for row in sure if not row.serial.issn and row.key]
    left = _attach(rest, groups)
    return groups + _by_name(left)


def _is_book_of_series(group: _Group, of_issn: Sequence[_Group]) -> bool:
    """Whether a row has its ISSN from a series of books: rows of other names have it too, and nothing else in this one
    speaks of a periodical. By its ISSN alone a row is believed: of 140 of one list, 2 were books of a series."""
    if len(of_issn) < 2 or len(group.rows) > 1:
        return False
    row = group.rows[0]
    issue = row.serial.issue
    return not (issue.is_dated or issue.is_numbered or issue.volume or names_periodical(row.book.full_title))


def _one_name(one: IssueRow, other: IssueRow) -> bool:
    if one.key == other.key or one.key.startswith(other.key) or other.key.startswith(one.key):
        return True
    return Indel.normalized_similarity(one.key, other.key) >= _ALIKE


def _attach(rows_: Iterable[IssueRow], groups: Sequence[_Group]) -> list[IssueRow]:
    """Give each row to the group of its name; those of no group are returned."""
    of_name: defaultdict[str, list[_Group]] = defaultdict(list)
    taken = set[int]()
    for group in groups:
        taken.update(row.place for row in group.rows)
        for key in dict.fromkeys(row.key for row in group.rows):
            of_name[key].append(group)
    left = []
    for row in rows_:
        if row.place in taken:
            continue
        if found := next((group for group in of_name[row.key] if row.key and group.takes(row)), None):
            found.rows.append(row)
        else:
            left.append(row)
    return left


def _numbered(found: _Rows, groups: Sequence[_Group]) -> Iterator[IssueRow]:
    """Rows that end in a bare number ("Warta Tani 12") behind the name of a periodical of the list. Where it has one
    row only and is not generally known, the publisher must be told too: a textbook may have such a name."""
    of_name: defaultdict[str, list[_Group]] = defaultdict(list)
    for group in groups:
        for key in {row.key for row in group.rows}:
            of_name[key].append(group)
    for place, book in found.numbered:
        row = with_bare_number(place, book)
        if row.key in of_name and allows_number(row):
            known = row.key in NAMES or bool(book.publisher)
            if any(group.takes(row) and (known or len(group.rows) > 1) for group in of_name[row.key]):
                yield row


def _by_name(rows_: Iterable[IssueRow]) -> list[_Group]:
    of_name: defaultdict[str, list[_Group]] = defaultdict(list)
    for row in rows_:
        found = next((group for group in of_name[row.key] if group.takes(row)), None)
        if found is None:
            found = _Group()
            of_name[row.key].append(found)
        found.rows.append(row)
    return [group for several in of_name.values() for group in several]


def _of_one_title(perhaps: Sequence[IssueRow], groups: Sequence[_Group]) -> list[_Group]:
    """Titles of which the list alone may show that they are periodicals."""
    known = {row.key for group in groups for row in group.rows}
    return _by_name(row for row in perhaps if row.key and row.key not in known)


def _is_confirmed(group: _Group, told: frozenset[tuple[int, int]]) -> bool:
    """Whether a person called two of its rows one that are not one issue."""
    if not told:
        return False
    issues = [(row.place, row.serial.issue.facts()) for row in group.rows]
    return any((left, right) in told and ours != theirs for (left, ours), (right, theirs) in combinations(issues, 2))


def _is_run(members: Sequence[IssueRow]) -> bool:
    """Whether several issues of one title stand there, of no author or of one."""
    issues = {row.serial.issue.facts() for row in members}
    authors = {row.book.authors for row in members if row.book.authors}
    return len(issues) >= _ISSUES and len(authors) <= 1


# what is said of one


def _records(known: Iterable[Book]) -> list[tuple[int, Serial, str]]:
    """The records of a catalogue that describe periodicals as such, and no single issue."""
    found = []
    for place, book in enumerate(known):
        told = book.issn or _is_continuing(book) or names_periodical(book.title) or whole_key(book.title) in NAMES
        if book.isbn or not told:
            continue
        serial = serial_of(book)
        if not (serial.issue.is_dated or serial.issue.is_numbered):
            found.append((place, serial, key_of(serial.name)))
    return found


def _is_continuing(book: Book) -> bool:
    """Leader/07 "s"."""
    return any(one.tag == "LDR" and one.indicators[7:8] == "s" for one in book.marc_fields)


def _periodical(group: _Group, records: Sequence[tuple[int, Serial, str]]) -> Periodical:
    members = sorted(group.rows)
    names = [row.serial.name for row in members]
    name = _commonest(names)
    if members[0].key in NAMES or len({fold_for_title(one) for one in names}) > 1:
        name = _commonest([SUBTITLE.split(one, maxsplit=1)[0] if row.key != whole_key(one) else one
                           for one, row in zip(names, members, strict=True)])  # fmt: skip
    fullest = _fullest([row.serial.issue for row in members])
    issues = {row.place: _told(issue, row.serial.name, name) for row, issue in zip(members, fullest, strict=True)}
    keys = {row.key for row in members if row.key}
    by_issn = (place for place, serial, _ in records if group.issn and serial.issn == group.issn)
    by_name = (place for place, serial, key in records if key in keys and not (group.issn and serial.issn))
    record = next(by_issn, next(by_name, None))
    issn = next((row.book.issn for row in members if row.book.issn), "")
    return Periodical(name=_bare(name) if members[0].key in NAMES else name, issn=issn, issues=issues, record=record)


def _bare(name: str) -> str:
    """A periodical's own word without the kind that people put before it: "Majalah Trubus" stands under T. Of longer
    names it is a part ("Majalah Kedokteran Indonesia")."""
    words = name.split()
    return words[1] if len(words) == 2 and words[0].casefold() in ("majalah", "tabloid") else name


def _commonest(texts: Sequence[str]) -> str:
    count = Counter(texts)
    return max(count, key=lambda text: (count[text], not (text.isupper() or text.islower()), -texts.index(text)))


def _fullest(issues: Sequence[Issue]) -> Iterator[Issue]:
    """Each issue as the fullest of those that agree with it tells it, so that one issue is told in one way."""
    kinds = list(dict.fromkeys(issues))
    for issue in issues:
        fuller = {one.facts(): one for one in kinds if one.agrees(issue) and len(one.facts()) > len(issue.facts())}
        yield next(iter(fuller.values())) if len(fuller) == 1 else issue


def _told(issue: Issue, said: str, name: str) -> str:
    """The issue in words, with the theme that its own title has behind the periodical's name."""
    theme = said[len(name) :].strip(" :;|-()[]\u2013\u2014") if said.casefold().startswith(name.casefold()) else ""
    return ": ".join(filter(None, (str(issue), theme)))
