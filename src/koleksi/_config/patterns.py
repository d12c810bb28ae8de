"""The patterns of accession numbers and bar codes: ``{n:05d}/{source}/{year}``."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from koleksi._config.mistakes import Wrong, did_you_mean
from koleksi._config.rules import Rule, text
from koleksi.book import Text

__all__ = ["FIELDS", "filled", "pattern"]

FIELDS = ("n", "source", "year", "code")
_INDONESIAN = MappingProxyType(
    {"nomor": "n", "no": "n", "urut": "n", "asal": "source", "sumber": "source", "tahun": "year", "kode": "code"}
)
_WIDTH = re.compile(r"(?:0?[1-9]\d?)?d?")  # "05d": the only form that the next number can be read back from
_HIGH = 99_999  # copies that no small library passes: the number is tried at this length
_EXAMPLE = MappingProxyType({"source": "H", "year": "2026", "code": "PD"})


def filled(pattern: str, *, n: int, source: str, year: int | str, code: str, laptop: str = "") -> str:
    """A pattern with its fields filled in. ``laptop``: the letter in the place of the first digit of ``{n}``, so that
    no two laptops give the same number and the width stays: "B{n:07d}" gives "BA000001".
    """
    return pattern.format(n=_OfLaptop(n, laptop) if laptop else n, source=source, year=year, code=code)


@dataclass(frozen=True, slots=True)
class _OfLaptop:
    """A running number as a laptop with a letter writes it."""

    n: int
    letter: str

    def __format__(self, spec: str) -> str:
        width = len(format(0, spec))
        return f"{self.letter}{self.n:0{max(width - 1, 1)}d}"


def pattern(most: int) -> Rule:
    """A pattern whose numbers differ from copy to copy, in printable ASCII (Code 128), at most ``most`` long."""

    def read(given: Any) -> str:
        line: str = text().read(given)
        _fields(line)
        numbers = [filled(line, n=n, **_EXAMPLE) for n in (1, 2, _HIGH)]
        if len(set(numbers)) < len(numbers):
            raise Wrong(
                Text(
                    "tanpa {n} semua eksemplar mendapat nomor yang sama", "has no {n}: every copy would get one number"
                )
            )
        _fits(numbers[-1], most)
        return line

    right = Text(
        f"pola dengan {{n}}, boleh {{source}}, {{year}}, {{code}}; huruf ASCII, paling banyak {most}",
        f"a pattern with {{n}}, perhaps {{source}}, {{year}}, {{code}}; ASCII letters, at most {most}",
    )
    return Rule(Text("teks", "text"), right, read)


def _fields(line: str) -> None:
    """Raises Wrong for braces that do not pair, a field that does not exist, and a width that is none."""
    try:
        parts = list(string.Formatter().parse(line))
    except ValueError as error:
        raise Wrong(
            Text("kurung { } tidak berpasangan; contoh: {n:05d}", "braces { } do not pair; an example: {n:05d}")
        ) from error
    for _, field, width, conversion in parts:
        if field is None:
            continue
        if field not in FIELDS:
            raise Wrong(_unknown(field))
        if conversion or (width and (field != "n" or not _WIDTH.fullmatch(width))):
            raise Wrong(
                Text(
                    "lebar hanya untuk {n}, seperti {n:05d}; yang lain tanpa titik dua",
                    "a width is for {n} only, as in {n:05d}; the others go without a colon",
                )
            )


def _unknown(field: str) -> Text:
    meant = _INDONESIAN.get(field.casefold(), "")
    near = Text(f" (maksudnya {meant}?)", f" (did you mean {meant}?)") if meant else did_you_mean(field, FIELDS)
    known = ", ".join(f"{{{name}}}" for name in FIELDS)
    return Text(
        f"{{{field}}} tidak dikenal, pilih {known}{near.id}", f"{{{field}}} is unknown, choose {known}{near.en}"
    )


def _fits(longest: str, most: int) -> None:
    if strange := sorted({sign for sign in longest if not " " <= sign <= "~"}):
        found = " ".join(strange)
        raise Wrong(
            Text(
                f"{found}: hanya huruf dan angka ASCII, yang dapat menjadi barcode",
                f"{found}: only ASCII can be a bar code",
            )
        )
    if len(longest) > most:
        raise Wrong(
            Text(
                f"nomor seperti {longest} terlalu panjang ({len(longest)}), paling banyak {most}",
                f"a number like {longest} is too long ({len(longest)}), at most {most}",
            )
        )
    if longest != longest.strip():
        raise Wrong(Text("ada spasi di awal atau akhir", "begins or ends with a blank"))
