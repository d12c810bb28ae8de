"""A server that is ended while clients are connected ends without an error in its own thread."""

from __future__ import annotations

import socket
import threading

from koleksi.page.server import Server


def _answer(environ: object, start: object) -> list[bytes]:
    return []


def test_closing_under_open_connections_ends_the_loop() -> None:
    for _ in range(20):
        server, failures = Server(_answer, "127.0.0.1", 0), []

        def serve(server: Server = server, failures: list[OSError] = failures) -> None:
            try:
                server.run()
            except OSError as error:
                failures.append(error)

        thread = threading.Thread(target=serve)
        thread.start()
        clients = [socket.create_connection((server.host, server.port)) for _ in range(3)]
        server.close()
        thread.join(10)
        assert (failures, thread.is_alive()) == ([], False)
        for client in clients:
            client.close()


def test_a_server_that_never_ran_frees_its_port() -> None:
    first = Server(_answer, "127.0.0.1", 0)
    first.close()
    again = Server(_answer, "127.0.0.1", first.port)
    assert again.port == first.port
    again.close()
