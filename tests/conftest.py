"""What the tests share: how much the property tests try, and where the measuring data lies, if it does."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from page_visitor import Visitor

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"

# No deadline: the first example pays for what is loaded once, and a busy machine stops any clock. On a build server
# the same examples every time, so that a change and not chance turns it red; new ones are looked for by `make fuzz`.
settings.register_profile("suite", deadline=None, print_blob=True, derandomize="CI" in os.environ)
settings.register_profile("fuzz", deadline=None, print_blob=True, derandomize=False, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


@pytest.fixture
def shared() -> Path:
    """The folder of measuring data beside the checkout (never shipped)."""
    if not SHARED.is_dir():
        pytest.skip("the measuring data (../shared) is not on this machine")
    return SHARED


@pytest.fixture
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The day of every job, 2026-01-01, where a file says so for all its tests (``pytestmark``)."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")


@pytest.fixture(scope="session", autouse=True)
def _indonesian() -> Iterator[None]:
    """The commands speak Indonesian unless a test says otherwise, whatever the language of this machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KOLEKSI_LANG", "id")
        yield


@pytest.fixture
def visitor(tmp_path: Path) -> Iterator[Visitor]:
    """A browser at the window of an empty folder."""
    from koleksi.page.desk import Desk
    from page_visitor import Visitor

    with closing(Desk(folder=tmp_path / "hasil")) as desk:
        yield Visitor(desk)


@pytest.fixture
def processed(visitor: Visitor) -> Visitor:
    """The same, with a list that was processed."""
    from page_visitor import LIST

    visitor.drop("donasi.csv", LIST)
    visitor.process()
    return visitor
