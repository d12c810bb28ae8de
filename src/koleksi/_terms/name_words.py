"""The words that names are made of besides themselves: titles, degrees, particles, words that only bodies bear.

The lists stand in ``data/name_words.csv``; what only a pattern can say stands here.
"""

from __future__ import annotations

import re
from collections import defaultdict

from koleksi._terms.tables import rows

__all__ = [
    "ABU", "ACADEMIC", "AFTER", "ARTICLES", "BEFORE", "CHINESE", "COMPOUND", "CORPORATE", "DEGREES_BEFORE", "ET_AL",
    "GENERATION", "GIVEN", "GLUED_ARTICLE", "INITIALS", "LAST_SUFFIX", "MINANG", "MONOSYLLABLE", "NOBLE_AFTER",
    "ORDERS",
    "ROLES", "SONS", "TIM_GIVEN", "bare",
]  # fmt: skip


def bare(word: str) -> str:
    """A word without stops, commas and case: "Drs." -> "drs"."""
    return re.sub(r"[.,\s]", "", word).casefold()


_OF: defaultdict[str, list[str]] = defaultdict(list)  # kind -> words
for _row in rows("name_words.csv"):
    _OF[_row["kind"]].append(_row["word"])

BEFORE = frozenset(_OF["before"])  # as ``bare`` makes them
ACADEMIC = frozenset(_OF["academic"])
MINANG = frozenset(_OF["minang"])
GIVEN = frozenset(_OF["given"])
LAST_SUFFIX = frozenset(_OF["suffix"])
ROLES = frozenset(_OF["role"])
ORDERS = frozenset(_OF["order"])
NOBLE_AFTER = frozenset(_OF["noble"])
ARTICLES = frozenset(_OF["article"])
SONS = frozenset(_OF["son"])
ABU = frozenset(_OF["abu"])
COMPOUND = frozenset(_OF["compound"])
CHINESE = frozenset(_OF["chinese"])
GENERATION = frozenset(_OF["generation"])
CORPORATE = re.compile(rf"\b(?:{'|'.join(map(re.escape, _OF['body']))})(?:\b|(?<=\.))", re.IGNORECASE)
_ARTICLE = "|".join(_OF["article"])
GLUED_ARTICLE = re.compile(rf"\A({_ARTICLE})[- ][-'\u2019 ]*(?=\w{{3}})", re.IGNORECASE)

# Degrees behind a name, with or without their stops.
AFTER = re.compile(
    r"\A(?:[SMDAB]\.?\s?(?:Ag|Pd|PdI|Pd\.?I|Pd\.?\s?H|Si|Sos|Sosio|Sos\.?I|Kom|Hum|Kes|Sc|Th|Fil|FilI|Psi"
    r"|Ked|Kep|Keb|Farm|Gz|Ik|Ikom|I\.?Kom|IP|TP|Hut|Pt|Pi|Sn|Ds|Ars|Ak|Akt|Ec|Eng|Epid|Hi|HI|EI|E\.?I"
    r"|E\.?Sy|Sy|Stat|Mat|Ling|Li|Div|Min|Kn|Tr|Trop|Biomed|PH|P\.?H|BA|Phil|Ed|Edu|Litt|Lit|Cs|IT|Psych"
    r"|Psikolog|Par|Han|Pust|IIP|I\.?Pust|Tr\.?\w+|M)|S\.?E|S\.?H|S\.?T|S\.?S|S\.?P|S\.?IP|S\.?Kep|S\.?TP"
    r"|M\.?A|M\.?T|M\.?M|M\.?H|M\.?E|M\.?P|M\.?Sc|M\.?Eng|M\.?B\.?A|MBA|M\.?Phil|B\.?A|B\.?Sc|B\.?Eng"
    r"|Ph\.?\s?D|D\.?Ed|Ed\.?D|D\.?Phil|M\.?D|Lc|Dipl|A\.?Md|Amd|Ak|Apt|Psi|Psikolog|Sp\.?\s?\w+|M\.?Kes"
    r"|CPA|CA|CFA|CFP|QIA|BKP|IPM|dkk|et\.? al|Jr|Sr|R\.?A|LL\.?[MB]|J\.?D|NS|Ners)\.?\Z",
    re.IGNORECASE,
)
# Degrees that only a slip puts before a name ("M.Sc Prof. Dr. X"): none of them can be somebody's initials.
DEGREES_BEFORE = re.compile(
    r"\A(?:[MSBD]\.(?:Sc|Pd|Ag|Si|Kom|Hum|Kes|Eng|Phil|Lit|Ed)|Ph\.?\s?D|LL\.?[BM]|PH\.?D|Msce?|MSc|MBA"
    r"|Ms\.Met|Lc)[.,]*\Z",
)
ET_AL = re.compile(
    r"[\s,;.]*(?:[(\[]?\b(?:dkk|et\.? ?al|dan kawan-kawan|dan lain-lain|and others"
    r"|and friends)\b\.?[)\]]?)",
    re.IGNORECASE,
)
MONOSYLLABLE = re.compile(
    r""
    r"\A[b-df-hj-np-tv-z]{0,3}[aeiou]{1,3}[b-df-hj-np-tv-z]{0,2}(?:-[b-df-hj-np-tv-z]{0,3}[aeiou]{1,3}[b-df-hj-np-tv-z]{0,2})?\Z",
    re.IGNORECASE,
)
INITIALS = re.compile(r"\A(?:[A-Z]\.?){1,4}\Z|\A[A-Z][a-z]?\.\Z")
TIM_GIVEN = re.compile(r"\ATim [A-Z]\w*(?:rd|ck|ll|ss|ld|th|rs|rg|ley|son|ton)\Z")  # Tim Burton; "tim" is also a team
