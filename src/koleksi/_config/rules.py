"""What a key of ``koleksi.toml`` may hold. A rule reads a value as TOML gives it, or says what would be right."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from koleksi._config.mistakes import Wrong, did_you_mean, in_words, shown
from koleksi._terms.calendar import day_of
from koleksi._terms.field_names import LIST_FIELDS, is_column_field
from koleksi.book import Text

__all__ = [
    "NO_COLUMNS", "Rule", "answers", "choice", "code", "codes", "columns", "day", "file", "form", "number", "switch",
    "text", "texts", "web_address", "whole",
]  # fmt: skip

_TEXT, _LIST = Text("teks", "text"), Text("daftar teks", "list of texts")
_WHOLE, _NUMBER = Text("bilangan bulat", "whole number"), Text("angka", "number")
_TABLE, _SWITCH = Text("tabel", "table"), Text("true/false", "true/false")


@dataclass(frozen=True, slots=True)
class Rule:
    """``kind``: the type in words; ``right``: range, choices or form in words; ``read``: gives the value as the program
    uses it, or raises `Wrong`."""

    kind: Text
    right: Text
    read: Callable[[Any], Any]


# --- texts ----------------------------------------------------------------------------------------


def text(most: int = 100) -> Rule:
    """One line of at most ``most`` characters."""

    def read(given: Any) -> str:
        line = _line(given)
        if len(line) > most:
            raise Wrong(
                Text(f"terlalu panjang ({len(line)} huruf), {right.id}", f"is too long ({len(line)}), {right.en}")
            )
        return line

    right = Text(f"paling banyak {most} huruf", f"at most {most} characters")
    return Rule(_TEXT, right, read)


def choice(*choices: str) -> Rule:
    """One of ``choices``, exactly as they stand there."""

    def read(given: Any) -> str:
        line = _line(given)
        if line not in choices:
            near = did_you_mean(line, choices)
            raise Wrong(Text(f"pilih {right.id}{near.id}", f"choose {right.en}{near.en}"))
        return line

    right = in_words(choices)
    return Rule(_TEXT, right, read)


def form(pattern: str, right: Text) -> Rule:
    """A text that the regular expression ``pattern`` matches as a whole; ``right`` says the same in words."""

    def read(given: Any) -> str:
        line = _line(given)
        if not re.fullmatch(pattern, line):
            raise Wrong(Text(f"seharusnya {right.id}", f"must be {right.en}"))
        return line

    return Rule(_TEXT, right, read)


def file(right: Text) -> Rule:
    """The path of a file that can be read, or nothing."""

    def read(given: Any) -> str:
        line = _line(given)
        if line and not Path(line).is_file():
            raise Wrong(
                Text(f"berkas tidak ada (dicari di {Path.cwd()})", f"no such file (looked for in {Path.cwd()})")
            )
        try:
            if line:
                Path(line).open("rb").close()
        except OSError as error:
            raise Wrong(
                Text("berkas tidak boleh dibaca; periksa izinnya", "may not be read; check its permissions")
            ) from error
        return line

    return Rule(_TEXT, right, read)


def web_address() -> Rule:
    """An address that begins with http:// or https:// and names a host."""
    return form(
        r"https?://(?:[^\s/?#@]*@)?(?:\[[0-9A-Fa-f:.]+\]|[\w.-]+)(?::\d{1,5})?(?:[/?#]\S*)?",
        Text('alamat web seperti "https://opac.contoh.id"', 'a web address like "https://opac.example.org"'),
    )


def day() -> Rule:
    """A date as TOML or as Indonesians write it, or ""; read as ISO 8601."""

    def read(given: Any) -> str:
        if isinstance(given, datetime.date):  # a datetime is one too
            found: datetime.date | Text = given
        elif (line := _line(given)) == "":
            return ""
        else:
            found = day_of(line)
        if isinstance(found, Text):
            raise Wrong(found)
        if not 1900 <= found.year <= 2100:
            raise Wrong(Text(f"tahun {found.year}? {right.id}", f"the year {found.year}? {right.en}"))
        return datetime.date(found.year, found.month, found.day).isoformat()

    right = Text(
        "01-02-2026 (tanggal lebih dulu), 1 Februari 2026 atau 2026-02-01, antara 1900 dan 2100",
        "01-02-2026 (day first), 1 Februari 2026 or 2026-02-01, between 1900 and 2100",
    )
    return Rule(Text("tanggal", "date"), right, read)


