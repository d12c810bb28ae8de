"""One form for every name in a catalogue: spellings of one name become one heading, and the others refer to it.

Only what differs by case, marks, blanks, inversion, titles and degrees is one name (``names.alike``). The form that
most titles have is taken (one in capitals or with strange marks only if there is no other), of equally common ones
the most complete; a catalogue that the lists are held against keeps its own. The order of lists and rows makes no
difference.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from koleksi import names
from koleksi._terms.folding import words
from koleksi._terms.problems import problem
from koleksi.book import Book, Problem
from koleksi.job.collection import Heading, Record

__all__ = ["authorities_csv", "of_headings", "one_form", "see_references"]

_STRANGE = re.compile(r"[^\w\s.,'\u2018\u2019()-]|_")
_COLUMNS = ("tajuk", "jenis", "judul", "lihat dari")
_KINDS = {False: "orang", True: "badan"}


def one_form(
    records: Sequence[Record], policy: str, said: frozenset[str] = frozenset()
) -> tuple[list[Record], tuple[Heading, ...]]:
    """The records with one form for every name, and their headings in alphabetical order. ``said``: forms that a person
    chose."""
    used = Counter(name for record in records for name in _names(record.book))
    kept = {name for record in records if record.known for name in _names(record.known.book)}
    chosen = {
        name: form
        for group in names.alike(used)
        for form in [
            max(group, key=lambda name: (name in said, name in kept, _is_clean(name), used[name], *_completeness(name)))
        ]
        for name in group
    }
    forms = _Forms(
        chosen=chosen,
        bodies=_said_to_be([record.book.bodies for record in records], chosen),
        meetings=_said_to_be([record.book.meetings for record in records], chosen),
        policy=policy,
    )
    found = tuple(_headings(used, forms))
    return [_with_one_form(record, forms) for record in records], found


def _said_to_be(names_of: Sequence[Sequence[str]], chosen: Mapping[str, str]) -> frozenset[str]:
    """The names that some record says to be of a kind, with the forms chosen for them."""
    said = {name for one in names_of for name in one}
    return frozenset(said | {chosen[name] for name in said if name in chosen})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Forms:
    """``chosen``: the form of every name. What one record calls a body or a meeting is one in the whole run."""

    chosen: Mapping[str, str]
    bodies: frozenset[str]
    meetings: frozenset[str]
    policy: str

    def form(self, name: str) -> str:
        """The form of a name: another one only where the heading would be another."""
        other = self.chosen.get(name, name)
        if other == name:
            return name
        return other if self.heading(other) != self.heading(name) else name

    def heading(self, name: str) -> str:
        return names.heading(name, self.policy, body=self.is_body(name))

    def is_body(self, name: str) -> bool:
        return name in self.bodies or name in self.meetings


def _names(book: Book) -> Iterator[str]:
    yield from dict.fromkeys((*book.authors, *(one.name for one in book.contributors)))


def _is_clean(name: str) -> bool:
    """In letters of both sizes, with no marks but those that names have."""
    return not (name.isupper() or name.islower() or _STRANGE.search(name))


def _completeness(name: str) -> tuple[int, int, str]:
    """Words apart rather than glued, stops behind initials; then the alphabet."""
    return len(name.replace("-", "").split()), name.count("."), name


def _with_one_form(record: Record, forms: _Forms) -> Record:
    book = record.book
    authors = tuple(dict.fromkeys(map(forms.form, book.authors)))
    others = tuple(dict.fromkeys(replace(one, name=forms.form(one.name)) for one in book.contributors))
    bodies = dict.fromkeys((*map(forms.form, book.bodies), *(name for name in authors if name in forms.bodies)))
    meetings = dict.fromkeys((*map(forms.form, book.meetings), *(name for name in authors if name in forms.meetings)))
    changed = {"authors": authors, "contributors": others, "bodies": tuple(bodies), "meetings": tuple(meetings)}
    if all(getattr(book, field) == value for field, value in changed.items()):
        return record
    return replace(record, book=book.but(**changed))


def _headings(used: Counter[str], forms: _Forms) -> Iterator[Heading]:
    """Every heading with the titles under it and the other headings that its name was typed as."""
    titles: Counter[str] = Counter()
    seen: defaultdict[str, set[str]] = defaultdict(set)
    bodies: dict[str, bool] = {}
    for name, count in used.items():
        heading = forms.heading(forms.form(name))
        titles[heading] += count
        bodies[heading] = forms.is_body(name) or names.is_corporate(name)
        if (other := forms.heading(name)) != heading:
            seen[heading].add(other)
    for heading in sorted(titles, key=lambda heading: (words(heading), heading)):
        yield Heading(heading, bodies[heading], titles[heading], tuple(sorted(seen[heading])))


def authorities_csv(headings: Iterable[Heading]) -> bytes:
    """``pengarang.csv``: a line for each heading, with the forms from which a card refers to it ("lihat dari")."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for one in headings:
        writer.writerow((_guarded(one.text), _KINDS[one.body], one.titles, _guarded(" | ".join(one.others))))
    return text.getvalue().encode()


def _guarded(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula gets an apostrophe in front (OWASP ASVS 1.2.10)."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell


def see_references(headings: Iterable[Heading]) -> Iterator[tuple[str, str]]:
    """From a form to its heading, where a reader who looks for the one would not find the other beside it: marks and
    case do not file."""
    for one in headings:
        yield from ((other, one.text) for other in one.others if words(other) != words(one.text))


def of_headings(headings: Iterable[Heading]) -> list[Problem]:
    """What became one form, as a note for each heading."""
    return [
        problem("name-forms", source="pengarang.csv", column="authors", value=one.text, others="; ".join(one.others))
        for one in headings
        if one.others
    ]
