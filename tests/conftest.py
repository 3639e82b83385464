"""What tests share: the site built once from the checkout's own seeds, a server for it, and a browser."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from gen import folders
from gen.__main__ import main

settings.register_profile("house", deadline=None, max_examples=150)
settings.load_profile("house")

STEM = "wujiaochang-2016"
CODES = ("zh", "zh-hant", "en")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built as `make site` builds it."""
    folder = tmp_path_factory.mktemp("built") / "site"
    assert main(["build", "--site", str(folder)]) == 0
    return folder


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """A missing page is the site's own 404 page, as on GitHub Pages."""
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.read_bytes())


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """A function that serves a folder on the loopback and gives its address, with a slash at the end."""
    servers: list[http.server.ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        handler = functools.partial(_Quiet, directory=str(folder))
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_address[1]}/"

    yield start
    for server in servers:
        server.shutdown()


@pytest.fixture(scope="session")
def at_root(site: Path, serve: Callable[[Path], str]) -> str:
    """The site at a domain's root."""
    return serve(site)


@pytest.fixture(scope="session")
def under_path(site: Path, serve: Callable[[Path], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The site under a project's path, beside nothing."""
    folder = tmp_path_factory.mktemp("host")
    shutil.copytree(site, folder / "gongbao")
    return serve(folder) + "gongbao/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium, headless; a missing one fails the test."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path, "Chromium is missing: install the packages of packages.txt"
    with sync_playwright() as playwright:
        flags = [
            "--no-sandbox",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ]
        started = playwright.chromium.launch(executable_path=path, args=flags)
        yield started
        started.close()


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    """A folder of seeds of one's own: the checkout's, copied."""
    folder = tmp_path / "seeds"
    shutil.copytree(folders.SEEDS, folder)
    return folder
