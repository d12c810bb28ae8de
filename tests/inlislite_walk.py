"""koleksi -> INLISLite 3's own code -> its own exports -> koleksi: what stays right, is changed, is lost; and the rows
of its tables after imports one after another. Prints Markdown; the differences go to standard error.

    python tests/inlislite_walk.py CHECKOUT VENDOR [pages] [seed ...]        VENDOR: see inlislite_site.py

"pages": the same through its own pages, in a browser (VENDOR: see inlislite_pages.py).

Each list goes in on its first day and is read back then; after that the days of `slims_again.steps`, as BACA-DULU.txt
says: the files of ``baru/`` alone.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import inlislite_by_pages
import inlislite_site
import slims_again
import slims_noise
from inlislite_facts import of_inlislite, read_back, standing
from koleksi import process
from koleksi.job.memory.folder import accept
from slims_facts import Kept, compared
from slims_round_trip import table

HEAD = ("files", "refused", *inlislite_site.COUNTED)


def walked(site: inlislite_site.Inlislite, folder: Path, seed: int) -> list[tuple[str, dict[str, Kept]]]:
    """The days of one list; prints the rows after each, and gives what was counted on the first."""
    folder.mkdir()
    site.empty()
    found: list[tuple[str, dict[str, Kept]]] = []
    for step, rows in slims_again.steps(seed):
        if step == "edited in SLiMS between":
            step = "edited in INLISLite between"
            site.sql(f"UPDATE catalogs SET Title = 'Judul Pustakawan' WHERE Title LIKE 'Sawah Kita {seed}%'")
        out = folder / "hasil"
        process.run([slims_noise.write(folder / "daftar.csv", rows)], out)
        place = out if step in ("first import", "same again") else out / "baru"  # again: what a person should not do
        answers = site.import_(sorted(place.glob("inlislite-*.xlsx")))
        _print_row(
            f"list {seed}: {step}", [str(len(answers)), str(sum(not one.taken for one in answers)), *site.counts()]
        )
        for one in answers:
            if not one.taken:
                sys.stderr.write(f"{seed}: {step}: {one.file}: {one.said}\n")
        if step == "first import":
            found = _compared(site, folder, seed)
        accept(out)
    return found


def _compared(site: inlislite_site.Inlislite, folder: Path, seed: int) -> list[tuple[str, dict[str, Kept]]]:
    before, found = standing(folder / "hasil"), []
    site.export(folder / "ekspor")
    for way, after in (
        ("in INLISLite", of_inlislite(site.sql)),
        ("its exports, read back", read_back(folder / "ekspor")),
    ):
        counts, differences = compared(before, after)
        found.append((way, counts))
        sys.stderr.writelines(f"{seed}: {way}: {line}\n" for line in differences)
    return found


def _print_row(name: str, cells: Iterable[str]) -> None:
    sys.stdout.write(f"| {name} | {' | '.join(cells)} |\n")
    sys.stdout.flush()


def main(checkout: Path, vendor: Path, seeds: tuple[int, ...], *, pages: bool) -> None:
    if why := (inlislite_by_pages.lacking if pages else inlislite_site.missing)(checkout, vendor):
        sys.stdout.write(f"skipped: {why}\n")
        return
    ways: dict[str, list[dict[str, Kept]]] = {}
    with (
        tempfile.TemporaryDirectory(prefix="ki", ignore_cleanup_errors=True) as folder,
        (inlislite_by_pages.by_pages if pages else inlislite_site.installed)(checkout, vendor, Path(folder)) as site,
    ):
        _print_row("", HEAD)
        _print_row("---", ["---"] * len(HEAD))
        for seed in seeds:
            for way, counts in walked(site, Path(folder) / str(seed), seed):
                ways.setdefault(way, []).append(counts)
    sys.stdout.write("\n" + table(ways) + "\n")


if __name__ == "__main__":
    chosen = tuple(int(one) for one in sys.argv[3:] if one.isdigit())
    main(Path(sys.argv[1]), Path(sys.argv[2]), chosen or (77, 88, 99), pages="pages" in sys.argv[3:])
