"""``koleksi dedupe``: a table of books grouped by edition."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from koleksi.book import Book
from koleksi.intake import rows_of

if TYPE_CHECKING:
    from koleksi.dedupe import Groups

__all__ = ["clusters", "read_books"]


def read_books(path: Path) -> list[tuple[str, Book]]:
    """(id, book) for every row of a CSV with the columns id, title, author, publisher, year, isbn, edition."""
    from koleksi import isbn, names

    books = []
    for number, row in enumerate(rows_of(path, ("id", "title", "author", "publisher", "year", "isbn", "edition"))):
        found = isbn.recognise(row["isbn"]) if row["isbn"] else None
        book = Book(
            title=row["title"],
            authors=names.split(row["author"]) if row["author"] else (),
            publisher=row["publisher"],
            year=int(row["year"][:4]) if row["year"][:4].isdecimal() else None,
            isbn=found.isbns[0] if found and found.isbns else "",
            wrong_isbns=(row["isbn"],) if found and not found.isbns else (),
            edition=row["edition"],
        )
        books.append((row["id"] or str(number), book))
    return books


def clusters(rows: Sequence[tuple[str, Book]], catalogue: Sequence[Book] = ()) -> tuple[Groups, str]:
    """The groups of the rows and, as CSV text, ``id,cluster``: the cluster is the id of its first member."""
    from koleksi import dedupe

    groups = dedupe.groups([book for _, book in rows], catalogue)
    first = {member: rows[group.members[0]][0] for group in groups.groups for member in group.members}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("id", "cluster"))
    writer.writerows((identity, first[n]) for n, (identity, _) in enumerate(rows))
    return groups, text.getvalue()
