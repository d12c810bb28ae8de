"""What a scanned or typed string is: an ISBN, something else with digits, or nothing.

A number is accepted only when its check digit holds as it stands (or after undoing a change that
leaves no choice, such as Excel's lost leading zero). What could be several numbers is only suggested:
a valid but wrong ISBN describes another book.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

__all__ = ["Recognised", "hyphenate", "is_valid", "is_valid10", "recognise", "to_isbn10", "to_isbn13"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """``kind``: isbn13, isbn10, isbn13_x2, isbn_bad_check, isbn_incomplete, excel_lost, issn, ismn, ean_other, upc,
    gtin14, price_addon, local_barcode, qrcbn, placeholder, empty, none.
    ``isbns``: accepted numbers, plain ISBN-13 digits; ``suggested``: what it may be, for a person.
    ``action``: accept, accept_warn, accept_both, ask, ask_which, suggest, ignore, treat_as_empty, route_serial,
    route_item, route_manual, reject_with_reason, no_isbn. ``value``: the ISSN or other number where there is one."""

    text: str
    kind: str
    action: str
    isbns: tuple[str, ...] = ()
    suggested: tuple[str, ...] = ()
    value: str = ""
    qualifier: str = ""
    note: str = ""


def is_valid(text: str) -> bool:
    """Whether ``text`` is 13 plain digits with prefix 978 or 979 (not 979-0, music) and a check digit that holds (ISO 2108)."""
    return len(text) == 13 and text.isascii() and text.isdecimal() and text[:3] in ("978", "979") and text[3] != "0" * (text[2] == "9") and _ean_holds(text)


def _ean_holds(digits: str) -> bool:
    d = digits.encode()
    return (d[0] + d[2] + d[4] + d[6] + d[8] + d[10] + d[12] + 3 * (d[1] + d[3] + d[5] + d[7] + d[9] + d[11]) - 25 * 48) % 10 == 0


def is_valid10(text: str) -> bool:
    """Whether ``text`` is an ISBN-10 (nine digits and a digit or X) with a check digit that holds."""
    return len(text) == 10 and text.isascii() and text[:9].isdecimal() and (text[9].isdecimal() or text[9] in "xX") and text[9].upper() == _check10(text)


def _check10(nine: str) -> str:
    rest = -sum((10 - n) * int(digit) for n, digit in enumerate(nine[:9])) % 11
    return "X" if rest == 10 else str(rest)


def to_isbn13(isbn10: str) -> str:
    """The ISBN-13 of a valid ISBN-10; "" for anything else."""
    if not is_valid10(isbn10):
        return ""
    twelve = "978" + isbn10[:9]
    return twelve + str(-sum((3 if n % 2 else 1) * int(digit) for n, digit in enumerate(twelve)) % 10)


def to_isbn10(isbn13: str) -> str:
    """The ISBN-10 of an ISBN-13 with prefix 978; "" for anything else."""
    from isbnlib import to_isbn10 as convert

    return str(convert(isbn13) or "")


# hyphenation


@cache
def _ranges() -> dict[str, tuple[tuple[str, str], ...]]:
    text = (resources.files("koleksi") / "data" / "isbn_ranges.csv").read_text(encoding="utf-8")
    table = {}
    for line in text.splitlines()[1:]:
        group, _, spans = line.partition(",")
        table[group.replace("-", "")] = tuple((a, b) for a, _, b in (span.partition("-") for span in spans.split()))
    return table


def hyphenate(isbn13: str) -> str:
    """The ISBN with hyphens by the range file of the International ISBN Agency; "" where the range is not
    allotted or the number is not valid. The table is refreshed as ``docs/intake.md`` says."""
    if not is_valid(isbn13):
        return ""
    group = group_of(isbn13)
    rest = isbn13[len(group) : 12]
    for low, high in _ranges().get(group, ()):
        if low <= rest[: len(low)] <= high:
            return "-".join((isbn13[:3], group[3:], rest[: len(low)], rest[len(low) :], isbn13[12]))
    return ""


def group_of(isbn13: str) -> str:
    """Prefix and registration group ("978602"), "" where no group is allotted."""
    table = _ranges()
    return next((isbn13[:n] for n in range(4, 9) if isbn13[:n] in table), "")


# recognition

_AIM = re.compile(r"\A\][A-Za-z]\d")
_HYPHENS = re.compile("[\u2010-\u2015\u2212\u00ad\u2043\ufe63\uff0d]")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x1f]")
_LABEL = re.compile(r"\b[ei]?-?[i1]sbn(?:\s*[-(]?\s*1[03]\)?(?=\s*:|\s))?\s*[:.#]?\s*", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"\A(\d)[.,]?(\d*)e\+?(\d{1,2})\Z", re.IGNORECASE)
_FLOAT = re.compile(r"(?<=\d{9})\.0+\Z")
_RUN = re.compile(r"(?<![A-Za-z\d])\d(?:[\d .\-]*\d)?(?:[ .\-]*[xX](?![A-Za-z\d]))?")
_PIECES = re.compile(r"\s*[;/|,&\n]\s*|\s{2,}")
_EMPTY = frozenset({"", "-", "--", "0", "?", "n/a", "na", "none", "null", "nihil", "tidak ada", "tdk ada", "tanpa isbn", "belum ada", "dalam proses", "proses", "in process", "kosong", ".", "x"})
_ITEM = re.compile(r"\A[A-Za-z]{1,4}[-./ ]?\d{3,12}[A-Za-z]{0,2}\Z")
_QRCBN = re.compile(r"\A62-\d{2,4}-\d{4}-\d{3,4}\Z")
_LOOKALIKE = MappingProxyType({"O": "0", "o": "0", "Q": "0", "D": "0", "I": "1", "l": "1", "i": "1", "|": "1", "Z": "2", "z": "2", "S": "5", "s": "5", "B": "8", "b": "6", "G": "6", "g": "9", "q": "9"})
_PRINTED = re.compile(r"cetak|print|hard|soft|paper|jilid lengkap", re.IGNORECASE)


def recognise(text: str) -> Recognised:
    """What ``text`` is. Never raises; an unknown string is of kind "none"."""
    if len(text) == 13 and text.isascii() and text.isdecimal():
        return _number(text, text)
    return _read(text, _tidy(text))


def _tidy(text: str) -> str:
    plain = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    plain = "".join(str(unicodedata.decimal(c)) if not c.isascii() and c.isdecimal() else c for c in plain)
    plain = _HYPHENS.sub("-", plain).strip().lstrip("'`\u2018\u2019\"").strip("\"' ")
    return _FLOAT.sub("", _AIM.sub("", plain))


def _read(text: str, plain: str) -> Recognised:
    if plain.casefold() in _EMPTY:
        return Recognised(text=text, kind="empty", action="treat_as_empty")
    if match := _SCIENTIFIC.match(plain):
        return _excel(text, match)
    if _QRCBN.match(plain):
        return Recognised(text=text, kind="qrcbn", action="route_manual", value=plain, note="bukan ISBN / not an ISBN")
    bare = _LABEL.sub(" ", plain).strip()
    if _ITEM.match(bare) and not _LABEL.search(plain) and _guess(bare) is None:
        return Recognised(text=text, kind="local_barcode", action="route_item", value=bare)
    found = [_run(text, match[0]) for piece in _PIECES.split(bare) for match in _RUN.finditer(piece)]
    good = [one for one in found if one.isbns]
    if len(good) == 1 or len({one.isbns for one in good}) == 1:
        return _qualified(good[0], bare) if good[0].action == "accept" else good[0]
    if good:
        return _which(text, plain, good)
    if (guess := _guess(bare)) is not None:
        return Recognised(text=text, **guess)
    return max(found, key=_tells, default=Recognised(text=text, kind="none", action="no_isbn"))


def _tells(one: Recognised) -> int:
    order = ("none", "price_addon", "local_barcode", "placeholder", "upc", "gtin14", "ean_other", "isbn_incomplete", "issn", "ismn", "isbn_bad_check")
    return order.index(one.kind) if one.kind in order else len(order)


def _excel(text: str, match: re.Match[str]) -> Recognised:
    digits = match[1] + match[2]
    if int(match[3]) == len(digits) - 1 and (is_valid(digits) or is_valid10(digits)):
        whole = _number(text, digits) if len(digits) == 13 else _ten(text, digits)
        return _warned(whole, "bentuk ilmiah Excel, semua angka utuh / Excel's scientific form, all digits kept")
    return Recognised(
        text=text, kind="excel_lost", action="ask",
        note="angka hilang di Excel; ubah format kolom ke Teks dan ketik ulang / digits lost in Excel: format the column as Text and type again",
    )  # fmt: skip


def _run(text: str, run: str) -> Recognised:
    digits = re.sub(r"[ .\-]", "", run).upper()
    if len(digits) == 13:
        return _number(text, digits)
    if len(digits) == 10:
        return _ten(text, digits)
    if len(digits) == 9 and is_valid10("0" + digits):
        return Recognised(text=text, kind="isbn10", action="accept_warn", isbns=(to_isbn13("0" + digits),), note="nol di depan hilang / leading zero was lost")
    if len(digits) == 26 and is_valid(digits[:13]) and is_valid(digits[13:]):
        same = digits[:13] == digits[13:]
        return Recognised(text=text, kind="isbn13" if same else "isbn13_x2", action="accept" if same else "accept_both", isbns=tuple(dict.fromkeys((digits[:13], digits[13:]))))
    if len(digits) in (15, 18) and digits[:13].isdecimal() and _ean_holds(digits[:13]):
        return _number(text, digits[:13])
    if len(digits) == 14 and digits[1:4] in ("978", "979") or len(digits) == 14 and _ean_holds(digits[1:]):
        return Recognised(text=text, kind="gtin14", action="reject_with_reason", value=digits, note="kode karton, bukan buku / a carton's code, not a book's")
    return _short(text, run, digits)


def _short(text: str, run: str, digits: str) -> Recognised:
    if len(digits) == 12 and is_valid("9" + digits):
        return Recognised(text=text, kind="isbn_incomplete", action="ask", suggested=("9" + digits,), note="angka pertama hilang / the first digit is missing")
    if len(digits) == 12 and digits[:3] in ("978", "979"):
        return Recognised(text=text, kind="isbn_incomplete", action="ask", note="satu angka kurang / a digit is missing")
    if run != text.strip() and "-" not in run:
        return Recognised(text=text, kind="none", action="no_isbn")
    if len(digits) == 5 and digits.isdecimal():
        return Recognised(text=text, kind="price_addon", action="ignore", value=digits)
    if len(digits) == 12:
        return Recognised(text=text, kind="upc", action="ask", value=digits)
    if set(digits) <= {"0"} and digits:
        return Recognised(text=text, kind="placeholder", action="treat_as_empty")
    if digits == run and 6 <= len(digits) <= 12:
        return Recognised(text=text, kind="local_barcode", action="route_item", value=digits)
    return Recognised(text=text, kind="none", action="no_isbn")


def _number(text: str, digits: str) -> Recognised:
    """Thirteen digits."""
    if len(set(digits)) == 1:
        return Recognised(text=text, kind="placeholder", action="treat_as_empty")
    holds = _ean_holds(digits)
    prefix = digits[:3]
    if prefix == "977" and holds:
        return Recognised(text=text, kind="issn", action="route_serial", value=digits[3:10])
    if digits.startswith("9790") and holds:
        return Recognised(text=text, kind="ismn", action="route_manual", value=digits, note="nomor musik cetak / printed music")
    if prefix in ("978", "979"):
        return _thirteen(text, digits) if holds else _bad_check(text, digits)
    if holds and digits[0] == "0":
        return Recognised(text=text, kind="upc", action="ask", value=digits[1:])
    if holds:
        return Recognised(text=text, kind="ean_other", action="reject_with_reason", value=digits, note="kode barang toko, bukan buku / a shop article, not a book")
    return Recognised(text=text, kind="none", action="no_isbn")


def _thirteen(text: str, digits: str) -> Recognised:
    whole = Recognised(text=text, kind="isbn13", action="accept", isbns=(digits,))
    if len(set(digits[3:12])) <= 1:
        return _warned(whole, "tampak seperti nomor pengisi / looks like a filler")
    if not group_of(digits):
        return _warned(whole, "kelompok ini belum dibagikan / this group is not allotted")
    return whole


def _bad_check(text: str, digits: str) -> Recognised:
    if is_valid10(digits[3:]):
        return Recognised(
            text=text, kind="isbn_bad_check", action="suggest", suggested=(to_isbn13(digits[3:]),),
            note="ISBN-10 yang diberi awalan 978 tanpa angka periksa baru / an ISBN-10 with 978 in front, check digit not renewed",
        )  # fmt: skip
    other = ("978" if digits[2] == "9" else "979") + digits[3:]
    suggested = (other,) if is_valid(other) and group_of(other) else ()
    return Recognised(text=text, kind="isbn_bad_check", action="ask", suggested=suggested, note="angka periksa salah / the check digit is wrong")


def _ten(text: str, digits: str) -> Recognised:
    if len(set(digits)) == 1:
        return Recognised(text=text, kind="placeholder", action="treat_as_empty")
    if is_valid10(digits):
        return Recognised(text=text, kind="isbn10", action="accept", isbns=(to_isbn13(digits),))
    return Recognised(text=text, kind="isbn_bad_check", action="ask", note="angka periksa salah / the check digit is wrong")


def _guess(bare: str) -> dict[str, Any] | None:
    """The one reading of letters as the digits they look like that makes the check digit hold."""
    joined = re.sub(r"[ .\-]", "", bare)
    if len(joined) not in (10, 13) or not re.fullmatch(r"[\dOoQDIliZzSsBbGgq|]+[\dxX]?", joined) or sum(c in _LOOKALIKE for c in joined) > 3:
        return None
    if not any(c in _LOOKALIKE for c in joined):
        return None
    read = "".join(_LOOKALIKE.get(c, c) for c in joined).upper()
    isbn = read if is_valid(read) else to_isbn13(read)
    if not isbn:
        return None
    if joined[-1] in _LOOKALIKE:
        return {"kind": "isbn13", "action": "suggest", "suggested": (isbn,), "note": "huruf di tempat angka periksa / a letter in place of the check digit"}
    return {"kind": "isbn13" if len(joined) == 13 else "isbn10", "action": "accept_warn", "isbns": (isbn,), "note": "huruf dibaca sebagai angka / a letter was read as a digit"}


def _which(text: str, plain: str, good: list[Recognised]) -> Recognised:
    """Several different ISBNs in one string; the one that is called the printed book is suggested."""
    if any(one.kind == "isbn13_x2" for one in good):
        return good[0]
    isbns = tuple(dict.fromkeys(number for one in good for number in one.isbns))
    parts = re.split(r"(?i)isbn", plain)
    printed = (recognise(part.split("(")[0].strip(" :")).isbns for part in parts if _PRINTED.search(part))
    preferred = tuple(number for group in printed for number in group if number in isbns)
    return Recognised(text=text, kind="isbn13", action="ask_which", isbns=isbns, suggested=preferred, note="dua ISBN dalam satu sel / two ISBNs in one cell")


def _qualified(one: Recognised, bare: str) -> Recognised:
    from dataclasses import replace

    match = re.search(r"\(([^()]*[A-Za-z][^()]*)\)|(?<=[\dxX])\s+([A-Za-z][\w .]*)\Z", bare)
    return replace(one, qualifier=(match[1] or match[2]).strip()) if match else one


def _warned(one: Recognised, note: str) -> Recognised:
    from dataclasses import replace

    return replace(one, action="accept_warn", note=note)
