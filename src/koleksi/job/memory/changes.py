"""What a run changed beside the one before it: named row by row, so that nobody finds out weeks later."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from types import MappingProxyType

from koleksi._terms.field_names import field_name, in_words
from koleksi.book import Book, Text, field_names
from koleksi.job.collection import Collection, CopyKey, Record, Row, RowQuestion
from koleksi.job.decisions import content_digest
from koleksi.job.memory.copies import Held, Memory

__all__ = ["KINDS", "Change", "changes", "with_changes", "with_new_labels"]

KINDS = MappingProxyType(
    {
        "new": Text("baru", "new"),
        "corrected": Text("diperbaiki", "corrected"),
        "returned": Text("kembali", "returned"),
        "moved": Text("pindah rekaman", "moved to another record"),
        "more": Text("eksemplar bertambah", "more copies"),
        "fewer": Text("eksemplar berkurang", "fewer copies"),
        "vanished": Text("hilang dari daftar", "vanished from the list"),
    }
)
_NOTHING = Text("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """``kind``: one of `KINDS`; ``barcodes``: of the copies concerned; ``what``: before and after; ``do``: what a
    person should do with the books, empty where nothing."""

    kind: str
    key: str
    title: str
    place: Text
    barcodes: tuple[str, ...]
    what: Text
    do: Text = _NOTHING


def with_changes(collection: Collection, before: Memory, rows: Sequence[Row]) -> Collection:
    """The collection with what changed since the run before, and the rows to ask about. ``rows``: as they were read."""
    doubts = tuple(_question(row, before) for row in rows if row.doubt)
    found = changes(before, rows, collection.records)
    return replace(collection, doubts=doubts, changes=found, first_run=not before.rows)


def _question(row: Row, before: Memory) -> RowQuestion:
    held = _by_row(before)
    candidates = tuple(
        (key, tuple(copy.numbers.barcode for _, copy in held.get(key, ())), before.rows[key].entry.book.full_title)
        for key in row.doubt
    )
    return RowQuestion(key=content_digest(row.entry), place=row.place, book=row.book, candidates=candidates)


def changes(before: Memory, rows: Sequence[Row], records: Sequence[Record]) -> tuple[Change, ...]:
    """All that changed since the run before, () for the first run of a folder: there everything is new.

    ``rows``: as they were read; ``records``: with their copies numbered.
    """
    if not before.rows:
        return ()
    return (
        *_of_rows(before, rows, records),
        *_moved(before, records),
        *_fewer(before, rows, records),
        *_vanished(before, rows),
    )


def _of_rows(before: Memory, rows: Sequence[Row], records: Sequence[Record]) -> Iterator[Change]:
    """New, corrected and returned rows, in the order of the lists."""
    barcodes = {key: codes for record in records for key, codes in _barcodes(record)}
    known = {held.numbers.barcode for held in before.copies.values()}
    for row in rows:
        old = before.rows.get(row.key)
        codes = barcodes.get(row.key, ())
        if row.doubt:
            continue
        if old is None:
            yield _change("new", row, codes, _NOTHING)
        elif old.gone:
            yield _change("returned", row, codes, _NOTHING, _stick(codes))
        else:
            if (
                old.content != (row.content or content_digest(row.entry))
                and (what := _differences(old.entry.book, row.book)).id
            ):
                yield _change("corrected", row, codes, what)
            yield from _more(row, codes, known)


def _more(row: Row, codes: tuple[str, ...], known: Set[str]) -> Iterator[Change]:
    """Copies that a row names for the first time."""
    if added := tuple(code for code in codes if code not in known):
        number = Text(f"{len(added)} eksemplar baru", f"{len(added)} new copies")
        yield _change("more", row, added, number)


def _barcodes(record: Record) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The barcodes of each row of a record."""
    found: dict[str, list[str]] = {}
    for (key, _), barcode in record.given:
        found.setdefault(key, []).append(barcode)
    yield from ((key, tuple(codes)) for key, codes in found.items())


