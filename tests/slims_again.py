"""Imports one after another into a real SLiMS, by the plugin and by its own CSV pages: rows of its tables after each.

    python tests/slims_again.py CHECKOUT [seed ...]       prints Markdown

By CSV as BACA-DULU.txt says: the files of ``baru/`` after the first time, and by hand, in SLiMS's own forms, what
slims_manual.xlsx asks for.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl

import slims_noise
import slims_site
from koleksi import process
from koleksi.job.hand_over.slims_plugin import install
from koleksi.job.memory.folder import accept
from slims_noise import Row

COUNTED = {
    "titles": "SELECT COUNT(*) FROM biblio",
    "copies": "SELECT COUNT(*) FROM item",
    "without copy": "SELECT COUNT(*) FROM biblio b LEFT JOIN item i USING (biblio_id) WHERE i.item_id IS NULL",
    "without title": "SELECT COUNT(*) FROM item i LEFT JOIN biblio b USING (biblio_id) WHERE b.biblio_id IS NULL",
    "notes": "SELECT COUNT(*) FROM biblio WHERE notes <> ''",
    "main": "SELECT COUNT(*) FROM biblio_author WHERE level = 1",
    "names": "SELECT COUNT(*) FROM biblio_author",
    "bodies": "SELECT COUNT(*) FROM mst_author WHERE authority_type <> 'p'",
    "languages": "SELECT COUNT(*) FROM mst_language",
    "donors": "SELECT COUNT(*) FROM mst_supplier",
    "locations": "SELECT COUNT(*) FROM mst_location",
    "types": "SELECT COUNT(*) FROM mst_coll_type",
    "statuses": "SELECT COUNT(*) FROM mst_item_status",
    "index": "SELECT COUNT(*) FROM search_biblio",
    "last edit": "SELECT COUNT(*) FROM biblio WHERE title = 'Judul Pustakawan'",
    "class 632": "SELECT COUNT(*) FROM biblio b JOIN item i USING (biblio_id) WHERE b.classification = '632'"
                 " AND i.call_number LIKE '632 %'",
}  # fmt: skip
Import = Callable[[slims_site.Site, Path], object]


def steps(seed: int) -> Iterator[tuple[str, list[Row]]]:
    """The list of each day."""
    first = dict.fromkeys(slims_noise.COLUMNS, "") | {
        "Judul": f"Sawah Kita {seed}",
        "Pengarang": "Made Rai",
        "DDC": "631",
        "Jumlah": "1",
        "Asal": "Hibah",
    }
    rows = [first, *slims_noise.noise(seed, 300)]
    yield "first import", rows
    yield "same again", rows
    rows = [*rows, *slims_noise.noise(seed + 1000, 30)]
    yield "30 titles more", rows
    rows = [rows[0] | {"DDC": "632"}, *rows[1:]]
    yield "class corrected", rows
    rows = [*rows, rows[0] | {"Jumlah": "2"}]
    yield "2 copies of a known title", rows
    yield "edited in SLiMS between", [*rows, *slims_noise.noise(seed + 2000, 1)]


def by_plugin(site: slims_site.Site, results: Path) -> None:
    site.send(results / "slims.jsonl")
    site.import_sent()


def by_csv(site: slims_site.Site, results: Path) -> None:
    place = results / "baru" if (results / "koleksi.db.pernah").exists() else results
    if (place / "slims_biblio.csv").is_file():
        site.import_csv("biblio", place / "slims_biblio.csv")
    if (place / "slims_manual.xlsx").is_file():
        _by_hand(site, place / "slims_manual.xlsx")
    if (place / "slims_item.csv").is_file() and (place / "slims_item.csv").stat().st_size:
        site.import_csv("item", place / "slims_item.csv")
    accept(results)
    (results / "koleksi.db.pernah").touch()


def _by_hand(site: slims_site.Site, sheets: Path) -> None:
    for sheet in openpyxl.load_workbook(sheets).worksheets:
        for title, codes, *rest in list(sheet.iter_rows(values_only=True))[1:]:
            if sheet.title == "Tambah eksemplar":
                escaped = str(title).replace("\\", "\\\\").replace("'", "\\'")
                (biblio,) = site.sql(f"SELECT biblio_id FROM biblio WHERE title = '{escaped}'")
                site.add_copy(biblio[0], str(codes), str(rest[0]))
            else:
                _correct(site, str(codes).split(", "), ddc=str(rest[0]), call_number=str(rest[1]))


def _correct(site: slims_site.Site, codes: list[str], *, ddc: str, call_number: str) -> None:
    (biblio,) = site.sql(f"SELECT biblio_id FROM item WHERE item_code = '{codes[0]}'")
    site.edit_record(biblio[0], callNumber=call_number, **{"class": ddc})
    for code in codes:
        site.edit_copy(code, callNumber=call_number)


def walked(site: slims_site.Site, folder: Path, seed: int, import_: Import) -> Iterator[tuple[str, list[str]]]:
    folder.mkdir(parents=True)
    site.empty()
    yield "before", _counts(site)
    for step, rows in steps(seed):
        if step == "edited in SLiMS between":
            (biblio,) = site.sql(f"SELECT biblio_id FROM biblio WHERE title = 'Sawah Kita {seed}'")
            site.edit_record(biblio[0], title="Judul Pustakawan")
        process.run([slims_noise.write(folder / "daftar.csv", rows)], folder / "hasil")
        import_(site, folder / "hasil")
        yield step, _counts(site)


def _counts(site: slims_site.Site) -> list[str]:
    return [site.sql(query)[0][0] for query in COUNTED.values()]


def main(checkout: Path, seeds: tuple[int, ...]) -> None:
    with (
        tempfile.TemporaryDirectory(prefix="ks", ignore_cleanup_errors=True) as folder,
        slims_site.installed(checkout, Path(folder)) as site,
    ):
        install(site.folder / "plugins")
        site.switch_on()
        site.keep()
        sys.stdout.write(f"| | {' | '.join(COUNTED)} |\n{'|---' * (len(COUNTED) + 1)}|\n")
        for name, import_ in (("plugin", by_plugin), ("CSV", by_csv)):
            for seed in seeds:
                for step, counts in walked(site, Path(folder) / name / str(seed), seed, import_):
                    sys.stdout.write(f"| {name}, list {seed}: {step} | {' | '.join(counts)} |\n")
                    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), tuple(map(int, sys.argv[2:])) or (44, 55, 66))
