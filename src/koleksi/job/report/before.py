"""Before and after: what the lists had, and what the collection has now."""

from __future__ import annotations

from collections.abc import Iterator

from koleksi.book import Text
from koleksi.job.collection import Collection
from koleksi.job.report.figures import Change
from koleksi.job.summary import Summary

__all__ = ["changes"]


def changes(collection: Collection, summary: Summary) -> Iterator[Change]:
    """What a run made of its lists. How many books a day were done by hand nobody but the library knows: that cell is
    left to be written in."""
    entries = [row.entry for row in collection.rows]
    classed = sum(bool(entry.book.ddc) for entry in entries)
    numbered = sum(bool(copy.accession or copy.barcode) for entry in entries for copy in entry.copies)
    yield Change(Text("baris, lalu judul", "rows, then titles"), str(summary.rows), str(summary.books))
    yield Change(Text("eksemplar bernomor induk", "copies with a number"), str(numbered), str(summary.copies))
    yield Change(Text("judul berkelas", "titles with a class"), str(classed), str(summary.classified))
    yield Change(Text("baris kembar yang digabung", "rows joined as duplicates"), "0", str(summary.merged_rows))
    yield Change(Text("eksemplar berlebih yang ditemukan", "surplus copies found"), "0", str(summary.surplus))
    yield Change(Text("keputusan orang", "decisions of people"), "0", str(len(collection.decided)))
    if collection.copies_a_day:
        yield Change(Text("eksemplar sehari", "copies a day"), "", str(collection.copies_a_day))
