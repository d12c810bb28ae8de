"""Duplicates with other noise on other books: ``python benchmarks/dedupe_noise.py [amn,dumai,rlc ...]``.

Titles of real catalogues (the measuring data of classes), with volumes, classes and second editions made of some, each
typed one to four times by careless hands. Harder than the generated stock on purpose: half of the rows lack author,
publisher or year, half of the editions lose their mark, four titles of ten are typed wrong.
"""

from __future__ import annotations

import csv
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

from koleksi import Book, dedupe, isbn

CATALOGUES = Path(__file__).resolve().parents[2] / "shared" / "data" / "ddc"
SETS = ("amn,dumai,rlc", "office,kupang,school2014", "poltek")
EDITIONS = 3000
KEYS = "qwertyuiopasdfghjklzxcvbnm"
LOOKALIKES = {"o": "0", "l": "1", "i": "l", "e": "c", "s": "5", "a": "e"}
ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}
MARKS = {"jilid": ("jilid", "jil.", "jld"), "kelas": ("kelas", "kls", "Kls."), "volume": ("vol.", "Volume", "Vol")}
Row = dict[str, str]


def editions(names: str, luck: random.Random) -> list[Row]:
    """Distinct titles; of a tenth the parts of a set, of a twentieth a second edition."""
    rows = [
        row
        for name in names.split(",")
        for row in csv.DictReader((CATALOGUES / f"id_{name}.csv").read_text(encoding="utf-8-sig").splitlines())
    ]
    luck.shuffle(rows)
    known = {re.sub(r"\W", "", row["title"].casefold()): row for row in reversed(rows)}
    made: list[Row] = []
    for key, row in list(known.items())[:EDITIONS]:
        one = {name: row.get(name) or "" for name in ("title", "author", "publisher", "year", "isbn", "edition")}
        chance = luck.random()
        if len(key) < 6:
            continue
        if chance < 0.08:
            mark = luck.choice(("jilid {}", "kelas {}", "semester {}", "volume {}", "{}"))
            made += [
                {**one, "title": f"{one['title']} {mark.format(n)}", "isbn": one["isbn"] if luck.random() < 0.3 else ""}
                for n in range(1, luck.randint(2, 4) + 1)
            ]
        elif chance < 0.13:
            year = one["year"][:4]
            later = str(int(year) + luck.randint(2, 6)) if year.isdecimal() else ""
            made += [{**one, "edition": "Edisi 1"}, {**one, "edition": "Edisi 2", "year": later, "isbn": ""}]
        else:
            made.append(one)
    return made


def slip(word: str, luck: random.Random) -> str:
    """A word with one letter lost, doubled, exchanged, hit beside or misread."""
    if len(word) < 4 or word.isdecimal():
        return word
    n = luck.randrange(1, len(word) - 1)
    return luck.choice((
        word[:n] + word[n + 1 :], word[:n] + word[n:n + 1] + word[n:], word[:n] + word[n + 1] + word[n] + word[n + 2 :],
        word[:n] + luck.choice(KEYS) + word[n + 1 :], word[:n] + LOOKALIKES.get(word[n], word[n]) + word[n + 1 :],
    ))  # fmt: skip


def title(row: Row, luck: random.Random) -> str:
    words = row["title"].split()
    for chance in (0.3, 0.1):
        if luck.random() < chance:
            n = luck.randrange(len(words))
            words[n] = slip(words[n], luck)
    if luck.random() < 0.06 and len(words) > 2 and not words[1].isdecimal():
        words[:2] = ["".join(words[:2])]
    if words[-1] in ROMAN and luck.random() < 0.35:
        words[-1] = ROMAN[words[-1]]
    text = " ".join(luck.choice(MARKS[word]) if word in MARKS else word for word in words)
    if luck.random() < 0.12 and not text[-1].isdecimal():
        text = re.split(r"\s*[:(]", text)[0]
    text = luck.choice((str.upper, str.lower, str.title, str, str, str))(text)
    return f"{text} / {row['author'].split(';')[0]}" if row["author"] and luck.random() < 0.1 else text


def author(name: str, luck: random.Random) -> str:
    words = name.replace(",", "").split()
    if len(words) < 2:
        return luck.choice((name, name, ""))
    ways: Sequence[Callable[[], str]] = (
        lambda: "",
        lambda: f"{words[-1]}, {' '.join(words[:-1])}",
        lambda: f"{words[0][0]}. {' '.join(words[1:])}",
        lambda: " ".join([*words[:-1], slip(words[-1], luck)]),
        lambda: f"Drs. {name}",
        lambda: f"{name}, M.Pd",
        lambda: f"{name} dkk",
        lambda: name,
        lambda: name,
        lambda: name,
    )  # fmt: skip
    return luck.choice(ways)()


def publisher(name: str, luck: random.Random) -> str:
    first, *rest = name.split() or [""]
    ways: Sequence[Callable[[], str]] = (
        lambda: "",
        lambda: "",
        lambda: f"PT {name}",
        lambda: first,
        lambda: " ".join([slip(first, luck), *rest]),
        *[lambda: name] * 5,
    )
    return luck.choice(ways)()


def number(digits: str, luck: random.Random) -> str:
    chance, n = luck.random(), luck.randrange(max(len(digits) - 1, 1))
    return (
        ""
        if chance < 0.45
        else digits[:n] + luck.choice("0123456789") + digits[n + 1 :]
        if chance < 0.52 and digits
        else digits
    )


def typed(row: Row, luck: random.Random) -> Book:
    year = row["year"][:4] if row["year"][:4].isdecimal() and luck.random() > 0.2 else ""
    one = isbn.recognise(number(re.sub(r"[^0-9X]", "", row["isbn"]), luck))
    name = author(row["author"].split(";")[0].strip(), luck)
    return Book(
        title=title(row, luck), authors=(name,) if name else (), publisher=publisher(row["publisher"], luck),
        edition=luck.choice((row["edition"], "")),
        year=int(year) + (luck.choice((-1, 1)) if luck.random() < 0.05 else 0) if year else None,
        isbn=one.isbns[0] if one.action == "accept" else "",
    )  # fmt: skip


def pairs(sizes: Counter[object]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes.values())


def main() -> None:
    for names in sys.argv[1:] or SETS:
        luck = random.Random(11)
        rows = [
            (n, typed(row, luck))
            for n, row in enumerate(editions(names, luck))
            for _ in range(luck.choices((1, 2, 3, 4), (0.45, 0.35, 0.15, 0.05))[0])
        ]
        luck.shuffle(rows)
        begun = time.process_time()
        found = dedupe.groups([book for _, book in rows])
        seconds = time.process_time() - begun
        group = {row: n for n, one in enumerate(found.groups) for row in one.members}
        right = pairs(Counter((edition, group[n]) for n, (edition, _) in enumerate(rows)))
        precision, recall = (
            right / pairs(Counter(group.values())),
            right / pairs(Counter(edition for edition, _ in rows)),
        )
        print(
            f"{names:26}{len(rows):6} rows  P {precision:.4f} R {recall:.4f} "
            f"F1 {2 * precision * recall / (precision + recall):.4f}  "
            f"asked {len(found.asks) / len(rows):.2%}  {seconds / len(rows) * 1e6:.0f} us a row"
        )


if __name__ == "__main__":
    main()
