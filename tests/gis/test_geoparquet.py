"""GeoParquet: conformant, typed, and read by GeoPandas with nothing lost."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from placetime.build import read_atlas
from placetime.errors import MissingPart
from placetime.export import export_scene
from placetime.scene.scene import Scene, scene_of
from placetime.write import needed

from .conftest import NASTY

ROOT = Path(__file__).parent.parent.parent
VALIDATOR = Path(sys.executable).parent / "geoparquet-validator"


@pytest.fixture(scope="module")
def folder(scene: Scene, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("geoparquet")
    assert export_scene(scene, ["geoparquet"], folder) == []
    return folder


@pytest.mark.parametrize("name", ["test", "early", "flagship"])
@pytest.mark.parametrize("table", ["marks", "places"])
def test_the_validator_finds_no_fault(
    name: str, table: str, scene: Scene, early: Scene, tmp_path: Path
) -> None:
    whole = {"test": scene, "early": early}.get(name) or scene_of(read_atlas(ROOT))
    export_scene(whole, ["geoparquet"], tmp_path)
    ran = subprocess.run(
        [VALIDATOR, "check", tmp_path / f"{table}.parquet"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout
    assert "core: " in ran.stdout and "FAIL" not in ran.stdout


def test_it_says_version_crs_and_box_and_dates_are_dates(folder: Path) -> None:
    schema = pq.read_schema(folder / "marks.parquet")
    geo = json.loads(schema.metadata[b"geo"])
    assert geo["version"] == "1.1.0" and geo["primary_column"] == "geometry"
    assert set(geo["columns"]["geometry"]["geometry_types"]) == {"Point", "LineString", "Polygon"}
    assert geo["columns"]["geometry"]["covering"]["bbox"]["xmin"] == ["bbox", "xmin"]
    assert schema.field("begin_earliest").type == pa.date32()
    assert schema.field("t_end").type == pa.timestamp("ms", "UTC")
    assert not any(pa.types.is_null(field.type) for field in schema)
    column = pq.ParquetFile(folder / "marks.parquet").metadata.row_group(0).column(0)
    assert column.compression == "ZSTD"


def test_geopandas_reads_marks_and_words(folder: Path, scene: Scene) -> None:
    read = gpd.read_parquet(folder / "marks.parquet").set_index("event")
    assert read.crs.to_epsg() == 4326 and len(read) == len(scene.marks)
    assert read.loc["oneday", "begin_earliest"] == dt.date(1958, 3, 15)
    assert read.loc["oneday", "t_end"] == pd.Timestamp("1958-03-15T23:59:59.999Z")
    assert pd.isna(read.loc["open", "end_latest"]) and read.loc["open", "open_end"]
    assert read.loc["odd", "summary_en"] == NASTY
    claims = pd.read_parquet(folder / "claims.parquet")
    assert len(claims) == sum(len(event.claims) for event in scene.atlas.events)
    assert {"names", "sources", "claim_places", "events"} <= {p.stem for p in folder.iterdir()}


def test_dates_before_christ_are_numbers_and_texts_and_told(early: Scene, tmp_path: Path) -> None:
    (note,) = export_scene(early, ["geoparquet"], tmp_path)
    assert note.startswith("geoparquet: 2 marks have dates before the year 1")
    read = gpd.read_parquet(tmp_path / "marks.parquet").set_index("event")
    assert read["begin_earliest"].isna().all() and read["t_start"].isna().all()
    assert read.loc["caesar", "edtf"] == "-0043-03-15"
    assert read.loc["caesar", "day_begin_earliest"] == -735160


def test_same_bytes(scene: Scene, folder: Path, tmp_path: Path) -> None:
    export_scene(scene, ["geoparquet"], tmp_path)
    for path in folder.iterdir():
        assert path.read_bytes() == (tmp_path / path.name).read_bytes()


def test_without_the_extra_it_says_what_to_install(
    scene: Scene, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(needed, "find_spec", lambda name: None)
    for format_ in ("geoparquet", "xlsx"):
        with pytest.raises(MissingPart, match=r'pip install "placetime\[gis\]"'):
            export_scene(scene, [format_], tmp_path / "x")
