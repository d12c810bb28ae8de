"""The command ``koleksi`` with all below it, and what every one of them ends with: a sentence and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from koleksi.book import Text
from koleksi.cli import INTERRUPTED
from koleksi.cli.ddc import ddc
from koleksi.cli.dedupe import dedupe
from koleksi.cli.export import export
from koleksi.cli.folder import riwayat, selesai, undo
from koleksi.cli.isbn import isbn
from koleksi.cli.kdt import kdt
from koleksi.cli.labels import labels
from koleksi.cli.language import chosen
from koleksi.cli.marc import marc
from koleksi.cli.merge import merge
from koleksi.cli.new import new
from koleksi.cli.open import buka
from koleksi.cli.pack import pack
from koleksi.cli.process import process
from koleksi.cli.report import report
from koleksi.cli.scan import scan
from koleksi.cli.screen import write
from koleksi.cli.two_languages import Group, Option, language, option
from koleksi.cli.union import union
from koleksi.cli.usage_errors import click_speaks

__all__ = ["cli", "main"]

_INTERRUPTED = Text(
    "Dihentikan. Jalankan perintah yang sama untuk melanjutkan.", "Interrupted. Run the same command to resume."
)
_UNREADABLE, _UNWRITABLE = 3, 4  # exit codes of InputError and OutputError
_UNEXPECTED = Text(
    "koleksi: kesalahan yang tidak terduga ({error}). Data lama utuh; ulangi dengan 'koleksi -v ...' "
    "dan laporkan hasilnya.",
    "koleksi: unexpected error ({error}). Old data is intact; repeat with 'koleksi -v ...' and report what it prints.",
)


class _Root(Group):
    """Chooses the language, and turns the exceptions of the library into a sentence and an exit code."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        lang = chosen(sys.argv[1:] if args is None else args)
        extra.setdefault("obj", lang)
        with click_speaks(lang):
            try:
                code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
            except click.ClickException as error:
                if not standalone_mode:
                    raise
                error.show()
                code = error.exit_code
            except (KeyboardInterrupt, click.Abort) as stopped:
                if isinstance(stopped.__cause__, EOFError):  # click takes a file that is cut off for a Ctrl-D
                    raise stopped.__cause__ from None
                write(_INTERRUPTED(lang), err=True)
                code = INTERRUPTED
        if standalone_mode:
            sys.exit(code or 0)
        return code

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """``koleksi FILE...`` is ``koleksi process FILE... --out FILE-hasil``."""
        if args and args[0] not in self.commands:
            from koleksi.cli.without_command import process_files

            args = process_files(args) or args
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        from koleksi.errors import KoleksiError

        try:
            return super().invoke(ctx)
        except KoleksiError as error:
            return _stop(ctx, error, error.say(language(ctx)), error.exit_code)
        except BrokenPipeError:
            return ctx.exit(0)
        except OSError as error:
            from koleksi._terms.system_errors import cure, why

            what, do = why(error)(language(ctx)), cure(error)
            said = f"{error.filename}: {what}" if error.filename else what
            return _stop(ctx, error, said + (do(language(ctx)) if do else ""), _UNWRITABLE if do else _UNREADABLE)


def _stop(ctx: click.Context, error: Exception, sentence: str, code: int) -> None:
    if ctx.params.get("verbose"):
        raise error
    write(f"koleksi: {sentence}", err=True)
    ctx.exit(code)


@click.group(
    "koleksi",
    cls=_Root,
    invoke_without_command=True,
    context_settings={"max_content_width": 100},
    help=Text(
        "Daftar buku sumbangan menjadi katalog: MARC, nomor kelas, label, buku induk. Tanpa perintah: koleksi DAFTAR "
        "mengolahnya ke DAFTAR-hasil; koleksi saja mengatakan langkah berikutnya di folder ini.",
        "A donated list becomes a catalogue: MARC, class numbers, labels, accession register. Without a command: "
        "koleksi LIST processes it into LIST-hasil; koleksi alone says what to do next in this folder.",
    ),
)
@option("-v", "--verbose", is_flag=True, help=Text("Tampilkan rincian kesalahan.", "Show the details of an error."))
@click.version_option(
    package_name="koleksi", message="%(version)s", cls=Option, help=Text("Tampilkan versi.", "Show the version.")
)
@click.pass_context
def cli(ctx: click.Context, verbose: bool) -> None:
    if ctx.invoked_subcommand is None:
        from pathlib import Path

        from koleksi.cli.without_command import say_next

        say_next(ctx, Path())


_COMMANDS = (
    process, buka, scan, kdt, isbn, ddc, dedupe, marc, labels, export, pack, report, new, merge, union, selesai,
    riwayat, undo,
)  # fmt: skip
for _command in _COMMANDS:
    cli.add_command(_command)


def main() -> None:
    """The command line of this process."""
    if "-v" not in sys.argv and "--verbose" not in sys.argv:
        sys.excepthook = _last_words
    cli.main()


def _last_words(kind: type[BaseException], error: BaseException, _: Any) -> None:
    said = _UNEXPECTED(chosen(sys.argv[1:])).format(error=f"{kind.__name__}: {error}")
    sys.stderr.write(f"{said}\n")
