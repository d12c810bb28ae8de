"""The language of a title, where the title itself shows it: script, and the small words of a language."""

from __future__ import annotations

import re
import unicodedata

from koleksi.book import Book

__all__ = ["of_title", "with_language"]

_WORDS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_SMALL = {
    "ind": frozenset(
        ["dan", "di", "ke", "dari", "yang", "untuk", "dengan", "pada", "dalam", "adalah", "ini", "itu", "atau", "oleh", "sebagai", "tentang", "para", "akan", "tidak", "bagi", "antara", "menuju", "bersama", "buku", "cara", "kamus", "panduan", "belajar", "kisah", "cerita", "sejarah", "pengantar", "ilmu", "kumpulan", "pendidikan", "bahasa", "kelas", "anak", "dasar", "islam", "agama", "hukum", "sang", "si", "ku", "mu", "nya", "aku", "kau", "kita", "kami", "dia", "mereka", "bisa", "jangan", "bukan", "lebih", "paling", "seri", "jilid", "edisi"]
    ),
    "eng": frozenset(["the", "of", "and", "to", "in", "for", "with", "on", "from", "by", "an", "how", "your", "you", "is", "are", "at", "introduction", "guide", "history", "what", "why", "book", "my", "we", "into"]),
    "dut": frozenset(["het", "een", "van", "voor", "der", "met", "wetboek", "inleiding"]),
    "ger": frozenset(["der", "die", "das", "und", "für", "mit", "ein", "eine"]),
    "fre": frozenset(["le", "la", "les", "des", "du", "et", "une", "dans", "sur", "pour"]),
    "jav": frozenset(["ing", "lan", "sing", "saka", "kanggo", "serat", "babad", "basa"]),
    "sun": frozenset(["jeung", "nu", "keur", "tina", "basa", "dina"]),
}  # fmt: skip
_LATIN = frozenset(_SMALL) - {"ind", "jav", "sun"}
_INDONESIAN_ISBN = ("978602", "978623", "978634", "978979")
_SCRIPTS = (
    ("ARABIC", "ara"),
    ("HIRAGANA", "jpn"),
    ("KATAKANA", "jpn"),
    ("HANGUL", "kor"),
    ("CJK", "chi"),
    ("CYRILLIC", "rus"),
)
_INDONESIAN_FORM = re.compile(r"\A(?:ber|ter|me[mn]|meng|peng|pem|per|ke)\w{4,}(?:an|kan|nya|i)?\Z|\w{4,}(?:nya|kan)\Z")


def of_title(title: str) -> str:
    """The ISO 639-2/B code of a title's language, "" where the title does not show it."""
    letters = [c for c in title if c.isalpha()]
    for script, code in _SCRIPTS:
        if letters and sum(unicodedata.name(c, "").startswith(script) for c in letters) * 3 > len(letters):
            return code
    words = [word.casefold() for word in _WORDS.findall(title)]
    counts = {code: sum(word in small for word in words) for code, small in _SMALL.items()}
    counts["ind"] += sum(bool(_INDONESIAN_FORM.match(word)) for word in words if word not in _SMALL["ind"])
    best = max(counts, key=lambda code: (counts[code], code == "ind", code))
    others = max(count for code, count in counts.items() if code != best)
    return best if counts[best] > others else ""


def with_language(book: Book) -> Book:
    """The book with the language that its title shows, said as such in ``sources``; a language that was given stays.

    A Latin title that is not Indonesian proves nothing on a book with an Indonesian ISBN: measured on a real
    catalogue, half of such books are Indonesian ones with an English title.
    """
    if book.language or not (code := of_title(book.full_title)):
        return book
    if code in _LATIN and book.isbn.startswith(_INDONESIAN_ISBN):
        return book
    return book.but(language=code, sources=(*book.sources, ("language", "title")))
