"""What the tests share: where the measuring data lies, and a reason where it does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


@pytest.fixture
def shared() -> Path:
    """The folder of measuring data beside the checkout (never shipped)."""
    if not SHARED.is_dir():
        pytest.skip("the measuring data (../shared) is not on this machine")
    return SHARED


@pytest.fixture(scope="session", autouse=True)
def _indonesian() -> Iterator[None]:
    """The commands speak Indonesian unless a test says otherwise, whatever the language of this machine."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KOLEKSI_LANG", "id")
        yield
