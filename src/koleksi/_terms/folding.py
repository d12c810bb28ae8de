"""Text made alike for comparison: one fold, and the two ways in which words are taken out of it.

What is folded is a key; it is never shown or printed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["fold", "fold_for_title", "term_words", "words"]

_WORD = re.compile(r"[^\W_]+")
_TERM_WORD = re.compile(r"[^\W_]+(?:[+#]+)?")
_APOSTROPHE = re.compile("['`\u2018\u2019\u02bf\u02be]")


def fold(text: str) -> str:
    """Lower case without accents: "Él" -> "el". The same length is not promised ("ß" -> "ss")."""
    text = text.casefold()
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def fold_for_title(text: str) -> str:
    """The same with every apostrophe alike, since one of them inside a word is no end of it ("Qur'an", "Qur’an")."""
    folded = fold(text)
    return folded.replace("`", "'") if folded.isascii() else _APOSTROPHE.sub("'", folded)


def words(text: str) -> list[str]:
    """The folded words of a title or name: "Al-Qur'an" -> "al", "qur", "an"."""
    return _WORD.findall(fold(text))


@lru_cache(maxsize=64)  # whoever classes a book asks for the words of its title a dozen times
def term_words(text: str) -> tuple[str, ...]:
    """The folded words as a subject index has them: "Al-Qur'an" -> "al", "quran"; "C++" and "C#" are words of their
    own."""
    return tuple(_TERM_WORD.findall(_APOSTROPHE.sub("", fold(text))))
