"""Who comes in: a browser on this PC that was given the token, and nobody else; and what a page may fetch.

The token comes once in the address, then in a cookie. Every form carries a second one that only our own pages know
(OWASP, Cross-Site Request Forgery Prevention). The host's name is held against the address that is served, so that a
name of somebody else's that points here opens nothing (DNS rebinding).
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field

from flask import Flask, Response, abort, redirect, request
from werkzeug.wrappers import Response as Answer

from koleksi.page.files import kind_of

__all__ = ["Door"]

_TRUSTED = ("127.0.0.1", "localhost")  # over plain http a browser heeds some headers from these alone, and complains
_COOKIE, _PARAMETER, _FORM = "koleksi", "kunci", "csrf"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'self'"
)
# laporan.html has its style inside; it may run and fetch nothing.
_OF_REPORT = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'; sandbox"


def _cookie() -> str:
    """Browsers send a cookie to every port of a host: each window has its own."""
    return f"{_COOKIE}-{request.host.rpartition(':')[2]}"


def _secret() -> str:
    return secrets.token_urlsafe(24)


@dataclass(frozen=True, slots=True)
class Door:
    """``hosts``: names and addresses, with ports, under which the page is served."""

    hosts: frozenset[str]
    token: str = field(default_factory=_secret)

    @property
    def form_token(self) -> str:
        """What every form carries."""
        return hmac.new(self.token.encode(), b"form", "sha256").hexdigest()

    def address(self, path: str = "/") -> str:
        """Where a browser comes in."""
        return f"http://{min(self.hosts)}{path}?{_PARAMETER}={self.token}"

    def guard(self, app: Flask) -> None:
        """Put this door before all pages of ``app``."""
        app.before_request(self._let_in)
        app.after_request(_close)

    def _let_in(self) -> Answer | None:
        if request.host not in self.hosts:
            abort(403)
        given = request.args.get(_PARAMETER, "")
        if request.method == "GET" and given and hmac.compare_digest(given.encode(), self.token.encode()):
            answer = redirect(request.path)
            answer.set_cookie(_cookie(), self.token, httponly=True, samesite="Strict")
            return answer
        if not hmac.compare_digest(request.cookies.get(_cookie(), "").encode(), self.token.encode()):
            abort(403)
        if request.method not in ("GET", "HEAD"):
            said = request.form.get(_FORM, "")
            if not hmac.compare_digest(said.encode(), self.form_token.encode()):
                abort(400)
        return None


def _close(answer: Response) -> Response:
    of_report = answer.headers.pop("X-Koleksi-Report", "")
    answer.headers["Content-Security-Policy"] = _OF_REPORT if of_report else _POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Referrer-Policy"] = "no-referrer"
    if request.host.partition(":")[0] in _TRUSTED:
        answer.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if request.endpoint != "static":
        answer.headers["Cache-Control"] = "no-store"
    elif answer.status_code == 200:
        answer.mimetype = kind_of(request.path)
    return answer
