"""The labels of a collection, in the order of their barcodes: the order in which the books were numbered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koleksi.book import Copy
from koleksi.job.collection import Collection, Record

if TYPE_CHECKING:
    from koleksi.labels import Label

__all__ = ["label_list"]


def label_list(collection: Collection) -> list[Label]:
    """A label for every copy that is to be printed."""
    from koleksi.labels import Label

    library = collection.config.library
    header = library.header or (library.name,)
    made = [
        Label(
            call_number=_lines(record, copy),
            barcode=copy.barcode,
            title=record.book.title,
            copy=copy.number,
            accession=copy.accession,
            header=header,
        )
        for record in collection.records
        for copy in record.copies
        if collection.print_only is None or copy.barcode in collection.print_only
    ]
    return sorted(made, key=lambda label: label.barcode)


def _lines(record: Record, copy: Copy) -> tuple[str, ...]:
    from koleksi.labels import split_call_number

    return record.call_lines if copy.call_number == record.book.call_number else split_call_number(copy.call_number)
