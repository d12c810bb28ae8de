"""The command ``koleksi`` with all below it, and what every one of them ends with: a sentence and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterator, MutableMapping, Sequence
from gettext import gettext
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from koleksi.cli import INTERRUPTED
from koleksi.cli.commands import ELSEWHERE, HELP
from koleksi.cli.language import chosen
from koleksi.cli.screen import let_go_of_output, write
from koleksi.cli.two_languages import Group, Option, first_sentence, language, option
from koleksi.cli.usage_errors import click_speaks
from koleksi.text import Text

if TYPE_CHECKING:
    from koleksi.book import Lang

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


class _OnDemand(MutableMapping[str, click.Command]):
    """The commands by name, each imported when it is asked for."""

    def __init__(self) -> None:
        self._added: dict[str, click.Command] = {}

    def __getitem__(self, name: str) -> click.Command:
        if name in HELP and name not in self._added:
            module = import_module(f"koleksi.cli.{ELSEWHERE.get(name, name)}")
            self._added[name] = getattr(module, name)
        return self._added[name]

    def __setitem__(self, name: str, command: click.Command) -> None:
        self._added[name] = command

    def __delitem__(self, name: str) -> None:
        del self._added[name]

    def __contains__(self, name: object) -> bool:
        return name in HELP or name in self._added

    def __iter__(self) -> Iterator[str]:
        return iter({**HELP, **self._added})

    def __len__(self) -> int:
        return len({**HELP, **self._added})


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
            except OSError as error:  # of a help or a version, which click writes before any command
                if not standalone_mode or _wants_details(args):
                    raise
                sentence, code = _of_system(error, lang)
                write(f"koleksi: {sentence}", err=True)
                let_go_of_output()
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

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """As click has it, from the helps alone."""
        with formatter.section(gettext("Commands")):
            formatter.write_dl([(name, first_sentence(HELP[name](language(ctx)))) for name in sorted(HELP)])

    def invoke(self, ctx: click.Context) -> Any:
        from koleksi.errors import KoleksiError

        try:
            return super().invoke(ctx)
        except KoleksiError as error:
            return _stop(ctx, error, error.say(language(ctx)), error.exit_code)
        except BrokenPipeError:
            let_go_of_output()
            return ctx.exit(0)
        except OSError as error:
            return _stop(ctx, error, *_of_system(error, language(ctx)))


def _of_system(error: OSError, lang: Lang) -> tuple[str, int]:
    """What the system refused, in a sentence, and the exit code."""
    from koleksi._terms.system_errors import cure, why

    what, do = why(error)(lang), cure(error)
    said = f"{error.filename}: {what}" if error.filename else what
    return said + (do(lang) if do else ""), _UNWRITABLE if do else _UNREADABLE


def _stop(ctx: click.Context, error: Exception, sentence: str, code: int) -> None:
    if ctx.params.get("verbose"):
        raise error
    write(f"koleksi: {sentence}", err=True)
    let_go_of_output()
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


cli.commands = _OnDemand()


def main() -> None:
    """The command line of this process."""
    if not _wants_details():
        sys.excepthook = _last_words
    cli.main()


def _wants_details(args: Sequence[str] | None = None) -> bool:
    return not {"-v", "--verbose"}.isdisjoint(sys.argv[1:] if args is None else args)


def _last_words(kind: type[BaseException], error: BaseException, _: Any) -> None:
    said = _UNEXPECTED(chosen(sys.argv[1:])).format(error=f"{kind.__name__}: {error}")
    sys.stderr.write(f"{said}\n")
