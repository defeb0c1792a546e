"""The project's clock: range and step of the temporal controller, opened in animated mode."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from xml.etree.ElementTree import Element

from placetime.model.days import LAST_DAY
from placetime.render.gis.dates import FIRST_DATETIME, moment
from placetime.render.gis.element import child, element
from placetime.render.gis.step import QGIS_UNITS, step_of
from placetime.scene.scene import Scene

ANIMATED: Final = 1
"""QgsTemporalNavigationObject: animated navigation."""

FRAMES_PER_SECOND: Final = 12


def span_of(scene: Scene) -> tuple[int, int] | None:
    """First and last day of the axis; None where it begins before the year 1.

    A project file holds ISO dates, and Qt reads none with a negative year: QGIS would open without a
    range. There the user sets it from the layers (they are timed by expressions).
    """
    first, last = scene.scale.first, min(scene.scale.last, LAST_DAY)
    return (first, last) if first >= FIRST_DATETIME else None


def time_settings(scene: Scene) -> Element:
    """The project's own range of time and its step."""
    span = span_of(scene)
    if span is None:
        unit, number, _ = step_of(scene.scale.first, scene.scale.last)
    else:
        unit, number, _ = step_of(*span)
    root = element(
        "ProjectTimeSettings", timeStepUnit=QGIS_UNITS[unit], timeStep=number, frameRate=FRAMES_PER_SECOND,
        cumulativeTemporalRange=0,
    )  # fmt: skip
    if span is not None:
        ends = child(root, "TemporalRange")
        child(ends, "start", _iso(moment(span[0])))
        child(ends, "end", _iso(moment(span[1], last=True)))
    return root


def clock_properties(scene: Scene) -> dict[str, dict[str, object]]:
    """What the temporal controller's panel restores when the project opens."""
    span = span_of(scene)
    if span is None:
        return {}
    start, end = _iso(moment(span[0])), _iso(moment(span[1], last=True))
    values = {"NavigationMode": ANIMATED, "StartDateTime": start, "EndDateTime": end}
    return {"TemporalControllerWidget": values}


def _iso(when: datetime | None) -> str:
    return when.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0") if when else ""
