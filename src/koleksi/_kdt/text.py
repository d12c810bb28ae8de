"""The text of a KDT block made even: dashes, ligatures and scanner's slips; where the block begins and ends."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["HEAD", "cut_out", "even", "joined"]

# "Perpustakaan Nasional RI. Data Katalog dalam Terbitan (KDT)", "Perpustakaan Nasional : katalog dalam terbitan (KDT)",
# "National Library of Indonesia Cataloging-in-Publication Data", over one line or two; letters may be misread.
_LIBRARY = (
    r"(?:perpustakaan\s+nas[il1]ona[l1i](?:\s*[,:.]?\s*(?:ri|r\.\s?i\.?|republik\s+indonesia))?"
    r"|national\s+library(?:\s+of\s+(?:the\s+republic\s+of\s+)?indonesia)?)"
)
_CATALOGUE = (
    r"(?:data\s+)?(?:kata[l1i]og(?:isasi)?\s+da[l1i]am\s+ter[bh][il1]tan"
    r"|catalogu?ing[\s-]+in[\s-]+publication(?:\s+data)?)(?:\s*[({\[]\s*(?:kdt|k\.d\.t\.?|cip)\s*[)}\]])?"
)
HEAD = re.compile(
    rf"^[ \t*_]*(?:{_LIBRARY}\s*[.,:;*_-]*\s*{_CATALOGUE}|{_CATALOGUE}(?:\s*[.,:;*_-]*\s*{_LIBRARY}(?=[\s.:*_]*$))?"
    rf"|(?:data\s+)?kdt\s*:?[ \t]*$)[\s.:*_-]*",
    re.IGNORECASE | re.MULTILINE,
)
# What stands on the same page and is not the block.
_AFTER = re.compile(
    r"^[ \t*>|-]*(?:hak\s+(?:cipta|pengarang)\s+(?:dilindungi|pada|©|\d{4}|terjemahan)|all\s+rights"
    r"|dilarang\s+(?:keras|meng|memper)|sanksi\s+pelanggaran|undang-undang\b.*hak\s+cipta|kutipan\s+pasal"
    r"|lingkup\s+hak|"
    r"ketentuan\s+pidana|copyright\b|©|\(c\)|diterbitkan\s+(?:oleh|pertama)|dicetak\s+(?:oleh|di)\b|anggota\s+ikapi"
    r"|isi\s+di\s+luar|redaksi\s*:|alamat\s*:|(?:jalan|jl\.?)\s.*\bno\b|telp\b|telepon\s*:|"
    r"e-?mail\s*:|surel\s*:|https?:|www\.|(?:desain|penata|perancang|tata)\s+(?:letak|isi|sampul|kulit|cover)\s*[:,]"
    r"|cetakan\s+(?:pertama|kedua|ketiga|[ivx]+)\W+(?:[a-z]+\s+)?\d{4}\s*$)",
    re.IGNORECASE | re.MULTILINE,
)
_DASH = re.compile("[\u2012-\u2015\u2212\u2500\u2501]")
_HYPHEN = re.compile("[\u2010\u2011\u00ad]")
# Slips of scanning that leave no doubt about what was printed.
_SLIPS = tuple(
    (re.compile(pattern, re.IGNORECASE), right)
    for pattern, right in (
        (r"\b[l1|!]\s?[S5][B8]N\b|\bIS[8B]N\b|\b[I1l]5BN\b|\bISBH\b", "ISBN"),
        (r"(?<=[\d\s,.])h[l1I|](?:m|rn|nn)\b|(?<=[\d\s])hm\.|(?<=\d)h[l1I]m\b", "hlm"),
        (r"(?<=[\d\s])(?:crn|c m|cnn)\b", "cm"),
        (r"(?<=\d)[lI|](?=\d|\s?cm\b|\s?hlm\b)|(?<=\s)[lI|](?=\d{1,2}\s?cm\b|\d\d\s?hlm\b|9\d\d\b)", "1"),
        (r"(?<=\d)[Oo](?=\d|\s?cm\b|\s?hlm\b)", "0"),
        (r"\bJudu[1I|]\b", "Judul"),
        (r"\b[l1I]akarta\b", "Jakarta"),
        (r"\b(cet|ed|hlm|ilus)['`]", r"\1."),
        (r"(?<=\w)['`]\s+-+(?=\s)", ". --"),
        (r"(?<=[.)\s])-\s-(?=[\s\w])", "--"),
    )
)


def even(text: str) -> str:
    """The same text with one kind of dash and quotation, no ligatures and no invisible marks; lines as they are.

    A long dash is "--", a hyphen "-"; tabs stay, since they part the columns of a labelled block.
    """
    text = unicodedata.normalize("NFKC", text.replace("\u2026", "...")).replace("\r\n", "\n").replace("\r", "\n")
    text = (
        _HYPHEN.sub("-", _DASH.sub("--", text))
        .replace("\u00a0", " ")
        .replace("\u00b7", " -- ")
        .replace("\u2022", " -- ")
    )
    text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))
    for slip, right in _SLIPS:
        text = slip.sub(right, text)
    return text


def cut_out(text: str) -> tuple[str, str]:
    """The block itself, and what stood around it: all before its head, and the rights and addresses below."""
    before = ""
    if head := HEAD.search(text):
        before, text = text[: head.start()], text[head.end() :]
    first = len(text) - len(text.lstrip())
    after = _AFTER.search(text, first)
    if after and after.start() > first:
        return text[: after.start()], f"{before}\n{text[after.start() :]}".strip()
    return text, before.strip()


def joined(lines: list[str]) -> str:
    """The lines as one; a word that was broken at the end of a line is whole again, a doubled word keeps its hyphen."""
    whole = ""
    for line in (" ".join(line.split()) for line in lines):
        if whole.endswith("-") and re.search(r"\w-\Z", whole) and re.match(r"[^\W\d_]", line):
            left, right = re.split(r"[\s-]", whole[:-1])[-1], re.split(r"\W", line, maxsplit=1)[0]
            whole = whole[: None if _keeps_hyphen(left, right) else -1] + line
        elif whole.endswith("-") and re.search(r"\d-\Z", whole) and re.match(r"[\dxX]", line):
            whole += line
        else:
            whole = f"{whole} {line}".strip()
    return whole


def _keeps_hyphen(left: str, right: str) -> bool:
    """ "anak-/anak", "al-/Qur'an", "SMP-/MTs": the hyphen belongs to the word; "per-/pustakaan": to the line."""
    twice = len(left) > 2 and right.casefold().startswith(left.casefold())
    return twice or right[:1].isupper() or left.casefold() in ("al", "non", "anti", "pra", "pasca") or left.isdigit()
