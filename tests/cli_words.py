"""Runs a command, and tells which words of its screen are of another language."""

from __future__ import annotations

import re
from pathlib import Path

import click
from click.testing import CliRunner, Result

from koleksi.cli.root import cli

ROOT = Path(__file__).resolve().parents[1]
CATALOGUE = ROOT / "src" / "koleksi" / "locale" / "id" / "LC_MESSAGES" / "koleksi.po"
LIST = "Judul,Pengarang,ISBN,Rak\nBumi Manusia,Pramoedya Ananta Toer,9786020332956,A\n"

# Words that give a language away. None of them is an option, a choice, a column or a command of ours.
ENGLISH = frozenset(
    re.findall(
        r"\w+",
        """the of and or is are was not no such for with from to in it be by as this that these which what every each
        file files show shown made make read reads list rows row number numbers name value invalid missing required
        default option options usage error command commands argument arguments try one only did you mean must can
        cannot given valid range integer float text path directory exist exists does unexpected extra existing book
        books titles settings summary results suggestions problems records written there""",
    )
)
INDONESIAN = frozenset(
    re.findall(
        r"\w+",
        """yang dan atau untuk dari tidak dengan ini itu ke di setiap nomor nama berkas daftar pilihan perintah
        kesalahan pemakaian bantuan wajib bawaan isi nilai salah satu dikenal belum lengkap sudah akan lalu judul baris
        angka teks buku tampilkan tunjukkan hanya jenis kertas dibaca dapat ada bukan maksudnya batas luar perlu
        sesudahnya terlalu banyak kata rekaman eksemplar masalah""",
    )
)


def run(*words: object, lang: str = "id", given: str | None = None) -> Result:
    return CliRunner(env={"KOLEKSI_LANG": lang}).invoke(cli, [str(word) for word in words], input=given)


def foreign(said: str, lang: str) -> set[str]:
    """Words of the other language. Names are taken out first: options, choices, quoted values, columns, paths."""
    bare = re.sub(r"\{\w+\}|'[^']*'|\[[^\]]*\|[^\]]*\]|--?[\w-]+|\S*[_./|\\]\w\S*", " ", said)
    return {
        word for word in re.findall(r"[^\W\d_]+", bare.casefold()) if word in (ENGLISH if lang == "id" else INDONESIAN)
    }


def below(command: click.Command, *name: str) -> list[tuple[str, ...]]:
    several = command.commands.items() if isinstance(command, click.Group) else ()
    return [name, *(path for sub, child in several for path in below(child, *name, sub))]
