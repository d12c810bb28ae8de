"""The settings of a merged folder: what its laptops have in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from koleksi.book import Text
from koleksi.config import Config
from koleksi.errors import UsageError
from koleksi.job import settings
from koleksi.job.memory.kept_settings import SHELF, plain_settings
from koleksi.job.memory.sharing import Contents

__all__ = ["in_common", "refuse_other_shelves"]

# Of a laptop, not of the library: what is left out of a merged folder's settings.
_OF_A_LAPTOP = (("numbers", "laptop"), ("numbers", "start"), ("acquisition", "date"))

Plain = Mapping[str, Any]


def in_common(contents: Sequence[Contents]) -> Config:
    """The settings on which all folders agree, the default where they differ; the laptops' letters left out.

    Raises SettingsError for settings that this computer cannot use, as a file that is not here.
    """
    merged = plain_settings(Config())
    for table, values in merged.items():
        if isinstance(values, dict) and table != "sheets":
            for key, default in values.items():
                said = _said(contents, table, key, default)
                values[key] = said[0] if len(said) == 1 and (table, key) not in _OF_A_LAPTOP else default
        else:
            said = [one.settings.get(table, values) for one in contents]
            merged[table] = said[0] if all(one == said[0] for one in said) else values
    return settings.of_table(merged)


def _said(contents: Sequence[Contents], table: str, key: str, default: Any) -> list[Any]:
    """The different values of a setting."""
    found: list[Any] = []
    for one in contents:
        value = one.settings.get(table, {}).get(key, default)
        if value not in found:
            found.append(value)
    return found


def refuse_other_shelves(chosen: Config, contents: Sequence[Contents]) -> None:
    """Raises UsageError where a folder was classed by another rule than the merged one would be: its books stand on the
    shelf already."""
    ours = plain_settings(chosen)
    if differing := list(_differing(ours, contents)):
        listed = "; ".join(differing)
        raise UsageError(
            Text(
                f"pengaturan laptop berbeda dan mengubah label buku yang sudah ada: {listed}. Samakan pengaturannya "
                "dengan --config koleksi.toml, atau tambahkan --ganti-pengaturan bila memang dimaksudkan.",
                f"the laptops' settings differ and would change the labels of books that have one: {listed}. Give "
                "those that hold with --config koleksi.toml, or add --ganti-pengaturan if that is meant.",
            )
        )


def _differing(ours: Plain, contents: Sequence[Contents]) -> Iterator[str]:
    for table, key in sorted(name.split(".") for name in SHELF):
        for one in contents:
            value = one.settings.get(table, {}).get(key, ours[table][key])
            if value != ours[table][key]:
                yield f"{table}.{key}: {one.folder} {value!r}, --out {ours[table][key]!r}"
