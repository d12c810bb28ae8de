"""CPU seconds for 10, 50 and 100 kB of a repeated token: how ``isbn.recognise`` and the readers of KDT blocks grow.

.venv/bin/python benchmarks/growth.py [function ...]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from koleksi import isbn, kdt

FUNCTIONS: dict[str, Callable[[str], object]] = {
    "isbn.recognise": isbn.recognise,
    "kdt.parse": kdt.parse,
    "kdt.blocks": kdt.blocks,
    "kdt.is_kdt": kdt.is_kdt,
}
SIZES = (10_000, 50_000, 100_000)
SLOW = 0.1  # seconds from which a token is shown
HEAD = "Perpustakaan Nasional RI. Data Katalog dalam Terbitan (KDT)\nA, B\nJudul / A B. -- "
# Marks, letters, words and phrases as they stand in cells and blocks.
SINGLE = "0 1 9 978 978- - -- ( ) [ ] { } < > , : ; / . * ? # _ = | + & \" ' ` x X O l I A a hlm cm 899"
PHRASES = (
    "ISBN|ISBN |isbn:|ISSN 1411-6626 |978 |9 7 8 |0 |12 34-|1 2 3 4 5 6 7 8 9 0 |9786020332956|9786020332956 "
    "|9786020332956,|978-602-03-3295-6\n|1411-6626 |telp |no. |-\n|a-\n|1-\n|==\n| |\n| \n|\n |\t| / | : |. -- |-- |.-"
    "|hlm. |40 hlm. ; |h l m |28 cm. |c m |x, 1|iv, |2 jil. |(c|[19|1977-|Ed. |Cet. 1. |Cet. 1, |Jakarta|Jakarta : "
    "|Jakarta : A, 2012. |(Seri |Seri |et al. |1. |1. A. |I. |I. Judul. |A. |A, |a |; editor, A |dan |untuk SD |Isi: "
    "|Isi: a\n|899.221 |2X |KDT\n|Judul: |Judul: a\n|Bibliografi |\u2014|\ufb01|\u00ad|\x00"
)
TOKENS = (*SINGLE.split(), *PHRASES.split("|"), HEAD)


def main(wanted: list[str]) -> None:
    for name in wanted or list(FUNCTIONS):
        worst = 0.0
        for token in TOKENS:
            for before in ("", HEAD):
                seconds = [cpu(FUNCTIONS[name], before + token * (size // len(token))) for size in SIZES]
                worst = max(worst, *seconds)
                if max(seconds) > SLOW:
                    print(
                        f"{name:16} {token[:24]!r:28} {'head ' if before else ''}", *(f"{one:.3f}" for one in seconds)
                    )
        print(f"{name:16} worst of {2 * len(TOKENS)} texts: {worst:.3f} s")


def cpu(function: Callable[[str], object], text: str) -> float:
    begin = time.process_time()
    function(text)
    return time.process_time() - begin


if __name__ == "__main__":
    main(sys.argv[1:])
