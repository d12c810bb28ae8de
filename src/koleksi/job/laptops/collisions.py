"""The same number on two different books: found before anything is written, and named with both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from koleksi.book import Text
from koleksi.errors import OutputError
from koleksi.job.memory.sharing import Contents

__all__ = ["refuse_collisions"]

_SHOWN = 10


@dataclass(frozen=True, slots=True)
class _Bearer:
    """A book that bears a number."""

    key: str
    title: str
    folder: str


@dataclass(frozen=True, slots=True)
class _Collision:
    number: str
    books: tuple[_Bearer, _Bearer]


def refuse_collisions(several: Sequence[Contents], own: Contents | None = None) -> None:
    """Raises OutputError where an accession number or barcode stands on different books. ``several``: portable;
    ``own``: of the folder that they are merged into, whose labels stay."""
    found = sorted(_collisions([own, *several] if own else several), key=lambda one: one.number)
    if not found:
        return
    listed, more = "; ".join(map(_line, found[:_SHOWN])), len(found) - _SHOWN
    tail = Text(f"; dan {more} lagi", f"; and {more} more") if more > 0 else Text("", "")
    again = _to_do_again(several, found)
    raise OutputError(
        Text(
            f"nomor yang sama ada di dua buku; tidak ada yang ditulis. {listed}{tail.id}. "
            "Bila itu satu buku yang diketik dua kali, hapus barisnya dari satu daftar dan olah lagi. Bila dua buku: "
            f"cetak ulang label dari {again}: buat folder dengan huruf sendiri (koleksi new --laptop B FOLDER-BARU), "
            "olah daftarnya ke sana, tempel label barunya, lalu gabungkan folder baru itu.",
            f"the same number stands on two books; nothing was written. {listed}{tail.en}. "
            "If it is one book that was typed twice, delete its row from one list and process it again. If there are "
            f"two: print the labels of {again} again: make a folder with a letter of its own (koleksi new --laptop B "
            "NEW-FOLDER), process its list into that, stick the new labels on, and merge the new folder.",
        )
    )


def _collisions(several: Iterable[Contents]) -> Iterator[_Collision]:
    bearers: dict[tuple[str, str], _Bearer] = {}
    for contents in several:
        rows = {row.key: row for row in contents.rows}
        for (key, _), held in sorted(contents.copies.items()):
            title = rows[key].entry.book.full_title if key in rows else ""
            bearer = _Bearer(key, title, contents.folder)
            told = False
            for kind, number in (("barcode", held.numbers.barcode), ("accession", held.numbers.accession)):
                other = bearers.setdefault((kind, number), bearer)
                if other.key != key and not told:
                    yield _Collision(number, (other, bearer))
                    told = True  # a copy with both numbers the same is one collision


def _line(one: _Collision) -> str:
    left, right = sorted(one.books, key=lambda book: book.folder)
    return f"{one.number}: {left.title!r} ({left.folder}) - {right.title!r} ({right.folder})"


def _to_do_again(several: Sequence[Contents], found: Sequence[_Collision]) -> str:
    """The folder whose labels are printed again: of the laptops concerned that with the fewest copies."""
    copies = {contents.folder: len(contents.copies) for contents in several}
    concerned = {book.folder for one in found for book in one.books} & copies.keys()
    return min(concerned, key=lambda folder: (copies[folder], folder))
