"""``laporan.html``: one file without scripts, links or pictures, to be read on a phone and printed as it looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from types import MappingProxyType
from typing import Any

from koleksi._terms.tables import table_text
from koleksi.book import Lang, Text
from koleksi.job.report.charts import bars, gauge
from koleksi.job.report.figures import Amount, Change, Part, Report, Share
from koleksi.job.report.standards import CERTAINTY, LIBRARIES, MEASURES, Gap

__all__ = ["html"]


def html(report: Report, lang: Lang = "id") -> str:
    """The report as one HTML page; every text from data is escaped."""
    title = Text("laporan koleksi", "collection report")(lang)
    style = " ".join(table_text("report.css").split())
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        f"<title>{escape(report.library)}: {title}</title>"
        f'<meta name="viewport" content="width=device-width,initial-scale=1"><style>{style}</style></head><body>\n'
        + "\n".join(_sections(report, lang))
        + "\n</body></html>\n"
    )


def _sections(report: Report, lang: Lang) -> Iterator[str]:
    yield from (f'<p class="first">{escape(line(lang))}</p>' for line in report.first)
    words = Text(f"Laporan koleksi, {report.day}", f"Collection report, {report.day}")
    yield f"<h1>{escape(report.library)}</h1><p>{words(lang)}</p>"
    yield _cards(report, lang)
    if report.steps:
        yield _section(Text("Langkah berikut", "Next steps"), _to_do(report.counts, lang), lang)
    if report.changes:
        yield _section(Text("Sebelum dan sesudah", "Before and after"), _changes(report.changes, lang), lang)
    yield _section(Text("Dibandingkan dengan standar", "Beside the standards"), _gaps(report, lang), lang)
    yield _section(Text("Angka untuk formulir", "Figures for forms"), _forms(report.forms, lang), lang)
    for part in report.parts:
        yield _section(part.heading, _part(part, lang), lang)
    yield _section(Text("Mutu data", "Data quality"), _quality(report.quality, lang), lang)
    if report.steps:
        yield _section(Text("Masalah", "Problems"), _tasks(report, lang), lang)


def _section(heading: Text, body: str, lang: Lang) -> str:
    return f"<section><h2>{heading(lang)}</h2>{body}</section>"


CARDS: Mapping[str, Text] = MappingProxyType(
    {
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
)


def _cards(report: Report, lang: Lang) -> str:
    counts = report.counts
    shown = [name for name in CARDS if report.steps or name in counts]
    cells = (f"<div><b>{counts.get(name, 0)}</b>{CARDS[name](lang)}</div>" for name in shown)
    return f'<div class="cards">{"".join(cells)}</div>'


def _to_do(counts: Mapping[str, Any], lang: Lang) -> str:
    """What is left to do, with how much of it there is."""
    listed = "".join(f"<li>{step(lang)}</li>" for step in _steps(counts))
    return f"<ol>{listed}</ol>"


def _steps(counts: Mapping[str, Any]) -> Iterator[Text]:
    if (classes := counts["to_review"]) or counts["ask_pairs"]:
        questions = counts.get("questions", counts["ask_pairs"])
        yield Text(
            f"Buka <b>tinjau.xlsx</b> ({classes} kelas, {questions} pertanyaan), isi kolom KEPUTUSAN, jalankan "
            "perintah yang sama lagi.",
            f"Open <b>tinjau.xlsx</b> ({classes} classes, {questions} questions), fill the column DECISION, run the "
            "same command again.",
        )
    yield Text(
        "Cetak <b>label.pdf</b> pada ukuran 100 % (jangan “fit to page”), lalu tempel.",
        "Print <b>label.pdf</b> at 100 % (not “fit to page”) and stick the labels on.",
    )
    if counts["problems"]:
        yield Text(
            f"Lihat lembar Masalah di <b>tinjau.xlsx</b>: {counts['problems']} hal yang perlu diperiksa dan apa yang "
            "dilakukan.",
            f"See sheet Problems of <b>tinjau.xlsx</b>: {counts['problems']} things to look at and what to do.",
        )
    yield Text(
        "Cetak <b>buku_induk.pdf</b> (kertas F4, mendatar) dan minta tanda tangan.",
        "Print <b>buku_induk.pdf</b> (F4, landscape) and have it signed.",
    )


# tables


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], *, named: bool = False, numbers: int = 0) -> str:
    """A table of escaped cells, the last ``numbers`` of each row set as figures. ``named``: the first cell of a row is
    a heading of the program's own words."""
    first = "th" if named else "td"
    words = len(head) - numbers

    def cell(n: int, text: str) -> str:
        if n == 0:
            return f"<{first}{' scope=row' if named else ''}>{text}</{first}>"
        return f'<td class="n">{text}</td>' if n >= words else f"<td>{text}</td>"

    top = "".join(f"<th{' class=n' if n >= words else ''}>{text}</th>" for n, text in enumerate(head))
    body = "".join(f"<tr>{''.join(cell(n, text) for n, text in enumerate(row))}</tr>" for row in rows)
    return f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _titles_and_copies(lang: Lang) -> tuple[str, str]:
    return CARDS["books"](lang), CARDS["copies"](lang)


