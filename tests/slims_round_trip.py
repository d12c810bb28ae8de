"""koleksi -> a real SLiMS -> its own exports -> koleksi: what stays right, is changed, is lost; counted, in tables.

    python tests/slims_round_trip.py CHECKOUT [seed ...]       prints Markdown; the differences go to standard error

Each list goes in by the plugin and by SLiMS's own CSV pages, is held against SLiMS's tables, exported (titles and items
with and without a row of names, MARC), and each export is given to ``koleksi process`` again.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import slims_noise
import slims_site
from koleksi import process
from koleksi.job.hand_over.slims_plugin import install
from slims_facts import SAID, Kept, Known, by_title, compared, in_three_bytes, of_catalogue, of_slims

ROWS, SEEDS = 330, (11, 22, 33)


def walked(site: slims_site.Site, folder: Path, seed: int) -> Iterator[tuple[str, Known, Known]]:
    """Each way through SLiMS: its name, what there was, what there is."""
    made = folder / str(seed)
    made.mkdir()
    process.run([slims_noise.write(made / "daftar.csv", slims_noise.noise(seed, ROWS))], made / "hasil")
    truth = of_catalogue(made / "hasil")
    site.empty()
    site.send(made / "hasil" / "slims.jsonl")
    site.import_sent()
    yield "plugin: in SLiMS", in_three_bytes(truth), of_slims(site.sql)
    standing = in_three_bytes(truth)
    for headings in (True, False):
        name = "with names" if headings else "without names"
        yield f"plugin: CSV {name}, read back", standing, _read_back(site, made / f"plugin-{headings}", headings)
    if (data := site.export_marc())[5:10].isspace():  # it cannot without PHP's PEAR (Debian: php-pear)
        yield "plugin: MARC, read back", by_title(standing), by_title(_marc_read_back(data, made))
    if not (site.folder / "admin/modules/bibliography/import_preview.php").is_file():
        return  # before 9.5 its import has no such page
    site.empty()
    for kind in ("biblio", "item"):
        site.import_csv(kind, made / "hasil" / f"slims_{kind}.csv")
    if site.sql("SELECT COUNT(*) FROM item") == [["0"]]:
        sys.stderr.write(f"{seed}: CSV: nothing arrived\n")
        return
    yield "CSV: in SLiMS", standing, of_slims(site.sql)
    yield "CSV: CSV, read back", standing, _read_back(site, made / "csv", headings=False)


def _read_back(site: slims_site.Site, folder: Path, headings: bool) -> Known:
    folder.mkdir()
    for kind in ("biblio", "item"):
        (folder / f"{kind}.csv").write_bytes(site.export_csv(kind, headings=headings))
    process.run([folder / "biblio.csv", folder / "item.csv"], folder / "hasil")
    return of_catalogue(folder / "hasil")


def _marc_read_back(data: bytes, folder: Path) -> Known:
    (folder / "slims.mrc").write_bytes(data)
    process.run([folder / "slims.mrc"], folder / "hasil-marc")
    return of_catalogue(folder / "hasil-marc")


def table(ways: dict[str, list[dict[str, Kept]]]) -> str:
    """Right / changed / lost of every fact, all lists together."""
    lines = ["| | " + " | ".join(ways) + " |", "|---" * (len(ways) + 1) + "|"]
    for name in SAID:
        cells = []
        for counts in ways.values():
            kept = [one[name] for one in counts]
            sums = [sum(getattr(one, what) for one in kept) for what in ("right", "changed", "lost")]
            added = sum(one.added for one in kept)
            cells.append(" / ".join(map(str, sums)) + (f" (+{added})" if added else ""))
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main(checkout: Path, seeds: tuple[int, ...]) -> None:
    ways: dict[str, list[dict[str, Kept]]] = {}
    with (
        tempfile.TemporaryDirectory(prefix="ks", ignore_cleanup_errors=True) as folder,
        slims_site.installed(checkout, Path(folder)) as site,
    ):
        install(site.folder / "plugins")
        site.switch_on()
        site.keep()
        for seed in seeds:
            for way, before, after in walked(site, Path(folder), seed):
                counts, differences = compared(before, after)
                ways.setdefault(way, []).append(counts)
                for line in differences:
                    sys.stderr.write(f"{seed}: {way}: {line}\n")
    sys.stdout.write(table(ways) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), tuple(map(int, sys.argv[2:])) or SEEDS)
