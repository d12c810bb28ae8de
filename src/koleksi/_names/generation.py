"""What tells a son from his father: "Jr.", "Sr.", "II", "III", which stand behind a heading ("Dent, Harry S., Jr.")."""

from __future__ import annotations

from koleksi._terms.name_words import GENERATION, bare

__all__ = ["generation_apart"]

_WRITTEN = {"jr": "Jr.", "sr": "Sr."}


def generation_apart(name: str) -> tuple[str, str]:
    """A name or heading, and its mark of a generation as a heading has it, "" for none."""
    first, *after = name.split(",")
    words = first.split()
    for n, part in enumerate(after):
        if bare(part) in GENERATION:
            return ",".join([first, *after[:n], *after[n + 1 :]]), _written(part)
    if len(words) > 1 + (not after) and bare(words[-1]) in GENERATION and _is_mark(words):
        return ",".join([" ".join(words[:-1]), *after]), _written(words[-1])
    if len(after) == 1 and len(given := after[0].split()) > 1 and bare(given[-1]) in _WRITTEN:
        return f"{first}, {' '.join(given[:-1])}", _written(given[-1])
    return name, ""


def _is_mark(words: list[str]) -> bool:
    """Roman figures are capitals; "Hamengkubuwono II" is no second Hamengkubuwono's son."""
    return bare(words[-1]) in _WRITTEN or (words[-1].isupper() and len(words) > 2)


def _written(mark: str) -> str:
    return _WRITTEN.get(bare(mark), bare(mark).upper())
