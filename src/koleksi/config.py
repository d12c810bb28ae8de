"""``koleksi.toml``: what a library may set. Everything is optional; the defaults suit a village library."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from koleksi.errors import InputError, UsageError

__all__ = [
    "Acquisition",
    "Classes",
    "Config",
    "Inlislite",
    "Koha",
    "Labels",
    "Library",
    "Numbers",
    "Online",
    "Prefixes",
    "load",
]

_SOURCE_CODES = MappingProxyType(
    {
        "hibah": "H",
        "sumbangan": "H",
        "donasi": "H",
        "wakaf": "H",
        "beli": "B",
        "pembelian": "B",
        "bos": "B",
        "tukar": "T",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """``name`` stands on labels and reports, ``code`` in the records, ``org`` is the MARC organisation code (040)."""

    name: str = "Perpustakaan"
    code: str = "PD"
    org: str = ""
    header: tuple[str, ...] = ()  # lines at the head of a label; the name where empty


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Patterns with ``{n}`` (the running number), ``{source}`` (code of the kind of acquisition), ``{year}``, ``{code}``."""

    accession: str = "{n:05d}/{source}/{year}"
    barcode: str = "B{n:07d}"
    start: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Acquisition:
    """What holds for a copy whose row does not say it. ``date`` is ISO; empty: the day the job was begun."""

    source: str = "hibah"
    source_name: str = ""
    date: str = ""
    codes: Mapping[str, str] = field(default_factory=lambda: _SOURCE_CODES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Classes:
    """``islam``: "297" or "2X"; ``author``: letters policy "last" or "first"; ``fiction``: "899.2213" or "813" for
    Indonesian stories; ``children``: the class of children's stories, "" for none of their own; ``articles``: leading words of a title
    that the call number passes over; a suggestion that scores
    at least ``threshold`` (0..1) is taken, the rest goes to the review sheet with its three best."""

    islam: str = "297"
    author: str = "last"
    fiction: str = "899.2213"
    children: str = ""
    articles: tuple[str, ...] = ("si", "sang", "the", "a", "an", "het", "de", "el", "la", "le", "les")
    threshold: float = 0.5
    profile: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefixes:
    """Marks before the class on spine and card: "R", "F", "A" ...; "" for none."""

    reference: str = ""
    fiction: str = ""
    children: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    sheet: str = "tj121"
    kind: str = "both"
    palette: str = ""
    offset_x_mm: float = 0.0
    offset_y_mm: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Koha:
    branch: str = "MAIN"
    item_type: str = "BK"
    collection: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inlislite:
    """Code of the library and of the room as they stand in the target's own tables."""

    location: str = "001"
    room: str = "001"


@dataclass(frozen=True, slots=True, kw_only=True)
class Online:
    """What ``--online`` asks: ``sources`` out of openlibrary, google, perpusnas, isbnlib, in the order of belief; ``sru``
    and ``slims``: addresses of other libraries. ``contact``: an e-mail address that the sources may write to.
    ``cache``: where answers are remembered, "-" for nowhere."""

    sources: tuple[str, ...] = ("openlibrary", "google")
    sru: tuple[str, ...] = ()
    slims: tuple[str, ...] = ()
    sru_index: str = "bath.isbn"
    contact: str = ""
    google_key: str = ""
    ca_file: str = ""
    cache: str = ""
    connect_seconds: float = 1.5
    answer_seconds: float = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """All settings. ``max_copies`` 0: keep every copy; else the copies beyond it are listed as surplus."""

    library: Library = Library()
    numbers: Numbers = Numbers()
    acquisition: Acquisition = field(default_factory=Acquisition)
    classes: Classes = Classes()
    prefixes: Prefixes = Prefixes()
    labels: Labels = Labels()
    koha: Koha = Koha()
    inlislite: Inlislite = Inlislite()
    online: Online = Online()
    sheets: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: MappingProxyType({}))
    max_copies: int = 0


def load(path: str | Path | None) -> Config:
    """The settings in a TOML file, or the defaults for None.

    Raises InputError for a file that is no TOML and UsageError for a setting that does not exist
    or has the wrong type; both name it.
    """
    if path is None:
        return Config()
    try:
        table = tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"bukan berkas TOML yang dapat dibaca / not a readable TOML file: {error}", path) from error
    config: Config = _build(Config, table, "")
    _check(config)
    return config


def _build(kind: type[Any], table: Mapping[str, Any], where: str) -> Any:
    known = {f.name for f in fields(kind)}
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            hint = f"; maksudnya / did you mean {near[0]!r}?" if near else ""
            raise UsageError(f"koleksi.toml: {where}{key} tidak dikenal / unknown setting{hint}")
    default = kind()
    return kind(**{key: _value(getattr(default, key), given, f"{where}{key}") for key, given in table.items()})


def _value(default: Any, given: Any, where: str) -> Any:
    if is_dataclass(default) and isinstance(given, dict):
        return _build(type(default), given, f"{where}.")
    if isinstance(default, tuple) and isinstance(given, list) and all(isinstance(line, str) for line in given):
        return tuple(given)
    if isinstance(default, Mapping) and isinstance(given, dict):
        return MappingProxyType({**default, **given})
    if isinstance(default, float) and type(given) is int:
        return float(given)
    if type(given) is type(default):
        return given
    raise UsageError(
        f"koleksi.toml: {where} = {given!r}: jenis isinya salah / wrong type, expected {type(default).__name__}"
    )


def _check(config: Config) -> None:
    _one_of("classes.islam", config.classes.islam, ("297", "2X"))
    _one_of("classes.author", config.classes.author, ("last", "first"))
    _one_of("classes.fiction", config.classes.fiction, ("899.2213", "813"))
    if not re.fullmatch(r"(?:\d{3}(?:\.\d+)?)?", config.classes.children):
        raise UsageError(
            f"koleksi.toml: classes.children = {config.classes.children!r}: nomor kelas seperti / a class number like 808.068"
        )
    for name in ("accession", "barcode"):
        pattern = getattr(config.numbers, name)
        try:
            first, second = (number(pattern, n=n, source="H", year=2000, code="X") for n in (1, 2))
        except (KeyError, IndexError, ValueError) as error:
            raise UsageError(
                f"koleksi.toml: numbers.{name} = {pattern!r}: pola salah / bad pattern ({error})"
            ) from error
        if first == second:
            raise UsageError(
                f"koleksi.toml: numbers.{name} = {pattern!r}: tanpa {{n}} / has no {{n}}, every copy would get one number"
            )


def _one_of(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise UsageError(f"koleksi.toml: {name} = {value!r}: pilih / choose {', '.join(allowed)}")


def number(pattern: str, *, n: int, source: str, year: int | str, code: str) -> str:
    """A pattern of ``Numbers`` filled in."""
    return pattern.format(n=n, source=source, year=year, code=code)
