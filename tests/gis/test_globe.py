"""CZML and KMZ as CesiumJS reads them: who is there on which day, the whole last day included."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from placetime.build import read_atlas
from placetime.export import export_scene
from placetime.scene.scene import Scene, scene_of
from tests.web.conftest import launched

from .browser import MODULES, page_of

ROOT = Path(__file__).parent.parent.parent
HTML = """<!doctype html><script>window.CESIUM_BASE_URL = "/cesium/"</script>
<script src="/cesium/Cesium.js"></script><canvas></canvas>"""

AVAILABLE = """async ([file, moments]) => {
  const canvas = document.querySelector("canvas");
  const camera = { positionWC: new Cesium.Cartesian3(), directionWC: new Cesium.Cartesian3(),
                   upWC: new Cesium.Cartesian3(), pitch: 0, roll: 0, heading: 0,
                   positionCartographic: new Cesium.Cartographic(),
                   computeViewRectangle: () => undefined };
  const source = file.endsWith(".czml")
    ? await Cesium.CzmlDataSource.load("/files/" + file)
    : await Cesium.KmlDataSource.load("/files/" + file, { canvas, camera });
  const there = {};
  for (const moment of moments) {
    const time = Cesium.JulianDate.fromIso8601(moment);
    there[moment] = source.entities.values
      .filter((e) => (e.position || e.polyline || e.polygon) && e.isAvailable(time))
      .map((e) => e.properties?.event?.getValue(time) ?? e.kml?.extendedData?.event?.value).sort();
  }
  const first = source.entities.values.find((e) => e.billboard && e.position);
  const now = Cesium.JulianDate.fromIso8601("1958-03-15T12:00:00Z");
  const image = first?.billboard.image.getValue(now);
  const vague = source.entities.values.find((e) => e.properties?.event?.getValue(now) === "inyear");
  const alpha = (day) => vague?.billboard?.color?.getValue(Cesium.JulianDate.fromIso8601(day)).alpha;
  return { there, image: String(image?.url ?? image).slice(0, 22), count: source.entities.values.length,
           clock: source.clock ? Cesium.JulianDate.toIso8601(source.clock.stopTime) : null,
           alpha: alpha("1958-03-15"), text: source.entities.values.map(
             (e) => e.description?.getValue(now) ?? "").join("\\n") };
}"""

MOMENTS = [
    "1957-12-31T12:00:00Z", "1958-03-14T23:59:59Z", "1958-03-15T00:00:00Z", "1958-03-15T23:59:59Z",
    "1958-03-16T00:00:00Z", "2026-07-01T00:00:00Z",
]  # fmt: skip


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as driver:
        yield from launched(driver)


def read(browser: Browser, scene: Scene, format_: str, folder: Path) -> dict[str, Any]:
    export_scene(scene, [format_], folder / f"atlas.{format_}")
    served = {"cesium": MODULES / "cesium/Build/Cesium", "files": folder}
    with page_of(browser, HTML, served) as page:
        answer: dict[str, Any] = ask(page, f"atlas.{format_}")
    return answer


def ask(page: Page, file: str) -> Any:
    return page.evaluate(AVAILABLE, [file, MOMENTS])


@pytest.mark.parametrize("format_", ["czml", "kmz"])
def test_an_event_is_there_on_exactly_its_days(
    format_: str, browser: Browser, scene: Scene, tmp_path: Path
) -> None:
    answer = read(browser, scene, format_, tmp_path)
    points = {"before", "inyear", "open", "oneday"}
    always = {"undated"} if format_ == "kmz" else set()  # in a folder that is switched off
    there = [set(answer["there"][moment]) & (points | {"undated"}) - always for moment in MOMENTS]
    assert there == [
        {"before"}, {"before", "inyear", "open"}, points, points, {"inyear", "open"}, {"open"},
    ]  # fmt: skip
    assert "DROP TABLE events" in answer["text"] and "<b>it's</b>" not in answer["text"]


def test_czml_draws_with_the_pages_symbols_and_shows_doubt(
    browser: Browser, scene: Scene, tmp_path: Path
) -> None:
    answer = read(browser, scene, "czml", tmp_path)
    assert answer["image"].startswith("data:image/png;base64,")
    assert answer["clock"].startswith("1958-12-31T23:59:59")
    assert 0.6 < answer["alpha"] < 0.8  # some time in 1958: never sure on a day


def test_czml_tells_what_it_leaves_out(scene: Scene, early: Scene, tmp_path: Path) -> None:
    assert export_scene(scene, ["czml"], tmp_path / "a.czml") == [
        "czml: 1 undated marks are left out",
        "czml: 1 events without a position are left out",
    ]
    assert export_scene(early, ["czml"], tmp_path / "b.czml") == [
        "czml: 2 marks with dates before the year 1 are left out"
    ]
    packets = json.loads((tmp_path / "b.czml").read_text("utf-8"))
    assert not any("availability" in packet for packet in packets) and "clock" not in packets[0]
    packets = json.loads((tmp_path / "a.czml").read_text("utf-8"))
    ids = [packet["id"] for packet in packets]
    assert ids[0] == "document" and len(ids) == len(set(ids))
    open_ = next(p for p in packets if p.get("properties", {}).get("event") == "open")
    assert open_["availability"] == "1958-03-10T00:00:00Z/9999-12-31T23:59:59Z"


def test_the_flagship_as_czml(browser: Browser, tmp_path: Path) -> None:
    scene = scene_of(read_atlas(ROOT))
    answer = read(browser, scene, "czml", tmp_path)
    assert answer["count"] > sum(mark.interval is not None for mark in scene.marks)


def test_same_bytes(scene: Scene, tmp_path: Path) -> None:
    for name in ("a", "b"):
        export_scene(scene, ["czml"], tmp_path / f"{name}.czml")
    assert (tmp_path / "a.czml").read_bytes() == (tmp_path / "b.czml").read_bytes()
