"""A real SLiMS 9 on this machine, driven through its own pages: installed, entered, the plugin switched on."""

from __future__ import annotations

import contextlib
import hashlib
import html
import html.parser
import http.cookiejar
import json
import re
import shutil
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from mariadb import PASSWORD, USER, Mariadb, free_port, running

LIBRARIAN, SECRET, DATABASE = "admin", "Koleksi12345", "slims"
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Site:
    """``folder``: where SLiMS is; ``base``: its address."""

    folder: Path
    base: str
    database: Mariadb
    browser: urllib.request.OpenerDirector

    @property
    def plugin(self) -> Path:
        return self.folder / "plugins" / "koleksi"

    def get(self, path: str) -> str:
        with self.browser.open(f"{self.base}{path}", timeout=120) as answer:
            return str(answer.read().decode("utf-8", "replace"))

    def post_for_bytes(self, path: str, body: bytes, kind: str) -> bytes:
        wanted = urllib.request.Request(f"{self.base}{path}", body, {"Content-Type": kind, "Referer": self.base + path})
        try:
            with self.browser.open(wanted, timeout=600) as answer:
                return bytes(answer.read())
        except urllib.error.HTTPError as error:
            return bytes(error.read())

    def post(self, path: str, body: bytes, kind: str) -> str:
        return self.post_for_bytes(path, body, kind).decode("utf-8", "replace")

    def post_form(self, path: str, **values: str) -> str:
        return self.post(path, urllib.parse.urlencode(values).encode(), _FORM)

    def post_json(self, path: str, value: object) -> str:
        return self.post(path, json.dumps(value).encode(), "application/json")

    def sql(self, text: str) -> list[list[str]]:
        return self.database.sql(text, DATABASE)

    def edit_record(self, biblio: str, **changes: str) -> None:
        """As a librarian who opens a record in SLiMS's form, changes some fields and saves it."""
        at = f"/admin/modules/bibliography/index.php?itemID={biblio}&detail=true"
        self.post_form(at, itemID=biblio, detail="true")
        form = _Form(self.post_form(at, itemID=biblio, detail="true")).values
        self.post_form(at, **(form | {"saveData": "Update", "updateRecordID": biblio} | changes))

    def add_copy(self, biblio: str, code: str, call_number: str) -> str:
        """As a librarian who adds a copy in SLiMS's form of items."""
        at = f"/admin/modules/bibliography/pop_item.php?action=detail&biblioID={biblio}"
        form = _Form(self.get(at)).values
        said = {"biblioID": biblio, "itemCode": code, "callNumber": call_number, "saveData": "Save"}
        return self.post_form(at, **(form | said))

    def edit_copy(self, code: str, **changes: str) -> str:
        """As a librarian who opens a copy in SLiMS's form of items, changes some fields and saves it."""
        ((item, biblio),) = self.sql(f"SELECT item_id, biblio_id FROM item WHERE item_code = '{code}'")
        at = f"/admin/modules/bibliography/pop_item.php?action=detail&biblioID={biblio}&itemID={item}"
        form = _Form(self.get(at)).values
        return self.post_form(at, **(form | {"saveData": "Update", "updateRecordID": item} | changes))

    # SLiMS's own import and export

    def import_csv(self, kind: str, file: Path) -> str:
        """``kind``: "biblio" or "item"; the file goes through the pages of SLiMS's import."""
        at = f"/admin/modules/bibliography/{'import' if kind == 'biblio' else 'item_import'}.php"
        self.get(at)
        said = {"fieldSep": ",", "fieldEnc": '"', "recordNum": "0", "recordOffset": "1", "doImport": "Process"}
        said |= {"header": "1"} if kind == "biblio" else {}
        self.post(at, *_multipart(said, file.read_bytes(), "importFile", file.name))
        self.get("/admin/modules/bibliography/import_preview.php")
        return _words(self.post_form(at, process="yes", doImport=""))

    def export_csv(self, kind: str, *, headings: bool, delimiter: str = ",") -> bytes:
        at = f"/admin/modules/bibliography/{'export' if kind == 'biblio' else 'item_export'}.php"
        said = {"fieldSep": delimiter, "fieldEnc": '"', "recordSep": "NEWLINE", "recordNum": "0", "recordOffset": "1"}
        said |= {"doExport": "Export Now"} | ({"header": "1"} if headings else {})
        return self.post_for_bytes(at, urllib.parse.urlencode(said).encode(), _FORM)

    def export_marc(self) -> bytes:
        said = {"exportType": "RAW", "recordNum": "0", "recordOffset": "1", "doExport": "Export Now"}
        at = "/admin/modules/bibliography/marcexport.php?action=batch"
        return self.post_for_bytes(at, urllib.parse.urlencode(said).encode(), _FORM)

    def empty(self) -> None:
        """Every table as it was when `keep` was called."""
        for (name,) in self.sql("SHOW TABLES LIKE 'fresh\\_%'"):
            table = name.removeprefix("fresh_")
            if table.startswith(("biblio", "item", "mst_", "search_", "koleksi_", "loan")):
                self.sql(f"TRUNCATE {table}; INSERT INTO {table} SELECT * FROM {name}")

    def keep(self) -> None:
        names = [row[0] for row in self.sql("SHOW TABLES")]
        self.sql("".join(f"CREATE TABLE IF NOT EXISTS fresh_{name} AS SELECT * FROM {name};" for name in names))

    # the plugin's page

    @property
    def page(self) -> str:
        at = (self.plugin / "index.php").resolve()
        return f"/admin/plugin_container.php?mod=bibliography&id={hashlib.md5(str(at).encode()).hexdigest()}"

    def switch_on(self, name: str = "koleksi.plugin.php") -> None:
        """As the switch in System > Plugins does."""
        where = hashlib.md5(str((self.plugin / name).resolve()).encode()).hexdigest()
        wanted = {"format": "json", "enable": True, "id": where, "runDown": False}
        answer = self.post_json("/admin/modules/system/plugin_action.php", wanted)
        if "not found" in answer.lower():  # before 9.6 the list of plugins itself took it
            answer = self.post_json("/admin/modules/system/plugins.php", wanted)
        assert '"status":true' in answer.replace(" ", ""), answer

    def token(self) -> str:
        found = re.search(r"append\('token', \"(\w+)\"\)", self.get(self.page))
        assert found, "the page gives no form"
        return found[1]

    def send(self, file: Path, piece: int = 100_000) -> str:
        """A file in pieces, as the page's script sends it; the preview."""
        token, content = self.token(), file.read_bytes()
        for n, at in enumerate(range(0, max(len(content), 1), piece)):
            values = {"langkah": "kirim", "token": token, "nomor": str(n), "nama": file.name}
            body, kind = _multipart(values, content[at : at + piece])
            answer = self.post(self.page, body, kind)
            assert answer.strip() == "ok", answer
        return _words(self.get(self.page + "&langkah=periksa"))

    def import_sent(self) -> str:
        return _words(self.post_form(self.page, langkah="impor", token=self.token()))

    def undo(self, shown: str = "") -> str:
        """``shown``: the import that the page has a button for."""
        return _words(self.post_form(self.page, langkah="batal", token=self.token(), impor=shown))

    def undoable(self) -> str:
        """The import that the page's button takes back, "" where there is no button."""
        found = re.search(r'"impor":"(\d+)"', html.unescape(self.get(self.page)))
        return found[1] if found else ""

    def send_piece(self, content: bytes | None, **values: str) -> str:
        """One piece as the page's script sends it, or none; the answer as it comes."""
        said = {"langkah": "kirim", "nomor": "0", "nama": "slims.jsonl", "token": self.token()} | values
        return (
            self.post_form(self.page, **said) if content is None else self.post(self.page, *_multipart(said, content))
        )

    def leave_while_importing(self) -> None:
        """The import is asked for, and the browser closed before it answers."""
        body = urllib.parse.urlencode({"langkah": "impor", "token": self.token()}).encode()
        wanted = urllib.request.Request(f"{self.base}{self.page}", body, {"Content-Type": _FORM, "Referer": self.base})
        with contextlib.suppress(TimeoutError):
            self.browser.open(wanted, timeout=0.3).close()


