"""The title of a book on one line, and what stands for it where there is none."""

from __future__ import annotations

from koleksi.book import Book

__all__ = ["UNTITLED", "title_and_part"]

UNTITLED = "[tanpa judul]"


def title_and_part(book: Book) -> str:
    """Title, number and title of the part: "Sejarah Bali 2 Masa baru"."""
    return " ".join(filter(None, (book.title or UNTITLED, book.volume, book.part_title)))
