"""CZML for CesiumJS: one JSON array of packets."""

from __future__ import annotations

import json
from pathlib import Path

from placetime.render.gis.czml import notes, packets
from placetime.scene.scene import Scene
from placetime.scene.styled import in_own_style


@in_own_style
def write_czml(scene: Scene, path: Path) -> list[str]:
    """Writes the packets, one a line; gives back what is left out."""
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("[")
        for number, packet in enumerate(packets(scene)):
            file.write(",\n" if number else "\n")
            file.write(json.dumps(packet, ensure_ascii=False, allow_nan=False))
        file.write("\n]\n")
    return notes(scene)
