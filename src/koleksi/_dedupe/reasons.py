"""The reasons of a verdict, in words."""

from __future__ import annotations

from koleksi.book import Text

SAME_LINE = Text("kedua baris menyebut hal yang sama", "both rows say the same")
EMPTY = Text("judul kosong bukan bukti", "an empty title is no evidence")
SAME_TITLE = Text("judul sama", "same title")
BEGINS = Text("judul yang satu mengawali yang lain", "one title begins the other")
NO_SERIES = Text("judul sama tanpa seri di depannya", "same title without the series before it")
ONE_WORD = Text("hanya satu kata judul, tanpa pengarang", "one word of a title only, and no author")
NEARLY = Text("judul hampir sama", "nearly the same title")
NO_SUBTITLE = Text("judul sama tanpa anak judul", "same title without its subtitle")
MORE_WORDS = Text("satu judul memuat kata tambahan", "one title has a word more")
SHORTENED = Text("judul sama dengan kata yang disingkat", "same title with words abbreviated")
OTHER_TITLE = Text("judul berbeda", "different titles")
SAME_ISBN = Text("ISBN sama", "same ISBN")
MISTYPED_ISBN = Text("ISBN sama kecuali satu salah ketik", "same ISBN but for a typing error")
TWO_ISBNS = Text("dua ISBN berbeda yang sama-sama sah", "two different valid ISBNs")
SAME_AUTHOR = Text("pengarang sama", "same author")
SIMILAR_AUTHOR = Text("pengarang mirip", "similar author")
EXCHANGED = Text("pengarang dan penerbit tertukar", "author and publisher exchanged")
OTHER_AUTHOR = Text("pengarang berbeda", "different authors")
OTHER_MARK = Text("huruf pengarang di nomor panggil berbeda", "other letters of an author in the call number")
SAME_PUBLISHER = Text("penerbit sama", "same publisher")
OTHER_PUBLISHER = Text("penerbit berbeda", "different publishers")
EDITION_AND_YEAR = Text(
    "hanya satu yang menyebut edisi, dan tahunnya berselisih", "only one names an edition, and the years differ"
)
PUBLISHER_AND_YEAR = Text("penerbit dan tahun berbeda", "different publishers and years")
SAME_YEAR = Text("tahun sama", "same year")
TWO_EDITIONS = Text("cocok dengan dua edisi yang berbeda", "fits two editions that differ")
_PERCENT_ALIKE = tuple([Text(f"judul mirip {n}%", f"titles {n}% alike") for n in range(101)])


def percent_alike(share: float) -> Text:
    """``share``: 0..1."""
    return _PERCENT_ALIKE[round(share * 100)]


def years_apart(years: int) -> Text:
    return Text(f"tahun berselisih {years}", f"{years} years apart")


def other_word(one: str, other: str) -> Text:
    return Text(f"satu kata berbeda: {one} lawan {other}", f"one word differs: {one} against {other}")
