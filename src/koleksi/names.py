"""A name as typed -> the heading it is entered under, and the letters of the call number.

Policies: "last" enters an Indonesian name of two elements or more under its last element, as most
Indonesian libraries do (Perpusnas practice for names without a family name differs by region and is
not followed); "first" under its first. Both leave out degrees and honours, never invert a body's
name, and know where Arabic, Chinese, Dutch and Balinese names are an exception.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from koleksi.errors import UsageError

__all__ = ["POLICIES", "direct", "heading", "is_corporate", "letters", "split", "strip_titles"]

POLICIES = ("last", "first")

# Written without stops and blanks, as ``_bare`` makes them.
_BEFORE = frozenset(
    ["prof", "profdr", "dr", "drs", "dra", "drh", "drg", "ir", "h", "hj", "hajah", "haji", "kh", "kyai", "kiai", "k", "ust", "ustadz", "ustad", "ustaz", "ustadzah", "buya", "syaikh", "syekh", "syeikh", "sheikh", "tgkh", "tgh", "tuan", "mr", "mrs", "ms", "sir", "rev", "pdt", "pendeta", "pastor", "romo", "sr", "br", "fr", "dato", "datin", "jend", "letjen", "mayjen", "brigjen", "laksamana", "kolonel", "kol", "letkol", "mayor", "kapten", "kombes", "akbp", "irjen", "komjen", "ny", "nyonya", "bpk", "bapak", "ibu", "alm", "almh"]
)
_AFTER = re.compile(
    r"\A(?:[SMDAB]\.?\s?(?:Ag|Pd|PdI|Pd\.?I|Si|Sos|Sosio|Kom|Hum|Kes|Sc|Th|Fil|FilI|Psi|Ked|Kep|Keb|Farm|Gz|Ik|Ikom|I\.?Kom|IP|TP|Hut|Pt|Pi|Sn|Ds|Ars|Ak|Akt|Ec|Eng|Epid|Hi|HI|EI|E\.?I|Sy|Stat|Mat|Ling|Li|Div|Min|Kn|Tr|Trop|Biomed|PH|P\.?H|BA|Phil|Ed|Edu|Litt|Lit|Cs|IT|Psych|Psikolog|M)"
    r"|S\.?E|S\.?H|S\.?T|S\.?S|S\.?P|S\.?IP|S\.?Kep|S\.?TP|M\.?A|M\.?T|M\.?M|M\.?H|M\.?E|M\.?P|M\.?Sc|M\.?Eng|M\.?B\.?A|MBA|M\.?Phil|B\.?A|B\.?Sc|B\.?Eng|Ph\.?\s?D|D\.?Ed|Ed\.?D|D\.?Phil|M\.?D|Lc|Dipl|A\.?Md|Amd|Ak|Apt|Psi|Psikolog|Sp\.?\s?\w+|M\.?Kes|CPA|CA|CFA|CFP|QIA|BKP|IPM|dkk|et\.? al|Jr|Sr|R\.?A|LL\.?[MB]|J\.?D|NS|Ners)\.?\Z",
    re.IGNORECASE,
)
_NOBLE = frozenset(["ki", "nyi", "raden", "rm", "rr", "ra", "r", "rt", "ra.", "teuku", "tengku", "tgk", "teungku", "cut", "andi", "daeng", "sutan", "marah", "datuk", "ida", "anak", "gusti", "tubagus", "tb", "ratu", "puang", "la", "we"])
_NOBLE_MOVED = frozenset({"ki", "nyi"})
_CORPORATE = re.compile(
    r"\b(?:departemen|kementerian|kementrian|dinas|badan|pusat|lembaga|direktorat|ditjen|biro|balai|yayasan|perpustakaan|universitas|institut|sekolah|akademi|fakultas|majelis|dewan|komisi|"
    r"komite|panitia|tim|team|kelompok|forum|himpunan|ikatan|persatuan|perhimpunan|asosiasi|republik|pemerintah|provinsi|propinsi|kabupaten|kota|sekretariat|mahkamah|kejaksaan|polri|tni|bank|pt|cv|"
    r"penerbit|redaksi|redaktur|studio|komputer|enterprise|creative|kreatif|media|press|publishing|publisher|club|klub|company|corporation|corp|inc|ltd|group|grup|foundation|institute|university|"
    r"association|society|committee|council|ministry|department|organization|organisation|center|centre|library|museum|laboratorium|indonesia|ri|mui|lipi|bps|depdiknas|kemdikbud|kemendikbud|depag|kemenag|mgmp|musyawarah|ponpes|pesantren|pondok|"
    r"gereja|paguyuban|koperasi|dkk|community|komunitas|madcoms|lks|smk|sma|smp|dharma wanita)\b",
    re.IGNORECASE,
)
_ARTICLES = frozenset(["al", "ar", "as", "ash", "asy", "at", "ath", "ad", "adh", "adz", "an", "az", "el"])
_GLUED = re.compile(r"\A(al|ar|as|ash|asy|at|ath|ad|adh|adz|an|az|el)[-'\u2019 ]+(?=\w{3})", re.IGNORECASE)
_SONS = frozenset(["bin", "binti", "ibn", "bint", "ibni"])
_PARTICLES = frozenset(["de", "den", "der", "van", "von", "da", "di", "du", "la", "le", "dos", "das", "do", "del", "della", "ter", "ten", "st", "st.", "ibnu", "ibn", "abu", "abdul", "abd"])
_PREFIXES = frozenset(["de", "den", "der", "van", "von", "da", "du", "dos", "das", "do", "del", "della", "ter", "ten"])
_COMPOUND = frozenset(["abu", "ibnu", "abdul", "abd", "ummu", "bint"])
_CHINESE = frozenset(
    ["chen", "chan", "tan", "lim", "liem", "lie", "liu", "li", "lee", "ong", "oei", "oey", "kwee", "kwik", "tjan", "tjoa", "go", "goh", "gan", "ang", "njoo", "nio", "the", "thio", "thung", "teng", "tjen", "chiang", "chou", "zhou", "zhang", "wang", "wong", "huang", "wu", "sun", "zhao", "yang", "lin", "he", "ho", "hu", "guo", "kuo", "gu", "xu", "hsu", "zhu", "chu", "mao", "deng", "tang", "song", "sie", "sim", "souw", "siauw", "yap", "yip", "yap", "yeo", "yu", "pan", "han", "hou", "lo", "lu", "luo", "ma", "mo", "po", "sia", "sun"]
)
_MONOSYLLABLE = re.compile(r"\A[b-df-hj-np-tv-z]{0,3}[aeiou]{1,3}[b-df-hj-np-tv-z]{0,2}(?:-[b-df-hj-np-tv-z]{0,3}[aeiou]{1,3}[b-df-hj-np-tv-z]{0,2})?\Z", re.IGNORECASE)
_INITIALS = re.compile(r"\A(?:[A-Z]\.?){1,4}\Z|\A[A-Z][a-z]?\.\Z")
_GENERATION = frozenset(["jr", "sr", "jr.", "sr.", "ii", "iii"])


def _bare(word: str) -> str:
    return re.sub(r"[.,\s]", "", word).casefold()


@lru_cache(maxsize=8192)
def is_corporate(name: str) -> bool:
    """Whether a name is that of a body, which is never inverted: it holds a word that only bodies have."""
    return bool(_CORPORATE.search(name)) and not re.match(r"\A[^,]+,\s*\w+\.?\Z", name)


@lru_cache(maxsize=8192)
def strip_titles(name: str) -> str:
    """The name without degrees, academic and religious titles on either side ("Prof. Dr. H. X, M.A." -> "X")."""
    first, *after = (part.strip() for part in name.split(","))
    kept = [part for part in after if part and not _is_degree(part)]
    words = _without_before(_glue_stops(first).split())
    while len(words) > 1 and _is_suffix(words[-1]):
        words.pop()
    name = " ".join(words)
    return ", ".join([name, *(" ".join(_without_before(_glue_stops(part).split())) for part in kept)]).strip(" ,")


def _glue_stops(text: str) -> str:
    """"Prof.Dr.Hamka" has no blanks to split at."""
    return re.sub(r"(?<=[a-z]{2}\.)(?=[A-Z])|(?<=\b[DHI]r\.)(?=[A-Z])|(?<=\bDrs\.)(?=[A-Z])", " ", text)


def _without_before(words: list[str]) -> list[str]:
    while len(words) > 1 and _bare(words[0]) in _BEFORE and not (len(_bare(words[0])) == 1 and not _is_honour(words)):
        words = words[1:]
    return words


def _is_honour(words: list[str]) -> bool:
    """"H." alone before a full name is Haji; "H. B. Jassin" and "H Hamid" with few words may be an initial."""
    return _bare(words[0]) in ("h", "k") and (len(words) > 2 and not _INITIALS.match(words[1]) or words[0].casefold() == "h." and len(words) == 2)


def _is_degree(part: str) -> bool:
    pieces = part.replace(". ", ".").split()
    return bool(pieces) and all(_AFTER.match(piece) or _AFTER.match(part) for piece in pieces)


def _is_suffix(word: str) -> bool:
    return "." in word.rstrip(".") and bool(_AFTER.match(word)) and not re.fullmatch(r"(?:[A-Z]\.)+[A-Z]?\.?", word) or word.casefold().strip("().") in ("dkk", "phd", "spd", "mpd", "msi", "et", "al", "ed", "eds", "penyunting", "editor", "penerjemah")


def direct(name: str) -> str:
    """The name in direct order: "HIRATA, Andrea." -> "Andrea Hirata"; degrees are left out."""
    plain = strip_titles(name).rstrip(".") if not _ends_in_initial(name) else strip_titles(name)
    left, comma, right = (part.strip() for part in plain.partition(","))
    if not comma and not is_corporate(plain):
        plain = _capitals_last(name, plain)
    if not comma or is_corporate(plain):
        return _case(plain)
    right = right.rstrip(",") if _ends_in_initial(right) else right.rstrip(".,")
    moved = re.search(r"\b(al|el|as|ar|an|at|ad|az|ash|asy)-?\Z", right, re.IGNORECASE)
    if moved:
        return _case(f"{right[: moved.start()].strip()} {moved[1]}-{left}".strip())
    return _case(f"{right} {left}".strip())


def _capitals_last(name: str, plain: str) -> str:
    """"RASJIDI Prof. Dr. H.M": a catalogue's heading without its comma; the capitals are the entry element."""
    words = name.split()
    loud = 0
    while loud < len(words) and words[loud].isupper() and sum(map(str.isalpha, words[loud])) > 3:
        loud += 1
    rest = words[loud:]
    if not loud or not rest or not any(letter.islower() for word in rest for letter in word[1:]):
        return plain
    given = " ".join(_without_before(rest)) if len(rest) > 1 else rest[0]
    return f"{given} {' '.join(words[:loud])}"


