"""A MariaDB of one's own for a test: in a folder, on a free port of this machine, stopped at the end."""

from __future__ import annotations

import getpass
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

USER, PASSWORD = "slims", "slims"
MISSING = next(
    (
        f"{program} is not installed (make system-tools)"
        for program in ("mariadbd", "mariadb-install-db", "mariadb", "php")
        if not shutil.which(program)
    ),
    "",
)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@dataclass(frozen=True)
class Mariadb:
    folder: Path
    port: int

    def sql(self, text: str, database: str = "") -> list[list[str]]:
        """The rows that statements give, each value as text; NULL is "NULL"."""
        command = [
            "mariadb",
            f"--socket={self.folder / 's.sock'}",
            "--user=root",
            "--default-character-set=utf8mb4",
            "-N",
        ]
        done = subprocess.run([*command, database], input=text, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return [line.split("\t") for line in done.stdout.splitlines()]

    def value(self, text: str, database: str = "") -> str:
        return self.sql(text, database)[0][0]


@contextmanager
def running(folder: Path) -> Iterator[Mariadb]:
    """A server with a user that may do everything. ``folder``: short, for the path of a socket has 107 bytes."""
    me, data, port = getpass.getuser(), folder / "db", free_port()
    made = ["mariadb-install-db", "--no-defaults", f"--datadir={data}", "--auth-root-authentication-method=normal"]
    subprocess.run([*made, "--skip-test-db", f"--user={me}"], check=True, capture_output=True)
    serve = [
        "mariadbd", "--no-defaults", f"--datadir={data}", f"--socket={folder / 's.sock'}", f"--port={port}",
        "--bind-address=127.0.0.1", f"--user={me}", "--skip-name-resolve", "--innodb-flush-log-at-trx-commit=0",
    ]  # fmt: skip
    with (folder / "mariadb.log").open("wb") as log:
        process = subprocess.Popen(serve, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    server = Mariadb(folder, port)
    try:
        _wait(server)
        server.sql(
            f"CREATE USER '{USER}'@'127.0.0.1' IDENTIFIED BY '{PASSWORD}'; GRANT ALL ON *.* TO '{USER}'@'127.0.0.1'"
        )
        yield server
    finally:
        process.terminate()
        process.wait(30)


def _wait(server: Mariadb) -> None:
    for _ in range(150):
        try:
            server.sql("SELECT 1")
            return
        except AssertionError:
            time.sleep(0.2)
    raise AssertionError((server.folder / "mariadb.log").read_text(errors="replace")[-2000:])
