"""The plugin for SLiMS: imported once, twice, corrected and again, with a librarian at work between.

Against the tables that it touches, by PHP's command line; and, with ``make slims SLIMS=/path/to/checkout``, the same
against a real SLiMS through its pages.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import slims_site
import slims_tables
from koleksi import Book, Contributor, Copy, process
from koleksi.errors import OutputError
from koleksi.exports.slims_lines import Item, lines
from koleksi.job.hand_over.slims_plugin import install
from mariadb import MISSING, PASSWORD, USER, Mariadb, running
from slims_lists import Row, noise, write

PLUGIN = Path(__file__).parents[1] / "plugins" / "slims"
CHECKOUT = os.environ.get("SLIMS", "")
pytestmark = pytest.mark.skipif(bool(MISSING), reason=MISSING or "-")

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


@pytest.fixture(scope="module")
def server() -> Iterator[Mariadb]:
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


@pytest.fixture(scope="module")
def site() -> Iterator[slims_site.Site]:
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


@pytest.fixture(params=["tables", pytest.param("real", marks=pytest.mark.skipif(
    not CHECKOUT, reason="no SLiMS: make slims SLIMS=/path/to/a/checkout"))])  # fmt: skip
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Target]:
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


@pytest.mark.parametrize("seed", [1, 30])
def test_five_imports_one_after_another(target: Target, tmp_path: Path, seed: int) -> None:
    rows = noise(seed, 40)
    copies = sum(int(row["Jumlah"]) for row in rows)
    empty = target.note("before")
    assert "Judul baru" in target.preview(processed(tmp_path, rows)) and target.counts() == empty

    target.do(processed(tmp_path, rows))
    first = target.note("first import")
    assert (first["biblio"], first["item"], first["no copy"], first["index"]) == (40, copies, 0, 40)
    assert first["main"] == 40 and first["bodies"] == 3 and first["meetings"] >= 1
    assert first["notes"] == sum(bool(row["Catatan"]) for row in rows)

    content = target.content()
    assert "Tidak ada yang perlu diubah" in target.do(processed(tmp_path, rows))
    assert target.note("same again") == first and target.content() == content

    rows += noise(seed + 1, 15)
    target.do(processed(tmp_path, rows))
    grown = target.note("list grown by 15 titles")
    assert grown["biblio"] == 55 and grown["no copy"] == 0 and grown["index"] == 55

    rows[0] = rows[0] | {"DDC": "631.5"}
    target.do(processed(tmp_path, rows))
    assert target.note("class corrected") == grown
    biblio, _, ddc, call_number, *_ = record_of(target, rows[0]["Judul"][:30])
    assert ddc == "631.5" and call_number.startswith("631.5 ")
    assert {row[0] for row in target.sql(f"SELECT call_number FROM item WHERE biblio_id = {biblio}")} == {call_number}
    assert target.sql(f"SELECT classification FROM search_biblio WHERE biblio_id = {biblio}") == [["631.5"]]

    before = int(target.sql(f"SELECT COUNT(*) FROM item WHERE biblio_id = {biblio}")[0][0])
    rows.append(rows[0] | {"Jumlah": "2"})
    target.do(processed(tmp_path, rows))
    more = target.note("2 copies of a known title")
    assert more["biblio"] == 55 and more["item"] == grown["item"] + 2
    assert int(target.sql(f"SELECT COUNT(*) FROM item WHERE biblio_id = {biblio}")[0][0]) == before + 2

    target.edit(biblio, "Judul Pustakawan", "999")
    rows[0] = rows[0] | {"DDC": "632"}
    rows[-1] = rows[0] | {"Jumlah": "2"}
    said = target.do(processed(tmp_path, rows))
    assert target.note("edited in SLiMS, class corrected again") == more
    assert record_of(target, "Judul Pustakawan")[1:3] == ["Judul Pustakawan", "999"]
    assert "Diubah di SLiMS sejak impor: dibiarkan" in said and "Judul Pustakawan" in said and "999" in said
    assert {row[0][:4] for row in target.sql(f"SELECT call_number FROM item WHERE biblio_id = {biblio}")} == {"632 "}


def test_undo_brings_back_every_row(target: Target, tmp_path: Path) -> None:
    rows = noise(3, 12)
    target.do(processed(tmp_path, rows))
    counts, content = target.counts(), target.content()
    changed = [row | {"DDC": "550"} for row in rows] + noise(4, 5)
    target.do(processed(tmp_path, changed))
    assert target.content() != content
    target.undo()
    assert target.counts() == counts and target.content() == content
    target.undo()
    assert target.counts()["biblio"] == target.counts()["item"] == target.counts()["publishers"] == 0


def test_undo_leaves_what_a_librarian_worked_on(target: Target, tmp_path: Path) -> None:
    rows = noise(5, 6)
    target.do(processed(tmp_path, rows))
    target.sql("UPDATE biblio SET notes = 'Milik kami' ORDER BY biblio_id LIMIT 1")
    kept = target.sql("SELECT title FROM biblio ORDER BY biblio_id LIMIT 1")[0][0]
    (lent,) = target.sql("SELECT item_code, biblio_id FROM item ORDER BY item_id DESC LIMIT 1")
    target.sql(f"INSERT INTO loan (item_code, member_id, is_lent, is_return) VALUES ('{lent[0]}', 'M1', 1, 0)") \
        if target.name == "tables" else None  # fmt: skip
    said = target.undo()
    assert kept in said
    counts = target.counts()
    assert counts["biblio"] == (2 if target.name == "tables" else 1) and counts["no copy"] == 0
    assert counts["main"] == counts["biblio"] == counts["index"]


def test_two_lists_that_begin_at_one_number(target: Target, tmp_path: Path) -> None:
    one, other = noise(6, 8), noise(7, 10)
    target.do(processed(tmp_path, one, "satu.csv"))
    content = target.sql(CONTENT[1])
    said = target.do(processed(tmp_path, other, "dua.csv"))
    codes = {row[0] for row in content}
    assert [row for row in target.sql(CONTENT[1]) if row[0] in codes] == content
    assert "Nomor eksemplar sudah dipakai buku lain di SLiMS" in said and "[numbers] start" in said
    assert target.counts()["biblio"] == 8  # a list that is half in would have its books under two numbers later


def test_a_copy_of_a_title_that_the_library_has_joins_it(target: Target, tmp_path: Path) -> None:
    target.sql(
        "INSERT INTO biblio (title, isbn_issn, language_id, input_date) VALUES"
        " ('Laskar Pelangi', '979-3062-79-7', 'id', NOW()), ('Laskar Pelangi', '978-979-3062-79-2', 'id', NOW())"
    )
    rows = [row | {"Judul": "Laskar pelangi", "ISBN": "9789793062792"} for row in noise(8, 1)]
    target.do(processed(tmp_path, rows))
    assert target.counts()["biblio"] == 2
    (there,) = target.sql("SELECT DISTINCT isbn_issn FROM biblio JOIN item USING (biblio_id)")
    assert there == ["978-979-3062-79-2"]
    rows[0] |= {"DDC": "813"}
    target.do(processed(tmp_path, rows))  # the record is the library's own: only the copy's call number follows
    assert target.sql("SELECT classification FROM biblio JOIN item USING (biblio_id) LIMIT 1") == [["NULL"]]
    assert target.sql("SELECT LEFT(call_number, 4) FROM item LIMIT 1") == [["813 "]]


def test_copies_join_the_record_whose_copy_the_catalogue_has(target: Target, tmp_path: Path) -> None:
    target.sql("INSERT INTO biblio (title, input_date) VALUES ('Sawah Kami', NOW())")
    target.sql("INSERT INTO item (biblio_id, item_code, input_date) SELECT biblio_id, 'LAMA1', NOW() FROM biblio")
    book = Book(title="Sawah kami, cetakan lain", record_id="")
    file = delivered(tmp_path, Item(book=book, copies=[Copy(barcode="B9")], keys=["k"], held=["LAMA1"]))
    assert "ke judul nomor" in target.do(file)
    assert target.sql("SELECT title, COUNT(*) FROM biblio JOIN item USING (biblio_id)") == [["Sawah Kami", "2"]]
    content = target.content()
    target.do(file)
    assert target.content() == content


def item(title: str, *codes: str, keys: tuple[str, ...] = (), **values: object) -> Item:
    book = Book(title=title, record_id=f"PD{codes[0]}" if codes else "PD0", **values)  # type: ignore[arg-type]
    return Item(book=book, copies=[Copy(barcode=code, call_number="1 A") for code in codes], keys=keys or codes)


def delivered(folder: Path, *items: Item) -> Path:
    (folder / "slims.jsonl").write_bytes(lines(items))
    return folder / "slims.jsonl"


def test_records_that_koleksi_joined_become_one_and_split_again(target: Target, tmp_path: Path) -> None:
    target.do(delivered(tmp_path, item("Sawah", "1", keys=("a",)), item("Sawah", "2", keys=("b",), year=2001)))
    apart = target.content()
    assert target.counts()["biblio"] == 2
    target.do(delivered(tmp_path, item("Sawah", "1", "2", keys=("a", "b"))))
    assert target.sql("SELECT COUNT(*), COUNT(DISTINCT biblio_id) FROM item") == [["2", "1"]]
    assert target.counts()["biblio"] == 1 and target.counts()["index"] == 1
    target.undo()
    assert target.content() == apart
    target.do(delivered(tmp_path, item("Sawah", "1", "2", keys=("a", "b"))))
    target.do(delivered(tmp_path, item("Sawah", "1", keys=("a",)), item("Sawah", "2", keys=("b",), year=2001)))
    assert target.counts()["biblio"] == 2 and target.counts()["no copy"] == 0


def test_a_list_that_was_numbered_anew_meets_its_records(target: Target, tmp_path: Path) -> None:
    target.do(delivered(tmp_path, item("Sawah", "1", keys=("a",)), item("Ladang", "3", keys=("b",))))
    new = [Item(book=Book(title=f"{title} Luas", record_id=f"XX{key}"), copies=[Copy(barcode=code)], keys=[key])
           for title, code, key in (("Sawah", "1", "a"), ("Ladang", "3", "b"))]  # fmt: skip
    target.do(delivered(tmp_path, *new))
    assert target.sql("SELECT title FROM biblio ORDER BY 1") == [["Ladang Luas"], ["Sawah Luas"]]
    assert target.sql("SELECT control FROM koleksi_records ORDER BY 1") == [["XXa"], ["XXb"]]


def test_what_was_deleted_in_slims_is_not_made_again(target: Target, tmp_path: Path) -> None:
    file = delivered(tmp_path, item("Sawah", "1", "2"), item("Ladang", "3"))
    target.do(file)
    target.sql("DELETE FROM item WHERE item_code IN ('2', '3'); DELETE FROM biblio WHERE title = 'Ladang'")
    said = target.do(file)
    assert "Dihapus di SLiMS sejak impor: tidak dibuat lagi" in said
    assert target.counts()["biblio"] == 1 and target.counts()["item"] == 1


def test_a_copy_without_a_location_stands_where_slims_has_it_also_beside_new_ones(
    target: Target, tmp_path: Path
) -> None:
    target.sql("UPDATE mst_location SET input_date = CURDATE()")  # installed and imported into on one day
    book = Book(title="Sawah", record_id="PD1")
    copies = [Copy(barcode="1", location="Rak A-2"), Copy(barcode="2"), Copy(barcode="3", location="Ruang Anak")]
    target.do(delivered(tmp_path, Item(book=book, copies=copies, keys=["a"])))
    target.do(delivered(tmp_path, Item(book=book, copies=[*copies, Copy(barcode="4")], keys=["a"])))
    found = target.sql("SELECT item_code, location_name FROM item JOIN mst_location USING (location_id) ORDER BY 1")
    assert found == [["1", "Rak A-2"], ["2", "My Library"], ["3", "Ruang Anak"], ["4", "My Library"]]


def test_every_kind_of_heading_and_language_arrives(target: Target, tmp_path: Path) -> None:
    book = Book(
        title="Pertemuan", authors=("Andrea Hirata", "Kementerian Pertanian", "Kongres Bahasa Indonesia"),
        contributors=(Contributor(name="Siti Lubis", role="translator"), Contributor(name="Made Rai", role="compiler")),
        subjects=("Pertanian", "Jawa Barat -- Sejarah", "Fiksi", "Soekarno, 1901-1970"), language="sun",
        record_id="PD1", series="Seri Tani", notes=("Satu", "Dua"), extent="10 hlm.", height_cm=21,
    )  # fmt: skip
    target.do(delivered(tmp_path, Item(book=book, copies=[Copy(barcode="7", condition="robek")], keys=["k"])))
    found = target.sql("SELECT author_name, authority_type, level FROM biblio_author JOIN mst_author USING (author_id)")
    assert {tuple(row) for row in found} == {
        ("Hirata, Andrea", "p", "1"), ("Kementerian Pertanian", "o", "2"), ("Kongres Bahasa Indonesia", "c", "2"),
        ("Lubis, Siti", "p", "4"), ("Rai, Made", "p", "10"),
    }  # fmt: skip
    topics = target.sql("SELECT topic, topic_type FROM biblio_topic JOIN mst_topic USING (topic_id)")
    assert {tuple(row) for row in topics} == {
        ("Pertanian", "t"), ("Jawa Barat -- Sejarah", "g"), ("Fiksi", "gr"), ("Soekarno, 1901-1970", "n"),
    }  # fmt: skip
    assert target.sql("SELECT language_id, language_name FROM biblio JOIN mst_language USING (language_id)") == [
        ["su", "Sunda"]
    ]
    names = "series_title, collation, content_type, media_type, carrier_type, language, gmd, location"
    shown = ["Seri Tani", "10 hlm. ; 21 cm", "text", "unmediated", "volume", "Sunda", "Text", "My Library"]
    assert target.sql(f"SELECT {names} FROM search_biblio") == [shown]
    assert target.sql("SELECT notes FROM biblio") == [["Satu\\nDua\\n7: robek"]]


# the page itself, of a real SLiMS only

needs_slims = pytest.mark.skipif(not CHECKOUT, reason="no SLiMS: make slims SLIMS=/path/to/a/checkout")


@needs_slims
def test_real_the_page_takes_back_the_import_that_it_showed(site: slims_site.Site, tmp_path: Path) -> None:
    target = real(site)
    target.do(delivered(tmp_path, item("Sawah", "1")))
    shown = site.undoable()
    target.do(delivered(tmp_path, item("Sawah", "1"), item("Ladang", "3")))
    assert site.undoable() == str(int(shown) + 1)
    content = target.content()
    assert "Riwayat sudah berubah sejak halaman ini dibuka" in site.undo(shown) and target.content() == content
    assert f"Impor {int(shown) + 1} dibatalkan" in site.undo(site.undoable()) and target.counts()["biblio"] == 1
    assert f"Impor {shown} dibatalkan" in site.undo(site.undoable()) and target.counts()["biblio"] == 0
    assert site.undoable() == "" and "Tidak ada impor yang dapat dibatalkan" in site.undo()


@needs_slims
def test_real_whoever_leaves_the_page_has_the_import_all_the_same(site: slims_site.Site, tmp_path: Path) -> None:
    target = real(site)
    site.send(delivered(tmp_path, *(item(f"Buku {n}", f"A{n}", keys=(str(n),)) for n in range(800))))
    site.leave_while_importing()
    wanted = "SELECT COUNT(*) FROM koleksi_imports WHERE state = 'done'"
    for _ in range(300):
        if target.sql(wanted) == [["1"]]:
            break
        time.sleep(0.1)
    counts = target.counts()
    assert (counts["biblio"], counts["item"], counts["index"]) == (800, 800, 800)


@needs_slims
def test_real_a_file_that_does_not_arrive_is_told(site: slims_site.Site, tmp_path: Path) -> None:
    target = real(site)
    assert site.send_piece(None) == "Berkas tidak sampai ke server. Coba lagi."
    assert site.send_piece(b"x", token="old") == "Halaman ini sudah kedaluwarsa. Ulangi dari awal."
    assert site.send_piece(b"title,author\n").strip() == "ok"
    page = site.get(site.page + "&langkah=periksa")
    assert "alert-danger" in page and "koleksiFile" in page and target.counts()["biblio"] == 0
    stranger = slims_site.stranger(site)
    assert stranger.post_form(site.page, langkah="kirim", token="x").lstrip().startswith("<")


@needs_slims
def test_real_the_tables_are_made_once(site: slims_site.Site) -> None:
    made = "SELECT SUM(variable_value) FROM information_schema.global_status WHERE variable_name = 'COM_CREATE_TABLE'"
    site.get(site.page)
    before = site.sql(made)
    site.get(site.page)
    assert site.sql(made) == before


# what needs no SLiMS


@pytest.mark.parametrize("engine", ["MyISAM", "InnoDB"])
def test_an_import_that_is_cut_off_leaves_nothing(server: Mariadb, tmp_path: Path, engine: str) -> None:
    target = tables(server, tmp_path / "slims", engine)
    target.do(processed(tmp_path, noise(9, 5)))
    counts, content = target.counts(), target.content()
    grown = processed(tmp_path, noise(9, 5) + noise(10, 400))
    command = ["php", str(PLUGIN / "koleksi-import.php"), str(grown), "--slims", str(tmp_path / "slims")]
    process_ = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wanted = "SELECT COUNT(*) FROM koleksi_imports WHERE state = 'begun'"
    while process_.poll() is None and target.sql(wanted) == [["0"]]:
        time.sleep(0.005)
    time.sleep(0.1)
    process_.kill()
    process_.wait()
    assert target.sql(wanted) == [["1"]], "it was done before it could be killed"
    target.sql("SELECT SLEEP(0.5)")
    cli(tmp_path / "slims", processed(tmp_path, noise(9, 5)))  # the next import mends first, then finds nothing to do
    assert target.counts() == counts and target.content() == content
    assert "gagal, dikembalikan" in cli(tmp_path / "slims", "--riwayat").stdout


def test_an_undo_that_is_cut_off_is_finished_and_takes_no_other_import_back(server: Mariadb, tmp_path: Path) -> None:
    target = tables(server, tmp_path / "slims")
    target.do(delivered(tmp_path, item("Sawah", "1")))
    counts = target.counts()
    target.do(delivered(tmp_path, item("Sawah", "1"), item("Ladang", "3")))
    target.sql("UPDATE koleksi_imports SET state = 'undoing' WHERE id = 2")
    assert "Impor 2 dibatalkan" in target.undo()
    assert target.counts() == counts
    assert target.sql("SELECT state FROM koleksi_imports ORDER BY id") == [["done"], ["undone"]]


def test_a_failure_in_the_middle_takes_everything_back(server: Mariadb, tmp_path: Path) -> None:
    target = tables(server, tmp_path / "slims")
    target.sql(
        "CREATE TRIGGER stop BEFORE INSERT ON item FOR EACH ROW"
        " SET NEW.source = IF(NEW.item_code = '3', (SELECT 1 UNION SELECT 2), 0)"
    )
    done = cli(tmp_path / "slims", delivered(tmp_path, item("Sawah", "1"), item("Ladang", "3")))
    assert done.returncode == 3 and "semua perubahannya sudah dikembalikan" in done.stderr
    assert target.counts()["biblio"] == target.counts()["item"] == 0


def test_half_a_file_and_other_files_are_refused(server: Mariadb, tmp_path: Path) -> None:
    tables(server, tmp_path / "slims")
    whole = delivered(tmp_path, item("Sawah", "1"), item("Ladang", "3")).read_bytes()
    for content in (b"", b"title,author\n", whole[: len(whole) - 10], whole[: whole.rindex(b"{")], b"\xff\xfe" + whole):
        (tmp_path / "x.jsonl").write_bytes(content)
        done = cli(tmp_path / "slims", tmp_path / "x.jsonl")
        assert done.returncode == 3 and done.stderr.startswith("koleksi: "), (content[:20], done.stdout)
    assert cli(tmp_path / "slims").returncode == 2
    assert cli(tmp_path, whole and tmp_path / "slims.jsonl").returncode == 3  # no SLiMS there


def test_three_thousand_titles_arrive_with_their_copies(server: Mariadb, tmp_path: Path) -> None:
    target = tables(server, tmp_path / "slims")
    items = [
        item(f"Buku {n}", f"A{n}", f"B{n}", keys=(str(n),), authors=(f"Made Rai {n % 900}",),
             publisher=f"Balai {n % 90}", subjects=("Pertanian",), notes=("Catatan",))
        for n in range(3000)
    ]  # fmt: skip
    begun = time.monotonic()
    target.do(delivered(tmp_path, *items))
    took = time.monotonic() - begun
    sys.stdout.write(f"3,000 titles, 6,000 copies: {took:.1f} s\n")
    assert target.counts()["index"] == 3000 and target.counts()["item"] == 6000


def test_every_file_is_php() -> None:
    for path in PLUGIN.rglob("*.php"):
        assert subprocess.run(["php", "-l", path], capture_output=True, check=False).returncode == 0, path
        assert max(map(len, path.read_text(encoding="utf-8").splitlines())) <= 120, path


def test_the_plugin_is_put_into_place_and_renewed(tmp_path: Path) -> None:
    folder, files = install(tmp_path / "plugins")
    assert folder == tmp_path / "plugins" / "koleksi" and files == len(list(PLUGIN.rglob("*.php")))
    (folder / "src" / "Old.php").write_text("<?php")
    (folder / "ours.txt").write_text("kept")
    assert install(tmp_path / "plugins") == (folder, files)
    assert not (folder / "src" / "Old.php").exists() and (folder / "ours.txt").exists()
    (tmp_path / "other" / "koleksi").mkdir(parents=True)
    (tmp_path / "other" / "koleksi" / "x").write_text("")
    with pytest.raises(OutputError):
        install(tmp_path / "other")


def test_the_lines_of_a_book(tmp_path: Path) -> None:
    _, line = lines([item("Sawah", "1", subjects=("Padi",))], library="Desa").decode().splitlines()
    assert json.loads(line)["items"] == [{"code": "1", "call_number": "1 A", "source": "0"}]
