"""The names of sheets, columns and words of ``tinjau.xlsx`` in both languages: how it is written and how it is read."""

from __future__ import annotations

from types import MappingProxyType

from koleksi.book import Text
from koleksi.job.review.corrections import KINDS as CORRECTIONS

SHEETS = MappingProxyType(
    {
        "guide": Text("Petunjuk", "Guide"),
        "habit": Text("Kebiasaan", "Habits"),
        "class": Text("Kelas", "Classes"),
        "pair": Text("Kembar", "Duplicates"),
        "joined": Text("Digabung", "Joined"),
        "surplus": Text("Berlebih", "Surplus"),
        "changes": Text("Perubahan", "Changes"),
        "titles": Text("Semua judul", "All titles"),
        "problems": Text("Masalah", "Problems"),
        "decided": Text("Diputuskan", "Decided"),
    }
)
DECISION = Text("KEPUTUSAN", "DECISION")
KEY = Text("kunci", "key")
KIND = Text("jenis", "kind")
RECORDED = Text("tercatat", "recorded")  # what the cell held when it was written: only what differs was typed
PAIR = Text("pasangan", "pair")
GROUP = Text("kelompok", "group")
QUESTION, BOOKS, EXAMPLES = Text("pertanyaan", "question"), Text("buku", "books"), Text("contoh", "examples")
BY_SUBJECT = Text("menurut bidang", "by subject")  # the answer that each book stands at what it is about
PLACE = Text("baris", "row")
TITLE = Text("judul", "title")
AUTHOR = Text("pengarang", "author")
REASONS = Text("alasan", "reasons")
SCORE = Text("skor", "score")
SUGGESTION, MEANING = Text("saran", "suggestion"), Text("arti", "meaning")
SIDES = MappingProxyType(
    {
        "title": TITLE,
        "subtitle": Text("anak judul", "subtitle"),
        "volume": Text("jilid", "volume"),
        "edition": Text("edisi", "edition"),
        "publisher": Text("penerbit", "publisher"),
        "year": Text("tahun", "year"),
        "isbn": Text("isbn", "ISBN"),
    }
)
KINDS = MappingProxyType(
    {
        "class": Text("kelas", "class"),
        "habit": Text("kebiasaan", "habit"),
        "pair": Text("kembar", "duplicate"),
        "row": Text("baris", "row"),
        **CORRECTIONS,
    }
)
WORDS = MappingProxyType(
    {
        "same": Text("sama", "same"),
        "different": Text("beda", "different"),
        "new": Text("baru", "new"),
        "subject": BY_SUBJECT,
    }
)
CHANGE, NUMBERS, BEFORE_AFTER, TO_DO = (
    Text("perubahan", "change"),
    Text("nomor", "numbers"),
    Text("dulu → sekarang", "before → now"),
    Text("yang dilakukan", "what to do"),
)
WRITTEN = Text("semula", "as written")  # what cells held that may be typed over
CLASS, TAKEN = Text("kelas", "class"), Text("dipakai sementara", "used meanwhile")
HEADING, CALL_NUMBER, LANGUAGE, COPIES = (CORRECTIONS[kind] for kind in ("heading", "call", "language", "copies"))
CODE, LEVEL = Text("kode", "code"), Text("tingkat", "level")
SUGGESTED = 3  # suggestions shown for a class
