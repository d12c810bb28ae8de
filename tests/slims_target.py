"""A library system to import into: the tables that the plugin touches, or a real SLiMS."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import slims_site
import slims_tables
from koleksi import Book, Copy, process
from koleksi.exports.slims_lines import Item, lines
from koleksi.job.hand_over.slims_plugin import install
from mariadb import PASSWORD, USER, Mariadb, running
from slims_lists import Row, write

PLUGIN = Path(__file__).parents[1] / "plugins" / "slims"


CHECKOUT = os.environ.get("SLIMS", "")


COUNTED = {
    "biblio": "SELECT COUNT(*) FROM biblio",
    "item": "SELECT COUNT(*) FROM item",
    "no copy": "SELECT COUNT(*) FROM biblio b LEFT JOIN item i USING (biblio_id) WHERE i.item_id IS NULL",
    "notes": "SELECT COUNT(*) FROM biblio WHERE notes <> ''",
    "main": "SELECT COUNT(*) FROM biblio_author WHERE level = 1",
    "added": "SELECT COUNT(*) FROM biblio_author WHERE level <> 1",
    "bodies": "SELECT COUNT(*) FROM mst_author WHERE authority_type = 'o'",
    "meetings": "SELECT COUNT(*) FROM mst_author WHERE authority_type = 'c'",
    "languages": "SELECT COUNT(DISTINCT language_id) FROM biblio",
    "publishers": "SELECT COUNT(*) FROM mst_publisher",
    "suppliers": "SELECT COUNT(*) FROM mst_supplier",
    "subjects": "SELECT COUNT(*) FROM biblio_topic",
    "index": "SELECT COUNT(*) FROM search_biblio",
}


CONTENT = (
    "SELECT title, sor, edition, isbn_issn, publisher_id, publish_year, call_number, classification, language_id,"
    " notes, last_update FROM biblio ORDER BY biblio_id",
    "SELECT item_code, biblio_id, call_number, inventory_code, price, supplier_id, last_update FROM item"
    " ORDER BY item_id",
    "SELECT * FROM biblio_author ORDER BY 1, 2", "SELECT * FROM biblio_topic ORDER BY 1, 2",
    "SELECT * FROM mst_author ORDER BY 1", "SELECT * FROM koleksi_records ORDER BY 1",
    "SELECT * FROM koleksi_items ORDER BY 1",
)  # fmt: skip


@dataclass
class Target:
    """A library system to import into: the tables alone, or a real SLiMS."""

    name: str
    sql: Callable[[str], list[list[str]]]
    preview: Callable[[Path], str]
    do: Callable[[Path], str]
    undo: Callable[[], str]
    edit: Callable[[str, str, str], object]  # a librarian gives a record another title and class
    table: list[tuple[str, dict[str, int]]] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        return {name: int(self.sql(query)[0][0]) for name, query in COUNTED.items()}

    def content(self) -> list[list[list[str]]]:
        return [self.sql(query) for query in CONTENT]

    def note(self, step: str) -> dict[str, int]:
        """The counts, kept for the table that a run prints."""
        self.table.append((step, self.counts()))
        return self.table[-1][1]


def cli(folder: Path, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = ["php", str(PLUGIN / "koleksi-import.php"), *map(str, arguments), "--slims", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(name="server", scope="module")
def one_server() -> Iterator[Mariadb]:
    with (
        tempfile.TemporaryDirectory(prefix="ks", ignore_cleanup_errors=True) as folder,
        running(Path(folder)) as database,
    ):
        yield database


def tables(server: Mariadb, folder: Path, engine: str = "MyISAM") -> Target:
    server.sql("DROP DATABASE IF EXISTS t; CREATE DATABASE t CHARACTER SET utf8 COLLATE utf8_unicode_ci")
    server.sql(slims_tables.statements(engine), "t")
    (folder / "config").mkdir(parents=True)
    node = f"'host' => '127.0.0.1', 'port' => '{server.port}', 'database' => 't', 'username' => '{USER}'"
    text = f"<?php return ['default_profile' => 'SLiMS', 'nodes' => ['SLiMS' => [{node}, 'password' => '{PASSWORD}']]];"
    (folder / "config/database.php").write_text(text)

    def run(*arguments: object) -> str:
        done = cli(folder, *arguments)
        assert done.returncode in (0, 1) and not done.stderr, done.stderr + done.stdout
        return done.stdout

    def sql(text: str) -> list[list[str]]:
        return server.sql(text, "t")

    def edit(biblio: str, title: str, ddc: str) -> None:
        sql(f"UPDATE biblio SET title = '{title}', classification = '{ddc}' WHERE biblio_id = {biblio}")

    return Target("tables", sql, lambda file: run(file, "--periksa"), run, lambda: run("--batal"), edit)


@pytest.fixture(name="site", scope="module")
def one_site() -> Iterator[slims_site.Site]:
    with (
        tempfile.TemporaryDirectory(prefix="ks", ignore_cleanup_errors=True) as folder,
        slims_site.installed(Path(CHECKOUT), Path(folder)) as site,
    ):
        install(site.folder / "plugins")
        site.switch_on()
        site.keep()
        yield site


def real(site: slims_site.Site) -> Target:
    site.empty()

    def do(file: Path) -> str:
        site.send(file)
        return site.import_sent()

    def edit(biblio: str, title: str, ddc: str) -> None:
        site.edit_record(biblio, title=title, **{"class": ddc})

    return Target("real", site.sql, site.send, do, site.undo, edit)


@pytest.fixture(name="target", params=["tables", pytest.param("real", marks=pytest.mark.skipif(
    not CHECKOUT, reason="no SLiMS: make slims SLIMS=/path/to/a/checkout"))])  # fmt: skip
def target_of_each(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Target]:
    if request.param == "tables":
        yield tables(request.getfixturevalue("server"), tmp_path / "slims")
        return
    made = real(request.getfixturevalue("site"))
    yield made
    for step, counts in made.table:
        sys.stdout.write(f"| {step} | " + " | ".join(map(str, counts.values())) + " |\n")


def processed(folder: Path, rows: list[Row], name: str = "daftar.csv") -> Path:
    """``slims.jsonl`` of a list; run again in the same folder, as the list grew or was corrected."""
    process.run([write(folder / name, rows)], folder / f"hasil-{name}")
    return folder / f"hasil-{name}" / "slims.jsonl"


def record_of(target: Target, title: str) -> list[str]:
    columns = "biblio_id, title, classification, call_number, language_id, notes"
    return target.sql(f"SELECT {columns} FROM biblio WHERE title LIKE '{title}%'")[0]


def item(title: str, *codes: str, keys: tuple[str, ...] = (), **values: object) -> Item:
    book = Book(title=title, record_id=f"PD{codes[0]}" if codes else "PD0", **values)  # type: ignore[arg-type]
    return Item(book=book, copies=[Copy(barcode=code, call_number="1 A") for code in codes], keys=keys or codes)


def delivered(folder: Path, *items: Item) -> Path:
    (folder / "slims.jsonl").write_bytes(lines(items))
    return folder / "slims.jsonl"
