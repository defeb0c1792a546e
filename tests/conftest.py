"""Folders, documents and a browser that tests of several rooms use."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from placetime.build import read_atlas
from placetime.scene.scene import Scene, scene_of

ROOT = Path(__file__).parent.parent
TEMPLATE = ROOT / "src/placetime/spec/template"
HANNIBAL = ROOT / "tests/data/hannibal"
DOCUMENTS = ROOT / "../shared/sources"
CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A valid atlas folder of its own for a test to spoil."""
    copy = tmp_path / "atlas"
    shutil.copytree(TEMPLATE, copy)
    return copy


@pytest.fixture(scope="session")
def hannibal() -> Path:
    """A second atlas: another continent, dates BCE, other languages."""
    return HANNIBAL


@pytest.fixture(scope="session")
def flagship_scene() -> Scene:
    """The scene of the atlas that the repository itself is."""
    return scene_of(read_atlas(ROOT))


@pytest.fixture(scope="session")
def documents() -> Path:
    """The four documents of the flagship; they are not part of the project."""
    if not DOCUMENTS.is_dir():
        pytest.fail(f"the documents are missing: put them into {DOCUMENTS} to compare the passages")
    return DOCUMENTS


def chromium() -> str:
    """The path of a Chromium; the tests fail without one."""
    found = os.environ.get("PLACETIME_CHROMIUM") or next(
        filter(None, map(shutil.which, CHROMIUMS)), None
    )
    if not found:
        pytest.fail("no Chromium: install one, or set PLACETIME_CHROMIUM to its path")
    return found


@pytest.fixture(scope="session")
def driver() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def browser(driver: Playwright) -> Iterator[Browser]:
    yield from launched(driver)


def launched(driver: Playwright, *more: str) -> Iterator[Browser]:
    """A browser with these arguments, closed in the end."""
    browser = driver.chromium.launch(
        executable_path=chromium(), args=["--no-sandbox", "--disable-gpu", *more]
    )
    yield browser
    browser.close()
