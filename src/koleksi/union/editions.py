"""Descriptions -> editions, whose numbers are given once.

A few new descriptions are held against the editions that are near to them (`near.py`). Where they are many beside what
is known, all are grouped anew, and each group keeps the number that most of its descriptions had: so the first list of
450 and the 450th list go the way that is cheap for them. Both ways the rules are those of `dedupe`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from koleksi import dedupe
from koleksi._terms import book_json
from koleksi.book import Book
from koleksi.job.sources import Progress
from koleksi.union import near
from koleksi.union.decided import put_right
from koleksi.union.grouping import Engine, group, parted
from koleksi.union.store import RECORD_TOO, Store, number_of

__all__ = ["to_editions"]

_SHARE = 4  # a list larger than a fourth of what is known has all grouped anew
_FEW = 2_000  # descriptions that are grouped anew in a second or two, whatever is known
_MERGED = 40  # descriptions of an edition that its record is made of, those that most libraries have


def to_editions(store: Store, day: str, engine: Engine, progress: Progress, *, anew: bool = False) -> int:
    """Give every description that a library holds its edition; the number of descriptions that were new. ``day``: ISO,
    of editions that change; ``anew``: group all of them, however few are new."""
    with store.transaction():
        _told_anew(store, day)
        _part(store, day)
        (new,) = store.database.execute(f"SELECT count(*) FROM ({_NEW})").fetchone()
        known = store.count("descriptions") - new
        if not new and not anew:
            return 0
        progress("duplicates", 0, known + new)
        if anew or new * _SHARE > known or known + new <= _FEW:
            _group_anew(store, day, engine)
        else:
            _join(store, day)
    return int(new)


_HELD = "SELECT 1 FROM holdings WHERE description = descriptions.id"
_NEW = f"SELECT id, book FROM descriptions WHERE edition IS NULL AND EXISTS ({_HELD})"


_UNHELD = f"SELECT 1 FROM descriptions WHERE edition = editions.id AND NOT EXISTS ({_HELD})"


def _told_anew(store: Store, day: str) -> None:
    """Editions whose holders changed in this run: their day, and where nobody says something any more, the record."""
    lost = store.database.execute(
        f"SELECT id FROM editions WHERE changed = ?1 OR changed = '' AND EXISTS ({_UNHELD})", (RECORD_TOO,)
    ).fetchall()
    _describe(store, [edition for (edition,) in lost], day)
    store.database.execute("UPDATE editions SET changed = ? WHERE changed IN ('', ?)", (day, RECORD_TOO))


# what people parted


def _part(store: Store, day: str) -> None:
    """Editions in which two descriptions stand that people of a library parted since: each keeps its number with most
    of its descriptions, the others get one of their own."""
    torn = store.database.execute(
        "SELECT DISTINCT ours.edition FROM parted JOIN descriptions AS ours ON ours.id = one "
        "JOIN descriptions AS theirs ON theirs.id = other WHERE ours.edition = theirs.edition ORDER BY 1"
    ).fetchall()
    for (edition,) in torn:
        query = "SELECT id, book FROM descriptions WHERE edition = ? ORDER BY content"
        members = store.database.execute(query, (edition,)).fetchall()
        apart = _apart(store, [one for one, _ in members])
        groups = parted([tuple(range(len(members)))], apart, partial(_texts, members))
        given = _numbers([[edition] * len(places) for places in groups], _next(store))
        for places, number in zip(groups, given, strict=True):
            rows = [(number, members[n][0]) for n in places]
            store.database.executemany("UPDATE descriptions SET edition = ? WHERE id = ?", rows)
        near.add(store, _describe(store, given, day))


def _texts(members: Sequence[tuple[int, str]], some: Iterable[int]) -> list[Book]:
    return [book_json.load(members[n][1]) for n in some]


def _apart(store: Store, ids: Iterable[int]) -> list[tuple[int, int]]:
    """Pairs that people parted, by the places of descriptions."""
    place = {description: n for n, description in enumerate(ids)}
    pairs = (sorted((place[one], place[other])) for one, other in store.parted() if {one, other} <= place.keys())
    return [(one, other) for one, other in pairs]


# all of them


def _group_anew(store: Store, day: str, engine: Engine) -> None:
    held = f"FROM descriptions WHERE EXISTS ({_HELD}) ORDER BY content"
    places = store.database.execute(f"SELECT id, edition {held}").fetchall()
    books = (book_json.load(book) for (book,) in store.database.execute(f"SELECT book {held}"))
    groups = parted(group(books, engine), _apart(store, [one for one, _ in places]), partial(_books, store, places))
    old = [[places[n][1] for n in members if places[n][1] is not None] for members in groups]
    given = _numbers(old, _next(store))
    left = {number for before, edition in zip(old, given, strict=True) for number in before if number != edition}
    changed = []
    for members, before, edition in zip(groups, old, given, strict=True):
        if edition in left or set(before) != {edition} or len(before) != len(members):
            changed.append(edition)
            rows = [(edition, places[n][0]) for n in members]
            store.database.executemany("UPDATE descriptions SET edition = ? WHERE id = ?", rows)
    _supersede(store, old, given)
    _describe(store, changed, day)
    near.build(store)


def _books(store: Store, places: Sequence[tuple[int, int | None]], some: Sequence[int]) -> list[Book]:
    return [store.description(places[n][0]) for n in some]


def _numbers(old: Sequence[Sequence[int]], following: int) -> list[int]:
    """The edition of each group: of the numbers that its descriptions had, the oldest that no other group has more
    right to; else a new one, from ``following`` on."""
    claims: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for place, before in enumerate(old):
        for edition, count in Counter(before).items():
            claims[edition].append((-count, place))
    owner = {edition: min(claim)[1] for edition, claim in claims.items()}
    given = []
    for place, before in enumerate(old):
        if ours := [edition for edition in set(before) if owner[edition] == place]:
            given.append(min(ours))
        else:
            given.append(following)
            following += 1
    return given


def _supersede(store: Store, old: Sequence[Sequence[int]], given: Sequence[int]) -> None:
    """Numbers whose every description went to another edition point there, and so does whatever nobody holds now."""
    alive = set(given)
    gone = {number: edition for before, edition in zip(old, given, strict=True) for number in before}
    gone = {number: edition for number, edition in gone.items() if number not in alive}
    pairs = [(edition, number) for number, edition in gone.items()]
    store.database.executemany("UPDATE descriptions SET edition = ? WHERE edition = ?", pairs)
    store.database.executemany("UPDATE superseded SET new = ? WHERE new = ?", pairs)
    store.database.executemany("INSERT OR REPLACE INTO superseded (new, old) VALUES (?, ?)", pairs)
    store.database.executemany("DELETE FROM editions WHERE id = ?", [(number,) for number in gone])


# a few


def _join(store: Store, day: str) -> None:
    """The new ones against the editions near to them, and against one another."""
    new = store.database.execute(f"{_NEW} ORDER BY content").fetchall()
    books = [book_json.load(book) for _, book in new]
    known = near.editions(store, books)
    against = [book for _, book in known]
    following, changed = _next(store), []
    decided = dict.fromkeys(_apart_from(store, [one for one, _ in new], [one for one, _ in known]), "different")
    for found in dedupe.groups(iter(books), iter(against), decided=decided).groups:
        edition = following if found.match is None else known[found.match][0]
        following += found.match is None
        changed.append(edition)
        rows = [(edition, new[n][0]) for n in found.members]
        store.database.executemany("UPDATE descriptions SET edition = ? WHERE id = ?", rows)
    near.add(store, _describe(store, changed, day))


def _apart_from(store: Store, new: Sequence[int], known: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Of new descriptions and known editions, one behind the other, the places of those that people parted."""
    place = {description: n for n, description in enumerate(new)}
    place_of_edition = {edition: n for n, edition in enumerate(known, start=len(new))}
    for pair in store.parted():
        places = [place[one] if one in place else place_of_edition.get(store.edition_of(one), -1) for one in pair]
        one, other = sorted(places)
        if 0 <= one < other and one < len(new):
            yield one, other