def _ends_in_initial(text: str) -> bool:
    return bool(re.search(r"(?:\A|[\s.])[A-Z]\.\s*\Z", text))


def _case(name: str) -> str:
    """A name, or a part of it, typed in capitals as the title page would show it; mixed case as it is."""
    return " ".join(_word_case(word) for word in name.split())


def _word_case(word: str) -> str:
    letters_ = [c for c in word if c.isalpha()]
    if len(letters_) < 4 or not word.isupper() or "." in word.rstrip("."):
        return word
    return re.sub(r"\w+", lambda m: m[0][0] + m[0][1:].lower(), word)


_SEPARATORS = re.compile(r"\s*[;|/\n]\s*|\s+(?:&|dan|and|with|bersama)\s+|\s*&\s*", re.IGNORECASE)
_ET_AL = re.compile(r"[,;]?\s*(?:\(?dkk\.?\)?|\[?et\.? al\.?\]?|dan kawan-kawan|and others)\s*\Z", re.IGNORECASE)


def split(cell: str) -> tuple[str, ...]:
    """The names in a cell, each in direct order. A comma separates names only where neither side can be a
    part of a name: "Echols, John M." is one, "John M. Echols, Hassan Shadily" are two."""
    cell = _ET_AL.sub("", cell.strip())
    if not cell:
        return ()
    if is_corporate(cell) and ";" not in cell:
        return (cell,)
    names: list[str] = []
    for part in _SEPARATORS.split(cell):
        names += _at_commas(part)
    return tuple(dict.fromkeys(filter(None, (direct(name) if not is_corporate(name) else name.strip() for name in names))))


