"""A value put into a ``koleksi.toml`` that people wrote: their lines and remarks stay as they are."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from koleksi import save
from koleksi.errors import KoleksiError
from koleksi.job import settings

__all__ = ["remember"]


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
        settings.load(path)
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
