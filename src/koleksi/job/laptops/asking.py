"""Where laptops contradict each other: the answers of ``keputusan.xlsx`` are taken, what is not answered is asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from koleksi import save
from koleksi.book import Lang, Text
from koleksi.errors import DecisionNeeded
from koleksi.job.collection import Record
from koleksi.job.laptops.contradictions import Answers, Contradiction, settled_classes, settled_pairs
from koleksi.job.laptops.joining import Joined
from koleksi.job.laptops.question_sheet import QUESTIONS, question_sheet
from koleksi.job.memory.ledger import Ledger

__all__ = ["settle_classes", "settle_pairs"]


def settle_pairs(ledger: Ledger, joined: Joined, said: Answers) -> list[Contradiction]:
    """Take the answers on pairs that several laptops decided differently; those that are still open."""
    decisions, left = settled_pairs(joined.claims, said, joined.addition)
    ledger.decide(decisions)
    return left


def settle_classes(
    ledger: Ledger,
    folder: Path,
    joined: Joined,
    said: Answers,
    left: Sequence[Contradiction],
    lang: Lang,
    records: Sequence[Record],
) -> None:
    """The same of classes. Raises DecisionNeeded where these, or pairs (``left``), are not answered."""
    decisions, more = settled_classes(joined.claims, ledger.decisions("class"), said, records)
    if left := [*left, *more]:
        save.write_bytes(folder / QUESTIONS, question_sheet(left, lang))
        raise DecisionNeeded(
            Text(
                f"laptop memutuskan {len(left)} hal yang berbeda. Buka berkas ini, isi KEPUTUSAN, simpan, lalu "
                "ulangi perintah yang sama",
                f"the laptops decided {len(left)} things differently. Open this file, fill in DECISION, save, and "
                "run the same command again",
            ),
            folder / QUESTIONS,
        )
    ledger.decide(decisions)
