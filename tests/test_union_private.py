"""Nothing that a library knows of people leaves it for a union."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from koleksi.book import Book, Contributor
from koleksi.union.private import public
from koleksi.union.running import run
from unions import DONOR, TANAM, folder, two_libraries, typed  # noqa: F401 - a fixture

pytestmark = pytest.mark.usefixtures("fixed_day")  # 2026-01-01


def test_nothing_personal_is_in_any_output(two: tuple[Path, Path], tmp_path: Path) -> None:
    """The donor stands in every list and folder that the union is made of, and in nothing that it writes."""
    assert DONOR.encode() in (two[0] / "katalog.mrc").read_bytes()
    run([*two, typed(tmp_path / "desa-c.csv", [TANAM])], tmp_path / "gab")
    for path in (tmp_path / "gab").rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        if path.suffix == ".xlsx":
            sheets = openpyxl.load_workbook(path).worksheets
            content = repr([row for sheet in sheets for row in sheet.iter_rows(values_only=True)]).encode()
        assert b"Zulkarnain" not in content and b"hibah" not in content, path.name


def test_notes_owners_and_what_a_record_carried_stay_at_home() -> None:
    giver = Contributor(name="Zulkarnain", role="former owner")
    translator = Contributor(name="Ani", role="translator")
    book = Book(
        title="Judul", notes=("Dari Zulkarnain",), summary="Milik Zulkarnain", contributors=(giver, translator),
        wrong_isbns=("dari Zulkarnain", "978-979-3062-79-1"), sources=(("title", "Zulkarnain"),),
    )  # fmt: skip
    seen = public(book)
    assert "Zulkarnain" not in repr(seen)
    assert seen.contributors == (translator,) and seen.wrong_isbns == ("978-979-3062-79-1",)
