"""Field 245 as catalogues want it: indicators that agree with the record, ISBD punctuation, articles passed over in
filing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from koleksi._marc.fields import Raw, is_control
from koleksi._marc.fixed import articles
from koleksi._marc.rules import complaint
from koleksi.book import Problem, Text

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
        yield complaint(
            "245-no-a",
            "245",
            "",
            Text("245 tanpa $a.", "245 without $a."),
            Text("Isi judul di $a.", "Put the title into $a."),
        )
    has_main = any(tag in _MAIN for tag, _, _ in raw.fields)
    if has_main and indicators[:1] == "0":
        yield complaint(
            "245-ind1",
            "245",
            indicators,
            Text(
                "Ada tajuk utama, indikator 1 dari 245 seharusnya 1.",
                "There is a main entry: indicator 1 of 245 should be 1.",
            ),
            Text("Ubah indikator.", "Change the indicator."),
        )
    if not has_main and indicators[:1] == "1":
        yield complaint(
            "245-ind1",
            "245",
            indicators,
            Text(
                "Tidak ada tajuk utama, indikator 1 dari 245 seharusnya 0.",
                "There is no main entry: indicator 1 of 245 should be 0.",
            ),
            Text("Ubah indikator.", "Change the indicator."),
        )
    yield from _filing(raw, indicators, subfields)
    if raw.leader[18:19] in tuple(_ISBD):
        yield from _punctuation(subfields)


def _filing(raw: Raw, indicators: str, subfields: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    """The second indicator against the article that the title begins with, by the language in 008."""
    fixed = next((data for tag, data, _ in raw.fields if tag == "008"), "")
    title = next((value for code, value in subfields if code == "a"), "").casefold()
    skipped = indicators[1:2]
    if not skipped.isdigit():
        return
    article = next((word for word in articles(fixed[35:38]) if title.startswith(word)), "")
    if article and skipped == "0":
        yield complaint(
            "245-filing",
            "245",
            indicators,
            Text(
                f"Judul mulai dengan kata sandang {article.strip()!r}; indikator 2 seharusnya {len(article)}.",
                f"The title begins with the article {article.strip()!r}: indicator 2 should be {len(article)}.",
            ),
            Text("Ubah indikator.", "Change the indicator."),
        )
    if skipped != "0" and title[int(skipped) - 1 : int(skipped)] not in (" ", "'", "-", '"', "\u2019"):
        yield complaint(
            "245-filing",
            "245",
            indicators,
            Text(
                f"Indikator 2 melewati {skipped} huruf, tetapi di sana tidak ada kata sandang.",
                f"Indicator 2 passes over {skipped} letters, but no article ends there.",
            ),
            Text("Ubah menjadi 0.", "Change it to 0."),
        )


def _punctuation(subfields: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    """ISBD: " :" before $b, " /" before $c, "." before $n, "," or "." before $p, a stop at the end."""
    for (before, text), (code, _) in zip(subfields, subfields[1:], strict=False):
        marks = {"b": (" :", " ;", " ="), "c": (" /",), "n": (".",), "p": (",",) if before == "n" else (".",)}.get(
            code, ()
        )
        if marks and before != "h" and not text.rstrip().endswith(marks):
            yield complaint(
                "245-isbd",
                "245",
                f"${code}",
                Text(
                    f"Sebelum ${code} seharusnya ada tanda {marks[0].strip()!r}.",
                    f"${code} should be preceded by {marks[0].strip()!r}.",
                ),
                Text("Tambahkan tanda baca ISBD.", "Add the ISBD punctuation."),
            )
    if subfields and subfields[-1][1].rstrip()[-1:] not in tuple(".?!"):
        yield complaint(
            "245-stop",
            "245",
            subfields[-1][1][-40:],
            Text("245 tidak berakhir dengan titik.", "245 does not end with a full stop."),
            Text("Tambahkan titik.", "Add a full stop."),
        )
