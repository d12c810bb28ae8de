"""The plugin for SLiMS by itself: imports that are cut off or fail, files that are refused, how it is put in place."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from koleksi.errors import OutputError
from koleksi.exports.slims_lines import lines
from koleksi.job.hand_over.slims_plugin import install
from mariadb import MISSING, Mariadb
from slims_lists import noise
from slims_target import (
    PLUGIN,
    cli,
    delivered,
    item,
    one_server,  # noqa: F401 - a fixture
    processed,
    tables,
)

pytestmark = pytest.mark.skipif(bool(MISSING), reason=MISSING or "-")


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
