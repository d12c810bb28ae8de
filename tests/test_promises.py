"""Every promise of docs/promises.md names tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).parent
PAGE = TESTS.parent / "docs" / "promises.md"


def test_every_promise_names_a_test_that_exists() -> None:
    promises = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ")][2:]
    assert len(promises) >= 10
    for promise in promises:
        named = re.findall(r"`([\w/]+\.py)::(\w+)`", promise)
        assert named, promise
        for file, name in named:
            code = (TESTS / file).read_text(encoding="utf-8")
            assert re.search(rf"^(def {name}\(|{name} = )", code, re.MULTILINE), (file, name)
