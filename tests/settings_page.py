"""``docs/settings.md`` as it follows from the code. To write it anew: python tests/settings_page.py"""

from __future__ import annotations

from itertools import groupby
from pathlib import Path

from koleksi import config
from koleksi.job import settings

PAGE = Path(__file__).resolve().parents[1] / "docs" / "settings.md"

HEAD = """# Settings: koleksi.toml

<!-- Made of the rules in src/koleksi/config.py by tests/settings_page.py; a test holds it against them. -->

Everything is optional: what a file does not say has the default. `examples/koleksi.toml` is
a file to begin with. It is given with `--config koleksi.toml`.

* **All mistakes at once.** Every key is checked by its type, range and choices before anything is read or written. A
  file with ten mistakes gives ten sentences, each with file, line, key, value and what would be right, and exit code 2.
* **Texts stand in quotes**, numbers do not. A Windows path is written with `/` or between single quotes:
  `'C:\\data\\x.json'`.
* **Dates** as they are written in Indonesia, the day first: `"01-02-2026"`, `"1/2/2026"`, `"1 Februari 2026"`,
  `"1 Feb 2026"`; also `"2026-02-01"` and TOML's own `2026-02-01`. A day that cannot be (31 Februari) is a mistake.
* **Encoding**: UTF-8 with or without BOM, the UTF-16 of Notepad ("Unicode"), else Windows-1252.
* `SOURCE_DATE_EPOCH` (seconds since 1970) sets the day of a job where `[acquisition] date` does not.
"""

TAIL = """
## What a run does to a results folder

All files of a run are written to a folder `.koleksi-baru-...` inside the results folder and moved together at the
end: a run changes all of its files or none. When one cannot be replaced (open in Excel), the old ones are put back
and the sentence names the file. When the computer stops in the middle of the moves, the next run completes them before
it reads anything. Two runs in one folder at the same time are refused by the ledger, as before.
"""


def page() -> str:
    parts = [HEAD]
    rules = settings.rules()
    for table, rows in groupby(config.every_key(), lambda row: row[0].rpartition(".")[0]):
        parts.append(f"\n## {f'[{table}]' if table else 'Outside all sections (at the top of the file)'}\n\n")
        parts.append("| key | type | default | what is right | meaning / arti |\n|---|---|---|---|---|\n")
        for key, about, default in rows:
            rule = rules.get(key, about.rule)
            given = "needed" if about.required else "" if default is None else code(config.shown(default, 1000))
            cells = (
                code(key.rpartition(".")[2]),
                rule.kind.en,
                given,
                rule.right.en,
                f"{about.meaning.en} / {about.meaning.id}",
            )
            parts.append(f"| {' | '.join(cells)} |\n")
    return "".join([*parts, TAIL])


def code(text: str) -> str:
    return f"`{text}`"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
