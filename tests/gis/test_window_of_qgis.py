"""The project in QGIS' own window: animated at once, with date and sources on the map."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

SCRIPT = Path(__file__).with_name("qgis_window.py")


def in_window(
    project: Path, home: Path, zone: str, size: str, **given: str
) -> subprocess.CompletedProcess[str]:
    """Opens a project in QGIS' window on a screen of its own, where `qgis_window.py` is run."""
    return subprocess.run(
        ["xvfb-run", "-a", "-s", f"-screen 0 {size}x24", "qgis", "--nologo", "--noversioncheck",
         "--noplugins", "--profiles-path", str(home), "--code", str(SCRIPT), str(project)],
        env={"PATH": "/usr/bin:/bin", "HOME": str(home), "XDG_RUNTIME_DIR": str(home), "LC_ALL": "C.UTF-8",
             "TZ": zone, **given},
        capture_output=True, text=True, timeout=150, check=False,
    )  # fmt: skip


def test_the_window_opens_animated_with_title_and_sources(written: Path, tmp_path: Path) -> None:
    for program in ("qgis", "xvfb-run"):
        if not shutil.which(program, path="/usr/bin:/bin"):
            pytest.fail("this test opens a window: apt-get install qgis xvfb xauth")
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    picture, answer = tmp_path / "canvas.png", tmp_path / "answer.json"
    ran = in_window(
        written / "atlas.qgz", home, "Asia/Shanghai", "1600x1000",
        PT_FRAME="73", PT_PICTURE=str(picture), PT_ANSWER=str(answer),
    )  # fmt: skip
    assert answer.exists(), ran.stderr
    said = json.loads(answer.read_text("utf-8"))
    assert said["mode"] == 1 and said["frames"] == 365
    assert said["shown"] == "1958-03-15"
    assert said["window"].startswith("A test [% 1 %] & more")
    assert "Layer air-bases" in said["active"] and not any("Undated" in n for n in said["active"])
    with Image.open(picture) as canvas:
        grey = np.asarray(canvas.convert("L"))
    height, width = grey.shape
    title, sources = grey[: height // 12, : width // 2], grey[-height // 12 :, width // 2 :]
    assert (title < 90).sum() > 300 and (sources < 160).sum() > 60
