"""Make the .mo files that gettext reads of the .po files in src/koleksi/locale.

    python scripts/build_messages.py

Only what our catalogue uses: comments, ``msgid``, ``msgid_plural``, ``msgstr``, ``msgstr[0]``, lines in quotes.
The .mo format: https://www.gnu.org/software/gettext/manual/html_node/MO-Files.html
"""

from __future__ import annotations

import ast
import struct
from pathlib import Path

LOCALE = Path(__file__).resolve().parents[1] / "src" / "koleksi" / "locale"
MAGIC = 0x950412DE
HEADER = 7 * 4  # bytes: magic, version, count, three places, size of the hash table


def messages(po: str) -> dict[str, str]:
    """What is said for what: msgid -> msgstr, and for a plural "msgid NUL msgid_plural" -> msgstr[0]."""
    found: dict[str, str] = {}
    entry: dict[str, str] = {}
    keyword = ""
    for line in [*po.splitlines(), 'msgid ""']:
        if line.startswith("msgid "):
            if entry:
                found["\0".join(entry[key] for key in ("msgid", "msgid_plural") if key in entry)] = _said(entry)
            entry = {}
        if line.startswith("msg"):
            keyword, _, line = line.partition(" ")
            entry[keyword] = ""
        if line.startswith('"'):
            entry[keyword] += ast.literal_eval(line)
    return found


def _said(entry: dict[str, str]) -> str:
    return entry["msgstr[0]" if "msgid_plural" in entry else "msgstr"]


def compiled(said: dict[str, str]) -> bytes:
    """The bytes of a .mo file without a hash table: the originals in rising order, then what is said for them."""
    pairs = sorted((key.encode(), text.encode()) for key, text in said.items())
    count = len(pairs)
    texts = [key for key, _ in pairs] + [text for _, text in pairs]
    place = HEADER + 2 * count * 8
    index, body = b"", b""
    for text in texts:
        index += struct.pack("<II", len(text), place + len(body))
        body += text + b"\0"
    return struct.pack("<7I", MAGIC, 0, count, HEADER, HEADER + count * 8, 0, place) + index + body


def main() -> None:
    for po in sorted(LOCALE.rglob("*.po")):
        po.with_suffix(".mo").write_bytes(compiled(messages(po.read_text(encoding="utf-8"))))


if __name__ == "__main__":
    main()