def _at_commas(part: str) -> list[str]:
    pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
    real: list[str] = []
    for piece in pieces:
        if real and _is_degree(piece):
            real[-1] = real[-1]  # a degree belongs to the name before it and is left out
        else:
            real.append(piece)
    if len(real) == 2 and (len(real[0].split()) == 1 or real[0].isupper() and not real[1].isupper()):
        return [", ".join(real)]
    if len(real) == 2 and len(real[1].split()) == 1 and not real[1].isupper() and _INITIALS.match(real[1]):
        return [", ".join(real)]
    if len(real) == 4 and len(real[0].split()) == len(real[2].split()) == 1:
        return [", ".join(real[:2]), ", ".join(real[2:])]
    return real


def heading(name: str, policy: str = "last") -> str:
    """The form a person or body is entered under: "Pramoedya Ananta Toer" -> "Toer, Pramoedya Ananta".

    Raises UsageError for an unknown policy.
    """
    if policy not in POLICIES:
        raise UsageError(f"{policy!r}: pilih / choose {', '.join(POLICIES)}")
    return _heading(name, policy)


@lru_cache(maxsize=16384)
def _heading(name: str, policy: str) -> str:
    if is_corporate(name):
        return name.strip()
    plain = direct(name)
    words = plain.split()
    if len(words) < 2 or policy == "first":
        return plain
    return _under_last(words)


