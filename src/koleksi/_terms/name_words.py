"""The words that names are made of besides themselves: titles, degrees, particles, words that only bodies bear.

General knowledge of Indonesian usage, gathered by kind; a word belongs to one kind only.
"""

from __future__ import annotations

import re

__all__ = [
    "ABU", "ACADEMIC", "AFTER", "ARTICLES", "BEFORE", "CHINESE", "COMPOUND", "CORPORATE", "DEGREES_BEFORE", "ET_AL", "GENERATION", "GIVEN", "GLUED_ARTICLE",
    "INITIALS", "LAST_SUFFIX", "MINANG", "MONOSYLLABLE", "NOBLE_AFTER", "ORDERS", "ROLES", "SONS", "TIM_GIVEN", "bare",
]  # fmt: skip


def bare(word: str) -> str:
    """A word without stops, commas and case: "Drs." -> "drs"."""
    return re.sub(r"[.,\s]", "", word).casefold()


# Before a name, as ``bare`` makes them: academic, religious, military, civil.
BEFORE = frozenset(
    [
        "prof",
        "profdr",
        "tgk",
        "dr",
        "drs",
        "dra",
        "drh",
        "drg",
        "ir",
        "h",
        "hj",
        "hajah",
        "haji",
        "hajjah",
        "kh",
        "k",
        "kyai",
        "kiai",
        "ust",
        "ustadz",
        "ustad",
        "ustaz",
        "ustadzah",
        "ustdz",
        "buya",
        "syaikh",
        "syekh",
        "syeikh",
        "sheikh",
        "shaikh",
        "shiekh",
        "syeh",
        "syech",
        "tgkh",
        "tgh",
        "tuan",
        "mr",
        "mrs",
        "ms",
        "miss",
        "sir",
        "rev",
        "pdt",
        "pendeta",
        "pastor",
        "pst",
        "romo",
        "sr",
        "br",
        "fr",
        "dato",
        "datin",
        "jend",
        "jenderal",
        "djendral",
        "letjen",
        "mayjen",
        "brigjen",
        "laksamana",
        "laksda",
        "laksdya",
        "marsekal",
        "kolonel",
        "kol",
        "letkol",
        "mayor",
        "kapten",
        "kombes",
        "akbp",
        "irjen",
        "komjen",
        "brigjend",
        "ny",
        "nyonya",
        "nn",
        "nona",
        "bpk",
        "bapak",
        "ibu",
        "alm",
        "almh",
        "almarhum",
        "almarhumah",
        "proff",
        "habib",
    ]
)
# Degrees behind a name, with or without their stops.
AFTER = re.compile(
    r"\A(?:[SMDAB]\.?\s?(?:Ag|Pd|PdI|Pd\.?I|Pd\.?\s?H|Si|Sos|Sosio|Sos\.?I|Kom|Hum|Kes|Sc|Th|Fil|FilI|Psi|Ked|Kep|Keb|Farm|Gz|Ik|Ikom|I\.?Kom|IP|TP|Hut|Pt|Pi|Sn|Ds|Ars|Ak|Akt|Ec|Eng|Epid|Hi|HI|EI|E\.?I|E\.?Sy|Sy|Stat|Mat|Ling|Li|Div|Min|Kn|Tr|Trop|Biomed|PH|P\.?H|BA|Phil|Ed|Edu|Litt|Lit|Cs|IT|Psych|Psikolog|Par|Han|Pust|IIP|I\.?Pust|Tr\.?\w+|M)"
    r"|S\.?E|S\.?H|S\.?T|S\.?S|S\.?P|S\.?IP|S\.?Kep|S\.?TP|M\.?A|M\.?T|M\.?M|M\.?H|M\.?E|M\.?P|M\.?Sc|M\.?Eng|M\.?B\.?A|MBA|M\.?Phil|B\.?A|B\.?Sc|B\.?Eng|Ph\.?\s?D|D\.?Ed|Ed\.?D|D\.?Phil|M\.?D|Lc|Dipl|A\.?Md|Amd|Ak|Apt|Psi|Psikolog|Sp\.?\s?\w+|M\.?Kes|CPA|CA|CFA|CFP|QIA|BKP|IPM|dkk|et\.? al|Jr|Sr|R\.?A|LL\.?[MB]|J\.?D|NS|Ners)\.?\Z",
    re.IGNORECASE,
)
ACADEMIC = frozenset(
    ["prof", "dr", "drs", "dra", "drh", "drg", "ir", "kh", "hj", "apt", "ust", "ustadz"]
)  # may stand behind a comma
MINANG = frozenset(["dt", "dtk", "datuk", "datuak"])  # opens a title that follows the name: "Dt. Rajo Penghulu"
GIVEN = frozenset(["ali", "amin", "asi", "mei"])  # names that would be degrees without stops (A.Li., A.Min. ...)
# Degrees that only a slip puts before a name ("M.Sc Prof. Dr. X"): none of them can be somebody's initials.
DEGREES_BEFORE = re.compile(
    r"\A(?:[MSBD]\.(?:Sc|Pd|Ag|Si|Kom|Hum|Kes|Eng|Phil|Lit|Ed)|Ph\.?\s?D|LL\.?[BM]|PH\.?D|Msce?|MSc|MBA|Ms\.Met|Lc)[.,]*\Z"
)
LAST_SUFFIX = frozenset(
    [
        "phd",
        "spd",
        "mpd",
        "msi",
        "msc",
        "mba",
        "mag",
        "sag",
        "mhum",
        "mkom",
        "skom",
        "et",
        "al",
        "ed",
        "eds",
        "penyunting",
        "editor",
        "penerjemah",
    ]
)
ROLES = frozenset(
    ["penulis", "pengarang", "penyusun", "penyadur", "ilustrator", "author", "translator", "illustrator"]
)  # behind a name, in brackets or small letters
ORDERS = frozenset(["ofm", "sj", "svd", "msf", "cicm", "msc", "ofmcap", "osb", "cssr", "mscs"])
ET_AL = re.compile(
    r"[\s,;.]*(?:[(\[]?\b(?:dkk|et\.? ?al|dan kawan-kawan|dan lain-lain|and others|and friends)\b\.?[)\]]?)",
    re.IGNORECASE,
)

