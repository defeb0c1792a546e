"""Folders and documents that tests of several rooms use."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from placetime.build import read_atlas
from placetime.scene.scene import Scene, scene_of

ROOT = Path(__file__).parent.parent
TEMPLATE = ROOT / "src/placetime/spec/template"
HANNIBAL = ROOT / "tests/data/hannibal"
DOCUMENTS = ROOT / "../shared/sources"


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
