"""Debian's wine with a folder as drive E:, as the stick of ``make usb`` is one: a Windows Python runs there. It is not
Windows: no SmartScreen, no Excel, no printer, and files lie on a disk of Linux."""

from __future__ import annotations

import os
import runpy
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Wine", "wine"]

_SECONDS = 300  # a loaded machine starts a Windows Python in twenty
_SCRIPT = Path(__file__).resolve().parents[1] / "scripts" / "windows_tests.py"


def wine() -> str | None:
    """Where it is, if it is there."""
    return shutil.which("wine")


@dataclass(frozen=True)
class Wine:
    """A Windows of its own in ``prefix``; ``opened`` is where the addresses stand that a browser was asked for."""

    prefix: Path
    opened: Path

    @classmethod
    def with_stick(cls, place: Path, stick: Path) -> Wine:
        one = cls(place / "wine", place / "opened.txt")
        one.run("wineboot", "-i")
        (one.prefix / "dosdevices" / "e:").symlink_to(stick)
        system = one.prefix / "drive_c" / "windows" / "system32"
        if not (system / "bcryptprimitives.dll").exists():  # Windows 10 has it, wine 8 not; calamine asks it for chance
            made = runpy.run_path(str(_SCRIPT))
            library = made["_forwarding"]("bcryptprimitives.dll", "ProcessPrng", made["_RANDOM"])
            (system / "bcryptprimitives.dll").write_bytes(library)
        browser = place / "browser"
        browser.write_text(f'#!/bin/sh\necho "$1" >> "{one.opened}"\n', encoding="ascii")
        browser.chmod(0o755)
        one.run("reg", "add", r"HKCU\Software\Wine\WineBrowser", "/v", "Browsers", "/d", str(browser), "/f")
        return one

    @property
    def environment(self) -> dict[str, str]:
        """No C++ library of Microsoft but that of the stick, as on a new Windows. wine writes names of files in UTF-8
        where the locale does."""
        own = {"WINEPREFIX": str(self.prefix), "WINEDEBUG": "-all", "WINEDLLOVERRIDES": "msvcp140=n;mscoree,mshtml=",
               "LC_ALL": "C.UTF-8"}  # fmt: skip
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "KOLEKSI"))}
        return {**kept, **own, "KOLEKSI_LANG": "id"}

    def begin(self, *command: str) -> subprocess.Popen[bytes]:
        """wine wants a pipe for what is written, and takes no closed hand for what is read."""
        return subprocess.Popen(
            ["wine", *command], env=self.environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )  # fmt: skip

    def run(self, *command: str) -> str:
        """What a program says."""
        with self.begin(*command) as process:
            try:
                return process.communicate(timeout=_SECONDS)[0].decode("utf-8", "replace")
            except subprocess.TimeoutExpired:
                self.end()
                raise

    def line(self, line: str) -> str:
        """What is said to a whole line as Explorer gives it to cmd.exe: quotes and all."""
        given = f'cmd.exe /c "{line}"'
        return self.run(
            r"E:\program\python\python.exe", "-c", "import subprocess, sys; subprocess.run(sys.argv[1])", given
        )

    def end(self) -> None:
        """Every program of this Windows."""
        subprocess.run(["wineserver", "-k"], env=self.environment, check=False)
