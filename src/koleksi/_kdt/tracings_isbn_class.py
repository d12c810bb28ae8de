"""What stands beside the description of a KDT block: ISBNs, the class, the numbered subjects and added entries."""

from __future__ import annotations

import re
from dataclasses import dataclass

from koleksi import isbn as numbers

__all__ = ["Class", "Isbn", "class_of", "split_off_class", "split_off_isbns", "split_off_tracings"]

# ISBN


@dataclass(frozen=True, slots=True)
class Isbn:
    """A number as printed, what it is, and the remark beside it ("jil. 1", "no. jil. lengkap", "PDF")."""

    printed: str
    found: numbers.Recognised
    qualifier: str = ""


_LABELLED = re.compile(r"(?:\be-?\s?)?\bISBN(?:[\s-]*1[03]\b(?=\s*:|\s+97))?[ \t]*[.:#]*\s*", re.IGNORECASE)
_RUN = re.compile(r"[\dlI](?:[\dOolIxX]|[A-Za-z](?=[ -]*\d)|[ \t\n-](?=[ \t\n-]*(?:[\dOolIxX]|[A-Za-z]\d))){8,39}")
_BARE = re.compile(r"(?<![\d-])97[89](?:[ -]?\d){10}(?!\d)")
_FILLER = re.compile(r"(?:[xX*.?_-]+[ \t]*)*(?:(?:dalam|sedang|masih)\s+(?:di)?proses)?", re.IGNORECASE)
_QUALIFIER = re.compile(r"\s*\(([^()]{1,40})\)")


def split_off_isbns(text: str) -> tuple[list[Isbn], str]:
    """The ISBNs of a block and the text without them. A number that holds comes with its remark; one that does not is
    kept."""
    found: list[Isbn] = []
    for label in (_LABELLED, _BARE):
        place = 0
        while match := label.search(text, place):
            begin = match.end() if label is _LABELLED else match.start()
            printed, end = _number(text, begin)
            remark = _QUALIFIER.match(text, end)
            if printed:
                one = numbers.recognise(f"ISBN {printed}")
                found.append(Isbn(printed, one, " ".join(remark[1].split()) if remark else one.qualifier))
            text = f"{text[: match.start()]}\n{text[remark.end() if remark else end :].lstrip('.;,')}"
            place = match.start()
    return found, text


def _number(text: str, begin: int) -> tuple[str, int]:
    """The number at a place and where it ends: as much as holds, else what stands on the line."""
    run = _RUN.match(text, begin)
    if not run:
        filler = _FILLER.match(text, begin)
        return "", filler.end() if filler else begin
    ends = [m.end() for m in re.finditer(r"[\dOolIxX](?![\dOolIxX])", run[0])]
    for end in reversed(ends):
        if len(re.sub(r"[\s-]", "", run[0][:end])) in (10, 13) and numbers.recognise(_even(run[0][:end])).isbns:
            return _even(run[0][:end]), begin + end
    line = next((end for end in ends if re.match(r"[ \t]*(?:\n|\Z)", run[0][end:])), len(run[0]))
    return _even(run[0][:line]), begin + line


def _even(run: str) -> str:
    return re.sub(r"\s*-\s*", "-", re.sub(r"\s*\n\s*", " ", run)).strip(" -")


# class


@dataclass(frozen=True, slots=True)
class Class:
    """A class number without blanks ("899.2213"), and the call number where the block bears one ("899.221 HIR l")."""

    number: str = ""
    call_number: str = ""


_D = r"[\dOolI]"
_NUMBER = rf"(?:{_D}{{3}}|2X\d?)(?:\s?[.,]\s?{_D}[\d OolI]*)?"
_EDITION = (
    r"(?:\s*[\[({'/]?\s*(?:DDC|ed\.?)?\s*(?:ed\.?\s*)?2\d(?:st|nd|rd)?\s*[\])}]?|\s*[\[(]\s*(?:DDC|UDC)\s*\d*\s*[\])])?"
)
_LABEL = (
    r"(?:(?:no(?:mor|\.)?\s*)?(?:ddc|klasifikasi|kelas|klas|class(?:ification)?)(?:\s*(?:ed\.?\s*)?2\d)?\s*[:.]?\s*)"
)
_FOOT = re.compile(
    rf"^[ \t]*(?:{_LABEL})?(?P<sign>(?:R|SR|F|FIK|BP|A|C)\s+)?(?P<number>{_NUMBER}){_EDITION}[ \t.]*$",
    re.MULTILINE | re.IGNORECASE,
)
_SAID = re.compile(rf"(?<!\w){_LABEL}(?P<number>{_NUMBER}){_EDITION}", re.IGNORECASE)
_LAST = re.compile(rf"(?<=[.)\s])\s*(?P<number>(?:\d{{3}}|2X\d)(?:[.,]\d[\d ]*)?){_EDITION}[\s.]*\Z")
_COLUMN = re.compile(
    rf"\A\s*(?P<sign>[A-Z]{{1,4}}[ \t]*\n\s*)?(?P<number>{_NUMBER}|F|FIK)[ \t]*\n[ "
    rf"\t]*(?P<author>[A-Z][A-Za-z]{{2}})[ \t]*\n[ \t]*(?P<title>[a-z])[ \t]*\n"
)
_BESIDE = re.compile(
    rf"\A\s*(?P<number>{_NUMBER}|F|FIK)(?:[ \t]*\n[ \t]*|[ "
    rf"\t]{{2,}})(?P<first>.*?)(?<!\S)(?P<author>[A-Z][A-Za-z]{{2}})[ \t]+(?P<second>\S.*\n)[ \t]*(?P<title>[a-z])[ "
    rf"\t]+(?P<third>\S)",
    re.DOTALL,
)


