"""A string that holds more than a bare number: several numbers, remarks, a blot, letters read for digits."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

from koleksi._isbn.arithmetic import ean_check, ean_holds, is_valid, is_valid10, to_isbn13
from koleksi._isbn.digits import bad_prefix, nine, ten, thirteen
from koleksi._isbn.recognised import Allotted, Recognised
from koleksi._isbn.tidy import LABEL
from koleksi._isbn.without import without_number
from koleksi.book import Text

__all__ = ["NumberInText"]

_RUN = re.compile(r"(?<![A-Za-z\d])([A-Za-z]?)(\d(?:[\d .\-+]*\d)?(?:[ .\-]*[xX](?![A-Za-z\d]))?)([A-Za-z]?)")
_BLOT = re.compile(r"(?:\A|\d[ -]*)[#*?_~]+[ -]*\d|\d[ -]*[#*?_~]+\Z")  # a digit that could not be read
_PIECES = re.compile(r"\s*[;/|,&\n\r\t]\s*|\s{2,}")
_ITEM = re.compile(
    r"\A(?=.{4,24}\Z)(?=.*[A-Za-z])(?=.*\d{2})(?:[A-Za-z]{1,8}[-./_ ]?)?\d+(?:[-./_][A-Za-z\d]+)*[A-Za-z]{0,2}\Z"
    r"|\A[A-Za-z]{2,8}(?:[-./_][A-Za-z\d]+)*[-./_]\d{2,}\Z"
)
_ELSEWHERE = re.compile(
    r"\b(?:telp?|tlp|telepon|phone|hp|wa|fax|faks?|npwp|nik|nip|nisn|rek|rekening|siup|rp|idr)\b[.:\s]*\(?\Z",
    re.IGNORECASE,
)
# Letters and the digits they look like; the first two are Cyrillic.
_LOOKALIKE = MappingProxyType(dict(zip("\u0417\u0437OoQDIli|ZzSsBbGgq", "3300001111225586699", strict=True)))
_MISREAD = re.compile("[\u0417\u0437\\dOoQDIliZzSsBbGgq|]+[\\dxX]?")
_PRINTED = re.compile(r"cetak|print|hard|soft|paper|lengkap", re.IGNORECASE)
_REMARK = re.compile(r"\(([^()]*)\)")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]{2}")
_REMARKED = re.compile(r"\([^()]*\)|(?<![^\W\d_])[^\W\d_]{2,}[\s.:]*\d+")  # remarks: "(5)", "jil. 2"
_NEAR = 40  # characters before a number in which the word stands that says what it is ("Telp. (")
_REMARK_AT_END = 80  # characters at the end of a text that a remark without brackets may have
_BARE_REMARK = re.compile(
    r"(?<=[\dxX])[\s.,:]+((?:no\.?\s*)?(?:jil|jld|vol|set|lengkap|pbk|hbk|soft|hard|paper|pdf|e-?book|epub|cetak"
    r"|elektronik|bagian|bk|buku)\w*[\s.]*[\w.]*)\s*\Z",
    re.IGNORECASE,
)


class NumberInText:
    """A string that holds more than a bare number."""

    def __init__(self, text: str, plain: str, allotted: Allotted) -> None:
        self.text = text
        self.labelled = bool(LABEL.search(plain))
        self.bare = LABEL.sub(" ", plain).strip()
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
            return self._asked_where_more_digits(self._qualified(min(good, key=lambda one: one.action)))
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
                    self.text,
                    "isbn_incomplete",
                    "ask",
                    note_text=Text("ada angka yang tidak terbaca", "a digit is not legible"),
                )
                continue
            word = _WORD.search(piece)
            for match in _RUN.finditer(piece):
                letters = match[1] + match[3]
                if not letters or is_valid(re.sub(r"\D", "", match[2])):
                    before = piece[max(0, match.start() - _NEAR) : match.start()]
                    for one in self._of_run(
                        match[2], before, behind_word=word is not None and word.end() <= match.start()
                    ):
                        yield (
                            _warned(
                                one, Text("huruf di samping angka diabaikan", "a letter beside the digits was left out")
                            )
                            if letters and one.isbns
                            else one
                        )

    def _of_run(self, run: str, before: str, *, behind_word: bool) -> list[Recognised]:
        digits = re.sub(r"[ .\-+]", "", run).upper()
        if _ELSEWHERE.search(before) and not is_valid(digits):
            return []
        whole = self._whole(digits, run)
        if whole and len(digits) == 10 and run.isdecimal() and not self.labelled and behind_word:
            return [replace(whole, action="suggest", isbns=(), suggested=whole.isbns)] if whole.isbns else []
        lacking = digits[:2] == "97" and 11 <= len(digits) <= 14
        if whole is None and " " in run and not lacking:
            parts = list(filter(None, (self._whole(part, part) for part in _joined(run.split(" "), self.labelled))))
            if parts:
                return parts
        return [whole or self._damaged(digits, run)]

    def _whole(self, digits: str, run: str) -> Recognised | None:
        """A number of a known system whose check digit holds, or scans of such numbers glued together."""
        size = len(digits)
        if size == 10 and (one := ten(self.text, digits)):
            return one
        if size == 9 and is_valid10("0" + digits):
            return nine(self.text, digits)
        if digits[:-1].isdecimal() and size >= 13 and (chain := _scans(digits)):
            if len(chain) > 1:
                return Recognised(self.text, f"isbn13_x{len(chain)}", "accept_both", chain)
            return thirteen(self.text, chain[0], self.allotted)
        if size == 13 and digits.isdecimal():
            one = thirteen(self.text, digits, self.allotted)
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
                note_text=Text("kode karton, bukan buku", "a carton's code, not a book's"),
            )
        return None

    def _damaged(self, digits: str, run: str) -> Recognised:
        """Digits that are no number of a known system as they stand."""
        text, size = self.text, len(digits)
        if size == 12 and is_valid("9" + digits):
            return self._incomplete(("9" + digits,), Text("angka pertama hilang", "the first digit is missing"))
        if digits[:3] in ("978", "979") and size in (11, 12):
            last = digits + ean_check(digits) if size == 12 and digits.isdecimal() else ""
            perhaps = (last,) if last and self.allotted(last) else ()
            return self._incomplete(perhaps, Text("ada angka yang kurang", "a digit is missing"))
        if size == 14 and "97" in digits[:3]:
            return self._incomplete(self._without_one(digits), Text("kelebihan satu angka", "one digit too many"))
        if size == 13:
            return bad_prefix(text, digits)
        if size == 10 and digits[:9].isdecimal() and (run == self.bare or self.labelled or "-" in run):
            wrong = Text("angka periksa salah", "the check digit is wrong")
            return Recognised(text, "isbn_bad_check", "ask", note_text=wrong)
        return self._short(digits, run)

    def _incomplete(self, perhaps: tuple[str, ...], note: Text) -> Recognised:
        return Recognised(self.text, "isbn_incomplete", "ask", (), perhaps, note_text=note)

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
                note_text=Text("huruf di tempat angka periksa", "a letter in place of the check digit"),
            )
        return Recognised(
            self.text,
            kind,
            "accept_warn",
            (isbn,),
            note_text=Text("huruf dibaca sebagai angka", "a letter was read as a digit"),
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
            note_text=Text("dua ISBN dalam satu sel", "two ISBNs in one cell"),
        )

    def _asked_where_more_digits(self, one: Recognised) -> Recognised:
        """Of ten bare digits every eleventh row holds by chance: "62 8000324407" is a number of another system. What
        stands behind a word ("jil. 2"), in brackets, or is the number itself says nothing against it."""
        if one.kind != "isbn10" or one.action != "accept":
            return one
        others = _REMARKED.sub(" ", without_number(one.isbns[0][3:12], self.bare))
        if re.sub(r"\D", "", others) in ("", "978"):  # the book's ISBN-13 beside it is no other number
            return one
        return replace(
            one, kind="isbn_incomplete", action="ask", isbns=(), suggested=one.isbns,
            note_text=Text("angka lain di sel ini mungkin bagian nomornya", "other digits beside it may belong to it"),
        )  # fmt: skip

    def _qualified(self, one: Recognised) -> Recognised:
        match = next(filter(_is_remark, _REMARK.finditer(self.bare)), None) or _BARE_REMARK.search(
            self.bare[-_REMARK_AT_END:]
        )
        return replace(one, qualifier=match[1].strip()) if match else one


def _is_remark(bracketed: re.Match[str]) -> bool:
    return _LETTER.search(bracketed[1]) is not None


def _each(good: list[Recognised]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(number for one in good for number in one.isbns))


def _joined(tokens: list[str], labelled: bool) -> Iterator[str]:
    """Neighbouring groups of digits that together are a valid number: "9786020332956 52000", "12 978 602 03 3295 6"."""
    bare = [re.sub(r"\D(?!\Z)|[^\dxX]\Z", "", token).upper() for token in tokens]
    n = 0
    while n < len(bare):
        for end in range(n + 1, len(bare) + 1):
            number = "".join(bare[n:end])
            if len(number) > 13:
                break
            if is_valid(number) or (is_valid10(number) and (labelled or end == n + 1)):
                yield number
                n = end - 1
                break
        n += 1


def _scans(digits: str) -> tuple[str, ...]:
    """The ISBNs of scans glued together, each perhaps with its price add-on of 2 or 5 digits; () if it is not that."""
    places, dead = [0], set[int]()  # where each scan begins; where none can begin
    while places and not _ends_scans(digits, places[-1]):
        here = places[-1]
        follow = (here + 13 + addon for addon in (0, 5, 2)) if _is_scan(digits[here : here + 13]) else ()
        after = next((place for place in follow if place < len(digits) and place not in dead), 0)
        if after:
            places.append(after)
        else:
            dead.add(places.pop())
    last = to_isbn13(digits[places[-1] + 13 :]) if places and len(digits) - places[-1] == 23 else ""
    return tuple(dict.fromkeys([*(digits[place : place + 13] for place in places), *([last] if last else [])]))


def _ends_scans(digits: str, place: int) -> bool:
    """Whether the last scan begins at a place: with or without its add-on, or with an ISBN-10 glued to it."""
    lead, rest = digits[place : place + 13], len(digits) - place - 13
    if rest in (0, 2, 5):
        return _is_scan(lead)
    return rest == 10 and is_valid(lead) and bool(to_isbn13(digits[place + 13 :]))


def _is_scan(digits: str) -> bool:
    serial = digits.startswith("977") and len(digits) == 13 and digits.isdecimal() and ean_holds(digits)
    return serial or is_valid(digits)


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


def _warned(one: Recognised, note: Text) -> Recognised:
    return replace(one, action="accept_warn", note_text=note)
