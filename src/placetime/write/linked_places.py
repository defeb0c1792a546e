"""Linked Places JSON-LD: one file with the gazetteer and the events."""

from __future__ import annotations

import json
from pathlib import Path

from placetime.render.gis.linked_places.collection import features, heading, notes
from placetime.scene.scene import Scene
from placetime.scene.styled import in_own_style


@in_own_style
def write_linked_places(scene: Scene, path: Path) -> list[str]:
    """Writes the FeatureCollection, a feature a line; gives back what the format cannot say.

    Version 1.2 of the format, within the rules by which the World Historical Gazetteer checks version 2.
    """
    head = json.dumps(heading(scene), ensure_ascii=False, allow_nan=False, indent=1)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(head.removesuffix("\n}") + ',\n "features": [')
        for number, feature in enumerate(features(scene)):
            file.write(",\n" if number else "\n")
            file.write(json.dumps(feature, ensure_ascii=False, allow_nan=False))
        file.write("\n]}\n")
    return notes(scene)
