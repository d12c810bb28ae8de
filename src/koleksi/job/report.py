"""``laporan.html``: the collection in figures, as the forms of Indonesian libraries ask for them.

Titles and copies by main class, fiction and non-fiction, language, source, and imprint of the last
five years. One file without scripts, links or pictures: it opens on any PC and prints as it looks.
"""

from __future__ import annotations

import html as markup
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from koleksi._terms import language
from koleksi.book import Book, Copy, Problem, Text

__all__ = ["html", "is_fiction", "tally"]

Items = Sequence[tuple[Book, Sequence[Copy]]]

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
.bar{background:#7fa8cc;height:.7rem;display:block}
.cards{display:flex;flex-wrap:wrap;gap:.8rem;margin:1rem 0}.cards div{background:#eef3f7;padding:.6rem 1rem;border-radius:.4rem}
.cards b{display:block;font-size:1.5rem}@media print{body{margin:0}}
"""


def html(items: Items, library: str, day: str, counts: Mapping[str, Any], problems: Sequence[Problem]) -> str:
    """The report as one HTML page. ``day``: the ISO date it speaks of; every text from data is escaped."""
    year = int(day[:4])
    sections = (
        _heading(library, day),
        _cards(counts),
        _to_do(counts),
        _table("Kelas utama", "Main class", tally(items, _main_class), _class_name),
        _table(
            "Fiksi dan nonfiksi",
            "Fiction and non-fiction",
            tally(items, lambda book, _: "Fiksi" if is_fiction(book) else "Nonfiksi"),
        ),
        _table(
            "Bahasa",
            "Language",
            tally(items, lambda book, _: book.language or "?"),
            language.name,
        ),
        _table("Tahun terbit", "Year of publication", tally(items, lambda book, _: _age(book, year))),
        _table("Sumber", "Source", tally(items, lambda _, copy: copy.source if copy else "?")),
        _table(
            "Penerbit terbanyak", "Most frequent publishers", tally(items, lambda book, _: book.publisher or "?")[:15]
        ),
        _problems(problems),
    )
    return (
        f'<!DOCTYPE html>\n<html lang="id"><head><meta charset="utf-8"><title>{markup.escape(library)}: laporan koleksi</title>'
        f'<meta name="viewport" content="width=device-width"><style>{_STYLE}</style></head><body>\n'
        + "\n".join(filter(None, sections))
        + "\n</body></html>\n"
    )


def tally(items: Items, kind: Callable[[Book, Copy | None], str]) -> list[tuple[str, int, int]]:
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


def _class_name(digit: str) -> str:
    return (
        f"{digit}00 {_MAIN_CLASSES[int(digit)].id} / {_MAIN_CLASSES[int(digit)].en}"
        if digit.isdigit()
        else "belum ada kelas / no class yet"
    )


def _age(book: Book, year: int) -> str:
    if book.year is None:
        return "tidak diketahui / unknown"
    if book.year > year - 5:
        return f"lima tahun terakhir / last five years ({year - 4}-{year})"
    return f"{book.year // 10 * 10}-{book.year // 10 * 10 + 9}"


def _heading(library: str, day: str) -> str:
    return f"<h1>{markup.escape(library)}</h1><p>Laporan koleksi, {day} <i>/ collection report</i></p>"


def _cards(counts: Mapping[str, Any]) -> str:
    shown = (
        ("rows", "baris dibaca", "rows read"), ("books", "judul", "titles"), ("copies", "eksemplar", "copies"),
        ("classified", "sudah berkelas", "classified"), ("to_review", "kelas perlu ditinjau", "classes to review"),
        ("ask_pairs", "mungkin kembar", "possible duplicates"), ("problems", "masalah", "problems"),
        ("surplus", "eksemplar berlebih", "surplus copies"),
    )  # fmt: skip
    cells = (f"<div><b>{counts[name]}</b>{id_} <i>/ {en}</i></div>" for name, id_, en in shown)
    return f'<div class="cards">{"".join(cells)}</div>'


def _to_do(counts: Mapping[str, Any]) -> str:
    steps = [
        "<li>Cetak <b>label.pdf</b> pada ukuran 100 % (jangan “fit to page”). <i>/ Print at 100 %.</i></li>",
    ]
    if counts["to_review"] or counts["ask_pairs"]:
        steps.insert(
            0,
            "<li>Buka <b>tinjau.xlsx</b>, isi kolom KEPUTUSAN, jalankan perintah yang sama lagi. <i>/ Decide in tinjau.xlsx, run again.</i></li>",
        )
    if counts["problems"]:
        steps.append(
            "<li>Lihat <b>masalah.csv</b>: baris mana yang perlu diperiksa dan apa yang dilakukan. <i>/ See masalah.csv.</i></li>"
        )
    return f"<h2>Langkah berikut <i>/ next steps</i></h2><ol>{''.join(steps)}</ol>"


def _table(title: str, english: str, rows: Sequence[tuple[str, int, int]], name: Callable[[str], str] = str) -> str:
    most = max((titles for _, titles, _ in rows), default=0) or 1
    body = "".join(
        f'<tr><td>{markup.escape(name(kind))}</td><td class="n">{titles}</td><td class="n">{copies}</td>'
        f'<td width="30%"><span class="bar" style="width:{100 * titles / most:.0f}%"></span></td></tr>'
        for kind, titles, copies in rows
    )
    return (
        f"<h2>{title} <i>/ {english}</i></h2><table><tr><th></th>"
        f'<th class="n">judul</th><th class="n">eksemplar</th><th></th></tr>{body}</table>'
    )


def _problems(problems: Iterable[Problem]) -> str:
    kinds = Counter((p.code, p.do.id, p.do.en) for p in problems if p.severity != "note")
    sources = Counter(Path(p.source).name for p in problems if p.severity != "note")
    if not kinds:
        return "<h2>Masalah <i>/ problems</i></h2><p>Tidak ada. <i>/ None.</i></p>"
    body = "".join(
        f'<tr><td>{markup.escape(code)}</td><td class="n">{count}</td><td>{markup.escape(do)} <i>/ {markup.escape(en)}</i></td></tr>'
        for (code, do, en), count in kinds.most_common(20)
    )
    named = ", ".join(f"{markup.escape(name or '-')}: {count}" for name, count in sources.most_common())
    return f"<h2>Masalah <i>/ problems</i></h2><p>{named}</p><table>{body}</table>"
