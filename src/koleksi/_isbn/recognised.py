"""What a scanned or typed string is, as a value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from koleksi.book import Text

__all__ = ["Allotted", "Recognised"]

Allotted = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a string is.

    ``kind``: isbn13, isbn10, isbn13_x2 (several scans glued), isbn_bad_check, isbn_incomplete, excel_lost, issn,
    ismn, ean_other, upc, gtin14, price_addon, local_barcode, qrcbn, placeholder, empty, none.
    ``action``: accept, accept_warn, accept_both, ask, ask_which, suggest, ignore, treat_as_empty, route_serial,
    route_item, route_manual, reject_with_reason, no_isbn.
    ``isbns``: accepted numbers, plain ISBN-13 digits; ``suggested``: what it may be, for a person to decide.
    ``value``: the number where it is none (ISSN: its seven digits; an item's code); ``issn``: "1411-6626".
    ``qualifier``: the remark beside the number ("jil. 1"); ``note_text``: why, in both languages, and
    ``note``: the same in Indonesian; empty where there is nothing to say.
    """

    text: str
    kind: str
    action: str
    isbns: tuple[str, ...] = ()
    suggested: tuple[str, ...] = ()
    value: str = ""
    qualifier: str = ""
    note_text: Text = Text("", "")
    issn: str = ""

    @property
    def note(self) -> str:
        return self.note_text.id

    @property
    def reason(self) -> Text:
        """Why it is no ISBN, or not just as it stands: the note, or that it is no ISBN at all."""
        return self.note_text if self.note else Text("bukan nomor ISBN", "not an ISBN")

    @property
    def perhaps(self) -> str:
        """The suggested numbers as a remark behind a sentence: " (9786020332956?)"; "" for none."""
        return f" ({', '.join(self.suggested)}?)" if self.suggested else ""
