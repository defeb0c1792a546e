"""What a format that holds marks alone leaves out of an atlas, by number."""

from __future__ import annotations

from placetime.scene.scene import Scene


def left_out(scene: Scene) -> list[str]:
    """Events that no mark shows, as they cannot be located, and numbers over time."""
    drawn = {mark.event for mark in scene.marks}
    events = sum(event.id not in drawn for event in scene.atlas.events)
    numbers = sum(len(one.values) for layer in scene.atlas.layers for one in layer.series)
    said = ((events, "events without a position"), (numbers, "numbers over time"))
    return [f"{number} {what} are left out" for number, what in said if number]
