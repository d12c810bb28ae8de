"""Fuzz one target with atheris, or every one in turn: ``python fuzz/run.py SECONDS [TARGET ...]``.

What makes a target fail is written to ``build/fuzz/TARGET/``; add it to ``SEEDS`` or to a test before healing it. The
corpus that atheris grows stays there too. Each target runs in a process of its own.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LARGEST = 1 << 16  # bytes of an input
SLOW = 20  # seconds that one input may take


def fuzz(name: str, seconds: int) -> None:
    """Run a target in this process; never returns."""
    import atheris

    with atheris.instrument_imports(include=["koleksi"]):
        from targets import SEEDS, TARGETS
    corpus = ROOT / "build" / "fuzz" / name
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(SEEDS[name]()):
        (corpus / f"seed-{number}").write_bytes(seed)
    options = [f"-max_total_time={seconds}", f"-max_len={LARGEST}", f"-timeout={SLOW}", f"-artifact_prefix={corpus}/"]
    atheris.Setup([sys.argv[0], *options, "-print_final_stats=1", str(corpus)], TARGETS[name])
    atheris.Fuzz()


def main() -> int:
    seconds, wanted = int(sys.argv[1]), sys.argv[2:]
    try:
        import atheris  # noqa: F401  # only whether it is there
    except ImportError:
        print("atheris has wheels for CPython 3.11-3.13 on Linux (x86_64) only; nothing is fuzzed here.")
        return 0
    if len(wanted) == 1:
        fuzz(wanted[0], seconds)
    sys.path.insert(0, str(Path(__file__).parent))
    from targets import TARGETS

    failed = [
        name
        for name in wanted or TARGETS
        if subprocess.run([sys.executable, __file__, str(seconds), name], check=False).returncode
    ]
    print(f"failed: {', '.join(failed)}" if failed else "every target held")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
