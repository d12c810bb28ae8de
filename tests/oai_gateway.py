"""A gateway for OAI-PMH static repositories, small enough to read: it offers their records to harvesters over HTTP.

As the guidelines want it (openarchives.org/OAI/2.0/guidelines-static-repository.htm): the file's own Identify and
ListMetadataFormats are passed on, records are selected by day, there are no sets and no resumption tokens.
"""

from __future__ import annotations

import threading
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

OAI = "{http://www.openarchives.org/OAI/2.0/}"
STATIC = "{http://www.openarchives.org/OAI/2.0/static-repository}"
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">'
    "<responseDate>2026-01-02T00:00:00Z</responseDate><request>{base}</request>"
)
Asked = Mapping[str, str]


class Refused(Exception):
    """An error of the protocol, by its code."""


class Repository:
    """One static repository, as the gateway has read it."""

    def __init__(self, path: Path) -> None:
        self.root = ET.parse(path).getroot()

    def answer(self, asked: Asked) -> str:
        verbs: dict[str, Callable[[Asked], str]] = {
            "Identify": lambda _: self._passed_on("Identify"),
            "ListMetadataFormats": lambda _: self._passed_on("ListMetadataFormats"),
            "ListRecords": lambda asked: "".join(map(_text, self._selected(asked))),
            "ListIdentifiers": lambda asked: "".join(_text(one[0]) for one in self._selected(asked)),
            "GetRecord": lambda asked: _text(self._named(asked)),
        }
        verb = asked.get("verb", "")
        try:
            if verb not in verbs:
                raise Refused("badVerb")
            content = f"<{verb}>{verbs[verb](asked)}</{verb}>"
        except Refused as error:
            content = f'<error code="{error}">{error}</error>'
        base = self.root.findtext(f"{STATIC}Identify/{OAI}baseURL")
        return f"{_HEAD.format(base=base)}{content}</OAI-PMH>"

    def _passed_on(self, part: str) -> str:
        found = self.root.find(f"{STATIC}{part}")
        assert found is not None
        return "".join(map(_text, found))

    def _selected(self, asked: Asked) -> list[ET.Element]:
        lists = self.root.findall(f"{STATIC}ListRecords")
        lists = [one for one in lists if one.get("metadataPrefix") == asked.get("metadataPrefix")]
        if not lists:
            raise Refused("cannotDisseminateFormat")
        first, last = asked.get("from", ""), asked.get("until", "9")
        found = [one for one in lists[0] if first <= (one.findtext(f"{OAI}header/{OAI}datestamp") or "") <= last]
        if not found:
            raise Refused("noRecordsMatch")
        return found

    def _named(self, asked: Asked) -> ET.Element:
        for one in self.root.iter(f"{OAI}record"):
            if one.findtext(f"{OAI}header/{OAI}identifier") == asked.get("identifier"):
                return one
        raise Refused("idDoesNotExist")


def _text(element: ET.Element) -> str:
    return ET.tostring(element, encoding="unicode")


@contextmanager
def gateway(folder: Path) -> Iterator[str]:
    """The address under which the repositories in ``folder`` are offered, each by the name of its file."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            content = Repository(folder / Path(parts.path).name).answer(dict(parse_qsl(parts.query))).encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/xml; charset=utf-8")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/oai"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
