"""Reading a scanned or typed string: what a scanner adds, what Excel destroys, what people write around it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

from koleksi._isbn.arithmetic import ean_check, ean_holds, is_valid, is_valid10, issn_holds, to_isbn13
from koleksi._terms.isbn_groups import INDONESIA

__all__ = ["Recognised", "read"]

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


_AIM = re.compile(r"\A\][A-Za-z]\d\s*")
_HYPHENS = re.compile("[\u2010-\u2015\u2212\u00ad\u2043\ufe58\ufe63\uff0d]")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x08\x0e-\x1f]")
_CYRILLIC = str.maketrans({"\u0445": "x", "\u0425": "X", "\u041e": "O", "\u043e": "o"})
_QUOTES = "\"'`\u2018\u2019\u201c\u201d"
_LABEL = re.compile(
    r"(?<![A-Za-z])(?:no\.?\s*)?[ep]?-?[i1]?sbn(?:\s*[-(]?\s*1[03]\)?(?=\s*[:.]|\s))?\s*[:.#]?\s*", re.IGNORECASE
)
_SCIENTIFIC = re.compile(r"\A(\d)[.,]?(\d*)e\+?(\d{1,2})\Z|\A(\d{2,})()e\+?(\d{1,2})\Z", re.IGNORECASE)
_FLOAT = re.compile(r"(?<=\d{9})[.,]0+\Z")
_COMMAS = re.compile(r"\A\d{1,3}(?:,\d{3}){3,4}\Z")
_RUN = re.compile(r"(?<![A-Za-z\d])([A-Za-z]?)(\d(?:[\d .\-+]*\d)?(?:[ .\-]*[xX](?![A-Za-z\d]))?)([A-Za-z]?)")
_BLOT = re.compile(r"(?:\A|\d[ -]*)[#*?_~]+[ -]*\d|\d[ -]*[#*?_~]+\Z")  # a digit that could not be read
_PIECES = re.compile(r"\s*[;/|,&\n\r\t]\s*|\s{2,}")
_NO_NUMBER = re.compile(r"\A(?:tidak|tdk|tak|tanpa|belum|blm|no|non|without)\b[\w\s.-]{0,24}\Z", re.IGNORECASE)
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
_ITEM = re.compile(
    r"\A(?=.{4,24}\Z)(?=.*[A-Za-z])(?=.*\d{2})(?:[A-Za-z]{1,8}[-./_ ]?)?\d+(?:[-./_][A-Za-z\d]+)*[A-Za-z]{0,2}\Z|\A[A-Za-z]{2,8}(?:[-./_][A-Za-z\d]+)*[-./_]\d{2,}\Z"
)
_QRCBN = re.compile(r"\A62-\d{2,4}-\d{4}-\d{3,4}\Z")
_ISMN10 = re.compile(r"\AM[- ]?(\d(?:[- ]?\d){7})[- ]?\d\Z", re.IGNORECASE)
_ISSN = re.compile(r"(?<![\d-])(\d{4})-(\d{3}[\dXx])(?![\d-])")
_ELSEWHERE = re.compile(
    r"\b(?:telp?|tlp|telepon|phone|hp|wa|fax|faks?|npwp|nik|nip|nisn|rek|rekening|siup|rp|idr)\b[.:\s]*\(?\Z",
    re.IGNORECASE,
)
_LOOKALIKE = MappingProxyType({"\u0417": "3", "\u0437": "3", "O": "0", "o": "0", "Q": "0", "D": "0", "I": "1", "l": "1", "i": "1", "|": "1", "Z": "2", "z": "2", "S": "5", "s": "5", "B": "8", "b": "6", "G": "6", "g": "9", "q": "9"})  # fmt: skip
_MISREAD = re.compile("[\u0417\u0437\\dOoQDIliZzSsBbGgq|]+[\\dxX]?")
_PRINTED = re.compile(r"cetak|print|hard|soft|paper|lengkap", re.IGNORECASE)
_REMARK = re.compile(r"\(([^()]*[^\W\d_][^()]*)\)")
_BARE_REMARK = re.compile(
    r"(?<=[\dxX])[\s.,:]+((?:no\.?\s*)?(?:jil|jld|vol|set|lengkap|pbk|hbk|soft|hard|paper|pdf|e-?book|epub|cetak|elektronik|bagian|bk|buku)\w*[\s.]*[\w.]*)\s*\Z",
    re.IGNORECASE,
)


def read(text: str, allotted: Allotted) -> Recognised:
    """What ``text`` is; ``allotted`` knows the ranges given to publishers."""
    digits = text.replace("-", "")
    if len(digits) == 13 and digits[:2] == "97" and digits.isascii() and digits.isdecimal():
        return _thirteen(text, digits, allotted)
    if len(digits) == 10 and is_valid10(digits) and (one := _ten(text, digits.upper())):
        return one
    if not digits.strip():
        return Recognised(text, "empty", "treat_as_empty")
    plain = _tidy(text)
    digits = plain.replace("-", "")
    if len(digits) == 13 and digits[:2] == "97" and digits.isascii() and digits.isdecimal():
        return _thirteen(text, digits, allotted)
    for reader in (_nothing, _excel, _other_systems):
        if (found := reader(text, plain)) is not None:
            return found
    return _Reading(text, plain, allotted).answer()


def _tidy(text: str) -> str:
    plain = (
        _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)) if not (text.isascii() and text.isprintable()) else text
    )
    if not plain.isascii():
        plain = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in plain).translate(_CYRILLIC)
        plain = _HYPHENS.sub("-", plain)
    plain = plain.strip().lstrip("=").strip(_QUOTES + " \t\r\n")
    plain = plain.replace(",", "") if _COMMAS.match(plain) else plain
    return _FLOAT.sub("", _AIM.sub("", plain))


def _nothing(text: str, plain: str) -> Recognised | None:
    bare = _LABEL.sub("", plain).strip(" :.()[]")
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
            note="bentuk ilmiah Excel, semua angka utuh / Excel's scientific form, all digits kept",
        )
    return Recognised(
        text, "excel_lost", "ask",
        note="angka hilang di Excel; ubah format kolom ke Teks dan ketik ulang / digits lost in Excel: format the column as Text and type again",
    )  # fmt: skip


def _other_systems(text: str, plain: str) -> Recognised | None:
    """Numbers of other systems that are known by their form."""
    if _QRCBN.match(plain):
        return Recognised(text, "qrcbn", "route_manual", value=plain, note="bukan ISBN / not an ISBN")
    if match := _ISMN10.match(_LABEL.sub("", plain)):
        twelve = "9790" + re.sub(r"\D", "", match[1])
        return _ismn(text, twelve + ean_check(twelve))
    if (
        (match := _ISSN.search(plain))
        and issn_holds(match[1] + match[2])
        and not _LABEL.search(plain)
        and len(re.sub(r"\D", "", plain)) <= 9
    ):
        return _serial(text, match[1] + match[2])
    return None


def _serial(text: str, eight: str) -> Recognised:
    return Recognised(
        text,
        "issn",
        "route_serial",
        value=eight[:7],
        issn=f"{eight[:4]}-{eight[4:].upper()}",
        note="majalah atau terbitan berkala / a magazine or other serial",
    )


def _ismn(text: str, digits: str) -> Recognised:
    return Recognised(text, "ismn", "route_manual", value=digits, note="nomor musik cetak / printed music")


class _Reading:
    """A string that holds more than a bare number."""

    def __init__(self, text: str, plain: str, allotted: Allotted) -> None:
        self.text = text
        self.labelled = bool(_LABEL.search(plain))
        self.bare = _LABEL.sub(" ", plain).strip()
        self.plain = plain
        self.allotted = allotted

    def answer(self) -> Recognised:
        if (
            not self.labelled
            and _ITEM.match(self.bare)
            and not self._is_isbn_with_a_letter()
            and self._misread() is None
        ):
            return Recognised(self.text, "local_barcode", "route_item", value=self.bare)
        found = list(self._numbers())
        good = [one for one in found if one.isbns]
        if len({one.isbns for one in good}) == 1:
            return self._qualified(min(good, key=lambda one: one.action))
        if good:
            return self._which(good)
        misread = self._misread()
        return misread or max(found, key=_tells, default=Recognised(self.text, "none", "no_isbn"))

    def _is_isbn_with_a_letter(self) -> bool:
        digits = re.sub(r"\A[A-Za-z](?=\d)|(?<=\d)[A-Za-z]\Z", "", self.bare).replace("-", "")
        return is_valid(digits) or bool(re.fullmatch(r"\d[\d.-]{7,15}[xX]", self.bare))

    def _numbers(self) -> Iterator[Recognised]:
        for piece in _PIECES.split(self.bare):
            if _BLOT.search(piece):
                yield Recognised(
                    self.text, "isbn_incomplete", "ask", note="ada angka yang tidak terbaca / a digit is not legible"
                )
                continue
            for match in _RUN.finditer(piece):
                letters = match[1] + match[3]
                if not letters or is_valid(re.sub(r"\D", "", match[2])):
                    for one in self._of_run(match[2], piece[: match.start()]):
                        yield (
                            _warned(one, "huruf di samping angka diabaikan / a letter beside the digits was left out")
                            if letters and one.isbns
                            else one
                        )

    def _of_run(self, run: str, before: str) -> list[Recognised]:
        digits = re.sub(r"[ .\-+]", "", run).upper()
        if _ELSEWHERE.search(before) and not is_valid(digits):
            return []
        whole = self._whole(digits, run)
        if whole and len(digits) == 10 and run.isdecimal() and not self.labelled and re.search(r"[^\W\d_]{2}", before):
            return [replace(whole, action="suggest", isbns=(), suggested=whole.isbns)] if whole.isbns else []
        lacking = digits[:2] == "97" and 11 <= len(digits) <= 14
        if whole is None and " " in run and not lacking:
            parts = [self._whole(part, part) for part in _joined(run.split(" "), self.labelled)]
            if any(parts):
                return [part for part in parts if part]
        return [whole or self._damaged(digits, run)]

    def _whole(self, digits: str, run: str) -> Recognised | None:
        """A number of a known system whose check digit holds, or scans of such numbers glued together."""
        size = len(digits)
        if size == 10 and (one := _ten(self.text, digits)):
            return one
        if size == 9 and is_valid10("0" + digits):
            return _nine(self.text, digits)
        if digits[:-1].isdecimal() and size >= 13 and (chain := _scans(digits)):
            if len(chain) > 1:
                return Recognised(self.text, f"isbn13_x{len(chain)}", "accept_both", chain)
            return _thirteen(self.text, chain[0], self.allotted)
        if size == 13 and digits.isdecimal():
            one = _thirteen(self.text, digits, self.allotted)
            return one if one.kind != "none" else None
        if (
            size == 14
            and digits[0] in "12345678"
            and is_valid(digits[1:13] + ean_check(digits[1:13]))
            and not is_valid(digits[:13])
        ):
            return Recognised(
                self.text,
                "gtin14",
                "reject_with_reason",
                value=digits,
                note="kode karton, bukan buku / a carton's code, not a book's",
            )
        return None

    def _damaged(self, digits: str, run: str) -> Recognised:
        """Digits that are no number of a known system as they stand."""
        text, size = self.text, len(digits)
        if size == 12 and is_valid("9" + digits):
            return Recognised(
                text,
                "isbn_incomplete",
                "ask",
                (),
                ("9" + digits,),
                note="angka pertama hilang / the first digit is missing",
            )
        if digits[:3] in ("978", "979") and size in (11, 12):
            last = digits + ean_check(digits) if size == 12 else ""
            return Recognised(
                text,
                "isbn_incomplete",
                "ask",
                (),
                (last,) if last and self.allotted(last) else (),
                note="ada angka yang kurang / a digit is missing",
            )
        if size == 14 and "97" in digits[:3]:
            return Recognised(
                text,
                "isbn_incomplete",
                "ask",
                (),
                self._without_one(digits),
                note="kelebihan satu angka / one digit too many",
            )
        if size == 13:
            return _bad_prefix(text, digits)
        if size == 10 and digits[:9].isdecimal() and (run == self.bare or self.labelled or "-" in run):
            return Recognised(text, "isbn_bad_check", "ask", note="angka periksa salah / the check digit is wrong")
        return self._short(digits, run)

    def _without_one(self, digits: str) -> tuple[str, ...]:
        shorter = dict.fromkeys(digits[:n] + digits[n + 1 :] for n in range(14))
        found = tuple(one for one in shorter if is_valid(one) and self.allotted(one))
        return found if len(found) <= 3 else ()

    def _short(self, digits: str, run: str) -> Recognised:
        text = self.text
        if run != self.bare and "-" not in run:
            return Recognised(text, "none", "no_isbn")
        if not digits.strip("0"):
            return Recognised(text, "placeholder", "treat_as_empty")
        if len(digits) == 5 and digits == run:
            return Recognised(text, "price_addon", "ignore", value=digits)
        if len(digits) == 12 and digits.isdecimal() and ean_holds("0" + digits):
            return Recognised(text, "upc", "ask", value=digits)
        if 6 <= len(digits) <= 12 and digits == run or re.fullmatch(r"\d{2,4}\.\d{2,6}(?:\.\d+)?", run):
            return Recognised(text, "local_barcode", "route_item", value=run)
        return Recognised(text, "none", "no_isbn")

    def _misread(self) -> Recognised | None:
        """The one reading of letters as the digits they look like that makes the check digit hold."""
        joined = re.sub(r"[ .\-]", "", self.bare)
        letters = sum(c in _LOOKALIKE for c in joined)
        if len(joined) not in (10, 13) or not 1 <= letters <= 3 or not _MISREAD.fullmatch(joined):
            return None
        digits = "".join(_LOOKALIKE.get(c, c) for c in joined).upper()
        isbn = digits if is_valid(digits) else to_isbn13(digits)
        if not isbn:
            return None
        kind = "isbn13" if len(joined) == 13 else "isbn10"
        if joined[-1] in _LOOKALIKE:
            return Recognised(
                self.text,
                kind,
                "suggest",
                (),
                (isbn,),
                note="huruf di tempat angka periksa / a letter in place of the check digit",
            )
        return Recognised(
            self.text, kind, "accept_warn", (isbn,), note="huruf dibaca sebagai angka / a letter was read as a digit"
        )

    def _which(self, good: list[Recognised]) -> Recognised:
        """Several different ISBNs; the one that is called the printed book, or the whole set, is suggested."""
        if (
            len(good) == 1
            or all(one.kind != "isbn10" for one in good)
            and not re.search(r"[^\d\s-]", self.plain)
            and "\n" in self.plain
        ):
            return (
                good[0] if len(good) == 1 else Recognised(self.text, f"isbn13_x{len(good)}", "accept_both", _each(good))
            )
        isbns = _each(good)
        parts = re.split(r"(?i)isbn|;|(?<=\))", self.plain)
        printed = (isbn for part in parts if _PRINTED.search(part) for isbn in isbns if isbn in re.sub(r"\D", "", part))
        return Recognised(
            self.text,
            "isbn13",
            "ask_which",
            isbns,
            tuple(dict.fromkeys(printed)),
            note="dua ISBN dalam satu sel / two ISBNs in one cell",
        )

    def _qualified(self, one: Recognised) -> Recognised:
        match = _REMARK.search(self.bare) or _BARE_REMARK.search(self.bare)
        return replace(one, qualifier=match[1].strip()) if match else one


def _each(good: list[Recognised]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(number for one in good for number in one.isbns))


def _joined(tokens: list[str], labelled: bool) -> Iterator[str]:
    """Neighbouring groups of digits that together are a valid number: "9786020332956 52000", "12 978 602 03 3295 6"."""
    bare = [re.sub(r"\D(?!\Z)|[^\dxX]\Z", "", token).upper() for token in tokens]
    n = 0
    while n < len(bare):
        for end in range(n + 1, len(bare) + 1):
            number = "".join(bare[n:end])
            if is_valid(number) or (is_valid10(number) and (labelled or end == n + 1)):
                yield number
                n = end - 1
                break
        n += 1


def _scans(digits: str) -> tuple[str, ...]:
    """The ISBNs of scans glued together, each perhaps with its price add-on of 2 or 5 digits; () if it is not that."""
    if not digits:
        return ()
    lead = digits[:13]
    if is_valid(lead) or (lead.startswith("977") and len(lead) == 13 and lead.isdecimal() and ean_holds(lead)):
        for addon in (0, 5, 2):
            rest = digits[13 + addon :]
            if len(digits) == 13 + addon or (more := _scans(rest)):
                return tuple(dict.fromkeys((lead, *more))) if rest else (lead,)
    both = (digits[:13], to_isbn13(digits[13:])) if len(digits) == 23 and is_valid(lead) else ()
    return tuple(dict.fromkeys(both)) if all(both) else ()


_TELLING = (
    "none",
    "price_addon",
    "local_barcode",
    "placeholder",
    "upc",
    "gtin14",
    "ean_other",
    "isbn_incomplete",
    "issn",
    "ismn",
    "isbn_bad_check",
)


def _tells(one: Recognised) -> int:
    """How much a finding says: of several numbers the one most like an ISBN is spoken of."""
    return _TELLING.index(one.kind) if one.kind in _TELLING else len(_TELLING)


def _thirteen(text: str, digits: str, allotted: Allotted) -> Recognised:
    prefix = digits[:3]
    if not ean_holds(digits):
        return _bad_check(text, digits, allotted) if prefix in ("978", "979") else Recognised(text, "none", "no_isbn")
    if prefix == "978" or (prefix == "979" and digits[3] != "0"):
        if allotted(digits) and len(set(digits[3:12])) > 1:
            return Recognised(text, "isbn13", "accept", (digits,))
        return _unlikely(text, digits, allotted)
    if prefix == "979":
        return _ismn(text, digits)
    if prefix == "977":
        seven = digits[3:10]
        return _serial(text, next(seven + check for check in "0123456789X" if issn_holds(seven + check)))
    if not digits.strip(digits[0]):
        return Recognised(text, "placeholder", "treat_as_empty")
    if digits[0] == "0":
        return Recognised(text, "upc", "ask", value=digits[1:])
    return Recognised(
        text,
        "ean_other",
        "reject_with_reason",
        value=digits,
        note="kode barang toko, bukan buku / a shop article, not a book",
    )


def _unlikely(text: str, digits: str, allotted: Allotted) -> Recognised:
    """A valid number that no publisher can have: a filler, a range newer than our table, or 979 put where 978 belongs
    (Indonesian books of about 2005: "979-979-..." after the group 979 of the ISBN-10)."""
    if len(set(digits[3:12])) <= 1:
        return Recognised(
            text, "isbn13", "accept_warn", (digits,), note="tampak seperti nomor pengisi / looks like a filler"
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
            note="awalan 979 seharusnya 978 / prefix 979 in place of 978",
        )
    return Recognised(
        text, "isbn13", "accept_warn", (digits,), note="kelompok nomor ini belum dibagikan / this range is not allotted"
    )


def _bad_check(text: str, digits: str, allotted: Allotted) -> Recognised:
    if is_valid10(digits[3:]):
        return Recognised(
            text, "isbn_bad_check", "suggest", (), (to_isbn13(digits[3:]),),
            note="ISBN-10 yang diberi awalan 978 tanpa angka periksa baru / an ISBN-10 with 978 in front, check digit not renewed",
        )  # fmt: skip
    other = ("978" if digits[2] == "9" else "979") + digits[3:]
    return Recognised(
        text,
        "isbn_bad_check",
        "ask",
        (),
        (other,) if is_valid(other) and allotted(other) else (),
        note="angka periksa salah / the check digit is wrong",
    )


def _bad_prefix(text: str, digits: str) -> Recognised:
    """Thirteen digits that hold with prefix 978: the prefix itself was mistyped ("987", "798")."""
    if not digits.strip(digits[0]):
        return Recognised(text, "placeholder", "treat_as_empty")
    likely = tuple(
        prefix + digits[3:]
        for prefix in ("978", "979")
        if is_valid(prefix + digits[3:]) and len(set(prefix) & set(digits[:3])) > 1
    )
    if likely:
        return Recognised(text, "isbn_bad_check", "ask", (), likely, note="awalan salah / the prefix is wrong")
    return Recognised(text, "none", "no_isbn")


def _ten(text: str, digits: str) -> Recognised | None:
    if not digits.strip(digits[0]):
        return Recognised(text, "placeholder", "treat_as_empty")
    return Recognised(text, "isbn10", "accept", (to_isbn13(digits),)) if is_valid10(digits) else None


def _nine(text: str, digits: str) -> Recognised:
    """Nine digits that a zero in front makes an ISBN-10 (Excel, or an SBN of before 1970)."""
    isbn = to_isbn13("0" + digits)
    note = "nol di depan hilang / leading zero was lost"
    if digits[:3] in INDONESIA:  # as likely an Indonesian number that lost a digit elsewhere
        return Recognised(text, "isbn_incomplete", "suggest", (), (isbn,), note=note)
    return Recognised(text, "isbn10", "accept_warn", (isbn,), note=note)


def _warned(one: Recognised, note: str) -> Recognised:
    return replace(one, action="accept_warn", note=note)