def _change(kind: str, row: Row, barcodes: tuple[str, ...], what: Text, do: Text = _NOTHING) -> Change:
    title = row.book.full_title
    return Change(kind=kind, key=row.key, title=title, place=row.place, barcodes=barcodes, what=what, do=do)


def _differences(old: Book, new: Book) -> Text:
    """The fields that a person changed, before and after."""
    changed = [name for name in field_names(Book) if name != "sources" and getattr(old, name) != getattr(new, name)]
    told = [_before_and_after(field_name(name), getattr(old, name), getattr(new, name)) for name in changed]
    return Text("; ".join(one.id for one in told), "; ".join(one.en for one in told))


def _before_and_after(name: Text, old: object, new: object) -> Text:
    before, after = in_words(old), in_words(new)
    return Text(*(f"{name(lang)}: {before(lang) or '–'} → {after(lang) or '–'}" for lang in ("id", "en")))


def _moved(before: Memory, records: Sequence[Record]) -> Iterator[Change]:
    """Copies whose record is another one now: joined to another title, or parted from it."""
    for record in records:
        moved = [
            (barcode, held.record)
            for key, barcode in record.given
            if (held := before.copies.get(key)) and held.record and held.record != record.book.record_id
        ]
        if moved:
            old = ", ".join(sorted({record_id for _, record_id in moved}))
            now = record.book.record_id
            yield _change(
                "moved",
                record.rows[0],
                tuple(barcode for barcode, _ in moved),
                Text(f"{old} → {now}", f"{old} → {now}"),
            )


def _fewer(before: Memory, rows: Sequence[Row], records: Sequence[Record]) -> Iterator[Change]:
    """Copies that a row no longer names."""
    named = {key for record in records for key, _ in record.given}
    held = _by_row(before)
    for row in rows:
        gone = [copy.numbers.barcode for key, copy in held.get(row.key, ()) if key not in named and copy.active]
        if gone:
            number = Text(f"{len(gone)} eksemplar kurang", f"{len(gone)} copies fewer")
            yield _change("fewer", row, tuple(gone), number, _take_off(gone))


def _vanished(before: Memory, rows: Sequence[Row]) -> Iterator[Change]:
    """Rows of the last run that are in no list now."""
    here = {row.key for row in rows} | {key for row in rows for key in row.doubt}
    held = _by_row(before)
    for key, old in before.rows.items():
        if key not in here and not old.gone:
            barcodes = [copy.numbers.barcode for _, copy in held.get(key, ())]
            yield _change("vanished", Row(key, old.entry), tuple(barcodes), _NOTHING, _take_off(barcodes))


def _by_row(before: Memory) -> Mapping[str, list[tuple[CopyKey, Held]]]:
    found = defaultdict[str, list[tuple[CopyKey, Held]]](list)
    for key, copy in sorted(before.copies.items(), key=lambda item: item[0]):
        found[key[0]].append((key, copy))
    return found


def with_new_labels(found: Sequence[Change], again: Set[str]) -> tuple[Change, ...]:
    """The changes with what is to be done where they changed a label that is on its book. ``again``: barcodes of the
    labels that are printed anew."""
    return tuple(_with_label(one, [code for code in one.barcodes if code in again]) for one in found)


def _with_label(change: Change, barcodes: list[str]) -> Change:
    if not barcodes or change.do.id:
        return change
    codes = ", ".join(barcodes)
    do = Text(
        f"Tempel label baru {codes} di atas yang lama (baru/label.pdf).",
        f"Stick the new label {codes} over the old one (baru/label.pdf).",
    )
    return replace(change, do=do)


def _take_off(barcodes: list[str]) -> Text:
    codes = ", ".join(barcodes)
    return Text(f"Cabut label {codes}.", f"Take off label {codes}.") if codes else _NOTHING


def _stick(barcodes: tuple[str, ...]) -> Text:
    codes = ", ".join(barcodes)
    return Text(f"Pakai lagi label {codes}.", f"Use label {codes} again.") if codes else _NOTHING
