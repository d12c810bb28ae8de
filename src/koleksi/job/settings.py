"""The settings a job goes by: those of ``koleksi.toml``, held against what the rooms of the house can do.

Call `load` before anything else is read or written: a file with ten mistakes is ten sentences, and nothing has changed.
"""

from __future__ import annotations

import datetime
import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from koleksi import config as settings
from koleksi import save
from koleksi.book import Text
from koleksi.config import Config, Mistake, Rule, choice, did_you_mean, form, shown, texts
from koleksi.errors import InputError, KoleksiError, UsageError

__all__ = ["FILE", "find", "load", "of_table", "remember", "rules", "today"]

FILE = "koleksi.toml"


def load(source: Config | str | Path | None) -> Config:
    """The settings of a file, or those a program made; the defaults for None.

    Raises SettingsError (a UsageError) that names every mistake, InputError for a file that cannot be opened.
    """
    if source is None:
        return Config()
    if isinstance(source, Config):
        return settings.check(source, rules=rules(), checks=_CHECKS)
    return settings.load(source, rules=rules(), checks=_CHECKS)


def of_table(given: Mapping[str, Any]) -> Config:
    """The settings that a ledger kept. Raises SettingsError for those that this computer cannot use."""
    return settings.of_table(given, rules=rules(), checks=_CHECKS)


def find(sources: Sequence[str | Path], folder: Path) -> Path | None:
    """The settings file that is meant where none is named: in the results folder, else beside the first list."""
    first = [Path(source) for source in sources[:1]]
    beside = [folder, *(source if source.is_dir() else source.parent for source in first)]
    return next((path / FILE for path in beside if (path / FILE).is_file()), None)


def rules() -> Mapping[str, Rule]:
    """The choices that labels and online sources offer."""
    from koleksi import labels
    from koleksi.lookup.options import SOURCES

    sheet = Text(
        "nama dari koleksi labels sheets atau [sheets.NAMA]", "a name out of koleksi labels sheets or [sheets.NAME]"
    )
    return {
        "labels.sheet": form(r".{1,100}", sheet),
        "labels.kind": choice(*labels.KINDS),
        "labels.palette": choice("", *labels.PALETTES),
        "online.sources": texts(choice(*SOURCES)),
    }


_SOME_SHEET = MappingProxyType({"page_w": 210, "page_h": 297, "label_w": 50, "label_h": 30})


def _sheets(config: Config) -> Iterator[Mistake]:
    """Every sheet of the library's own must add up, and the sheet to print on must be known."""
    from koleksi import stationery

    for name, facts in config.sheets.items():
        if facts.keys() >= _SOME_SHEET.keys() and (why := _refused(partial(stationery.from_mapping, name, facts))):
            yield Mistake(key=f"sheets.{name}", why=_without_name(why, name))
    known = dict.fromkeys(config.sheets, _SOME_SHEET)  # whether they add up is said above
    if _refused(partial(stationery.get, config.labels.sheet, known)):
        near = did_you_mean(config.labels.sheet, [*stationery.names(), *config.sheets])
        why = Text(
            f"kertas ini tidak dikenal{near.id}; semua nama: koleksi labels sheets",
            f"this sheet is unknown{near.en}; all names: koleksi labels sheets",
        )
        yield Mistake(key="labels.sheet", value=shown(config.labels.sheet), why=why)


def _refused(attempt: Callable[[], object]) -> Text | None:
    """What a room says against a value, None where it takes it."""
    try:
        attempt()
    except (UsageError, InputError) as error:
        return error.message
    return None


def _without_name(why: Text, name: str) -> Text:
    return Text(*(half.removeprefix(f"[sheets.{name}] koleksi.toml: ") for half in why))


