"""Coverage-guided fuzzing of everything that reads MARC: any bytes are records or problems, never another exception.

    pip install atheris && python scripts/fuzz_marc.py -max_total_time=600 CORPUS_DIR

Without atheris, mutations of the files of CORPUS_DIR by a fixed seed:

    python scripts/fuzz_marc.py CORPUS_DIR SECONDS

What is read is written again in both formats and must read back the same (``write`` compares). A record that is only
cut into fields gives the same Book as one that is parted as a whole.
"""

from __future__ import annotations

import io
import random
import sys
import time
from pathlib import Path

try:
    import atheris
except ImportError:
    atheris = None

from koleksi._marc.check import check
from koleksi._marc.cut import Cut, by_tag, whole
from koleksi._marc.fields import Raw, from_pymarc, to_pymarc
from koleksi._marc.iso import cut_iso, read_iso
from koleksi._marc.parse import described, parse
from koleksi._marc.write import cleaned, encode, require_form
from koleksi._marc.xml import read_xml
from koleksi._marc.xml_write import to_xml
from koleksi.errors import InputError


def one(data: bytes) -> None:
    """Read these bytes as both formats; a crash is any exception but InputError."""
    for item, _, offset in cut_iso(io.BytesIO(data)):
        assert 0 <= offset < len(data)
        if isinstance(item, Cut):
            use(whole(item))
            assert (fields := by_tag(item)) is None or described(fields) == parse(whole(item))
        elif isinstance(item, Raw):
            use(item)
    try:
        for item, _, _ in read_xml(io.BytesIO(data), Path()):
            if isinstance(item, Raw):
                use(item)
    except InputError:
        pass


def use(raw: Raw) -> None:
    parse(raw)
    check(raw)
    clean = cleaned(from_pymarc(to_pymarc(raw)))
    try:
        require_form(clean)
        xml, data = to_xml(clean).encode(), encode(clean)
    except ValueError:  # a record that ``write`` refuses
        return
    assert next(iter(read_xml(io.BytesIO(xml), Path())))[0].fields == clean.fields
    assert next(read_iso(io.BytesIO(data)))[0].fields == clean.fields
    assert len(data) == int(data[:5])


def mutated(rng: random.Random, data: bytearray) -> bytes:
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        at = rng.randrange(len(data) + 1)
        kind = rng.randrange(4)
        if kind == 0 and at < len(data):
            data[at] = rng.choice((0x1D, 0x1E, 0x1F, 0x1B, 0x20, 0x30, 0x3C, 0x26, 0xFF, rng.randrange(256)))
        elif kind == 1:
            del data[at : at + rng.choice((1, 2, 12, 100))]
        elif kind == 2:
            data[at:at] = rng.randbytes(rng.choice((1, 3, 12)))
        else:
            other = rng.randrange(len(data) + 1)
            data[at:at] = data[other : other + rng.choice((1, 12, 60))]
    return bytes(data)


def mutate_for(folder: Path, seconds: float) -> None:
    seeds = [path.read_bytes()[:6000] for path in sorted(folder.iterdir()) if path.is_file()]
    rng, end, count = random.Random(2709), time.monotonic() + seconds, 0
    while time.monotonic() < end:
        data = mutated(rng, bytearray(rng.choice(seeds)))
        count += 1
        try:
            one(data)
        except Exception:
            Path(f"crash-{count}.bin").write_bytes(data)
            sys.stdout.write(f"crash after {count} executions\n")
            raise
    sys.stdout.write(f"{count} executions, no crash\n")


if __name__ == "__main__":
    if atheris is None:
        mutate_for(Path(sys.argv[1]), float(sys.argv[2]))
    else:
        atheris.instrument_all()
        atheris.Setup(sys.argv, one)
        atheris.Fuzz()
