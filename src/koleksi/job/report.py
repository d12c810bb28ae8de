"""``laporan.html``: the collection in figures, as the forms of Indonesian libraries ask for them.

Titles and copies by main class, fiction and non-fiction, language, source, and imprint of the last
five years. One file without scripts, links or pictures: it opens on any PC and prints as it looks.
"""

from __future__ import annotations

import html as markup
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from koleksi._terms import language
from koleksi.book import Book, Copy, Lang, Problem, Text

__all__ = ["html", "is_fiction", "tally"]

Items = Sequence[tuple[Book, Sequence[Copy]]]
Line = tuple[str, int, int]  # what is counted, titles, copies

_MAIN_CLASSES = (
    Text("Komputer, informasi, karya umum", "Computing, information, general works"),
    Text("Filsafat dan psikologi", "Philosophy and psychology"),
    Text("Agama", "Religion"),
    Text("Ilmu sosial", "Social sciences"),
    Text("Bahasa", "Language"),
    Text("Sains dan matematika", "Science and mathematics"),
    Text("Teknologi dan ilmu terapan", "Technology"),
    Text("Kesenian dan olahraga", "Arts and sport"),
    Text("Sastra", "Literature"),
    Text("Sejarah dan geografi", "History and geography"),
)
_STYLE = """
body{font:15px/1.45 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1b2733}
h1{font-size:1.6rem;margin-bottom:0}h2{font-size:1.1rem;margin-top:2rem;border-bottom:2px solid #2b5d8a}
small,i{color:#5a6b7b}table{border-collapse:collapse;width:100%}
td,th{padding:.25rem .6rem;border-bottom:1px solid #d8e0e7;text-align:left}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums}
.first{background:#fff2a8;padding:.5rem .8rem;border-radius:.4rem}
.bar{background:#7fa8cc;height:.7rem;display:block}
.cards{display:flex;flex-wrap:wrap;gap:.8rem;margin:1rem 0}.cards div{background:#eef3f7;padding:.6rem
1rem;border-radius:.4rem}
.cards b{display:block;font-size:1.5rem}@media print{body{margin:0}}
"""


def html(
    items: Items, library: str, day: str, counts: Mapping[str, Any], problems: Sequence[Problem], lang: Lang = "id",
    *, first: Sequence[Text] = (),
) -> str:  # fmt: skip
    """The report as one HTML page. ``day``: the ISO date it speaks of; ``first``: what is said before all else; every
    text from data is escaped."""
    sections = (
        *(f'<p class="first">{markup.escape(line(lang))}</p>' for line in first),
        _heading(library, day, lang),
        _cards(counts, lang),
        _to_do(counts, lang),
        *(_table(heading(lang), rows, lang) for heading, rows in _tables(items, int(day[:4]), lang)),
        _problems(problems, lang),
    )
    title = Text("laporan koleksi", "collection report")(lang)
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        f"<title>{markup.escape(library)}: {title}</title>"
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>\n'
        + "\n".join(sections)
        + "\n</body></html>\n"
    )


def _tables(items: Items, year: int, lang: Lang) -> Iterator[tuple[Text, list[Line]]]:
    """The tables of the report, each with its heading."""

    def by(kind: Callable[[Book, Copy | None], str], name: Callable[[str], str] = str) -> list[Line]:
        return [(name(value), titles, copies) for value, titles, copies in tally(items, kind)]

    yield Text("Kelas utama", "Main class"), by(_main_class, lambda digit: _class_name(digit)(lang))
    yield Text("Fiksi dan nonfiksi", "Fiction and non-fiction"), by(lambda book, _: _STORY[is_fiction(book)](lang))
    yield Text("Bahasa", "Language"), by(lambda book, _: book.language or "?", lambda code: language.name(code, lang))
    yield Text("Tahun terbit", "Year of publication"), by(lambda book, _: _age(book, year)(lang))
    yield Text("Sumber", "Source"), by(lambda _, copy: copy.source if copy else "?")
    yield Text("Penerbit terbanyak", "Most frequent publishers"), by(lambda book, _: book.publisher or "?")[:15]


def tally(items: Items, kind: Callable[[Book, Copy | None], str]) -> list[Line]:
    """(kind, titles, copies), most titles first; a title counts once for every kind its copies have."""
    titles: Counter[str] = Counter()
    copies: Counter[str] = Counter()
    for book, held in items:
        kinds = [kind(book, copy) for copy in held] or [kind(book, None)]
        copies.update(kinds if held else ())
        titles.update(set(kinds))
    return sorted(((name, count, copies[name]) for name, count in titles.items()), key=lambda row: (-row[1], row[0]))


