"""``koleksi new``: a folder for a library, or for one of its laptops, with a ``koleksi.toml`` that explains itself."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from pathlib import Path
from types import MappingProxyType
from typing import Any

from koleksi import config, intake, save
from koleksi.book import Lang, Text
from koleksi.config import Library, SettingsError
from koleksi.errors import InputError, OutputError
from koleksi.job import settings
from koleksi.job.begin.form import FORM, workbook
from koleksi.job.begin.guide import GUIDE, guide

__all__ = ["prepare", "prepare_all", "settings_text"]

Given = Mapping[str, Any]  # dotted key of koleksi.toml -> its value

# Headings of a list of libraries -> what they give. "folder" names the library's folder, "district" tells libraries of
# one name apart, "end" is the last number that the library may give.
_HEADINGS = MappingProxyType(
    {
        "nama": "library.name", "name": "library.name",
        "kode": "library.code", "code": "library.code",
        "organisasi": "library.org", "org": "library.org",
        "kepala": "library.header", "header": "library.header",
        "mulai": "numbers.start", "nomor awal": "numbers.start", "start": "numbers.start",
        "sampai": "end", "nomor akhir": "end", "end": "end",
        "islam": "classes.islam",
        "fiksi": "classes.fiction", "fiction": "classes.fiction",
        "kecamatan": "district", "district": "district",
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
    """Make ``folder`` with its ``koleksi.toml``, an empty form and a guide; the path of the settings.

    Raises SettingsError for values that cannot be, OutputError where a file is there already: it may be in use.
    """
    _check(given)
    return _write([(folder, given)], lang)[0]


def prepare_all(libraries: Path, folder: Path, given: Given, lang: Lang, *, share: int = 0) -> list[Path]:
    """A folder below ``folder`` for each row of a CSV of libraries, with the same further values; the files' paths.

    ``share``: how many numbers each library gets, one behind the other, where its row names none; 0: each begins at 1.
    Libraries of one name get folders with their district or code behind it. Raises InputError for a list that cannot
    be read or has a row that cannot be, OutputError where a file is there already. All are made, or none.
    """
    rows = list(_rows(libraries))
    made = _shared_out(rows, share)
    mistakes = [*_mistakes(rows, given), *_overlapping(rows)]
    if not rows:
        mistakes.append(Text("0 perpustakaan", "no libraries"))
    if mistakes:
        raise InputError(Text(*("\n".join(one(half) for one in mistakes) for half in ("id", "en"))), libraries)
    return _write([(folder / row.folder, {**given, **row.given, **row.last}) for row in made], lang)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A library of the list. ``number``: as a person sees the row; ``end``: its last number, 0 for none, -1 for what is
    no number."""

    number: int
    name: str
    folder: str
    given: Given
    end: int = 0

    @property
    def start(self) -> int:
        start = self.given.get("numbers.start")
        return start if isinstance(start, int) else 0

    @property
    def last(self) -> Given:
        return {"numbers.end": self.end} if self.end > 0 else {}

    @property
    def code(self) -> str:
        return str(self.given.get("library.code", ""))


def _rows(libraries: Path) -> Iterator[_Row]:
    """The libraries of a list, each with a folder of its own where its row can give it one."""
    lines = []
    for number, row in enumerate(intake.rows_of(libraries, tuple(_HEADINGS)), start=2):
        values = {_HEADINGS[heading]: value.strip() for heading, value in row.items() if value.strip()}
        if values:
            lines.append((number, values))
    names = Counter(_folder(_name(values)) for _, values in lines if "folder" not in values)
    for number, values in lines:
        name = values.get("folder") or _name(values)
        if "folder" not in values and names[_folder(name)] > 1:
            name = " ".join(filter(None, (name, values.get("district") or values.get("library.code"))))
        yield _Row(
            number=number, name=_name(values), folder=_folder(name), given=_settings(values),
            end=_whole(values.get("end", "0")),
        )  # fmt: skip


def _whole(typed: str) -> int:
    """A number of a list, -1 for what is none."""
    return int(typed) if typed.isdecimal() else -1


def _name(values: Mapping[str, str]) -> str:
    return values.get("library.name") or values.get("library.code", "")


def _folder(name: str) -> str:
    return save.portable(re.sub(r"[^\w.-]+", "-", name).strip("-.").lower())


def _settings(values: Mapping[str, str]) -> Given:
    own: dict[str, Any] = {key: value for key, value in values.items() if "." in key}
    if header := own.get("library.header"):
        own["library.header"] = [line.strip() for line in re.split(r"[|;]", header) if line.strip()]
    if own.get("numbers.start", "").isdecimal():
        own["numbers.start"] = int(own["numbers.start"])
    return own


