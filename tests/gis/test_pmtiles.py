"""PMTiles: every mark is in the tiles, and MapLibre shows by the style who is there on a day."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import mapbox_vector_tile
import pytest
from playwright.sync_api import Browser, sync_playwright
from pmtiles.reader import MmapSource, Reader

from placetime.build import read_atlas
from placetime.export import export_scene
from placetime.model.days import from_iso
from placetime.scene.scene import Scene, scene_of
from tests.web.conftest import launched

from .browser import MODULES, page_of

ROOT = Path(__file__).parent.parent.parent
HTML = """<!doctype html><link rel="stylesheet" href="/maplibre/maplibre-gl.css">
<div id="map" style="width:700px;height:600px"></div><script src="/pmtiles/pmtiles.js"></script>"""
SCRIPT = """async ([days, bbox]) => {
  const maplibregl = await import("/maplibre/maplibre-gl.mjs");
  const style = await (await fetch("/files/atlas.style.json")).json();
  const bytes = await (await fetch("/files/atlas.pmtiles")).blob();
  const protocol = new pmtiles.Protocol();
  protocol.add(new pmtiles.PMTiles(new pmtiles.FileSource(new File([bytes], "atlas.pmtiles"))));
  maplibregl.addProtocol("pmtiles", protocol.tile);
  const errors = [];
  const map = new maplibregl.Map({ container: "map", style, bounds: bbox, fadeDuration: 0 });
  map.on("error", (event) => errors.push(String(event.error)));
  const idle = () => new Promise((done) => map.once("idle", done));
  await idle();
  const shown = [];
  for (const [first, last] of days) {
    map.setGlobalStateProperty("first", first);
    map.setGlobalStateProperty("last", last);
    await idle();
    shown.push([...new Set(map.queryRenderedFeatures().map((f) => f.properties.mark))].sort());
  }
  return { shown, errors, start: style.state.first.default };
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        yield from launched(driver)


def tile(path: Path, z: int, x: int, y: int) -> list[dict[str, Any]]:
    with path.open("rb") as file:
        data = Reader(MmapSource(file)).get(z, x, y)
    features: list[dict[str, Any]] = mapbox_vector_tile.decode(gzip.decompress(data))["marks"][
        "features"
    ]
    return features


@pytest.mark.parametrize("name", ["test", "early", "flagship"])
def test_every_mark_is_in_the_lowest_tile_with_its_days(
    name: str, scene: Scene, early: Scene, tmp_path: Path
) -> None:
    whole = {"test": scene, "early": early}.get(name) or scene_of(read_atlas(ROOT))
    lost = {event.id for event in whole.atlas.events} - {mark.event for mark in whole.marks}
    numbers = [v for one in whole.atlas.layers for series in one.series for v in series.values]
    assert export_scene(whole, ["pmtiles"], tmp_path / "atlas.pmtiles") == [
        f"pmtiles: {number} {what} are left out"
        for number, what in (
            (len(lost), "events without a position"),
            (len(numbers), "numbers over time"),
        )
        if number
    ]
    read = {
        f["properties"]["mark"]: f["properties"] for f in tile(tmp_path / "atlas.pmtiles", 0, 0, 0)
    }
    assert set(read) == {mark.id for mark in whole.marks}
    events = {event.id: event for event in whole.atlas.events}
    assert all(
        str(claim.passage) in said["passages"] and f"{claim.passage.start}–" in said["citation"]
        for said in read.values()
        for claim in events[said["event"]].claims
    )
    for mark in whole.marks:
        said = read[mark.id]
        if mark.interval is None:
            assert said["dated"] is False and "day_begin_earliest" not in said
        elif not (mark.interval.open_begin or mark.interval.open_end or mark.interval.vague):
            days = mark.interval.begin_earliest, mark.interval.end_latest
            assert (said["day_begin_earliest"], said["day_end_latest"]) == days


def test_the_file_says_what_it_is(scene: Scene, tmp_path: Path) -> None:
    export_scene(scene, ["pmtiles"], tmp_path / "atlas.pmtiles")
    with (tmp_path / "atlas.pmtiles").open("rb") as file:
        reader = Reader(MmapSource(file))
        assert (reader.header()["min_zoom"], reader.header()["max_zoom"]) == (0, 8)
        said = reader.metadata()
    assert said["name"] == "A test [% 1 %] & more" and "Drawn for the test" in said["description"]
    assert [layer["id"] for layer in said["vector_layers"]] == ["marks"]


@pytest.mark.parametrize("name", ["test", "early"])
def test_maplibre_shows_by_the_one_rule_of_time(
    name: str, browser: Browser, scene: Scene, early: Scene, tmp_path: Path
) -> None:
    whole = scene if name == "test" else early
    texts = {
        "test": ["1957-12-31", "1958-01-01", "1958-03-09", "1958-03-14", "1958-03-15", "1958-03-16",
                 "1958-04-05", "1958-05-01", "1958-05-02", "1958-06-10", "1959-01-01", "2026-07-01"],
        "early": ["-0043-03-14", "-0043-03-15", "-0043-03-16", "0000-07-01", "0001-01-01"],
    }[name]  # fmt: skip
    days = [(from_iso(text), from_iso(text)) for text in texts]
    days.append((from_iso(texts[1]), from_iso(texts[-2])))
    export_scene(whole, ["pmtiles"], tmp_path / "atlas.pmtiles")
    served = {
        "maplibre": MODULES / "maplibre-gl/dist",
        "pmtiles": MODULES / "pmtiles/dist",
        "files": tmp_path,
    }
    with page_of(browser, HTML, served) as page:
        answer = page.evaluate(SCRIPT, [days, [124, 35, 131, 40]])
    assert answer["errors"] == []
    for (first, last), shown in zip(days, answer["shown"], strict=True):
        there = {mark.id for mark, how in whole.at(first, last) if how.presence > 0}
        assert set(shown) == there, (first, last)


def test_a_layer_that_is_off_is_off_in_the_style(scene: Scene, tmp_path: Path) -> None:
    export_scene(scene, ["pmtiles"], tmp_path / "atlas.pmtiles")
    style = json.loads((tmp_path / "atlas.style.json").read_text("utf-8"))
    assert style["sources"]["atlas"]["url"] == "pmtiles://atlas.pmtiles"
    chosen = [layer["filter"][2][2][1] for layer in style["layers"][1:]]
    assert all(layers == ["air-bases", "marches", "loose"] for layers in chosen)
    assert style["state"]["first"]["default"] == from_iso("1958-03-15")


def test_same_bytes(scene: Scene, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        export_scene(scene, ["pmtiles"], tmp_path / name)
    for file in ("atlas.pmtiles", "atlas.style.json"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()
