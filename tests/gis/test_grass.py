"""GRASS takes the columns as they are named, and the words in them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from placetime.render.gis.columns import columns_of


def test_columns_and_chinese_words_survive_grass(written: Path, tmp_path: Path) -> None:
    if not shutil.which("grass", path="/usr/bin:/bin"):
        pytest.fail("this test imports into GRASS: apt-get install grass-core")
    script = tmp_path / "import.sh"
    script.write_text(
        'v.in.ogr input="$1" layer=air_bases_points output=marks --quiet\n'
        "v.info -c marks --quiet\n"
        "v.db.select marks columns=event,summary_zh,edtf where=\"event='open'\"\n"
    )
    ran = subprocess.run(
        ["grass", "--tmp-location", "EPSG:4326", "--exec", "sh", script, written / "atlas.gpkg"],
        env={"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"},
        capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    names = {line.split("|")[1] for line in ran.stdout.splitlines() if line.count("|") == 1}
    assert {column.name for column in columns_of("mark", ("en", "zh"))} <= names
    assert "open|关于open。|1958-03-10/.." in ran.stdout