def _shared_out(rows: Sequence[_Row], share: int) -> list[_Row]:
    """The libraries with their shares of the numbers, in the order of the list."""
    made, following = [], 1
    for row in rows:
        if share and not row.start:
            row = replace(row, given={**row.given, "numbers.start": following}, end=following + share - 1)
        following = max(following, row.end + 1)
        made.append(row)
    return made


def _mistakes(rows: Sequence[_Row], given: Given) -> Iterator[Text]:
    """Every row that gives no library of its own."""
    folders, codes = set[str](), set[str]()
    for row in rows:
        if why := _why_not(row, folders, codes) or _refused({**given, **row.given}):
            yield _in_row(row, why)
        folders.add(row.folder)
        codes.add(row.code.casefold())


def _in_row(row: _Row, why: Text) -> Text:
    return Text(f"baris {row.number}: {why.id}", f"row {row.number}: {why.en}")


def _why_not(row: _Row, folders: AbstractSet[str], codes: AbstractSet[str]) -> Text | None:
    """Record numbers begin with the code, and a folder is one library's."""
    if not row.folder:
        return Text("tanpa nama perpustakaan", "no name of a library")
    if row.folder in folders:
        what = Text("folder {name} sudah dipakai baris lain; isi kolom folder", "folder {name} is another row's")
        return what.format(name=row.folder)
    if row.end < 0:
        return Text("nomor akhir: tulis dengan angka saja", "the last number: write digits only")
    if row.code and row.code.casefold() in codes:
        return Text(f"kode {row.code} sudah dipakai baris lain", f"code {row.code} is another row's")
    return None


def _refused(given: Given) -> Text | None:
    try:
        _check(given)
    except SettingsError as error:
        return error.message
    return None


def _overlapping(rows: Sequence[_Row]) -> Iterator[Text]:
    """Ranges of numbers that end before they begin, or that two libraries would give from."""
    before: _Row | None = None
    for row in sorted((row for row in rows if row.end > 0), key=lambda row: (row.start, row.number)):
        if row.end < row.start:
            yield _in_row(row, Text(f"nomor {row.start} sampai {row.end}: terbalik",
                                    f"numbers {row.start} to {row.end}: the wrong way round"))  # fmt: skip
        elif before and row.start <= before.end:
            yield _in_row(row, Text(f"nomor {row.start} sudah dipakai baris {before.number} ({before.name})",
                                    f"number {row.start} belongs to row {before.number} ({before.name})"))  # fmt: skip
        before = row if before is None or row.end > before.end else before


def _check(given: Given) -> None:
    """Raises SettingsError."""
    settings.of_table(_as_tables({key: value for key, value in given.items() if "." in key}))


def _as_tables(given: Given) -> dict[str, Any]:
    tables: dict[str, Any] = {}
    for key, value in given.items():
        table, _, name = key.partition(".")
        tables.setdefault(table, {})[name] = value
    return tables


def _write(folders: Sequence[tuple[Path, Given]], lang: Lang) -> list[Path]:
    """The files of each folder; the paths of the settings. None stays where one cannot be written."""
    files = [(folder / name, content) for folder, given in folders for name, content in _files(given, lang)]
    if there := next((path for path, _ in files if path.exists()), None):
        what = Text(
            "sudah ada; ubah di sana, atau pilih folder lain", "is there already; change it, or choose another folder"
        )
        raise OutputError(what, there)
    with ExitStack() as undo:
        for path, content in files:
            undo.callback(_remove, path, [one for one in (path.parent, *path.parent.parents) if not one.exists()])
            save.write_bytes(path, content)
        undo.pop_all()
    return [folder / settings.FILE for folder, _ in folders]


def _files(given: Given, lang: Lang) -> Iterator[tuple[str, bytes]]:
    name, start = given.get("library.name", Library().name), given.get("numbers.start", 1)
    yield settings.FILE, settings_text(given, lang).encode()
    yield FORM, _form(lang)
    yield GUIDE, guide(name, lang, start=start, end=given.get("numbers.end", 0)).encode()


_form = cache(workbook)  # the same for every library


def _remove(path: Path, folders: Sequence[Path]) -> None:
    """A file that was made, and the folders that were made for it."""
    path.unlink(missing_ok=True)
    for folder in folders:
        with suppress(OSError):  # it holds something of others by now
            folder.rmdir()


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