def _line(given: Any) -> str:
    """A text of one line. Raises Wrong for another type, and for what a backslash made of a Windows path."""
    if not isinstance(given, str):
        raise Wrong(_not_text(given))
    if not given.isprintable():
        raise Wrong(
            Text(
                "berisi tanda yang tidak tercetak; jalur Windows ditulis dengan / atau di antara tanda kutip tunggal",
                "holds characters that do not print; write a Windows path with / or between single quotes",
            )
        )
    return given


def _not_text(given: Any) -> Text:
    if isinstance(given, list):
        return Text("ini daftar; yang diperlukan satu teks, tanpa [ ]", "is a list; one text is needed, without [ ]")
    if isinstance(given, dict):
        return Text("ini tabel; yang diperlukan teks", "is a table; a text is needed")
    quoted = shown(shown(given))
    return Text(f"harus teks dalam tanda kutip: {quoted}", f"must be a text in quotes: {quoted}")


# --- numbers --------------------------------------------------------------------------------------


def whole(least: int, most: int) -> Rule:
    """A whole number from ``least`` to ``most``."""
    return _numeric(_WHOLE, least, most, lambda given: type(given) is int)


def number(least: float, most: float) -> Rule:
    """A number from ``least`` to ``most``, whole or not."""
    # Not math.isfinite of an integer: one of 309 digits overflows.
    return _numeric(
        _NUMBER, least, most, lambda given: type(given) is int or (type(given) is float and math.isfinite(given))
    )


def _numeric(kind: Text, least: float, most: float, is_one: Callable[[Any], bool]) -> Rule:
    def read(given: Any) -> int | float:
        if not is_one(given):
            hint = _unquoted(given)
            raise Wrong(Text(f"harus {kind.id} {right.id}{hint.id}", f"must be a {kind.en} {right.en}{hint.en}"))
        if not least <= given <= most:
            raise Wrong(Text(f"di luar batas: {right.id}", f"is out of range: {right.en}"))
        return given if kind is _WHOLE else float(given)

    right = Text(f"{least:.10g} sampai {most:.10g}", f"from {least:.10g} to {most:.10g}")
    return Rule(kind, right, read)


def _unquoted(given: Any) -> Text:
    """The cure for a number in quotes, or with a decimal comma."""
    if not isinstance(given, str) or not re.fullmatch(r"\s*-?\d+(?:[.,]\d+)?\s*", given):
        return Text("", "")
    plain = given.strip().replace(",", ".")
    return Text(f", tanpa tanda kutip: {plain}", f", without quotes: {plain}")


def switch() -> Rule:
    """true or false."""

    def read(given: Any) -> bool:
        if not isinstance(given, bool):
            raise Wrong(Text("harus true atau false, tanpa tanda kutip", "must be true or false, without quotes"))
        return given

    return Rule(_SWITCH, Text("true atau false", "true or false"), read)


# --- several --------------------------------------------------------------------------------------


def texts(each: Rule, most: int = 100, *, least: int = 0, folded: bool = False) -> Rule:
    """A list of ``least`` to ``most`` texts, each by the rule ``each``; ``folded``: without regard to capitals."""

    def read(given: Any) -> tuple[str, ...]:
        if isinstance(given, str):
            listed = shown([given])
            raise Wrong(Text(f"harus daftar, juga bila hanya satu: {listed}", f"must be a list, also of one: {listed}"))
        if not isinstance(given, list | tuple):
            raise Wrong(Text('harus daftar teks: ["...", "..."]', 'must be a list of texts: ["...", "..."]'))
        if len(given) > most:
            raise Wrong(Text(f"paling banyak {most}, di sini {len(given)}", f"at most {most}, here are {len(given)}"))
        if len(given) < least:
            raise Wrong(Text(f"paling sedikit {least}", f"at least {least}"))
        found = _each(given, each)
        return tuple(one.casefold() for one in found) if folded else tuple(found)

    right = Text(f"{each.right.id}; sampai {most} buah", f"{each.right.en}; up to {most} of them")
    return Rule(_LIST, right, read)


