"""What of a collection was not yet printed and handed over: the content of the folder ``baru/``.

A record or a label is delivered when a run that made it just so was accepted: because a person said so
(``koleksi selesai``) or, in a folder where nobody ever says so, because a later run brought new rows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from koleksi._terms import book_json
from koleksi.job.collection import Collection, Record
from koleksi.job.label_list import label_list

if TYPE_CHECKING:
    from koleksi.labels import Label

__all__ = ["Deliveries", "deliveries", "undelivered"]


@dataclass(frozen=True, slots=True)
class Deliveries:
    """Control number -> digest of a record with its copies; barcode -> digest of a label."""

    records: Mapping[str, str]
    labels: Mapping[str, str]


def deliveries(collection: Collection) -> Deliveries:
    """All that a run makes."""
    records = {record.book.record_id: _of_record(record) for record in collection.records if record.copies}
    return Deliveries(records, {label.barcode: _of_label(label) for label in label_list(collection)})


def _of_record(record: Record) -> str:
    return _digest(book_json.dump(record.book), book_json.dump_copies(record.copies))


def _of_label(label: Label) -> str:
    return _digest(*label.call_number, "", *label.header, label.title, str(label.copy), label.accession)


def _digest(*texts: str) -> str:
    return hashlib.blake2b("\x1f".join(texts).encode(), digest_size=12).hexdigest()


def undelivered(collection: Collection, made: Deliveries, accepted: Deliveries) -> Collection:
    """The records that are new or changed since the accepted run; ``printed_only`` names the labels that are."""
    records = [record for record in collection.records if _open(record.book.record_id, made.records, accepted.records)]
    labels = frozenset(barcode for barcode in made.labels if _open(barcode, made.labels, accepted.labels))
    with_labels = {record.book.record_id for record in records}
    others = [
        record
        for record in collection.records
        if record.book.record_id not in with_labels and any(copy.barcode in labels for copy in record.copies)
    ]
    return replace(
        collection,
        records=tuple(_in_order(collection, [*records, *others])),
        print_only=labels,
        new_copies=labels - accepted.labels.keys(),
        part_of=collection.records,
        corrected=frozenset(record.book.record_id for record in records) & accepted.records.keys(),
    )


def _open(name: str, made: Mapping[str, str], accepted: Mapping[str, str]) -> bool:
    return name in made and accepted.get(name) != made[name]


def _in_order(collection: Collection, records: Sequence[Record]) -> list[Record]:
    wanted = {id(record) for record in records}
    return [record for record in collection.records if id(record) in wanted]
