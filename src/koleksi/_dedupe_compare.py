"""Two described books side by side: evidence for and against their being one edition."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from rapidfuzz.distance import Indel

from koleksi._title import edition_number, fold, number, sound, understand
from koleksi.book import Book, Text

__all__ = ["ASK", "SAME", "Evidence", "Sketch", "compare", "conflict", "sketch"]

SAME = 4.0  # sum of evidence from which two rows are one edition without asking
ASK = 2.6  # and from which a person is asked

_FACTS = MappingProxyType(
    {
        "volume": Text("jilid", "volume"), "class": Text("kelas", "class"), "semester": Text("semester", "semester"),
        "juz": Text("juz", "juz"), "edition": Text("edisi", "edition"), "issue": Text("nomor terbitan", "issue"),
        "level": Text("jenjang", "school level"), "role": Text("jenis buku", "kind of book"), "number": Text("angka", "number"),
    }
)  # fmt: skip
# What the absence of a mark means: a plain title is the first edition, the whole year, the book itself.
_ABSENCE_SPEAKS = frozenset({"edition", "semester", "role", "volume", "number", "class", "juz", "issue"})
# One publisher under two names: imprints that print either, ministries by their acronym.
_SAME_PUBLISHER = MappingProxyType(
    {
        "grasindo": "gramedia widiasarana indonesia", "gpu": "gramedia utama", "gramedia": "gramedia utama", "elex": "elex media komputindo", "elexmedia": "elex media komputindo",
        "elexmedia komputindo": "elex media komputindo", "elex media": "elex media komputindo", "gip": "gema insani", "kpg": "kepustakaan populer gramedia",
        "depdiknas": "departemen pendidikan nasional", "depdikbud": "departemen pendidikan dan kebudayaan", "kemdikbud": "kementerian pendidikan dan kebudayaan",
        "kemendikbud": "kementerian pendidikan dan kebudayaan", "kemendikbudristek": "kementerian pendidikan dan kebudayaan", "depag": "departemen agama", "kemenag": "kementerian agama",
        "puskurbuk": "pusat kurikulum dan perbukuan", "pusat kurikulum dan perbukuan balitbang kemendikbud": "pusat kurikulum dan perbukuan",
        "ypoi": "yayasan obor indonesia", "obor": "yayasan obor indonesia", "rosda": "remaja rosdakarya", "rosdakarya": "remaja rosdakarya", "ui": "universitas indonesia", "gadjah mada university": "ugm",
    }
)  # fmt: skip
_LEGAL_FORM = re.compile(r"\b(?:pt|cv|ud|pp|tbk|penerbit|publisher|publishers|publishing|press|pustaka|group|inc|ltd|books?|co)\b")
_HONOURS = re.compile(r"\b(?:s|m|a|b)\.?\s?(?:ag|pd|si|sos|kom|hum|kes|sc|th|fil|e|t|h|m|a|p|i|s)\b\.?|\b(?:dr|drs|dra|prof|ir|hj?|kh|ust|ustadz|dkk|et al|ph\.?d|mt|st|se|sh|mm)\b\.?")


@dataclass(slots=True, frozen=True)
class Sketch:
    """A book as the comparison sees it."""

    facts: dict[str, str]
    words: tuple[str, ...]
    main: int
    core: str
    authors: tuple[tuple[str, ...], ...]  # each name's words, longest first
    publisher: str
    year: int
    isbns: frozenset[str]
    damaged: tuple[str, ...]  # ISBNs that do not check, digits only


class Evidence(NamedTuple):
    """The sum, and the reasons in words."""

    score: float
    reasons: tuple[Text, ...]


def sketch(book: Book) -> Sketch:
    """What of a book takes part in the comparison."""
    taken = understand(book.full_title if book.subtitle else book.title)
    facts = dict(taken.facts)
    if book.volume and (value := number(re.sub(r"[^\w]+", " ", fold(book.volume)).split()[-1])):
        facts.setdefault("volume", value)
    if book.edition and (said := edition_number(book.edition)):
        facts["edition"] = said
    return Sketch(
        facts, taken.words, taken.main, taken.core,
        tuple(_name(name) for name in book.authors), _publisher(book.publisher), book.year or 0,
        frozenset(filter(None, (book.isbn, *book.other_isbns))),
        tuple(filter(None, ("".join(c for c in text if c.isdigit()) for text in book.wrong_isbns))),
    )  # fmt: skip


@lru_cache(maxsize=20_000)
def _name(name: str) -> tuple[str, ...]:
    plain = _HONOURS.sub(" ", fold(name))
    return tuple(sorted(re.findall(r"[^\W\d_]+", plain), key=lambda word: (-len(word), word)))


@lru_cache(maxsize=20_000)
def _publisher(name: str) -> str:
    plain = " ".join(re.findall(r"\w+", _LEGAL_FORM.sub(" ", fold(name)))) or fold(name).strip()
    return _SAME_PUBLISHER.get(plain, plain)


def conflict(left: Sketch, right: Sketch) -> Text | None:
    """Why these two can never be one edition, or None. A fact, not a degree."""
    for kind, value in left.facts.items():
        other = right.facts.get(kind)
        if other is not None and other != value and not _overlap(kind, value, other):
            name = _FACTS[kind]
            return Text(f"{name.id} {value} lawan {other}", f"{name.en} {value} against {other}")
    if left.isbns and right.isbns and not left.isbns & right.isbns:
        return Text("dua ISBN berbeda yang sama-sama sah", "two different valid ISBNs")
    return None


def _overlap(kind: str, value: str, other: str) -> bool:
    return kind == "level" and bool(set(value.split("+")) & set(other.split("+")))


def compare(left: Sketch, right: Sketch) -> Evidence:
    """The evidence as a sum: above ``SAME`` one edition, above ``ASK`` a question, below it two books."""
    if (against := conflict(left, right)) is not None:
        return Evidence(-10.0, (against,))
    score, reasons = _titles(left, right)
    if score <= 0:
        return Evidence(score, reasons)
    for more, why in (_isbn(left, right), _authors(left, right), _publishers(left, right), _years(left, right), _absent(left, right)):
        score += more
        if why:
            reasons = (*reasons, why)
    return Evidence(score, reasons)


def _titles(left: Sketch, right: Sketch) -> tuple[float, tuple[Text, ...]]:
    if not left.core or not right.core:
        return -10.0, (Text("judul kosong bukan bukti", "an empty title is no evidence"),)
    if left.core == right.core:
        rich = min(len(left.core) / 12, 1.0)
        return 2.6 + rich, (Text("judul sama", "same title"),)
    alike = Indel.normalized_similarity(left.core.replace(" ", ""), right.core.replace(" ", ""), score_cutoff=0.6)
    if alike < 0.86:
        short, long = (left, right) if len(left.words) <= len(right.words) else (right, left)
        whole = "".join(short.words)
        begin = "".join(long.words)[: len(whole)]
        starts = Indel.normalized_similarity(whole, begin, score_cutoff=0.8)
        clean_cut = short.main == len(short.words) and long.main <= len(short.words) + 1
        if starts >= 0.86 and len(whole) >= 4 and (clean_cut or len(short.words) >= 3):
            return 1.2 + 2 * (starts - 0.86) * 7, (Text("judul sama tanpa anak judul", "same title without its subtitle"),)
    if alike >= 0.97:
        return 3.2, (Text("judul hampir sama", "nearly the same title"),)
    if alike >= 0.86:
        return 1.6 + (alike - 0.86) * 13, (Text(f"judul mirip {alike:.0%}", f"titles {alike:.0%} alike"),)
    return -5.0, (Text("judul berbeda", "different titles"),)


def _isbn(left: Sketch, right: Sketch) -> tuple[float, Text | None]:
    if left.isbns & right.isbns:
        return 4.0, Text("ISBN sama", "same ISBN")
    for one, other in ((left, right), (right, left)):
        for wrong in one.damaged:
            for good in (*other.isbns, *other.damaged):
                if _near(wrong, good):
                    return 2.0, Text("ISBN sama kecuali satu salah ketik", "same ISBN but for a typing error")
    return 0.0, None


def _near(wrong: str, good: str) -> bool:
    forms = {good, good[3:12]} if len(good) == 13 else {good}
    return any(len(wrong) >= 9 and abs(len(wrong) - len(form)) <= 1 and Indel.distance(wrong[: len(form) + 1], form, score_cutoff=3) <= 2 for form in forms)


def _authors(left: Sketch, right: Sketch) -> tuple[float, Text | None]:
    if not left.authors or not right.authors:
        return 0.0, None
    best = max(_one_name(a, b) for a in left.authors[:3] for b in right.authors[:3])
    if best >= 0.8:
        return 1.2, Text("pengarang sama", "same author")
    if best >= 0.6:
        return 0.2, Text("pengarang mirip", "similar author")
    return -3.0, Text("pengarang berbeda", "different authors")


def _one_name(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """1: every word of the shorter name stands, or is an initial, in the longer one."""
    if not left or not right:
        return 0.7
    short, long = (left, right) if len(left) <= len(right) else (right, left)
    total = met = 0.0
    for word in short:
        weight = len(word) if len(word) > 1 else 0.5
        total += weight
        met += weight * max(_one_word(word, other) for other in long)
    return met / total


@lru_cache(maxsize=200_000)
def _one_word(word: str, other: str) -> float:
    if word == other:
        return 1.0
    if len(word) == 1 or len(other) == 1:
        return 0.9 if word[0] == other[0] else 0.0
    alike = Indel.normalized_similarity(word, other)
    if alike < 0.8 and sound(word) == sound(other):
        return 0.95
    return float(alike) if alike >= 0.7 else 0.0


def _publishers(left: Sketch, right: Sketch) -> tuple[float, Text | None]:
    a, b = left.publisher, right.publisher
    if not a or not b:
        return 0.0, None
    a, b = a.replace(" ", ""), b.replace(" ", "")
    if a in b or b in a or Indel.normalized_similarity(a, b) >= 0.8 or _acronym(a, right.publisher) or _acronym(b, left.publisher):
        return 0.6, Text("penerbit sama", "same publisher")
    return -2.4, Text("penerbit berbeda", "different publishers")


def _acronym(short: str, long: str) -> bool:
    return short == "".join(word[0] for word in long.split()) and len(short) >= 2


def _years(left: Sketch, right: Sketch) -> tuple[float, Text | None]:
    if not left.year or not right.year:
        return 0.0, None
    apart = abs(left.year - right.year)
    if apart == 0:
        return 0.8, Text("tahun sama", "same year")
    if apart == 1:
        return 0.2, None
    if apart <= 3:
        return -0.5, Text(f"tahun berselisih {apart}", f"{apart} years apart")
    return -1.6, Text(f"tahun berselisih {apart}", f"{apart} years apart")


def _absent(left: Sketch, right: Sketch) -> tuple[float, Text | None]:
    """A mark that only one side has: a school level or a role is easily left out, a volume rarely."""
    kinds = left.facts.keys() ^ right.facts.keys()
    speaking = sorted(kinds & _ABSENCE_SPEAKS)
    if speaking:
        name = _FACTS[speaking[0]]
        return -3.2, Text(f"hanya satu yang menyebut {name.id}", f"only one names its {name.en}")
    return (-0.4, None) if kinds else (0.0, None)


