"""``keputusan.xlsx``: what several laptops decided differently, for a person to say which holds; read back as it is."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from koleksi.book import Lang, Text
from koleksi.errors import InputError, OutputError
from koleksi.job.laptops.contradictions import Contradiction
from koleksi.job.review.lines import damages, typed_lines
from koleksi.job.review.typed import meaning
from koleksi.job.review.words import DECISION, KEY, KIND, KINDS, SHEETS, SUGGESTED, SUGGESTION, TITLE, WORDS
from koleksi.job.workbook import Column, Workbook

__all__ = ["QUESTIONS", "answered", "question_sheet"]

QUESTIONS = "keputusan.xlsx"
_WHO = Text("siapa yang memutuskan apa", "who decided what")
_GUIDE = Text(
    "Laptop memutuskan hal yang berbeda. Di lembar Diputuskan, ketik di kolom KEPUTUSAN mana yang berlaku: "
    "untuk kelas nomornya (atau 1, 2, 3 = saran), untuk kembar 'sama' atau 'beda'. Simpan, lalu jalankan perintah yang "
    "sama sekali lagi.",
    "The laptops decided differently. In the sheet Decided, type in the column DECISION what holds: for a class its "
    "number (or 1, 2, 3 = suggestion), for a pair 'same' or 'different'. Save, and run the same command again.",
)


def question_sheet(contradictions: Sequence[Contradiction], lang: Lang) -> bytes:
    """The workbook as bytes, in one language."""
    buffer = io.BytesIO()
    with Workbook(buffer) as book:
        book.sheet(SHEETS["guide"](lang), (Column(SHEETS["guide"](lang), 100, wrap=True),), [(_GUIDE(lang),)])
        rows = (_row(one, lang) for one in contradictions)
        book.sheet(SHEETS["decided"](lang), _columns(lang), rows)
    return buffer.getvalue()


def _columns(lang: Lang) -> tuple[Column, ...]:
    suggested = (Column(f"{SUGGESTION(lang)} {n}", 14) for n in range(1, SUGGESTED + 1))
    return (
        Column(DECISION(lang), 16, edit=True),
        Column(KIND(lang), 10),
        Column(TITLE(lang), 60, wrap=True),
        *suggested,
        Column(_WHO(lang), 60, wrap=True),
        Column(KEY(lang), 14, hidden=True),
    )


def _row(one: Contradiction, lang: Lang) -> tuple[object, ...]:
    words = [_word(word, lang) for word in one.words]
    suggested = [*words, "", "", ""][:SUGGESTED] if one.kind == "class" else [""] * SUGGESTED
    who = "; ".join(
        f"{word}: {', '.join(folders)}" if folders else word
        for word, folders in zip(words, one.words.values(), strict=True)
    )
    return ("", KINDS[one.kind](lang), one.title, *suggested, who, one.key)


def _word(word: str, lang: Lang) -> str:
    return WORDS[word](lang) if word in WORDS else word


def answered(folder: Path) -> Mapping[tuple[str, str], str]:
    """What a person typed into the sheet in ``folder``: (kind, key) -> word; what is not understood is asked again.

    Raises InputError for a sheet that cannot be read, OutputError for a file of that name that is another's: both may
    hold a person's work.
    """
    path = folder / QUESTIONS
    if not path.is_file():
        return {}
    try:
        content = path.read_bytes()
        ours, lines = _is_ours(content), list(typed_lines(content))
    except damages() as error:
        what = Text("lembar ini tidak terbaca; perbaiki atau hapus dulu", "cannot be read; mend or delete it first")
        raise InputError(what, path) from error
    if not ours:
        raise _foreign(path)
    found = ((line, meaning(line.kind, line.said, line.key, line.cells)) for line in lines)
    return {(line.kind, line.key): word for line, word in found if word}


def _is_ours(content: bytes) -> bool:
    """Whether a workbook has our hidden column of keys."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    headings = [row for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python(nrows=10)]
    return any(str(cell).strip() in KEY for row in headings for cell in row)


def _foreign(path: Path) -> OutputError:
    return OutputError(
        Text(
            "berkas ini bukan buatan koleksi dan akan tertimpa; pindahkan dulu",
            "this file was not written by koleksi and would be replaced; move it away first",
        ),
        path,
    )
