"""How many photos are read, how many wrongly, and the CPU time of each, beside zxing-cpp and zbar on the whole picture.

.venv/bin/python benchmarks/photos.py [--seed N] [--share 0.1] [--kdt]

The pictures are made by ``photo_scenes.py`` (535 of them) and not kept. ``read``: exactly the ISBNs of the picture are
named, and surely (two books in one photo: both named, to choose from; no code: nothing named). ``asked``: the right
ISBN is only suggested. ``wrong``: an ISBN is said to be sure that is not in the picture. With the extra ``ocr`` and
``--kdt`` the pages are read too.
"""

from __future__ import annotations

import argparse
import io
import time
from collections import Counter
from collections.abc import Callable, Iterable

import zxingcpp
from photo_scenes import KINDS, Scene, scenes
from PIL import Image
from pyzbar import pyzbar

from koleksi import kdt, photos
from koleksi.photos import Reading

Reader = Callable[[bytes], Reading]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--share", type=float, default=1.0, help="of the pictures of each kind")
    parser.add_argument("--kdt", action="store_true", help="read the words of pages, too")
    asked = parser.parse_args()
    readers: dict[str, Reader] = {"koleksi": photos.isbn_in, "zxing-cpp": zxing, "zbar": zbar}
    counts = {kind: max(1, round(count * asked.share)) for kind, count in KINDS.items()}
    totals, tallies = Counter[str](), {name: Counter[tuple[str, str]]() for name in readers}
    times = {name: Counter[str]() for name in readers}
    for one in scenes(counts, asked.seed):
        totals[one.kind] += 1
        for name, reader in readers.items():
            begun = time.process_time()
            said = reader(one.jpeg)
            times[name][one.kind] += time.process_time() - begun
            tallies[name][one.kind, verdict(one, said)] += 1
        if asked.kdt and one.text:
            totals["pages"] += 1
            totals["titles"] += page_is_read(one)
    show(totals, tallies, times, counts)


def verdict(one: Scene, said: Reading) -> str:
    """ "read", "asked", "unread" or "wrong"."""
    true = set() if one.text else set(one.isbns)
    if said.isbn and said.isbn not in true:
        return "wrong"
    if len(true) == 1:
        return "read" if said.isbn else "asked" if true & set(said.perhaps) else "unread"
    return "read" if true == set(said.perhaps) and not said.isbn else "unread"


def show(
    totals: Counter[str],
    tallies: dict[str, Counter[tuple[str, str]]],
    times: dict[str, Counter[str]],
    kinds: Iterable[str],
) -> None:
    print(f"{'':14}{'':>6}" + "".join(f"{name + ': read asked wrong  s':>32}" for name in tallies))
    for kind in kinds:
        line = f"{kind:14}{totals[kind]:6}"
        for name, tally in tallies.items():
            found = [tally[kind, word] for word in ("read", "asked", "wrong")]
            line += f"{found[0]:18}{found[1]:4}{found[2]:4}{times[name][kind] / totals[kind]:6.3f}"
        print(line)
    count = sum(totals[kind] for kind in kinds)
    for name, tally in tallies.items():
        words = Counter[str]()
        for (_, word), number in tally.items():
            words[word] += number
        shares = ", ".join(f"{word} {words[word]} ({words[word] / count:.1%})" for word in ("read", "asked", "wrong"))
        print(f"{name}: {count} pictures, {shares}, {times[name].total() / count:.3f} CPU s a picture")
    if totals["pages"]:
        print(f"titles of KDT pages read exactly: {totals['titles']} of {totals['pages']}")


def page_is_read(one: Scene) -> bool:
    """Whether the KDT block of a page gives the title and ISBN that its text gives."""
    seen, true = kdt.parse(photos.text_in(one.jpeg)).book, kdt.parse(one.text).book
    return (seen.title, seen.isbn) == (true.title, true.isbn)


# the peers: the whole picture, as their documentation says; ISBNs are told from other codes for them


def zxing(picture: bytes) -> Reading:
    image = Image.open(io.BytesIO(picture)).convert("L")
    return _told(one.text for one in zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.EAN13))


def zbar(picture: bytes) -> Reading:
    image = Image.open(io.BytesIO(picture)).convert("L")
    return _told(one.data.decode() for one in pyzbar.decode(image, [pyzbar.ZBarSymbol.EAN13]))


def _told(numbers: Iterable[str]) -> Reading:
    found = tuple(sorted({number for number in numbers if number[:3] in ("978", "979")}))
    return Reading(isbn=found[0]) if len(found) == 1 else Reading(perhaps=found)


if __name__ == "__main__":
    main()
