"""``katalog.html``: the catalogue as one page that any PC or phone opens and searches, without a network.

Everything stands in the file, and its content security policy lets it fetch and send nothing. The titles stand in it as
JSON, of which only text is shown: whatever a title holds, it is no markup. Prices and donors are not in it.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
from collections.abc import Iterable, Sequence

from koleksi import names
from koleksi._terms import language
from koleksi._terms.tables import table_text
from koleksi._terms.untitled import title_and_part
from koleksi.book import Book, Copy, Lang, Text

__all__ = ["page"]

_LONGEST = 300  # characters of a text; 3,000 titles shall stay below 2 MB
_SUMMARY = 160

# In the order of `_title`.
_FIELDS = (
    Text("Judul", "Title"), Text("Pengarang", "Author"), Text("Nomor panggil", "Call number"),
    Text("Kelas", "Class"), Text("Terbitan", "Published"), Text("Subjek", "Subjects"),
    Text("Eksemplar", "Copies"), Text("Bahasa", "Language"), Text("ISBN", "ISBN"),
    Text("Seri", "Series"), Text("Ringkasan", "Summary"),
)  # fmt: skip
_CLASSES = (
    Text("Komputer, umum", "Computing, general"), Text("Filsafat, psikologi", "Philosophy, psychology"),
    Text("Agama", "Religion"), Text("Ilmu sosial", "Social sciences"), Text("Bahasa", "Language"),
    Text("Sains, matematika", "Science, mathematics"), Text("Teknologi", "Technology"),
    Text("Seni, olahraga", "Arts, sport"), Text("Sastra", "Literature"),
    Text("Sejarah, geografi", "History, geography"),
)  # fmt: skip
_SEARCH = Text("Cari", "Search")
_IN = Text("Di", "In")
_WHERE = {"all": Text("semua", "everything"), "title": Text("judul", "title"), "author": Text("pengarang", "author")}
_CLASS = Text("Kelas", "Class")
_ANY = Text("semua kelas", "all classes")
_NO_CLASS = Text("lain", "others")
_COUNTS = Text("{titles} judul, {copies} eksemplar", "{titles} titles, {copies} copies")
_FOUND = Text("{n} judul ditemukan", "{n} titles found")
_MORE = Text("Tampilkan lebih banyak", "Show more")
_NO_SCRIPT = Text(
    "Untuk mencari, hidupkan JavaScript di peramban ini.", "To search, switch JavaScript on in this browser."
)


def page(items: Sequence[tuple[Book, Sequence[Copy]]], library: str, lang: Lang = "id", policy: str = "last") -> str:
    """The page, titles in alphabetical order. ``library``: its heading; ``policy``: how names are entered."""
    style, script = table_text("catalogue_page.css"), table_text("catalogue_page.js")
    titles = sorted((_title(book, copies, lang, policy) for book, copies in items), key=_order)
    data = {"words": {"found": _FOUND(lang)}, "fields": [field(lang) for field in _FIELDS], "titles": titles}
    copies = sum(len(copies) for _, copies in items)
    counts = _COUNTS(lang).format(titles=_grouped(len(items), lang), copies=_grouped(copies, lang))
    policy_text = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; base-uri 'none'; form-action 'none'"
    )
    name = html.escape(library)
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy_text}">'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta name="referrer" content="no-referrer">'
        f"<title>{name}</title><style>{style}</style></head>\n"
        f"<body><h1>{name}</h1><p>{counts}</p>\n{_form(lang)}\n"
        f'<p id="count" role="status"></p><noscript><p>{_NO_SCRIPT(lang)}</p></noscript>\n'
        f'<ol id="list"></ol><button id="more" type="button" hidden>{_MORE(lang)}</button>\n'
        f'<script type="application/json" id="data">{_embedded(data)}</script>\n<script>{script}</script>\n'
        f"</body></html>\n"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _embedded(data: object) -> str:
    """JSON that no title can end: neither "</script>" nor "<!--" stands in it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace").decode().replace("<", "\\u003c").replace(">", "\\u003e")


def _form(lang: Lang) -> str:
    where = "".join(f'<option value="{value}">{words(lang)}</option>' for value, words in _WHERE.items())
    kinds = "".join(f'<option value="{digit}">{digit}00 {name(lang)}</option>' for digit, name in enumerate(_CLASSES))
    return (
        f'<form id="form" role="search"><label class="wide">{_SEARCH(lang)}'
        f'<input id="query" type="search" autocomplete="off" autofocus></label>'
        f'<label>{_IN(lang)}<select id="where">{where}</select></label>'
        f'<label>{_CLASS(lang)}<select id="kind"><option value="">{_ANY(lang)}</option>{kinds}'
        f'<option value="?">{_NO_CLASS(lang)}</option></select></label></form>'
    )


def _grouped(number: int, lang: Lang) -> str:
    """ "3.000", as the page's script writes the number of titles found."""
    return f"{number:,}".replace(",", "." if lang == "id" else ",")


def _title(book: Book, copies: Sequence[Copy], lang: Lang, policy: str) -> list[str]:
    published = ", ".join(filter(None, (book.publisher, str(book.year or ""))))
    whole = title_and_part(book)
    call_number = next((copy.call_number for copy in copies if copy.call_number), book.call_number)
    values = (
        f"{whole}: {book.subtitle}" if book.subtitle else whole,
        "; ".join(dict.fromkeys(_names(book, policy))),
        call_number,
        book.ddc,
        " : ".join(filter(None, (book.place, published))),
        "; ".join(book.subjects),
        _held(copies),
        language.name(book.language, lang),
        book.isbn,
        " ; ".join(filter(None, (book.series, book.series_number))),
    )
    return [*(_cut(value, _LONGEST) for value in values), _cut(book.summary, _SUMMARY)]


def _names(book: Book, policy: str) -> Iterable[str]:
    for name in book.authors:
        yield names.heading(name, policy, body=book.is_body(name)) or name
    for one in book.contributors:
        yield names.heading(one.name, policy, body=one.corporate or book.is_body(one.name)) or one.name


def _held(copies: Sequence[Copy]) -> str:
    """How many, their numbers, and where they stand."""
    codes = ", ".join(filter(None, (copy.barcode for copy in copies)))
    places = ", ".join(dict.fromkeys(copy.location for copy in copies if copy.location))
    return ", ".join(filter(None, (f"{len(copies)}", places))) + (f": {codes}" if codes else "")


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _order(title: Sequence[str]) -> tuple[str, Sequence[str]]:
    return title[0].casefold(), title
