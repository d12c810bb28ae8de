"""The settings of the last run beside those of this one: what would re-label a library is not changed by accident."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from koleksi.book import Text
from koleksi.errors import UsageError

__all__ = ["SHELF", "changed_settings", "free_before_hand_over", "plain_settings", "refuse_relabelling"]

# Settings in which another value gives books that stand on the shelf another number or another place.
SHELF = frozenset({"classes.islam", "classes.author", "classes.fiction", "classes.children"})
_RELABEL = SHELF | {"numbers.accession", "numbers.barcode", "numbers.laptop", "library.code"}
# Settings that say where to ask, not what comes out.
_OF_THE_DAY = ("online.",)


def plain_settings(value: Any) -> Any:
    """Settings as dicts, lists and plain values, as JSON can hold them."""
    if is_dataclass(value):
        return {field.name: plain_settings(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain_settings(each) for key, each in value.items()}
    return [plain_settings(each) for each in value] if isinstance(value, (tuple, list)) else value


def changed_settings(before: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """ "section.key" -> (value of the last run, value now) for all that differ; a setting of one version only is
    none.
    """
    ours, theirs = dict(_flat(before)), dict(_flat(now))
    return {
        name: (ours[name], theirs[name])
        for name in sorted(ours.keys() & theirs.keys())
        if ours[name] != theirs[name] and not name.startswith(_OF_THE_DAY)
    }


def _flat(settings: Mapping[str, Any], above: str = "") -> list[tuple[str, Any]]:
    found = []
    for key, value in settings.items():
        found += _flat(value, f"{above}{key}.") if isinstance(value, Mapping) else [(f"{above}{key}", value)]
    return found


def free_before_hand_over(now: Mapping[str, Any]) -> frozenset[str]:
    """Settings that may change as long as nothing was handed over: the library's code, which then stands in record
    numbers alone, unless a pattern of numbers has it. ``now``: of `plain_settings`."""
    patterns = (now["numbers"]["accession"], now["numbers"]["barcode"])
    return frozenset() if any("{code" in pattern for pattern in patterns) else frozenset({"library.code"})


def refuse_relabelling(changed: Mapping[str, tuple[Any, Any]]) -> None:
    """Raises UsageError where a setting differs that stands on labels already, before anything is written."""
    relabel = {name: values for name, values in changed.items() if name in _RELABEL}
    if relabel:
        listed = "; ".join(f"{name}: {before!r} -> {now!r}" for name, (before, now) in relabel.items())
        raise UsageError(
            Text(
                f"pengaturan ini berbeda dari proses terakhir dan mengubah label buku yang sudah ada: {listed}. "
                "Kembalikan pengaturannya, atau tambahkan --ganti-pengaturan bila memang dimaksudkan.",
                f"these settings differ from the last run and change the labels of books that have one: {listed}. "
                "Put them back, or add --ganti-pengaturan if that is meant.",
            )
        )
