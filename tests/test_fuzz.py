"""The fuzz targets in short, without atheris: their corpus, cut and changed at random, never ends in a traceback.

`make fuzz` runs them with atheris, which looks where the code branches. ``KOLEKSI_LONG`` tries a minute each.
"""

from __future__ import annotations

import importlib.util
import os
import random
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

SECONDS = 60.0 if os.environ.get("KOLEKSI_LONG") else 1.5
FOLDER = Path(__file__).resolve().parents[1] / "fuzz"
TOKENS = (
    b"\0",
    b"\x1d",
    b"\x1e",
    b"\x1f",
    b'"',
    b";",
    b",",
    b"\t",
    b"\r\n",
    b"\xff",
    b"9" * 20,
    b"978",
    b"[[",
    b"=",
    b"-1",
)


def _targets() -> ModuleType:
    """``fuzz/targets.py``: no package, since it is not shipped."""
    spec = importlib.util.spec_from_file_location("targets", FOLDER / "targets.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["targets"] = module
    spec.loader.exec_module(module)
    return module


targets = _targets()


def changed(seed: bytes, rng: random.Random) -> bytes:
    """A seed with a few changes: bytes, tokens, pieces cut out, doubled or moved."""
    data = bytearray(seed)
    for _ in range(rng.randint(1, 6)):
        at, to = sorted(rng.randint(0, len(data)) for _ in range(2))
        kind = rng.randrange(6)
        if kind == 0 and at < len(data):
            data[at] = rng.randrange(256)
        elif kind == 1:
            data[at:at] = rng.choice(TOKENS) * rng.choice((1, 1, 1, 40))
        elif kind == 2:
            del data[at : min(to, at + rng.choice((1, 8, 400)))]
        elif kind == 3:
            data[at:at] = data[at : min(to, at + 300)] * rng.randint(1, 4)
        elif kind == 4:
            del data[at:]
        else:
            data[at:at] = rng.randbytes(rng.randint(1, 8))
    return bytes(data[: 1 << 16])


@pytest.mark.parametrize("name", targets.TARGETS)
def test_a_target_holds_over_its_corpus_and_random_changes_of_it(name: str) -> None:
    target, seeds = targets.TARGETS[name], targets.SEEDS[name]()
    for seed in (*seeds, b""):
        target(seed)
    rng = random.Random(15 if "CI" in os.environ else None)
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        data = changed(rng.choice(seeds), rng)
        try:
            target(data)
        except Exception as error:
            error.add_note(f"{name}: {data!r}")
            raise


def test_a_review_sheet_with_a_flipped_bit_is_read_or_refused() -> None:
    """Found by fuzzing: a packed part that cannot be unpacked ended in zlib's own error."""
    sheet = targets.SEEDS["answers"]()[-1]
    for at in range(0, len(sheet), 7):
        hurt = bytearray(sheet)
        hurt[at] ^= 1 << at % 8
        targets.read_answers(bytes(hurt))


def test_every_target_has_seeds_and_says_when_something_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """A target that swallowed every exception would find nothing."""
    assert set(targets.SEEDS) == set(targets.TARGETS)

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("broken")

    for face, name in (
        (targets.marc, "read_books"), (targets.isbn, "recognise"), (targets.kdt, "parse"), (targets.intake, "read"),
        (targets.settings, "load"), (targets.answers, "gather"), (targets.Pack, "open"),
    ):  # fmt: skip
        monkeypatch.setattr(face, name, broken)
    for target in targets.TARGETS.values():
        with pytest.raises(RuntimeError, match="broken"):
            target(b"x")