def _changes(changes: Sequence[Change], lang: Lang) -> str:
    head = ("", Text("sebelum", "before")(lang), Text("sesudah", "after")(lang))
    rows = [(one.name(lang), one.before or '<span class="w"></span>', one.after) for one in changes]
    return _table(head, rows, named=True, numbers=2)


def _part(part: Part, lang: Lang) -> str:
    titles, copies = _titles_and_copies(lang)
    total = sum(line.titles for line in part.lines) or 1
    head = ("", titles, copies, "%")
    rows = [
        (escape(line.name(lang)), str(line.titles), str(line.copies), f"{100 * line.titles / total:.0f}")
        for line in part.lines
    ]
    table = _table(head, rows, numbers=3)
    if not part.chart:
        return table
    drawn = [(line.name(lang), line.titles, f"{line.titles} ({share} %)")
             for line, (*_, share) in zip(part.lines, rows, strict=True)]  # fmt: skip
    return f'<div class="two">{bars(part.heading(lang), drawn)}{table}</div>'


def _forms(forms: Sequence[Amount], lang: Lang) -> str:
    rows = [(line.name(lang), str(line.titles), str(line.copies)) for line in forms]
    said = Text(
        "Borang akreditasi, pendaftaran NPP dan formulir kabupaten menanyakan judul dan eksemplar. Juga sebagai "
        "laporan.xlsx.",
        "Accreditation forms, the registration of libraries (NPP) and districts ask for titles and copies. Also "
        "as laporan.xlsx.",
    )
    return f"{_table(('', *_titles_and_copies(lang)), rows, named=True, numbers=2)}<p><small>{said(lang)}</small></p>"


def _gaps(report: Report, lang: Lang) -> str:
    """A line for each standard: what there is, what is asked, what is missing, who asks it."""
    said = [
        Text(
            "Buku pelajaran ikut terhitung. Peraturan berubah: periksa sumbernya sebelum dikutip.",
            "Textbooks are counted too. Regulations change: see the source before you quote it.",
        )
    ]
    if len({gap.standard.library for gap in report.gaps} - {"school"}) > 1:
        said.append(
            Text(
                "Agar hanya standar perpustakaan ini yang tampil, isi kind di [library] koleksi.toml.",
                "For the standards of this library alone set kind in [library] of koleksi.toml.",
            )
        )
    words = " ".join(line(lang) for line in said)
    return f"{''.join(_gap(gap, lang) for gap in report.gaps)}<p><small>{words}</small></p>"


def _gap(gap: Gap, lang: Lang) -> str:
    asked = gap.standard
    name = f"{LIBRARIES[asked.library](lang)}: {MEASURES[asked.measure](lang)}"
    sentence = Text(
        f"{gap.shown()}, standar {asked.asked()}: {gap.words().id}",
        f"{gap.shown()}, standard {asked.asked()}: {gap.words().en}",
    )
    year = "" if asked.year in asked.source else asked.year
    source = ", ".join(filter(None, (escape(asked.source), year, CERTAINTY[asked.certainty](lang))))
    drawn = gauge(f"{name}: {sentence(lang)}", gap.has, asked.least, asked.most or asked.least)
    met = "" if round(gap.short) else ' class="met"'
    return f'<div class="gap"><p><b>{name}</b> <span{met}>{sentence(lang)}</span></p>{drawn}<i>{source}</i></div>'


def _quality(quality: Sequence[Share], lang: Lang) -> str:
    name = Text("Judul yang punya", "Titles with")(lang)
    drawn = [(one.name(lang), one.percent, f"{one.count} ({one.percent} %)") for one in quality]
    return f"<p>{name}:</p>{bars(name, [*drawn])}"


def _tasks(report: Report, lang: Lang) -> str:
    """What is to be done about rows, the most frequent first; remarks for the record are left out."""
    if not report.tasks:
        return f"<p>{Text('Tidak ada.', 'None.')(lang)}</p>"
    named = ", ".join(f"{escape(name)}: {count}" for name, count in report.by_source)
    rows = [(escape(do(lang)), str(count)) for do, count in report.tasks]
    return f"<p>{named}</p>{_table((Text('yang dilakukan', 'what to do')(lang), ''), rows, numbers=1)}"
