"""The command line: one file a command. The only importer of click.

Nothing is imported here before `main` watches for Ctrl-C: the imports themselves take the first tenths of a second.
"""

import atexit
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from koleksi.cli.root import cli

__all__ = ["cli", "main"]

INTERRUPTED = 130  # 128 + SIGINT, as shells have it


def main() -> None:
    """Entry point of the ``koleksi`` command. Ctrl-C at any moment, during the imports too, is exit code 130."""
    atexit.unregister(_leave_the_rest)
    atexit.register(_leave_the_rest)
    try:
        sys.unraisablehook = _interrupt_again
        from koleksi.cli import root

        root.main()
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None


def _leave_the_rest() -> None:
    """The process ends here. Python would look through all values for circles twice more before it gives them back,
    a tenth of the time of a short list. Not before: a program that calls `main` may go on."""
    import gc

    gc.disable()
    gc.freeze()


def _interrupt_again(lost: "sys.UnraisableHookArgs") -> None:
    """A Ctrl-C that fell into a finaliser, where Python only prints it, is sent once more: by a thread, which comes to
    run when the finaliser is left."""
    if not issubclass(lost.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(lost)
    elif not sys.is_finalizing():
        import _thread

        _thread.start_new_thread(_thread.interrupt_main, ())


def __getattr__(name: str) -> object:
    if name == "cli":
        from koleksi.cli.root import cli

        return cli
    raise AttributeError(f"module 'koleksi.cli' has no attribute {name!r}")
