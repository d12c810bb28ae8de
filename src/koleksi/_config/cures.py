"""What a person most likely meant by a line that is no TOML, in words that need no knowledge of TOML."""

from __future__ import annotations

import datetime
import re

from koleksi._config.mistakes import shown
from koleksi._terms.calendar import day_of
from koleksi.book import Text

__all__ = ["cure", "is_heading"]

_CURLY = re.compile("[\u201c\u201d\u201e\u2018\u2019]")
_NAME_ONLY = re.compile(r"[^\w#]*([\w. -]*\w)[^\w#]*(?:#.*)?")
_KEY_COLON = re.compile(r"""\s*([\w.-]+)\s*:\s*(.+)""")
_TRUTH = re.compile(r"(?:true|ya|yes|benar|(false|tidak|no|salah))", re.IGNORECASE)


def cure(error: str, line: str) -> Text:
    """``error``: what tomllib says; ``line``: the line as written."""
    key, found, value = line.partition("=")
    value = re.sub(r"\s+#.*", "", value).strip()
    known = _of_the_file(error) or _of_signs(error, line) or _of_heading(line)
    return known or (_of_value(key.strip(), value) if found else _of_line(line))


def is_heading(line: str) -> bool:
    """Whether a line was meant as the name of a section: it begins with a bracket, or has one and a name only."""
    return line.lstrip().startswith("[") or ("]" in line.partition("#")[0] and bool(_NAME_ONLY.fullmatch(line)))


def _of_the_file(error: str) -> Text | None:
    """What does not lie in the line alone."""
    if "twice" in error or "overwrite" in error or "Duplicate" in error:
        return Text(
            "nama ini sudah ada di atas; hapus salah satu", "this name stands above already; delete one of them"
        )
    if "Unclosed array" in error:
        return Text("daftar ini belum ditutup dengan ]", "this list is not closed by ]")
    if "Unclosed inline table" in error:
        return Text("tabel ini belum ditutup dengan }", "this table is not closed by }")
    return None


def _of_heading(line: str) -> Text | None:
    if not is_heading(line):
        return None
    found = re.search(r"\[([\w. -]+)\]", line)
    name = found[1] if found else re.sub(r"[^\w. -]", "", line.partition("#")[0]).strip()
    return Text(
        f"judul bagian ditulis [{name}], sendiri di barisnya",
        f"the name of a section is written [{name}], alone on its line",
    )


def _of_signs(error: str, line: str) -> Text | None:
    """Quotes of a word processor, backslashes, a quote that is missing."""
    if _CURLY.search(line):
        return Text('pakai tanda kutip lurus ", bukan yang melengkung', 'use straight quotes ", not curly ones')
    if "\\" in line and ("Unescaped" in error or "hex value" in error or "Unicode scalar" in error):
        return Text(
            "jalur Windows ditulis dengan / (C:/data/profil.json) atau di antara tanda kutip tunggal",
            "write a Windows path with / (C:/data/profile.json) or between single quotes",
        )
    if "Unterminated" in error or "Illegal character '\\n'" in error:
        return Text('tanda kutip penutup " belum ada', 'the closing quote " is missing')
    return None


def _of_value(key: str, value: str) -> Text:
    """A value that is neither a text in quotes nor a number."""
    if not re.fullmatch(r"[\w.-]+", key):
        return Text("nama di kiri = hanya satu kata, tanpa spasi", "the name before = is one word without blanks")
    if not value:
        return Text(
            f'isinya kosong; tulis {key} = "" atau hapus baris ini', f'has no value; write {key} = "" or delete it'
        )
    if value[0] in "\"'" and value[0] not in value[1:]:
        return Text("tanda kutip penutup belum ada", "the closing quote is missing")
    if truth := _TRUTH.fullmatch(value):
        meant = "false" if truth[1] else "true"
        return Text(f"tulis dengan huruf kecil, {key} = {meant}", f"write it in lower case, {key} = {meant}")
    if re.fullmatch(r"-?\d+,\d+", value):
        plain = value.replace(",", ".")
        return Text(f"angka desimal memakai titik: {key} = {plain}", f"decimals take a point: {key} = {plain}")
    if re.fullmatch(r"0\d+", value):
        plain = value.lstrip("0") or "0"
        return Text(
            f'nol di depan: "{value}" sebagai teks, {plain} sebagai angka',
            f'leading zeros: "{value}" as a text, {plain} as a number',
        )
    day = day_of(value)
    if isinstance(day, Text) and re.fullmatch(r"[\d/. -]{6,10}", value):
        return day
    quoted = shown(value.strip("\"'"))
    if isinstance(day, datetime.date):
        return Text(f"tanggal di antara tanda kutip: {key} = {quoted}", f"a date stands in quotes: {key} = {quoted}")
    return Text(f"teks di antara tanda kutip: {key} = {quoted}", f"a text stands in quotes: {key} = {quoted}")


def _of_line(line: str) -> Text:
    """A line without an equals sign."""
    if colon := _KEY_COLON.fullmatch(line):
        return Text(
            f"pakai =, bukan titik dua: {colon[1]} = {colon[2]}", f"use =, not a colon: {colon[1]} = {colon[2]}"
        )
    return Text(
        "baris seperti ini tidak dimengerti; setiap baris: nama = isi, dan penjelasan sesudah #",
        "such a line is not understood; each line: name = value, and remarks behind #",
    )
