"""A browser at the window of ``koleksi buka``, for the tests of its pages."""

from __future__ import annotations

import io
import re
from typing import Any

from flask.testing import FlaskClient

from koleksi.page.app import make_app
from koleksi.page.desk import Desk
from koleksi.page.door import Door

LIST = """Judul;Pengarang;Penerbit;Tahun;Jumlah;Asal Usul
Bumi manusia;Pramoedya Ananta Toer;Hasta Mitra;1980;2;Hibah
Bumi;Tere Liye;Gramedia;2014;1;Beli
Zxqv plmk;;;;1;Hibah
Matematika untuk SMP/MTs kelas VII;Abdur Rahman As'ari;Kemendikbud;2017;1;BOS
Matematika SMP/MTs kelas VII semester 2;Abdur Rahman As'ari;Kemendikbud;2017;1;BOS
"""
HOST = "127.0.0.1:5000"


class Visitor:
    """A browser that came in by the right address, and whose forms are ours."""

    def __init__(self, desk: Desk, host: str = HOST) -> None:
        self.desk, self.door, self.base = desk, Door(frozenset({host})), f"http://{host}"
        self.client: FlaskClient = make_app(desk, self.door).test_client()
        assert self.client.get(f"/?kunci={self.door.token}", base_url=self.base).status_code == 302

    def cookie(self) -> tuple[str, str]:
        """Name and value of the one that this window gave."""
        answer = self.client.get(f"/?kunci={self.door.token}", base_url=self.base)
        name, _, value = answer.headers["Set-Cookie"].partition(";")[0].partition("=")
        return name, value

    def get(self, path: str, code: int = 200) -> str:
        answer = self.client.get(path, base_url=self.base)
        assert answer.status_code == code, (path, answer.status_code, answer.text[:500])
        return answer.text if answer.mimetype.startswith("text/") else ""

    def post(self, path: str, code: int = 302, **fields: Any) -> str:
        """Where the answer leads."""
        answer = self.client.post(path, base_url=self.base, data={"csrf": self.door.form_token, **fields})
        assert answer.status_code == code, (path, answer.status_code, answer.text[:500])
        return answer.headers.get("Location", "")

    def drop(self, name: str, text: str) -> None:
        self.post("/daftar", berkas=(io.BytesIO(text.encode()), name))

    def process(self) -> None:
        self.post("/olah")
        assert self.desk.work
        self.desk.work.wait(60)
        assert self.desk.work.failed is None

    def look(self, path: str) -> str:
        """A page that may have to be worked out first."""
        answer = self.client.get(path, base_url=self.base)
        if answer.status_code == 200:
            return answer.text
        assert self.desk.work
        self.desk.work.wait(60)
        return self.get(path)


def key_of(page: str, title: str) -> str:
    """Of a title in the list of all titles."""
    found = re.search(rf'<li id="(\w+)"[^>]*><details>\s*<summary><span class="name">{re.escape(title)}<', page)
    assert found, title
    return found[1]