def class_of(text: str) -> str:
    """A class number as printed ("899.221 3 [23]") without blanks, edition and slips; "" where there is none."""
    found = re.match(rf"\s*(?:{_LABEL})?(?P<number>{_NUMBER}){_EDITION}", text, re.IGNORECASE)
    return _digits(found["number"]) if found else ""


def _digits(number: str) -> str:
    return re.sub(r"\s", "", number).translate(str.maketrans("OolI,", "0011.")).upper().rstrip(".")


def split_off_class(text: str) -> tuple[Class, str]:
    """The class at the foot, behind a label, or in the column at the left; and the text without it."""
    for pattern in (_COLUMN, _BESIDE):
        if (column := pattern.match(text)) and (pattern is _COLUMN or _stands_beside(column)):
            return _from_column(column), _without_column(column, text)
    feet = list(_FOOT.finditer(text))
    found = feet[-1] if feet else _SAID.search(text) or _LAST.search(text)
    if not found:
        return Class(), text
    return Class(_digits(found["number"])), f"{text[: found.start()]}\n{text[found.end() :]}"


def _stands_beside(column: re.Match[str]) -> bool:
    """Letters at the left that repeat the beginning of the heading and of the title."""
    heading = re.sub(r"\W", "", column["second"])[:3]
    return (
        column["first"].count("\n") == 0
        and column["author"].casefold() == heading.casefold()
        and column["title"] == column["third"].casefold()
    )


def _from_column(column: re.Match[str]) -> Class:
    number = _digits(column["number"]) if column["number"][0].isdigit() else ""
    shown = number or column["number"]
    return Class(number, f"{shown} {column['author']} {column['title']}")


def _without_column(column: re.Match[str], text: str) -> str:
    if column.re is _COLUMN:
        return text[column.end() :]
    return f"{column['first']}\n{column['second']}{column['third']}{text[column.end() :]}"


# subjects and added entries

_ENTRY = re.compile(r"(?:(?<=\s)|\A)(?P<n>[\dIVXl|]{1,4})\s*[.)]\s*(?=[^\W\d_\"'(])")
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def split_off_tracings(text: str) -> tuple[str, list[str], list[str]]:
    """The text before the first numbered entry, the subjects (arabic numbers) and the added entries (roman numbers).

    A number counts only where it is the next one due, so that "Perang Dunia II." parts nothing.
    """
    arabic, roman, start = 0, 0, -1
    text = re.sub(r"(?<=[.)])(?=[IVX]+\.\s?(?:Judul|Seri|Title)\b)", " ", text)
    cuts: list[tuple[int, int, bool]] = []
    for entry in _ENTRY.finditer(text):
        due = _due(entry["n"], arabic, roman, text[entry.end() :])
        if not due or _closes_bracket(text[: entry.end()]):
            continue
        arabic, roman = (arabic + 1, roman) if due == "arabic" else (arabic, roman + 1)
        start = entry.start() if start < 0 else start
        cuts.append((entry.start(), entry.end(), due == "roman"))
    if not cuts:
        return text, [], []
    ends = [cut[0] for cut in cuts[1:]] + [len(text)]
    said = [(text[begin:end].strip(" .,;\n"), is_roman) for (_, begin, is_roman), end in zip(cuts, ends, strict=True)]
    return (
        text[:start],
        [_subject(entry) for entry, is_roman in said if not is_roman],
        [entry for entry, is_roman in said if is_roman],
    )


def _closes_bracket(text: str) -> bool:
    """Whether the number at the end of a text is a series' own: "(Tema; 1)"."""
    return text.rstrip().endswith(")") and text.count("(") == text.count(")")


def _due(number: str, arabic: int, roman: int, behind: str) -> str:
    """ "arabic" or "roman" where the number is the next of its row; a misread "l" or "1" may be a roman one."""
    as_roman = number.translate(str.maketrans("l|1", "III"))
    if (
        number.isdigit()
        and roman == 0
        and int(number) == arabic + 1
        and not (number == "1" and re.match(r"Judul\b", behind))
    ):
        return "arabic"
    if as_roman == _ROMAN[min(roman + 1, 10)]:
        only_entry = (
            roman == 0
            and arabic == 0
            and not re.match(r"Judul\b|Seri\b", behind)
            and re.search(r"(?:\s|\A)[Il1|]\.\s*(?:Judul|[A-Z])", behind)
        )
        return "arabic" if only_entry else "roman"
    return ""


def _subject(entry: str) -> str:
    """ "ISLAM--AJARAN" with its marks as the program keeps them: "ISLAM -- AJARAN"."""
    return re.sub(r"\s*--+\s*|\s+-\s+", " -- ", entry).strip(" -.")