def is_fiction(book: Book) -> bool:
    """Whether the class is one of stories: 8x3 of any literature, 808.83, and 899.2xx3."""
    number = book.ddc
    if number[:5] == "808.8":
        return number.startswith(("808.83", "808.831"))
    if number[:3] == "899":
        return number.replace(" ", "")[7:8] == "3"
    return number[:1] == "8" and number[2:3] == "3"


def _main_class(book: Book, _: Copy | None) -> str:
    return book.ddc[:1] if book.ddc[:1].isdigit() else "?"


_STORY = {True: Text("Fiksi", "Fiction"), False: Text("Nonfiksi", "Non-fiction")}


def _class_name(digit: str) -> Text:
    if not digit.isdigit():
        return Text("belum ada kelas", "no class yet")
    name = _MAIN_CLASSES[int(digit)]
    return Text(f"{digit}00 {name.id}", f"{digit}00 {name.en}")


def _age(book: Book, year: int) -> Text:
    if book.year is None:
        return Text("tidak diketahui", "unknown")
    if book.year > year - 5:
        span = f"({year - 4}-{year})"
        return Text(f"lima tahun terakhir {span}", f"last five years {span}")
    decade = f"{book.year // 10 * 10}-{book.year // 10 * 10 + 9}"
    return Text(decade, decade)


def _heading(library: str, day: str, lang: Lang) -> str:
    words = Text(f"Laporan koleksi, {day}", f"Collection report, {day}")
    return f"<h1>{markup.escape(library)}</h1><p>{words(lang)}</p>"


_CARDS = {
    "rows": Text("baris dibaca", "rows read"),
    "books": Text("judul", "titles"),
    "copies": Text("eksemplar", "copies"),
    "classified": Text("sudah berkelas", "classified"),
    "to_review": Text("kelas perlu ditinjau", "classes to review"),
    "questions": Text("pertanyaan tentang kembar", "questions on duplicates"),
    "disagreed": Text("digabung walau berselisih", "joined though they disagree"),
    "problems": Text("masalah", "problems"),
    "surplus": Text("eksemplar berlebih", "surplus copies"),
}


def _cards(counts: Mapping[str, Any], lang: Lang) -> str:
    cells = (f"<div><b>{counts[name]}</b>{words(lang)}</div>" for name, words in _CARDS.items())
    return f'<div class="cards">{"".join(cells)}</div>'


def _to_do(counts: Mapping[str, Any], lang: Lang) -> str:
    steps = []
    if counts["to_review"] or counts["ask_pairs"]:
        steps.append(
            Text(
                "Buka <b>tinjau.xlsx</b>, isi kolom KEPUTUSAN, jalankan perintah yang sama lagi.",
                "Open <b>tinjau.xlsx</b>, fill the column DECISION, run the same command again.",
            )
        )
    steps.append(
        Text(
            "Cetak <b>label.pdf</b> pada ukuran 100 % (jangan “fit to page”).",
            "Print <b>label.pdf</b> at 100 % (not “fit to page”).",
        )
    )
    if counts["problems"]:
        steps.append(
            Text(
                "Lihat <b>masalah.csv</b>: baris mana yang perlu diperiksa dan apa yang dilakukan.",
                "See <b>masalah.csv</b>: which rows to look at and what to do.",
            )
        )
    listed = "".join(f"<li>{step(lang)}</li>" for step in steps)
    return f"<h2>{Text('Langkah berikut', 'Next steps')(lang)}</h2><ol>{listed}</ol>"


def _table(heading: str, rows: Sequence[Line], lang: Lang) -> str:
    most = max((titles for _, titles, _ in rows), default=0) or 1
    body = "".join(
        f'<tr><td>{markup.escape(name)}</td><td class="n">{titles}</td><td class="n">{copies}</td>'
        f'<td width="30%"><span class="bar" style="width:{100 * titles / most:.0f}%"></span></td></tr>'
        for name, titles, copies in rows
    )
    head = "".join(f'<th class="n">{_CARDS[name](lang)}</th>' for name in ("books", "copies"))
    return f"<h2>{heading}</h2><table><tr><th></th>{head}<th></th></tr>{body}</table>"


def _problems(problems: Iterable[Problem], lang: Lang) -> str:
    """What is to be done, the most frequent first; remarks for the record are left out."""
    serious = [problem for problem in problems if problem.severity != "note"]
    heading = f"<h2>{Text('Masalah', 'Problems')(lang)}</h2>"
    if not serious:
        return f"{heading}<p>{Text('Tidak ada.', 'None.')(lang)}</p>"
    kinds = Counter(problem.do(lang) for problem in serious)
    sources = Counter(Path(problem.source).name for problem in serious)
    body = "".join(
        f'<tr><td class="n">{count}</td><td>{markup.escape(do)}</td></tr>' for do, count in kinds.most_common(20)
    )
    named = ", ".join(f"{markup.escape(name or '-')}: {count}" for name, count in sources.most_common())
    return f"{heading}<p>{named}</p><table>{body}</table>"