NOBLE_AFTER = frozenset({"ki", "nyi"})  # put behind the rest: "Dewantara, Hajar, Ki"
CORPORATE = re.compile(
    r"\b(?:departemen|departement|dep\.|kementerian|kementrian|dinas|badan|pusat|puslitbang|lembaga|direktorat|ditjen|dirjen|biro|balai|yayasan|perpustakaan|universitas|universiti|institut|sekolah|akademi|politeknik|fakultas|jurusan|prodi|"
    r"majelis|dewan|komisi|komite|panitia|tim|team|kelompok|forum|himpunan|ikatan|persatuan|perhimpunan|asosiasi|republik|pemerintah|pemda|pemkab|pemkot|provinsi|propinsi|kabupaten|kota|kecamatan|kelurahan|sekretariat|mahkamah|kejaksaan|polri|tni|bank|pt|cv|"
    r"penerbit|redaksi|redaktur|studio|komputer|enterprise|creative|kreatif|media|press|publishing|publisher|club|klub|company|corporation|corp|inc|ltd|group|grup|foundation|institute|university|"
    r"association|society|committee|council|ministry|department|organization|organisation|center|centre|centrum|library|museum|laboratorium|lab\.|indonesia|ri|mui|lipi|brin|bps|bnn|bkkbn|depdikbud|depdiknas|kemdikbud|kemendikbud|kemdikbudristek|depag|kemenag|kemenkes|mgmp|musyawarah|ponpes|pesantren|pondok|masjid|"
    r"gereja|keuskupan|paguyuban|koperasi|community|komunitas|madcoms|lks|smk|sma|smp|itb|ugm|ipb|unpad|undip|unair|dharma wanita|pkk|international|teamwork|scientists?|solusindo)(?:\b|(?<=\.))",
    re.IGNORECASE,
)
ARTICLES = frozenset(["al", "ar", "as", "ash", "asy", "at", "ath", "ad", "adh", "adz", "an", "az", "el"])
GLUED_ARTICLE = re.compile(r"\A(al|ar|as|ash|asy|at|ath|ad|adh|adz|an|az|el)[- ][-'\u2019 ]*(?=\w{3})", re.IGNORECASE)
SONS = frozenset(["bin", "binti", "ibn", "bint", "ibni"])
ABU = frozenset(["abu", "ibn", "ibnu", "ummu"])  # a classical Arabic name begins so: its last element is the known one
COMPOUND = frozenset(["abu", "ibnu", "abdul", "abd", "ummu", "bint"])
CHINESE = frozenset(
    [
        "chen",
        "chan",
        "tan",
        "lim",
        "liem",
        "lie",
        "liu",
        "li",
        "lee",
        "ong",
        "oei",
        "oey",
        "kwee",
        "kwik",
        "tjan",
        "tjoa",
        "go",
        "goh",
        "gan",
        "ang",
        "njoo",
        "nio",
        "the",
        "thio",
        "thung",
        "teng",
        "tjen",
        "chiang",
        "chou",
        "zhou",
        "zhang",
        "wang",
        "wong",
        "huang",
        "wu",
        "sun",
        "zhao",
        "yang",
        "lin",
        "he",
        "ho",
        "hu",
        "guo",
        "kuo",
        "gu",
        "xu",
        "hsu",
        "zhu",
        "chu",
        "mao",
        "deng",
        "tang",
        "song",
        "sie",
        "sim",
        "souw",
        "siauw",
        "yap",
        "yip",
        "yeo",
        "yu",
        "pan",
        "han",
        "hou",
        "lo",
        "lu",
        "luo",
        "ma",
        "mo",
        "po",
        "sia",
    ]
)
MONOSYLLABLE = re.compile(
    r"\A[b-df-hj-np-tv-z]{0,3}[aeiou]{1,3}[b-df-hj-np-tv-z]{0,2}(?:-[b-df-hj-np-tv-z]{0,3}[aeiou]{1,3}[b-df-hj-np-tv-z]{0,2})?\Z",
    re.IGNORECASE,
)
INITIALS = re.compile(r"\A(?:[A-Z]\.?){1,4}\Z|\A[A-Z][a-z]?\.\Z")
TIM_GIVEN = re.compile(r"\ATim [A-Z]\w*(?:rd|ck|ll|ss|ld|th|rs|rg|ley|son|ton)\Z")  # Tim Burton; "tim" is also a team
GENERATION = frozenset(["jr", "sr", "ii", "iii"])
