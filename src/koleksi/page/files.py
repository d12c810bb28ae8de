"""A file as an answer, read at once: no file is held open while a run replaces it, which Windows would refuse."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

from flask import abort
from werkzeug.wrappers import Response

__all__ = ["answer_with", "kind_of"]

# Not as the PC says: on Windows its registry does, where an editor may have written "text/plain" for .js. Our pages
# forbid a browser to guess (nosniff), and then it runs no script of that kind and shows no report.
_KINDS = MappingProxyType(
    {
        ".css": "text/css",
        ".csv": "text/csv",
        ".html": "text/html",
        ".jpg": "image/jpeg",
        ".js": "text/javascript",
        ".json": "application/json",
        ".mrc": "application/marc",
        ".pdf": "application/pdf",
        ".png": "image/png",
        ".svg": "image/svg+xml",
        ".txt": "text/plain",
        ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".xml": "application/xml",
    }
)


def answer_with(path: Path, *, to_keep: bool = False) -> Response:
    """The bytes of a file, to be looked at or kept; page 404 where it is not there."""
    if not path.is_file():
        abort(404)
    made = Response(path.read_bytes(), mimetype=kind_of(path.name))
    if to_keep:
        made.headers["Content-Disposition"] = f'attachment; filename="{path.name}"'
    return made


def kind_of(name: str) -> str:
    """The media type of a file, the same on every PC."""
    return _KINDS.get(Path(name).suffix.lower(), "application/octet-stream")
