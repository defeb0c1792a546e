"""The world outline that lies beneath whatever an atlas brings."""

from __future__ import annotations

import shapely

from placetime.resolve.base import SLIVER, world_layers


def test_borders_that_do_not_quite_meet_are_no_coast() -> None:
    layers = {layer.role: layer.geometries[0] for layer in world_layers()}
    gaps = [r for part in shapely.get_parts(layers["land"]) for r in part.interiors]
    assert all(shapely.Polygon(gap).area > SLIVER for gap in gaps)
    inland = shapely.box(10.0, 46.6, 20.0, 51.0)  # Austria, Czechia, Slovakia
    assert not layers["coast"].intersects(inland) and layers["border"].intersects(inland)
