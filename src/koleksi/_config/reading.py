"""A TOML table -> a frozen dataclass: every key by the rule that stands with its field, every mistake kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from types import MappingProxyType
from typing import Any, TypeVar

from koleksi._config.mistakes import Mistake, Wrong, did_you_mean, shown
from koleksi._config.rules import Rule
from koleksi.book import Text

__all__ = ["About", "Reader", "as_table", "key", "tables"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class About:
    """What a key may hold, what it means to a library, and whether its table is none without it."""

    rule: Rule
    meaning: Text
    required: bool = False


def key(default: T, rule: Rule, indonesian: str, english: str) -> T:
    """A field of a settings table with its rule and meaning. A mapping is the default of one value, not of all."""
    about = About(rule, Text(indonesian, english))
    if isinstance(default, Mapping):
        return field(default_factory=lambda: default, metadata={"about": about})
    return field(default=default, metadata={"about": about})


def tables(keys: Mapping[str, About]) -> Mapping[str, Mapping[str, Any]]:
    """A field that holds tables with names of the library's own, each with these keys."""
    return field(default_factory=lambda: MappingProxyType({}), metadata={"keys": keys})


class Reader:
    """Reads tables and collects the ``mistakes``. ``rules``: for dotted keys, before those of the fields."""

    def __init__(self, rules: Mapping[str, Rule], known: Iterable[str]) -> None:
        self.mistakes: list[Mistake] = []
        self._rules = rules
        self._known = tuple(known)

    def table(self, default: T, given: Mapping[str, Any], where: str = "") -> T:
        """``default`` (a dataclass) with what ``given`` says; a key with a mistake keeps its default."""
        kinds = {one.name: one for one in fields(default)}  # type: ignore[arg-type]  # T is a dataclass
        self._name_unknown(given, kinds, where)
        read: dict[str, Any] = {}
        for name in kinds.keys() & given.keys():
            current, metadata, at = getattr(default, name), kinds[name].metadata, f"{where}{name}"
            try:
                if is_dataclass(current):
                    read[name] = self.table(current, _table(given[name], at), f"{at}.")
                elif "keys" in metadata:
                    read[name] = self._own_tables(_table(given[name], at), metadata["keys"], at)
                else:
                    read[name] = self._rules.get(at, metadata["about"].rule).read(given[name])
            except Wrong as wrong:
                self.mistakes.append(Mistake(key=at, value=shown(given[name]), why=wrong.why))
        return type(default)(**{**_values(default), **read})

    def _own_tables(self, given: Mapping[str, Any], keys: Mapping[str, About], where: str) -> Mapping[str, Any]:
        read: dict[str, Any] = {}
        for name, facts in given.items():
            at = f"{where}.{name}"
            try:
                read[name] = self._own_table(_table(facts, at), keys, at)
            except Wrong as wrong:
                self.mistakes.append(Mistake(key=at, value=shown(facts), why=wrong.why))
        return MappingProxyType(read)

    def _own_table(self, given: Mapping[str, Any], keys: Mapping[str, About], where: str) -> Mapping[str, Any]:
        self._name_unknown(given, keys, f"{where}.")
        read: dict[str, Any] = {}
        for name, about in keys.items():
            at = f"{where}.{name}"
            if name not in given:
                if about.required:
                    self.mistakes.append(Mistake(key=at, why=_missing(about)))
                continue
            try:
                read[name] = about.rule.read(given[name])
            except Wrong as wrong:
                self.mistakes.append(Mistake(key=at, value=shown(given[name]), why=wrong.why))
        return MappingProxyType(read)

    def _name_unknown(self, given: Mapping[str, Any], known: Iterable[str], where: str) -> None:
        here = list(known)
        for name in given:
            if name not in here:
                near = self._elsewhere(name) or did_you_mean(name, here)
                if not near.id and here:
                    near = Text(f", pilih {', '.join(here)}", f", choose {', '.join(here)}")
                why = Text(f"nama ini tidak dikenal{near.id}", f"this setting is unknown{near.en}")
                self.mistakes.append(Mistake(key=f"{where}{name}", value=shown(given[name]), why=why))

    def _elsewhere(self, name: str) -> Text | None:
        """The key of this name in another table: a line that slipped under the wrong heading."""
        for dotted in self._known:
            table, _, last = dotted.rpartition(".")
            if table and last == name:
                return Text(f" (tempatnya di bagian [{table}])", f" (it belongs into [{table}])")
        return None


def _table(given: Any, where: str) -> Mapping[str, Any]:
    if not isinstance(given, Mapping):
        raise Wrong(Text(f"ini judul bagian: tulis [{where}]", f"is the name of a section: write [{where}]"))
    return given


def _missing(about: About) -> Text:
    return Text(f"belum diisi: {about.rule.right.id}", f"is missing: {about.rule.right.en}")


def _values(settings: Any) -> dict[str, Any]:
    return {one.name: getattr(settings, one.name) for one in fields(settings)}


def as_table(settings: Any) -> dict[str, Any]:
    """A settings value as the TOML table that would give it."""
    return {name: as_table(value) if is_dataclass(value) else value for name, value in _values(settings).items()}
