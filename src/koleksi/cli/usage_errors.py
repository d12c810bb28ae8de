"""What click says of a wrong command line, in the user's language."""

from __future__ import annotations

import re

import click

__all__ = ["Misuse"]

# click's own sentences (8.2 to 8.5, tests/test_cli.py); one that is not listed is shown as it is.
_SAID = (
    (r"Missing (?:option|parameter):? '(.+?)'.*", "Pilihan {0} wajib diisi."),
    (r"Missing argument '(.+?)'.*", "Belum lengkap: apa yang diolah? ({0})"),
    (r"No such command '(.+?)'\. Did you mean '(.+)'\?", "Perintah {0} tidak dikenal. Maksudnya {1}?"),
    (r"No such command '(.+?)'.*", "Perintah {0} tidak dikenal."),
    (r"No such option:? '?(.+?)'?\. Did you mean '?([^\s'?]+)'?\?", "Pilihan {0} tidak dikenal. Maksudnya {1}?"),
    (r"No such option:? '?([^\s'.]+)'?.*", "Pilihan {0} tidak dikenal."),
    (r"Option '(.+?)' requires an? .*", "Pilihan {0} perlu nilai sesudahnya."),
    (r"Option '(.+?)' does not take a value.*", "Pilihan {0} tidak memakai nilai."),
    (
        r"Got unexpected extra arguments? \((.+)\).*",
        "Terlalu banyak kata: {0}. Nama berkas yang berisi spasi harus diapit tanda kutip.",
    ),
    (r"Invalid value for '(.+?)': (?:File|Path|Directory) '(.+?)' does not exist.*", "{0}: '{1}' tidak ada."),
    (r"Invalid value for '(.+?)': '(.+?)' is not one of (.+)", "{0}: '{1}' tidak dikenal; pilih salah satu dari {2}"),
    (r"Invalid value for '(.+?)': '?(.+?)'? is not in the range (.+)", "{0}: {1} di luar batas {2}"),
    (r"Invalid value for '(.+?)': '(.+?)' is not a valid (?:integer|float).*", "{0}: '{1}' bukan angka."),
    (r"Invalid value for '(.+?)': (.+)", "{0}: {1}"),
)


class Misuse(click.UsageError):
    """A usage error told in Indonesian, with the help command that shows the way on. Exit code 2, as click's own."""

    def __init__(self, error: click.UsageError) -> None:
        super().__init__(_in_indonesian(error.format_message()), error.ctx)

    def show(self, file: object = None) -> None:
        path = self.ctx.command_path if self.ctx else "koleksi"
        click.echo(f"koleksi: {self.message}\nLihat: {path} --help", err=True)


def _in_indonesian(message: str) -> str:
    for pattern, said in _SAID:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return said.format(*found.groups())
    return message
