"""What a scanned or typed string is, as a value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

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
    ``qualifier``: the remark beside the number ("jil. 1"); ``note``: why, "Indonesian / English".
    """

    text: str
    kind: str
    action: str
    isbns: tuple[str, ...] = ()
    suggested: tuple[str, ...] = ()
    value: str = ""
    qualifier: str = ""
    note: str = ""
    issn: str = ""
