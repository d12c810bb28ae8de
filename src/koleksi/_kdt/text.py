"""The text of a KDT block made even: dashes, ligatures and scanner's slips; where the block begins and ends."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["HEAD", "cut_out", "even", "joined", "within_reason"]

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
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
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


# Words that stand in every block, with their letters parted by a PDF: "h l m .", "c m", "I S B N".
_PARTED = re.compile(
    r"(?<![^\W_])(?:" + "|".join(r"[ \t]".join(word) for word in ("hlm", "cm", "ISBN", "ilus", "jil", "cet", "Judul"))
    + r")(?![^\W_])", re.IGNORECASE,
)  # fmt: skip
_STOP_APART = re.compile(r"(?<=[^\W\d_])[ \t]+(?=\.(?![.\w-])(?![ \t]?-))|(?<=\w)[ \t]+(?=,[ \t])")
_LETTERS_OF_LINE = 6  # single letters and more, and hardly a word: a line whose letters are parted


def _mended_line(line: str) -> str:
    """A line whose letters a PDF parted ("B u d i   S a n t o s o"): wider gaps part its words."""
    tokens = line.split()
    if len(tokens) < _LETTERS_OF_LINE or 10 * sum(len(token) == 1 for token in tokens) < 9 * len(tokens):
        return line
    words = re.split(r"[ \t]{2,}", line.strip())
    return " ".join(word.replace(" ", "") for word in words) if len(words) > 1 or tokens[0] in "IO0123456789" else line


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
    text = _CONTROLS.sub("", text)
    if not text.isascii():
        unseen = {ord(c): None for c in set(text) if unicodedata.category(c) in ("Cf", "Cs", "Co")}
        text = text.translate(unseen) if unseen else text
    text = "\n".join(map(_mended_line, text.split("\n")))
    text = _STOP_APART.sub("", _PARTED.sub(lambda parted: re.sub(r"[ \t]", "", parted[0]), text))
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


_LONGEST = 6_000  # characters; the longest of real blocks have 3,000
_RUN = 60  # of one mark or blank, wider than any column is indented
_LONG_RUN = re.compile(rf"([^\w\n])\1{{{_RUN},}}|\n(?:[ \t]*\n){{3,}}")


def within_reason(block: str) -> tuple[str, str]:
    """The block as far as one can reach, and what stands behind that. Lines of one mark are cut short."""
    block = _LONG_RUN.sub(lambda run: run[1] * _RUN if run[1] else "\n\n\n", block)
    return block[:_LONGEST], block[_LONGEST:].strip()


_WORD = 80  # letters that no word reaches


def joined(lines: list[str]) -> str:
    """The lines as one; a word that was broken at the end of a line is whole again, a doubled word keeps its hyphen."""
    whole = ""
    for line in (" ".join(line.split()) for line in lines):
        if re.search(r"\w-\Z", whole[-2:]) and re.match(r"[^\W\d_]", line):
            left, right = re.split(r"[\s-]", whole[-_WORD:-1])[-1], re.split(r"\W", line, maxsplit=1)[0]
            whole = whole[: None if _keeps_hyphen(left, right) else -1] + line
        elif re.search(r"\d-\Z", whole[-2:]) and re.match(r"[\dxX]", line):
            whole += line
        else:
            whole = f"{whole} {line}".strip()
    return whole


def _keeps_hyphen(left: str, right: str) -> bool:
    """ "anak-/anak", "al-/Qur'an", "SMP-/MTs": the hyphen belongs to the word; "per-/pustakaan": to the line."""
    twice = len(left) > 2 and right.casefold().startswith(left.casefold())
    return twice or right[:1].isupper() or left.casefold() in ("al", "non", "anti", "pra", "pasca") or left.isdigit()
