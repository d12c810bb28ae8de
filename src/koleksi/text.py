"""A sentence in the two languages; `koleksi.book` gives it to everybody.

In a file of its own, because the help pages of the commands need it and nothing else: the values of `book` cost
``koleksi --help`` a seventh of its time.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Text"]


class Text(NamedTuple):
    """A sentence for the user in the two languages of the program."""

    id: str
    en: str

    def __call__(self, lang: str = "id") -> str:
        return self.en if lang == "en" else self.id

    def format(self, **values: object) -> Text:
        """Both sentences filled in; a value that is a Text gives each its own half."""
        indonesian = {name: value.id if isinstance(value, Text) else value for name, value in values.items()}
        english = {name: value.en if isinstance(value, Text) else value for name, value in values.items()}
        return Text(self.id.format_map(indonesian), self.en.format_map(english))
