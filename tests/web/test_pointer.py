"""What the pointer finds: tips for those who see it, and one selected event at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from placetime.scene.scene import Scene, scene_of
from placetime.write.html import write_html

Opener = Callable[..., Any]
RINGS = """() => {
    const arcs = [];
    const own = CanvasRenderingContext2D.prototype.arc;
    CanvasRenderingContext2D.prototype.arc = function (x, y, radius, ...rest) {
        if (this.canvas.classList.contains("pt-canvas") && radius > 10) arcs.push([x, y]);
        return own.call(this, x, y, radius, ...rest);
    };
    window.rings = arcs;
}"""


def test_tips_are_for_the_pointer_alone(open_page: Opener, page_file: Path) -> None:
    page = open_page(page_file, hash="#day=-0215-08-02").page
    x, y = page.evaluate(
        """() => { const { visible, where } = placetime.maps[0];
            return where(visible().find((one) => one.event === 'cannae').mark); }"""
    )
    live = "() => document.querySelectorAll('[role=status], [role=alert], [aria-live]').length"
    before = page.evaluate(live)
    page.mouse.move(x, y)
    tip = page.locator(".pt-tip")
    assert "Cannae" in tip.inner_text()
    assert tip.get_attribute("aria-hidden") == "true"
    assert page.evaluate(live) == before
    assert (
        page.evaluate(
            "() => document.querySelector('.pt-tip').closest('[aria-live], [role=status]')"
        )
        is None
    )


def test_events_of_one_id_in_two_layers_are_two(
    open_page: Opener, carthage: Scene, tmp_path: Path
) -> None:
    atlas = carthage.atlas
    zama = next(event for event in atlas.events if event.id == "zama")
    cannae = next(event for event in atlas.events if event.id == "cannae")
    twin = replace(
        zama,
        id="cannae",
        layer="march",
        claims=(replace(zama.principal, event="cannae", layer="march"),),
    )
    when = cannae.principal.when
    twin = replace(twin, claims=(replace(twin.principal, when=when),))
    scene = scene_of(replace(atlas, events=(*atlas.events, twin)))
    write_html(scene, tmp_path / "map.html")
    named = {label.place: set(label.marks) for label in scene.labels}
    assert not named["zama"] & {
        mark.id for mark in scene.marks if mark.layer == "battles" and mark.event == "cannae"
    }
    page = open_page(tmp_path / "map.html", hash="#day=-0215-08-02").page
    page.evaluate(RINGS)
    page.get_by_role("tab", name="Now").click()
    page.locator("#pt-page-now [data-event='march/cannae']").click()
    page.wait_for_timeout(300)
    rings = {tuple(map(round, ring)) for ring in page.evaluate("() => window.rings.splice(0)")}
    assert len(rings) == 1
    page.get_by_role("tab", name="Now").click()
    page.locator("#pt-page-now [data-event='battles/cannae']").click()
    page.wait_for_timeout(300)
    others = {tuple(map(round, ring)) for ring in page.evaluate("() => window.rings.splice(0)")}
    assert len(others) == 1
    assert rings != others
