"""What plain digits are whose number is whole or nearly so: ISBN, ISSN, ISMN, another article, a mistyped one."""

from __future__ import annotations

from koleksi._isbn.arithmetic import ean_check, ean_holds, is_valid, is_valid10, issn_holds, to_isbn13
from koleksi._isbn.recognised import Allotted, Recognised
from koleksi._terms.isbn_groups import INDONESIA
from koleksi.book import Text

__all__ = ["bad_prefix", "ismn", "nine", "serial", "ten", "thirteen"]


def thirteen(text: str, digits: str, allotted: Allotted) -> Recognised:
    prefix = digits[:3]
    if not ean_holds(digits):
        return _bad_check(text, digits, allotted) if prefix in ("978", "979") else Recognised(text, "none", "no_isbn")
    if prefix == "978" or (prefix == "979" and digits[3] != "0"):
        if allotted(digits) and len(set(digits[3:12])) > 1:
            return Recognised(text, "isbn13", "accept", (digits,))
        return _unlikely(text, digits, allotted)
    if prefix == "979":
        return ismn(text, digits)
    if prefix == "977":
        seven = digits[3:10]
        return serial(text, next(seven + check for check in "0123456789X" if issn_holds(seven + check)))
    if not digits.strip(digits[0]):
        return Recognised(text, "placeholder", "treat_as_empty")
    if digits[0] == "0":
        return Recognised(text, "upc", "ask", value=digits[1:])
    return Recognised(
        text,
        "ean_other",
        "reject_with_reason",
        value=digits,
        note_text=Text("kode barang toko, bukan buku", "a shop article, not a book"),
    )


def _unlikely(text: str, digits: str, allotted: Allotted) -> Recognised:
    """A valid number that no publisher can have: a filler, a range newer than our table, or 979 put where 978 belongs
    (Indonesian books of about 2005: "979-979-..." after the group 979 of the ISBN-10)."""
    if len(set(digits[3:12])) <= 1:
        return Recognised(
            text,
            "isbn13",
            "accept_warn",
            (digits,),
            note_text=Text("tampak seperti nomor pengisi", "looks like a filler"),
        )
    twelve = "978" + digits[3:12]
    other = twelve + ean_check(twelve)
    if digits.startswith("979979") and allotted(other):
        return Recognised(
            text,
            "isbn_bad_check",
            "suggest",
            (),
            (other,),
            note_text=Text("awalan 979 seharusnya 978", "prefix 979 in place of 978"),
        )
    return Recognised(
        text,
        "isbn13",
        "accept_warn",
        (digits,),
        note_text=Text("kelompok nomor ini belum dibagikan", "this range is not allotted"),
    )


def _bad_check(text: str, digits: str, allotted: Allotted) -> Recognised:
    if is_valid10(digits[3:]):
        return Recognised(
            text,
            "isbn_bad_check",
            "suggest",
            (),
            (to_isbn13(digits[3:]),),
            note_text=Text(
                "ISBN-10 yang diberi awalan 978 tanpa angka periksa baru",
                "an ISBN-10 with 978 in front, check digit not renewed",
            ),
        )
    other = ("978" if digits[2] == "9" else "979") + digits[3:]
    return Recognised(
        text,
        "isbn_bad_check",
        "ask",
        (),
        (other,) if is_valid(other) and allotted(other) else (),
        note_text=Text("angka periksa salah", "the check digit is wrong"),
    )


def bad_prefix(text: str, digits: str) -> Recognised:
    """Thirteen digits that hold with prefix 978: the prefix itself was mistyped ("987", "798")."""
    if not digits.strip(digits[0]):
        return Recognised(text, "placeholder", "treat_as_empty")
    likely = tuple(
        prefix + digits[3:]
        for prefix in ("978", "979")
        if is_valid(prefix + digits[3:]) and len(set(prefix) & set(digits[:3])) > 1
    )
    if likely:
        return Recognised(
            text, "isbn_bad_check", "ask", (), likely, note_text=Text("awalan salah", "the prefix is wrong")
        )
    return Recognised(text, "none", "no_isbn")


def ten(text: str, digits: str) -> Recognised | None:
    if not digits.strip(digits[0]):
        return Recognised(text, "placeholder", "treat_as_empty")
    return Recognised(text, "isbn10", "accept", (to_isbn13(digits),)) if is_valid10(digits) else None


def nine(text: str, digits: str) -> Recognised:
    """Nine digits that a zero in front makes an ISBN-10 (Excel, or an SBN of before 1970)."""
    isbn = to_isbn13("0" + digits)
    note = Text("nol di depan hilang", "leading zero was lost")
    if digits[:3] in INDONESIA:  # as likely an Indonesian number that lost a digit elsewhere
        return Recognised(text, "isbn_incomplete", "suggest", (), (isbn,), note_text=note)
    return Recognised(text, "isbn10", "accept_warn", (isbn,), note_text=note)


def serial(text: str, eight: str) -> Recognised:
    return Recognised(
        text,
        "issn",
        "route_serial",
        value=eight[:7],
        issn=f"{eight[:4]}-{eight[4:].upper()}",
        note_text=Text("majalah atau terbitan berkala", "a magazine or other serial"),
    )


def ismn(text: str, digits: str) -> Recognised:
    return Recognised(text, "ismn", "route_manual", value=digits, note_text=Text("nomor musik cetak", "printed music"))