def _each(given: Sequence[Any], rule: Rule) -> list[str]:
    found = []
    for one in given:
        try:
            found.append(rule.read(one))
        except Wrong as wrong:
            raise Wrong(Text(f"{shown(one)}: {wrong.why.id}", f"{shown(one)}: {wrong.why.en}")) from wrong
    return found


def codes(default: Mapping[str, str], each: Rule) -> Rule:
    """A table word -> code that is added to ``default``; the longest words first: the most exact wins."""

    def read(given: Any) -> Mapping[str, str]:
        if not isinstance(given, Mapping):
            raise Wrong(Text(f'harus {right.id}: {{ hibah = "H" }}', f'must be {right.en}: {{ hibah = "H" }}'))
        added = zip(map(str.casefold, given), _each(list(given.values()), each), strict=True)
        merged = {**default, **dict(added)}
        return MappingProxyType(dict(sorted(merged.items(), key=lambda pair: -len(pair[0]))))

    right = Text(f"tabel asal = kode; kode: {each.right.id}", f"a table of word = code; a code: {each.right.en}")
    return Rule(_TABLE, right, read)


def answers(questions: Mapping[str, Sequence[str]]) -> Rule:
    """A table question -> class, for each of ``questions``, each with the answers that are usual: one of these, or any
    class number; "" leaves it open."""

    def read(given: Any) -> Mapping[str, str]:
        if not isinstance(given, Mapping):
            raise Wrong(Text(f"harus {right.id}", f"must be {right.en}"))
        return MappingProxyType({name: _answer(name, given[name], questions) for name in sorted(given)})

    named = ", ".join(questions)
    right = Text(f"tabel pertanyaan = kelas: {named}", f"a table of question = class: {named}")
    return Rule(_TABLE, right, read)


def _answer(name: str, given: Any, questions: Mapping[str, Sequence[str]]) -> str:
    if name not in questions:
        near = did_you_mean(name, questions)
        raise Wrong(Text(f"{name} tidak dikenal{near.id}", f"{name} is unknown{near.en}"))
    line = _line(given)
    if line and line not in questions[name] and not re.fullmatch(r"\d{3}(?:\.\d+)?", line):
        usual = in_words(questions[name])
        raise Wrong(Text(f"{name}: pilih {usual.id}", f"{name}: choose {usual.en}"))
    return line


NO_COLUMNS: Mapping[str, str] = MappingProxyType({})


def columns() -> Rule:
    """A table heading -> field, for columns of lists that are something else than their headings say."""

    def read(given: Any) -> str:
        line = _line(given)
        field = "notes" if line == "note" else line  # as the window wrote it once
        if not is_column_field(field):
            near = did_you_mean(field, LIST_FIELDS)
            raise Wrong(Text(f"seharusnya {right.id}{near.id}", f"must be {right.en}{near.en}"))
        return field

    right = Text("nama isi kolom, misalnya title atau notes", "the name of a field, title or notes say")
    return codes(NO_COLUMNS, Rule(_TEXT, right, read))


def code(most: int, *, least: int = 0) -> Rule:
    """A code as another system keeps it: ASCII without blanks."""
    empty = Text("tidak kosong", "not empty") if least else Text("boleh kosong", "may be empty")
    return form(
        rf"[!-~]{{{least},{most}}}",
        Text(
            f"kode ASCII tanpa spasi, paling banyak {most} huruf, {empty.id}",
            f"an ASCII code without blanks of at most {most} characters, {empty.en}",
        ),
    )