def _next(store: Store) -> int:
    """The number behind the highest that was ever given."""
    highest = "SELECT max(coalesce((SELECT max(id) FROM editions), 0), coalesce((SELECT max(old) FROM superseded), 0))"
    return int(store.database.execute(highest).fetchone()[0]) + 1


# what an edition's record says


def _describe(store: Store, editions: Iterable[int], day: str) -> list[tuple[int, Book]]:
    """Make the records of editions anew; each with what it says now."""
    made = []
    for some in _by(1000, editions):
        described = list(_merged(store, some))
        store.database.executemany(
            "INSERT INTO editions VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE SET book = ?2, changed = ?3",
            [(edition, book_json.dump(book), day) for edition, book in described],
        )
        made += described
    return made


def _merged(store: Store, editions: Sequence[int]) -> Iterator[tuple[int, Book]]:
    of: defaultdict[int, list[Book]] = defaultdict(list)
    marks = ",".join("?" * len(editions))
    for edition, book in store.database.execute(
        "SELECT edition, book FROM descriptions JOIN holdings ON description = id "
        f"WHERE edition IN ({marks}) GROUP BY id ORDER BY edition, count(*) DESC, content",
        editions,
    ):
        if len(of[edition]) < _MERGED:
            of[edition].append(book_json.load(book))
    said = _said(store, editions)
    for edition, books in of.items():
        book, _ = dedupe.merge(books) if len(books) > 1 else (books[0], ())
        book = put_right(book, said[edition]) if edition in said else book
        yield edition, book.but(record_id=number_of(edition), call_number="")


def _said(store: Store, editions: Sequence[int]) -> dict[int, dict[str, str]]:
    """What people put right in the records of editions, by kind of decision: the word of most libraries."""
    said: defaultdict[int, dict[str, str]] = defaultdict(dict)
    marks = ",".join("?" * len(editions))
    for edition, kind, value in store.database.execute(
        "SELECT edition, kind, value FROM said JOIN descriptions ON id = description "
        f"WHERE edition IN ({marks}) GROUP BY edition, kind, value ORDER BY count(DISTINCT library), value DESC",
        editions,
    ):
        said[edition][kind] = value
    return dict(said)


def _by(size: int, values: Iterable[int]) -> Iterator[list[int]]:
    rest = iter(values)
    while some := list(islice(rest, size)):
        yield some
