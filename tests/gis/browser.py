"""Pages of a made-up host whose files lie on this disk: real readers in Chromium, without a network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from mimetypes import guess_type
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

HOST = "http://files.test"
MODULES = Path(__file__).parent.parent / "js/node_modules"
TYPES = {".mjs": "text/javascript", ".js": "text/javascript", ".wasm": "application/wasm"}


@contextmanager
def page_of(browser: Browser, html: str, folders: dict[str, Path]) -> Iterator[Page]:
    """A page of this HTML; `folders` are served by their names, nothing else is."""
    for folder in folders.values():
        if not folder.exists():
            pytest.fail(f"{folder.name} is missing: run `npm ci --prefix tests/js`")
    page = browser.new_page(viewport={"width": 700, "height": 600})

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(HOST).split("?")[0].strip("/")
        name, _, rest = path.partition("/")
        file = folders[name] / rest if name in folders else Path("/nowhere")
        if path == "":
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        elif file.is_file():
            kind = TYPES.get(file.suffix) or guess_type(file.name)[0] or "application/octet-stream"
            route.fulfill(body=file.read_bytes(), content_type=kind)
        else:
            route.fulfill(status=404)

    page.route("**/*", answer)
    page.goto(HOST + "/")
    try:
        yield page
    finally:
        page.close()
