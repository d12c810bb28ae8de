"""The class, term and level at school that a list says under any heading: what tells schoolbooks of one title apart."""

from __future__ import annotations

import re

from koleksi._intake.cells import TypedRow
from koleksi._terms.school import CLASS, words_pattern

__all__ = ["grade_of", "school_of"]

_LEVELS = rf"(?:{words_pattern()})(?:\s*[/,&-]\s*(?:{words_pattern()}))*"
_LEVEL = re.compile(_LEVELS, re.IGNORECASE)
_GRADE = re.compile(
    rf"(?:(?P<before>{_LEVELS})\s+)?(?:(?:kelas|kls|klas|kl|tingkat|grade)\b\.?\s*)?"
    rf"(?P<grade>{CLASS})(?P<part>[A-F])?(?:\s+[A-F])?"
    r"(?:\s*(?:/|,|-|\bsemester\b|\bsmt\b|\bsem\b)[\s.]*(?:semester|smt|sem)?[\s.]*(?P<semester>[12]|I{1,2}))?"
    rf"(?:\s+(?P<school>{words_pattern()})\b.*)?",
    re.IGNORECASE,
)


def school_of(row: TypedRow) -> tuple[str, ...]:
    """Class, level and term of a row, in words ("Kelas 7", "SMP", "Semester 1"); () where it says none. A column
    "Tingkat" or "Jenjang" may say the class too."""
    audience, semester = row.get("audience"), row.get("semester")
    grade = grade_of(row.get("class")) or grade_of(audience)
    level = (audience,) if _LEVEL.fullmatch(audience) else ()
    return (*grade, *level, *((f"Semester {semester}",) if semester else ()))


def grade_of(cell: str) -> tuple[str, ...]:
    """Class and term at school: "VII", "3A", "Kelas 7/2", "SMP Kelas VII"; () for anything else."""
    found = _GRADE.fullmatch(cell.strip(" ."))
    if not found:
        return ()
    grade = f"{found['grade'].upper()}{(found['part'] or '').upper()}"
    said = " ".join(filter(None, ("Kelas", grade, found["school"] or found["before"])))
    return (said, f"Semester {found['semester'].upper()}") if found["semester"] else (said,)