class _Form(html.parser.HTMLParser):
    """The values that a browser would send of the fields of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._name = self._inside = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "input" and name and (given.get("type") not in ("radio", "checkbox") or "checked" in given):
            self.values[name] = given.get("value", "")
        elif tag in ("select", "textarea"):
            self._name, self._inside = name, tag
            self.values.setdefault(name, "")
        elif tag == "option" and self._inside == "select" and ("selected" in given or not self.values[self._name]):
            self.values[self._name] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "textarea":
            self.values[self._name] += data


def _multipart(
    values: dict[str, str], content: bytes, field: str = "potongan", file: str = "potongan"
) -> tuple[bytes, str]:
    mark = "koleksi-part-of-a-form"
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{k}"\r\n\r\n{v}\r\n'.encode() for k, v in values.items()
    ]
    head = f'--{mark}\r\nContent-Disposition: form-data; name="{field}"; filename="{file}"\r\n\r\n'.encode()
    return b"".join([*parts, head, content, f"\r\n--{mark}--\r\n".encode()]), f"multipart/form-data; boundary={mark}"


def _words(page: str) -> str:
    page = re.sub(r"<script.*?</script>", " ", page, flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page)).strip()


def stranger(site: Site) -> Site:
    """The same SLiMS in a browser that nobody has logged in with."""
    return replace(site, browser=_browser())


@contextmanager
def installed(checkout: Path, folder: Path) -> Iterator[Site]:
    """A copy of a SLiMS checkout in ``folder``, installed by its own installer, with an administrator logged in."""
    with running(folder) as database:
        target, port = folder / "slims", free_port()
        shutil.copytree(checkout, target, symlinks=True, ignore=shutil.ignore_patterns("*.map", ".git"))
        ini = folder / "php.ini"
        ini.write_text(f"display_errors=0\nlog_errors=1\nerror_log={folder}/php.err\nsession.save_path={folder}\n")
        serve = ["php", "-c", str(ini), "-S", f"127.0.0.1:{port}", "-t", str(target)]
        with (folder / "php.log").open("wb") as log:
            process = subprocess.Popen(serve, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        try:
            site = Site(target, f"http://127.0.0.1:{port}", database, _browser())
            _install(site)
            _enter(site)
            yield site
        finally:
            process.terminate()
            process.wait(30)


def _browser() -> urllib.request.OpenerDirector:
    return urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))


def _install(site: Site) -> None:
    where = {"host": "127.0.0.1", "port": str(site.database.port), "name": DATABASE, "user": USER, "pass": PASSWORD}
    who = {"sampleData": False, "username": LIBRARIAN, "passwd": SECRET, "confirmPasswd": SECRET}
    for step in ({"action": "test-connection", **where}, {"action": "do-install", **who}):
        for _ in range(50):
            try:
                answer = site.post_json("/install/api.php", step)
                break
            except urllib.error.URLError:
                time.sleep(0.2)
        assert '"status":true' in answer.replace(" ", ""), answer


def _enter(site: Site) -> None:
    page = site.get("/index.php?p=login")
    values = {"userName": LIBRARIAN, "passWord": SECRET, "logMeIn": "Login"}
    if token := re.search(r'name="(_csrf_token_\w+)" value="(\w+)"', page):
        values[token[1]] = token[2]
    site.post_form("/index.php?p=login", **values)
    assert "logout" in site.get("/admin/index.php").lower()
