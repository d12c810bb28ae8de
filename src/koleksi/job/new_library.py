"""``koleksi new``: a folder for a library, or for one of its laptops, with a ``koleksi.toml`` that explains itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any

from koleksi import config, intake, save
from koleksi.book import Lang, Text
from koleksi.config import Library, SettingsError
from koleksi.errors import InputError, OutputError
from koleksi.job import settings

__all__ = ["prepare", "prepare_all", "settings_text"]

Given = Mapping[str, Any]  # dotted key of koleksi.toml -> its value

# Headings of a list of libraries -> what they give; "folder" names the library's folder.
_HEADINGS = MappingProxyType(
    {
        "nama": "library.name", "name": "library.name",
        "kode": "library.code", "code": "library.code",
        "organisasi": "library.org", "org": "library.org",
        "kepala": "library.header", "header": "library.header",
        "folder": "folder",
    }
)  # fmt: skip
_HEAD = Text(
    "Pengaturan koleksi untuk folder ini. Baris dengan # di depan memakai nilai bawaan: hapus tandanya untuk mengubah.",
    "Settings of koleksi for this folder. A line with # in front has the default: delete the sign to change it.",
)
_LAPTOP = (
    Text(
        "Laptop {letter}: setiap nomor dari laptop ini memuat huruf {letter} di tempat angka pertamanya,",
        "Laptop {letter}: every number of this laptop has the letter {letter} in the place of its first digit,",
    ),
    Text(
        "seperti {accession} dan {barcode}. Laptop lain memakai huruf lain, jadi tidak ada nomor yang sama.",
        "like {accession} and {barcode}. Other laptops have other letters, so no number is given twice.",
    ),
    Text(
        "Jangan menyalin folder ini ke laptop lain. Menggabungkan: koleksi merge FOLDER-A FOLDER-B --out GABUNGAN",
        "Do not copy this folder to another laptop. To merge: koleksi merge FOLDER-A FOLDER-B --out MERGED",
    ),
)


def prepare(folder: Path, given: Given, lang: Lang) -> Path:
    """Make ``folder`` with its ``koleksi.toml``; the file's path.

    Raises SettingsError for values that cannot be, OutputError where the file is there already: it may be in use.
    """
    _check(given)
    return _write([(folder, given)], lang)[0]


def prepare_all(libraries: Path, folder: Path, given: Given, lang: Lang) -> list[Path]:
    """A folder below ``folder`` for each row of a CSV of libraries, with the same further values; the files' paths.

    Raises InputError for a list that cannot be read or has a row that cannot be, OutputError where a file is there
    already. All are made, or none.
    """
    made: dict[str, Given] = {}
    mistakes: list[Text] = []
    for number, row in enumerate(intake.rows_of(libraries, tuple(_HEADINGS)), start=2):
        values = {_HEADINGS[heading]: value.strip() for heading, value in row.items() if value.strip()}
        if not values:
            continue
        try:
            below, own = _library(values, made)
            _check({**given, **own})
            made[below] = {**given, **own}
        except (SettingsError, InputError) as error:
            mistakes.append(Text(f"baris {number}: {error.message.id}", f"row {number}: {error.message.en}"))
    if not made and not mistakes:
        mistakes.append(Text("0 perpustakaan", "no libraries"))
    if mistakes:
        raise InputError(Text("\n".join(one.id for one in mistakes), "\n".join(one.en for one in mistakes)), libraries)
    return _write([(folder / below, values) for below, values in made.items()], lang)


def _library(values: Mapping[str, str], others: Mapping[str, Given]) -> tuple[str, Given]:
    """The name of a library's folder, and its settings. Raises InputError where it has no name, or another's folder or
    code: record numbers begin with the code.
    """
    name = values.get("folder") or values.get("library.name") or values.get("library.code", "")
    below = re.sub(r"[^\w.-]+", "-", name).strip("-.").lower()
    if not below:
        raise InputError(Text("tanpa nama perpustakaan", "no name of a library"))
    if below in others:
        what = Text("folder {name} sudah dipakai baris lain; isi kolom folder", "folder {name} is another row's")
        raise InputError(what.format(name=below))
    if (code := values.get("library.code")) and code in [other.get("library.code") for other in others.values()]:
        raise InputError(Text(f"kode {code} sudah dipakai baris lain", f"code {code} is another row's"))
    own: dict[str, Any] = {key: value for key, value in values.items() if key != "folder"}
    if header := values.get("library.header"):
        own["library.header"] = [line.strip() for line in re.split(r"[|;]", header) if line.strip()]
    return below, own


def _check(given: Given) -> None:
    settings.of_table(_as_tables(given))


def _as_tables(given: Given) -> dict[str, Any]:
    tables: dict[str, Any] = {}
    for key, value in given.items():
        table, _, name = key.partition(".")
        tables.setdefault(table, {})[name] = value
    return tables


def _write(folders: Sequence[tuple[Path, Given]], lang: Lang) -> list[Path]:
    files = [(folder / settings.FILE, settings_text(given, lang)) for folder, given in folders]
    if there := next((path for path, _ in files if path.exists()), None):
        what = Text(
            "sudah ada; ubah di sana, atau pilih folder lain", "is there already; change it, or choose another folder"
        )
        raise OutputError(what, there)
    for path, text in files:
        save.write_text(path, text)
    return [path for path, _ in files]


def settings_text(given: Given, lang: Lang) -> str:
    """A ``koleksi.toml`` with every key and what it means; one that is not ``given`` is a comment with its default."""
    lines = [f"# {_HEAD(lang)}"]
    if letter := given.get("numbers.laptop", ""):
        lines += [f"# {line.format(letter=letter, **_examples(letter))(lang)}" for line in _LAPTOP]
    keys = [(key, about, default) for key, about, default in config.every_key() if default is not None]
    for table, several in groupby(sorted(keys, key=lambda one: "." in one[0]), lambda one: one[0].rpartition(".")[0]):
        lines += ["", f"[{table}]"] if table else [""]
        for key, about, default in several:
            value = given.get(key, default)
            sign = "" if key in given else "# "
            lines.append(f"{sign}{key.rpartition('.')[2]} = {_toml(value)}  # {about.meaning(lang)}")
    return "\n".join(lines) + "\n"


def _examples(letter: str) -> dict[str, str]:
    """The first numbers of a laptop."""
    return {
        name: config.number(pattern, n=1, source="H", year="2026", code=Library().code, laptop=letter)
        for name, pattern in (("accession", config.Numbers().accession), ("barcode", config.Numbers().barcode))
    }


def _toml(value: Any) -> str:
    """A value as TOML writes it: strings, numbers and lists as JSON does (toml.io, 1.0.0), a table in one line."""
    if isinstance(value, Mapping):
        return "{ " + ", ".join(_pairs(value)) + " }"
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


def _pairs(table: Mapping[str, Any]) -> Iterator[str]:
    return (f"{json.dumps(key, ensure_ascii=False)} = {_toml(value)}" for key, value in table.items())
