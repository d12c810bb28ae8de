"""Reading a scanned or typed string: what a scanner adds, what Excel destroys, what people write around it."""

from __future__ import annotations

import re

from koleksi._isbn.arithmetic import ean_check, ean_holds, is_valid, is_valid10, issn_holds, to_isbn13
from koleksi._isbn.digits import ismn, serial, ten, thirteen
from koleksi._isbn.in_text import NumberInText
from koleksi._isbn.recognised import Allotted, Recognised
from koleksi._isbn.tidy import LABEL, tidy
from koleksi.book import Text

__all__ = ["Recognised", "read"]

_SCIENTIFIC = re.compile(r"\A(\d)[.,]?(\d*)e\+?(\d{1,2})\Z|\A(\d{2,})()e\+?(\d{1,2})\Z", re.IGNORECASE)
_NO_NUMBER = re.compile(
    r"\A(?!.*\d{8})(?:tidak|tdk|tak|tanpa|belum|blm|no|non|without)\b[\w\s.-]{0,24}\Z", re.IGNORECASE
)
_EMPTY = frozenset(
    {
        "",
        "-",
        "--",
        "---",
        "0",
        "?",
        "n/a",
        "na",
        "nn",
        "none",
        "null",
        "nihil",
        "nil",
        "dalam proses",
        "proses",
        "in process",
        "kosong",
        ".",
        "x",
        "#n/a",
        "isbn",
    }
)
_QRCBN = re.compile(r"\A62-\d{2,4}-\d{4}-\d{3,4}\Z")
_ISMN_LABEL = re.compile(r"\A(?:no\.?\s*)?ismn\b\s*[:.#]?\s*", re.IGNORECASE)
_ISMN13 = re.compile(r"\A979(?:[- ]?\d){10}\Z")
_ISMN10 = re.compile(r"\AM[- ]?(\d(?:[- ]?\d){7})[- ]?\d\Z", re.IGNORECASE)
_ISSN = re.compile(r"(?<![\d-])(\d{4})-(\d{3}[\dXx])(?![\d-])")
_ISSN_LABELLED = re.compile(r"(?<![A-Za-z])[ep]?-?issn\b[\s.:#]*(\d{4})[ -]?(\d{3}[\dXx])(?![\d-])", re.IGNORECASE)


_LONGEST = 20_000  # characters: more is a page of text, and no cell of a spreadsheet holds so many numbers


def read(text: str, allotted: Allotted) -> Recognised:
    """What ``text`` is; ``allotted`` knows the ranges given to publishers."""
    if len(text) > _LONGEST:
        return Recognised(
            text, "none", "no_isbn", note_text=Text("terlalu panjang untuk sebuah nomor", "too long for a number")
        )
    digits = text.replace("-", "")
    if len(digits) == 13 and digits[:2] == "97" and digits.isascii() and digits.isdecimal():
        return thirteen(text, digits, allotted)
    if len(digits) == 10 and is_valid10(digits) and (one := ten(text, digits.upper())):
        return one
    if not digits.strip():
        return Recognised(text, "empty", "treat_as_empty")
    plain = tidy(text)
    digits = plain.replace("-", "")
    if len(digits) == 13 and digits[:2] == "97" and digits.isascii() and digits.isdecimal():
        return thirteen(text, digits, allotted)
    for reader in (_nothing, _excel, _other_systems):
        if (found := reader(text, plain)) is not None:
            return found
    return NumberInText(text, plain, allotted).answer()


def _nothing(text: str, plain: str) -> Recognised | None:
    bare = LABEL.sub("", plain).strip(" :.()[]")
    if bare.casefold() in _EMPTY or _NO_NUMBER.match(bare or plain):
        return Recognised(text, "empty", "treat_as_empty")
    return None


def _excel(text: str, plain: str) -> Recognised | None:
    """ "9,78602E+12": Excel shows, and saves as CSV, only the first digits of a long number."""
    match = _SCIENTIFIC.match(plain)
    if not match:
        return None
    lead, more, power = (part for part in match.groups() if part is not None)
    digits = lead + more
    whole = to_isbn13(digits) if int(power) == 9 else digits
    if int(power) == len(digits) - 1 and is_valid(whole):
        return Recognised(
            text,
            "isbn10" if len(digits) == 10 else "isbn13",
            "accept_warn",
            (whole,),
            note_text=Text("bentuk ilmiah Excel, semua angka utuh", "Excel's scientific form, all digits kept"),
        )
    return Recognised(
        text,
        "excel_lost",
        "ask",
        note_text=Text(
            "angka hilang di Excel; ubah format kolom ke Teks dan ketik ulang",
            "digits lost in Excel: format the column as Text and type again",
        ),
    )


def _other_systems(text: str, plain: str) -> Recognised | None:
    """Numbers of other systems that are known by their form."""
    if _QRCBN.match(plain):
        return Recognised(text, "qrcbn", "route_manual", value=plain, note_text=Text("bukan ISBN", "not an ISBN"))
    bare = _ISMN_LABEL.sub("", LABEL.sub("", plain))
    if match := _ISMN10.match(bare):
        twelve = "9790" + re.sub(r"\D", "", match[1])
        return ismn(text, twelve + ean_check(twelve))
    if _ISMN13.match(bare) and (digits := re.sub(r"\D", "", bare)).startswith("9790") and ean_holds(digits):
        return ismn(text, digits)
    return _serial(text, plain)


def _serial(text: str, plain: str) -> Recognised | None:
    """An ISSN: behind its own name whatever its form, else as it is printed and where hardly a digit stands beside."""
    if LABEL.search(plain):
        return None
    labelled = _ISSN_LABELLED.search(plain)
    match = labelled or _ISSN.search(plain)
    if match and issn_holds(match[1] + match[2]) and (labelled or len(re.sub(r"\D", "", plain)) <= 9):
        return serial(text, match[1] + match[2])
    return None
