"""Debian's Chromium without a screen, spoken to by its own protocol (chromedevtools.github.io): pages are loaded, keys
pressed, and all that went wrong or left the page is heard."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

__all__ = ["Browser", "browser", "chromium", "small_picture"]

_SECONDS = 60  # a loaded machine draws a page in ten
_NAMED = {"Enter": ("\r", 13), "Tab": ("\t", 9), " ": (" ", 32)}


def chromium() -> str | None:
    """Where it is, if it is there."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


class Browser:
    """One tab. ``errors``: what its console and its scripts complained of; ``asked``: every address it fetched."""

    def __init__(self, socket: Any) -> None:
        self._socket = socket
        self._number = 0
        self._loaded = 0
        self.errors: list[str] = []
        self.asked: list[str] = []
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **params: Any) -> Any:
        """The answer to a command; events that come before it are heard."""
        self._number += 1
        self._socket.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv())
            if message.get("id") == self._number:
                assert "error" not in message, message
                return message["result"]
            self._hear(message.get("method", ""), message.get("params", {}))

    def _hear(self, event: str, params: Any) -> None:
        if event == "Page.loadEventFired":
            self._loaded += 1
        elif event == "Network.requestWillBeSent":
            self.asked.append(params["request"]["url"])
        elif event == "Runtime.exceptionThrown":
            self.errors.append(str(params["exceptionDetails"]))
        elif event == "Runtime.consoleAPICalled" and params["type"] in ("error", "warning"):
            self.errors.append(str(params["args"]))
        elif event == "Log.entryAdded" and params["entry"]["level"] in ("error", "warning"):
            self.errors.append(str(params["entry"]))

    def size(self, width: int, height: int = 900) -> None:
        self.send(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600
        )

    def open(self, address: str) -> None:
        with self.loading():
            self.send("Page.navigate", url=address)

    @contextmanager
    def loading(self) -> Iterator[None]:
        """What is done inside leads to another page."""
        before = self._loaded
        yield
        self.until(lambda: self._loaded > before)

    def until(self, there: Any) -> None:
        end = time.monotonic() + _SECONDS
        while not there():
            assert time.monotonic() < end, f"still at {self.run('location.href')}"
            time.sleep(0.03)
            self.run("1")

    def run(self, script: str) -> Any:
        """The value of a script in the page."""
        found = self.send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in found and "context" in str(found["exceptionDetails"]).casefold():
            return None  # the page went away meanwhile
        return found["result"].get("value")

    def press(self, *keys: str) -> None:
        for key in keys:
            text, code = _NAMED.get(key, (key, ord(key.upper()[0])))
            for kind in ("keyDown", "keyUp"):
                down = {"text": text} if kind == "keyDown" and key != "Tab" else {}
                self.send("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, **down)

    def type(self, text: str) -> None:
        self.send("Input.insertText", text=text)

    def choose(self, selector: str, *files: Path) -> None:
        """Files for a field, as a person chooses them."""
        found = self.send("Runtime.evaluate", expression=f"document.querySelector({selector!r})")
        self.send("DOM.setFileInputFiles", files=[str(one) for one in files], objectId=found["result"]["objectId"])

    def picture(self, path: Path, *, whole: bool = True) -> None:
        path.write_bytes(base64.b64decode(self.send("Page.captureScreenshot", captureBeyondViewport=whole)["data"]))


def small_picture(tab: Browser, path: Path, *, after: int, colours: int) -> None:
    """What the window shows ``after`` milliseconds, when what fades in is there; few colours keep it small."""
    from PIL import Image

    tab.run(f"new Promise(done => setTimeout(done, {after}))")
    tab.picture(path, whole=False)
    with Image.open(path) as drawn:
        small = drawn.convert("RGB").quantize(colours)
    small.save(path, optimize=True)


@contextmanager
def browser() -> Iterator[Browser]:
    """A browser of its own, ended with the block."""
    import websocket

    program = chromium()
    assert program
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = ("--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", "--no-first-run",
                   "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update",
                   "--disable-extensions", "--hide-scrollbars", f"--user-data-dir={profile}",
                   "about:blank")  # fmt: skip
        process = subprocess.Popen([program, *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            port = _port(Path(profile) / "DevToolsActivePort")
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list", timeout=_SECONDS) as answer:
                address = next(one for one in json.load(answer) if one["type"] == "page")["webSocketDebuggerUrl"]
            socket = websocket.create_connection(address, timeout=_SECONDS, suppress_origin=True)
            try:
                yield Browser(socket)
            finally:
                socket.close()
        finally:
            process.terminate()
            process.wait(_SECONDS)


def _port(file: Path) -> int:
    end = time.monotonic() + _SECONDS
    while not file.exists() or not file.read_text().strip():
        assert time.monotonic() < end, "the browser does not come up"
        time.sleep(0.05)
    return int(file.read_text().splitlines()[0])