def _offsets(config: Config) -> Iterator[Mistake]:
    """A label must not be shifted off its page."""
    from koleksi import stationery

    try:
        paper = stationery.get(config.labels.sheet, config.sheets)
    except UsageError:
        return  # said by `_sheets`
    for name, offset, room in (
        ("offset_x_mm", config.labels.offset_x_mm, paper.page_w),
        ("offset_y_mm", config.labels.offset_y_mm, paper.page_h),
    ):
        if abs(offset) >= room:
            why = Text(f"melebihi kertas ({room:g} mm)", f"is larger than the page ({room:g} mm)")
            yield Mistake(key=f"labels.{name}", value=shown(offset), why=why)


def _profile(config: Config) -> Iterator[Mistake]:
    """The profile must be one that ``koleksi ddc learn`` wrote."""
    from koleksi import ddc

    path = config.classes.profile
    if path and _refused(partial(ddc.load_profile, path)):
        why = Text("bukan hasil koleksi ddc learn; buat ulang", "was not written by koleksi ddc learn; make it again")
        yield Mistake(key="classes.profile", value=shown(path), why=why)


def _certificates(config: Config) -> Iterator[Mistake]:
    """The certificates must be PEM, and the file of remembered answers no folder."""
    from koleksi import lookup

    online = config.online
    if online.ca_file and _refused(lookup.Options(ca_file=online.ca_file).client):
        why = Text("bukan berkas sertifikat PEM", "is no PEM file of certificates")
        yield Mistake(key="online.ca_file", value=shown(online.ca_file), why=why)
    if online.cache and Path(online.cache).is_dir():
        why = Text("ini folder; tulis nama berkas, misalnya jawaban.db", "is a folder; name a file, such as answers.db")
        yield Mistake(key="online.cache", value=shown(online.cache), why=why)


_CHECKS = (_sheets, _offsets, _profile, _certificates)


def today(config: Config, environ: Mapping[str, str] = os.environ) -> str:
    """The ISO date on which a new job begins: ``[acquisition] date``, else SOURCE_DATE_EPOCH (seconds since 1970 UTC,
    reproducible-builds.org/specs/source-date-epoch), else the clock. Raises UsageError where the variable is no day."""
    if config.acquisition.date:
        return config.acquisition.date
    if not (epoch := environ.get("SOURCE_DATE_EPOCH", "")):
        return datetime.date.today().isoformat()
    try:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date().isoformat()
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(
            Text(
                f"SOURCE_DATE_EPOCH = {epoch!r}: harus bilangan bulat, detik sejak 1970-01-01; hapus bila tidak perlu",
                f"SOURCE_DATE_EPOCH = {epoch!r}: must be a whole number, seconds since 1970-01-01; or unset it",
            )
        ) from error


# a value put into a file that people wrote


def remember(path: Path, values: Mapping[tuple[str, str], str | float]) -> Path:
    """Write values by section and key ("labels", "offset_x_mm") into the settings file, which is begun where there is
    none; the file's path. Raises SettingsError where it would not be one any more: it is as it was then."""
    text = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
    changed = text
    for (section, key), value in values.items():
        name = key if re.fullmatch(r"\w+", key, re.ASCII) else json.dumps(key, ensure_ascii=False)
        changed = _with(changed, section, name, json.dumps(value, ensure_ascii=False))
    save.write_text(path, changed)
    try:
        load(path)
    except KoleksiError:
        save.write_text(path, text)
        raise
    return path


def _with(text: str, section: str, name: str, value: str) -> str:
    line = f"{name} = {value}"
    table = re.search(rf"^\[{re.escape(section)}\][^\n]*\n?", text, re.MULTILINE)
    if not table:
        before = f"{text.rstrip()}\n\n" if text.strip() else ""
        return f"{before}[{section}]\n{line}\n"
    end = re.search(r"^\[", text[table.end() :], re.MULTILINE)
    stop = table.end() + end.start() if end else len(text)
    head, body, rest = text[: table.end()], text[table.end() : stop], text[stop:]
    body, count = re.subn(rf"^#?\s*{re.escape(name)}\s*=[^\n]*", lambda _: line, body, count=1, flags=re.MULTILINE)
    head = head if head.endswith("\n") else f"{head}\n"
    return head + (body if count else f"{line}\n{body}") + rest
