"""Field 245 as catalogues want it: indicators that agree with the record, ISBD punctuation, articles passed over in
filing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from koleksi._marc.fields import Raw, is_control
from koleksi._marc.fixed import articles
from koleksi._marc.rules import complaint
from koleksi.book import Problem

__all__ = ["check_title"]

_MAIN = ("100", "110", "111", "130")
_ISBD = "ai"  # leader/18: AACR2 or ISBD with its punctuation


def check_title(raw: Raw) -> Iterator[Problem]:
    """Complaints about the title field of a record that has one."""
    field = next((field for field in raw.fields if field[0] == "245"), None)
    if field is None or is_control(field[0]):
        return
    _, indicators, subfields = field
    if "a" not in [code for code, _ in subfields]:
        yield complaint("245-no-a", "245", "")
    has_main = any(tag in _MAIN for tag, _, _ in raw.fields)
    if has_main and indicators[:1] == "0":
        yield complaint("245-ind1", "245", indicators, wording="245-ind1/main-entry")
    if not has_main and indicators[:1] == "1":
        yield complaint("245-ind1", "245", indicators, wording="245-ind1/no-main-entry")
    yield from _filing(raw, indicators, subfields)
    if raw.leader[18:19] in tuple(_ISBD):
        yield from _punctuation(subfields)


def _filing(raw: Raw, indicators: str, subfields: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    """The second indicator against the article that the title begins with, by the language in 008."""
    fixed = next((data for tag, data, _ in raw.fields if tag == "008"), "")
    title = next((value for code, value in subfields if code == "a"), "").casefold()
    skipped = indicators[1:2]
    if not skipped.isdecimal():  # isdigit() holds for "²", of which int() makes nothing
        return
    article = next((word for word in articles(fixed[35:38]) if title.startswith(word)), "")
    if article and skipped == "0":
        yield complaint(
            "245-filing", "245", indicators, wording="245-filing/article", article=article.strip(), length=len(article)
        )
    if skipped != "0" and title[int(skipped) - 1 : int(skipped)] not in (" ", "'", "-", '"', "\u2019"):
        yield complaint("245-filing", "245", indicators, wording="245-filing/no-article", skipped=skipped)


def _punctuation(subfields: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    """ISBD: " :" before $b, " /" before $c, "." before $n, "," or "." before $p, a stop at the end."""
    for (before, text), (code, _) in zip(subfields, subfields[1:], strict=False):
        marks = {"b": (" :", " ;", " ="), "c": (" /",), "n": (".",), "p": (",",) if before == "n" else (".",)}.get(
            code, ()
        )
        if marks and before != "h" and not text.rstrip().endswith(marks):
            yield complaint("245-isbd", "245", f"${code}", mark=marks[0].strip())
    if subfields and subfields[-1][1].rstrip()[-1:] not in tuple(".?!"):
        yield complaint("245-stop", "245", subfields[-1][1][-40:])
