"""Understanding a title before comparing it.

General tools fail on volumes, classes and semesters, not on typing errors: "IPA kelas VII" and "IPA
kelas VIII" are 98 % alike and never the same book. So the numbers are taken out of a title first and
compared as facts; what is left is compared as text.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["Understood", "edition_number", "fold", "number", "sound", "understand"]


@dataclass(frozen=True, slots=True)
class Understood:
    """A title taken apart. ``facts``: what distinguishes parts of one work, (kind, value) by kind:
    volume, class, semester, juz, edition, issue, level, role. ``words``: the words that are left,
    folded; ``main``: how many of them stand before the subtitle."""

    facts: tuple[tuple[str, str], ...]
    words: tuple[str, ...]
    main: int

    @property
    def core(self) -> str:
        return " ".join(self.words)


_ROMAN = re.compile(r"(?=[ivxlc])(?:c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})\Z")
_ROMAN_VALUE = MappingProxyType({"i": 1, "v": 5, "x": 10, "l": 50, "c": 100})
_SPELLED = MappingProxyType(
    {
        "satu": 1, "dua": 2, "tiga": 3, "empat": 4, "lima": 5, "enam": 6, "tujuh": 7, "delapan": 8, "sembilan": 9, "sepuluh": 10,
        "sebelas": 11, "duabelas": 12, "pertama": 1, "kesatu": 1, "kedua": 2, "ketiga": 3, "keempat": 4, "kelima": 5, "keenam": 6,
        "ketujuh": 7, "kedelapan": 8, "kesembilan": 9, "kesepuluh": 10,
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
        "ganjil": 1, "gasal": 1, "genap": 2,
    }
)  # fmt: skip
_N = r"(?:ke[- ]?)?(?P<n>\d{1,3}|[ivxlc]{1,6}|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|pertama|kesatu|kedua|ketiga|keempat|kelima|keenam|one|two|three|four|five|six|seven|eight|nine|ten|ganjil|gasal|genap)(?:st|nd|rd|th)?"
_SEP = r"[\s.:#]*"
_MARKS = (
    ("printing", rf"\b(?:cetakan|cet|ctk|printing|impression){_SEP}{_N}\b"),
    ("class", rf"\b(?:kelas|kls|kl|grade|tingkat){_SEP}{_N}\b"),
    ("semester", rf"\b(?:semester|smt|sem|smstr|caturwulan|cawu){_SEP}{_N}\b"),
    ("juz", rf"\b(?:juz|juzu|juz'|juz'amma){_SEP}{_N}\b"),
    ("issue", r"\b(?:no|nomor|edisi|vol)?[\s.]*(?P<n>\d{1,3})\s*/\s*(?:\d{4}|[ivx]+)\b"),
    ("edition", rf"\b(?:edisi|ed|edn|edition|terbitan){_SEP}{_N}\b"),
    ("edition", r"\b(?P<n>\d{1,2}|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|first)(?:st|nd|rd|th)?\s*(?:edition|edn|ed|e)\b"),
    ("edition", r"\b(?:edisi|ed|edition)[\s.]*(?P<n>revisi|rev|terbaru|baru|revised)\b|\brevised\s+(?:edition|ed)\b"),
    ("volume", rf"\b(?:jilid|jld|jil|jl|volume|vol|buku|book|bagian|bag|part|seri|series|tome|band|bd|volume){_SEP}{_N}\b"),
    ("volume", r"#\s*(?P<n>\d{1,3})\b"),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _MARKS)
_HINT = re.compile(r"\d|#|\b(?:kelas|kls|kl|grade|tingkat|sem|smt|jil|jld|jl|vol|buku|book|part|bag|seri|tome|band|bd|edi|ed|rev|juz|cet|cawu|catur)")
# Curricula come and go on the cover of one and the same edition.
_CURRICULUM = re.compile(r"\b(?:kurikulum|kur|k)[\s.-]*(?:\d{4}|\d{2}|merdeka|ktsp|kbk)\b|\bktsp\b|\bkurikulum merdeka\b")
_LEVELS = (
    ("sma", r"\b(?:sma|ma|smu|aliyah|slta)\b"), ("smk", r"\b(?:smk|mak)\b"), ("smp", r"\b(?:smp|mts|sltp|tsanawiyah)\b"),
    ("sd", r"\b(?:sd|mi|ibtidaiyah)\b"), ("tk", r"\b(?:tk|paud|ra)\b"),
)  # fmt: skip
_LEVELS_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in _LEVELS)
_ROLES = (
    ("guru", re.compile(r"\b(?:buku|pegangan|panduan|petunjuk) (?:pegangan |panduan )?guru\b|\bteacher'?s\b")),
    ("siswa", re.compile(r"\bbuku siswa\b|\bstudent'?s book\b")),
    ("kunci", re.compile(r"\bkunci (?:jawaban)?\b|\banswer key\b|\bsolutions? manual\b")),
    ("lks", re.compile(r"\b(?:lks|lembar kerja|workbook|buku kerja)\b")),
    ("ringkasan", re.compile(r"\b(?:ringkasan|rangkuman|ikhtisar|summary of)\b")),
    ("pembahasan", re.compile(r"\b(?:pembahasan|bedah|ulasan)\b")),
    ("soal", re.compile(r"\b(?:kumpulan|bank|latihan) soal\b")),
    ("panduan", re.compile(r"\b(?:panduan|study guide|buku pendamping|companion)\b")),
)  # fmt: skip
_SUBTITLE = re.compile(r"\s*[:;=]\s*|\s+[-\u2013\u2014]\s*|\s*[-\u2013\u2014]\s+|\s*[(\[]")
_WORD = re.compile(r"[^\W_]+")
_ABBREVIATIONS = MappingProxyType({"utk": "untuk", "dgn": "dengan", "yg": "yang", "dlm": "dalam", "pd": "pada", "dr": "dari", "ttg": "tentang", "ind": "indonesia", "pend": "pendidikan", "mtk": "matematika", "bhs": "bahasa", "kls": "kelas"})
_STOP = frozenset(["the", "a", "an", "and", "of", "to", "in", "for", "on", "dan", "di", "ke", "dari", "yang", "untuk", "dengan", "pada", "dalam"])


def fold(text: str) -> str:
    """Lower case without accents; every apostrophe and quote alike."""
    text = text.casefold()
    if not text.isascii():
        text = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
        text = text.replace("\u2019", "'").replace("\u02bf", "'").replace("\u02be", "'").replace("`", "'").replace("\u2018", "'")
    return text


def number(text: str) -> str:
    """"VII", "7", "07", "tujuh" -> "7"; anything else as it is."""
    text = text.casefold().strip(" .")
    if text.isdecimal():
        return str(int(text))
    if text in _SPELLED:
        return str(_SPELLED[text])
    if text and _ROMAN.match(text):
        values = [_ROMAN_VALUE[letter] for letter in text]
        return str(sum(-v if v < nxt else v for v, nxt in zip(values, [*values[1:], 0], strict=True)))
    return text


def edition_number(text: str) -> str:
    """The edition that a field says: "Edisi ke-2" -> "2", "Ed. rev." -> "rev"; "" for a first edition or a printing."""
    folded = fold(text)
    for kind, pattern in _COMPILED:
        if kind == "edition" and (match := pattern.search(folded)):
            return _edition(match["n"])
    return "" if kind_of_printing(folded) else _edition(folded) if folded.isdecimal() else ""


def kind_of_printing(folded: str) -> bool:
    """Whether the text speaks of a printing (cetakan), which never distinguishes editions."""
    return _COMPILED[0][1].search(folded) is not None


def _edition(said: str | None) -> str:
    if said is None or said.startswith(("rev", "baru", "terbaru")):
        return "rev"
    value = number(said)
    return "" if value == "1" else value


def understand(title: str) -> Understood:
    """Take a title apart. Typing errors in the marks themselves leave them among the words."""
    text = fold(title)
    facts: dict[str, str] = {}
    text = _CURRICULUM.sub(" ", text)
    if _HINT.search(text):
        text = _take_marks(text, facts)
    for kind, patterns in (("level", _LEVELS_COMPILED), ("role", _ROLES)):
        said = [name for name, pattern in patterns if pattern.search(text)]
        if said:
            facts[kind] = "+".join(said)
    pieces = _SUBTITLE.split(text, maxsplit=1)
    main = _words(pieces[0])
    rest = _words(pieces[1]) if len(pieces) > 1 else ()
    _take_bare_numbers(main, facts)
    return Understood(tuple(sorted(facts.items())), (*main, *rest), len(main))


def _take_marks(text: str, facts: dict[str, str]) -> str:
    for kind, pattern in _COMPILED:
        match = pattern.search(text)
        if not match:
            continue
        value = _edition(match["n"]) if kind == "edition" else number(match["n"])
        if not value.isdecimal() and kind != "edition":
            continue
        if value and kind != "printing":
            facts.setdefault(kind, value)
        text = f"{text[: match.start()]} {text[match.end() :]}"
    return text


def _take_bare_numbers(words: tuple[str, ...], facts: dict[str, str]) -> None:
    """Bare numbers in the main title ("Doraemon 2", "IPA 1") distinguish as volumes do."""
    bare = [word for word in words if word.isdecimal() and not (len(word) == 4 and word[:2] in ("19", "20"))]
    if words and len(words) > 1 and words[-1] in ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"):
        bare.append(number(words[-1]))
    if bare:
        facts["number"] = "+".join(str(int(word)) for word in bare)


def _words(text: str) -> tuple[str, ...]:
    return tuple(_ABBREVIATIONS.get(word, word) for word in _WORD.findall(text.replace("'", "")) )


_OLD_SPELLING = (("tj", "c"), ("dj", "j"), ("nj", "ny"), ("sj", "sy"), ("oe", "u"), ("ch", "kh"))
_SOUNDS = (("kh", "h"), ("sy", "s"), ("sh", "s"), ("ts", "s"), ("dz", "z"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("gh", "g"), ("q", "k"), ("v", "f"), ("y", "i"))
_DOUBLE = re.compile(r"(.)\1+")


def sound(word: str) -> str:
    """A word as it sounds: old spelling, transliteration and doubled letters made alike (Djakarta, Jakarta;
    fiqih, fikih; shalat, salat). A key for finding candidates, never proof."""
    for old, new in _OLD_SPELLING:
        word = word.replace(old, new)
    for old, new in _SOUNDS:
        word = word.replace(old, new)
    return _DOUBLE.sub(r"\1", word).rstrip("h")