def _under_last(words: list[str]) -> str:
    if _is_chinese(words):
        return " ".join(words) if "-" not in words[-1] else f"{words[0]}, {' '.join(words[1:])}"
    if _bare(words[0]) in _NOBLE_MOVED and len(words) > 2:
        return f"{_under_last(words[1:])}, {words[0]}"
    end = len(words) - 1
    while end > 0 and (_INITIALS.match(words[end]) or _bare(words[end]) in _GENERATION or re.fullmatch(r"[A-Z][a-z]", words[end]) and end > 1):
        end -= 1
    leading = 0
    while leading < end and _INITIALS.match(words[leading]):
        leading += 1
    tail = words[end + 1 :]
    if tail and end - leading < 1:
        return " ".join(words)  # "Djakaria N.E.", "Marga T.": unexplained initials are no entry element
    nisba = _nisba(words[end])
    if _entered_under_own_name(words, end) and not nisba and _bare(words[end - 1]) not in _ARTICLES:
        return " ".join(words)
    before, last = words[:end], " ".join([words[end], *tail])
    if nisba:
        article, last = nisba
        return f"{' '.join([last, *tail])}, {' '.join(before)} {article}-"
    if before and _bare(before[-1]).rstrip("-") in _ARTICLES and (_bare(before[-1]) != "an" or len(before) > 1):
        return f"{last}, {' '.join(before[:-1])} {before[-1].rstrip('-').lower()}-".replace("  ", " ").replace(",  ", ", ")
    return f"{last}, {' '.join(before)}"


def _entered_under_own_name(words: list[str], end: int) -> bool:
    """"Abdullah bin Nuh" has no family name; "Yazid bin Abdul Qadir Jawas" ends in one."""
    sons = [n for n, word in enumerate(words[: end + 1]) if _bare(word) in _SONS and n]
    if not sons or sons[-1] == end:
        return False
    father = words[sons[-1] + 1 : end + 1]
    return len(father) - sum(_bare(word) in _COMPOUND for word in father) <= 1


def _nisba(word: str) -> tuple[str, str] | None:
    """"al-Qarni" -> ("al", "Qarni")."""
    match = _GLUED.match(word)
    return (match[1].lower(), word[match.end() :]) if match and "-" in match[0] + word[match.end() - 1 : match.end()] else None


def _without_initials(name: str) -> str:
    """"M. Agus J. Alam" is filed under Agus: an initial says too little."""
    words = re.sub(r"(?<=\.)(?=[^\W\d_]{2})", " ", name).split()
    while len(words) > 1 and (_INITIALS.match(words[0]) and ("." in words[0] or len(words[0]) == 1) or _bare(words[0]) in ("rm", "ra", "rr", "rmt")):
        words = words[1:]
    return " ".join(words)


def _is_chinese(words: list[str]) -> bool:
    if not 2 <= len(words) <= 3 or _bare(words[0]) not in _CHINESE:
        return False
    return all(_MONOSYLLABLE.match(word) for word in words) and (len(words) == 3 or "-" in words[1])


def letters(name: str, policy: str = "last") -> str:
    """The three letters of the call number: capitals, from the heading, without article ("al-Qarni" -> "QAR").

    "" for an empty name. Raises UsageError for an unknown policy.
    """
    entry = heading(name, policy)
    if policy == "first" and not is_corporate(name):
        entry = _GLUED.sub("", _without_initials(entry))
    plain = unicodedata.normalize("NFKD", entry.partition(",")[0])
    only = "".join(letter for letter in plain if letter.isalpha())
    return only.upper()[:3]
