"""A file as an answer, read at once: no file is held open while a run replaces it, which Windows would refuse."""

from __future__ import annotations

import mimetypes
from pathlib import Path

from flask import abort
from werkzeug.wrappers import Response

__all__ = ["answer_with"]


def answer_with(path: Path, *, to_keep: bool = False) -> Response:
    """The bytes of a file, to be looked at or kept; page 404 where it is not there."""
    if not path.is_file():
        abort(404)
    kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    made = Response(path.read_bytes(), mimetype=kind)
    if to_keep:
        made.headers["Content-Disposition"] = f'attachment; filename="{path.name}"'
    return made
