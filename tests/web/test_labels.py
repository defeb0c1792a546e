"""Names on the map: of what is there in bold, of lines and areas lightly; in the window, off the cards."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from placetime.model.place import Name
from placetime.scene.scene import Scene, scene_of
from placetime.write.html import write_html

Opener = Callable[..., Any]
WATCH = """() => {
    window.written = [];
    const own = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
        if (this.canvas.classList.contains("pt-canvas")) {
            const { map } = placetime.maps[0];
            const at = map.layerPointToContainerPoint([x, y]);
            const width = this.measureText(text).width;
            window.written.push({ text, font: this.font, left: at.x, right: at.x + width, y: at.y });
        }
        return own.call(this, text, x, y);
    };
}"""


@pytest.fixture
def labelled(carthage: Scene, tmp_path: Path) -> Path:
    """The page of an atlas in which a place has a remark to its name, and one is inferred only."""
    atlas = carthage.atlas
    cannae = atlas.places["cannae"]
    names = (Name("Cannae (the village)", "en"), *cannae.names[1:])
    places = {**atlas.places, "cannae": replace(cannae, names=names)}
    write_html(scene_of(replace(atlas, places=places)), tmp_path / "map.html")
    return tmp_path / "map.html"


def names(page: Any) -> dict[str, Any]:
    """What is written on the map, by its text, after it was painted anew."""
    page.evaluate("() => window.written.splice(0)")
    page.evaluate(
        "() => { const m = placetime.maps[0]; const d = m.day; m.setDay(d + 1); m.setDay(d); }"
    )
    page.wait_for_timeout(150)
    return {one["text"]: one for one in page.evaluate("() => window.written")}


def test_lines_and_areas_and_inferred_places_are_named_lightly(
    open_page: Opener, labelled: Path
) -> None:
    page = open_page(labelled, hash="#day=-0215-08-02").page
    page.evaluate(WATCH)
    shown = names(page)
    assert shown["Cannae"]["font"].startswith("600 ")
    assert "600" not in shown["(the village)"]["font"]
    assert shown["(the village)"]["y"] > shown["Cannae"]["y"]
    # Hannibal stays in Italy now; the plain that stands for it is an area
    assert "600" not in shown["Plain of the Po"]["font"]


def test_names_stay_in_the_window_and_off_the_controls(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file, hash="#day=-0215-08-02").page
    page.evaluate(WATCH)
    seen = 0
    for shift in range(0, 240, 12):
        page.evaluate(
            """shift => {
                const { map } = placetime.maps[0];
                map.setView([41.2961, 16.1333], 6, { animate: false });
                const { x } = map.getSize();
                map.panBy([5 + shift - x / 2, shift * 2.5 - 200], { animate: false });
            }""",
            shift,
        )
        one = names(page).get("Cannae")
        if one is None:
            continue
        seen += 1
        assert one["left"] >= 0
        assert one["right"] <= 1280
        for box in page.locator(".leaflet-control").all():
            card = box.bounding_box()
            apart = one["right"] < card["x"] or one["left"] > card["x"] + card["width"]
            assert apart or abs(one["y"] - card["y"] - card["height"] / 2) > card["height"] / 2
    assert seen > 8
