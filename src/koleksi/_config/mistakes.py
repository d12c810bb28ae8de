"""What is wrong in a settings file: the key, its value, and what would be right."""

from __future__ import annotations

import datetime
import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from koleksi.book import Text
from koleksi.errors import UsageError

__all__ = ["Mistake", "SettingsError", "Wrong", "did_you_mean", "in_words", "shown", "stop_at"]

_LONGEST = 60  # characters of a value that are shown


class Wrong(ValueError):
    """A value that a rule refuses; ``why`` says what would be right."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """``key``: dotted ("labels.sheet"), "" where a whole line cannot be read; ``value``: as it stands in the file, ""
    for none; ``line`` and ``column`` count from 1, 0 where they are not known."""

    key: str
    why: Text
    value: str = ""
    line: int = 0
    column: int = 0

    def sentence(self, file: str) -> Text:
        """File, place, key, value and reason in one line."""
        said = " = ".join(filter(None, (self.key, self.value)))
        line = Text(f", baris {self.line}", f", line {self.line}") if self.line else Text("", "")
        column = Text(f", kolom {self.column}", f", column {self.column}") if self.column else Text("", "")
        return Text(
            f"{file}{line.id}{column.id}: {said}: {self.why.id}.", f"{file}{line.en}{column.en}: {said}: {self.why.en}."
        )


class SettingsError(UsageError):
    """A settings file with mistakes: ``mistakes`` has a sentence for each, the message each on a line of its own."""

    def __init__(self, mistakes: Iterable[Text]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__(
            Text("\n".join(mistake.id for mistake in self.mistakes), "\n".join(mistake.en for mistake in self.mistakes))
        )


def stop_at(mistakes: list[Mistake], file: str) -> None:
    """Raises SettingsError where there is a mistake."""
    if mistakes:
        raise SettingsError(mistake.sentence(file) for mistake in mistakes)


def shown(value: Any, longest: int = _LONGEST) -> str:
    """A value as TOML writes it, cut where it is long."""
    text = _toml(value)
    return text if len(text) <= longest else f"{text[:longest]}…"


def _toml(value: Any) -> str:
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{key} = {_toml(one)}' for key, one in value.items())}}}"
    return value.isoformat() if isinstance(value, datetime.date | datetime.time) else str(value)


def did_you_mean(word: str, known: Iterable[str]) -> Text:
    """A question with the nearest of the known words, empty where none is near."""
    by_folded = {name.casefold(): name for name in known if name}
    near = difflib.get_close_matches(word.casefold(), by_folded, 1)
    if not near:
        return Text("", "")
    return Text(f" (maksudnya {by_folded[near[0]]}?)", f" (did you mean {by_folded[near[0]]}?)")


def in_words(choices: Iterable[str]) -> Text:
    """The choices one after another, each as it is typed: "a", "b" atau "c"."""
    *first, last = map(_toml, choices)
    if not first:
        return Text(last, last)
    return Text(f"{', '.join(first)} atau {last}", f"{', '.join(first)} or {last}")
