"""A real Chromium without a network, and small scenes to show in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, Playwright, TimeoutError

from placetime.build import check_folder
from placetime.scene.scene import Scene, scene_of
from placetime.write.html import write_html
from tests.conftest import launched

WITHOUT_GPU = "GL Driver Message (OpenGL, Performance"
"""Chromium's own remark on drawing WebGL without a graphics card."""


@pytest.fixture(scope="session")
def browser_without_webgl(driver: Playwright) -> Iterator[Browser]:
    yield from launched(driver, "--disable-3d-apis")


@dataclass
class Opened:
    """A page that was opened from a file, and what it asked for or complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Callable[..., Opened]]:
    """Opens a file with the network off; the page must make no request and log no complaint."""
    yield from opener(browser)


@pytest.fixture
def open_without_webgl(browser_without_webgl: Browser) -> Iterator[Callable[..., Opened]]:
    """The same in a browser that has no WebGL."""
    yield from opener(browser_without_webgl)


def opener(browser: Browser) -> Iterator[Callable[..., Opened]]:
    """Gives a function that opens files, and checks and closes the pages in the end."""
    opened: list[Opened] = []

    def open_file(path: Path, *, quiet: bool = True, hash: str = "", **options: object) -> Opened:
        settings = {"viewport": {"width": 1280, "height": 800}, "offline": True} | options
        context = browser.new_context(**settings)  # type: ignore[arg-type]
        page = context.new_page()
        page.set_default_timeout(20_000)  # a busy machine is no error
        seen = Opened(page)

        def note(message: ConsoleMessage) -> None:
            if WITHOUT_GPU not in message.text:
                seen.complaints.append(f"{message.type}: {message.text}")

        page.on("request", lambda request: seen.requests.append(request.url))
        page.on("console", note)
        page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        page.goto(path.as_uri() + hash)
        try:
            page.wait_for_function("() => window.placetime && placetime.maps.length > 0")
        except TimeoutError:
            pytest.fail(f"the page did not start: {seen.complaints}")
        page.evaluate(
            "() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 30)))"
        )
        if quiet:
            opened.append(seen)
        return seen

    yield open_file
    for seen in opened:
        wanted = [u for u in seen.requests[1:] if not u.startswith(("data:", "blob:"))]
        assert wanted == []
        assert seen.complaints == []
    for seen in opened:
        seen.page.context.close()


def scene_from(folder: Path) -> Scene:
    """The scene of a folder that has no errors."""
    checked = check_folder(folder)
    assert checked.errors == ()
    assert checked.atlas is not None
    return scene_of(checked.atlas)


@pytest.fixture(scope="session")
def carthage(hannibal: Path) -> Scene:
    return scene_from(hannibal)


@pytest.fixture(scope="session")
def passages(carthage: Scene) -> dict[tuple[str, str], str]:
    return {
        (claim.source, str(claim.passage)): f"words of {claim.source} <b>{claim.event}</b>"
        for event in carthage.atlas.events
        for claim in event.claims
    }


@pytest.fixture(scope="session")
def page_file(
    carthage: Scene, passages: dict[tuple[str, str], str], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The page of the second atlas with passages."""
    path = tmp_path_factory.mktemp("page") / "map.html"
    write_html(carthage, path, passages)
    return path
