"""QGIS' temporal properties of a layer: by two DATETIME columns, or by expressions for early dates."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from placetime.render.gis.element import child, element
from placetime.render.gis.expressions import datetime_of

FIELDS, EXPRESSIONS = 2, 4
"""QgsVectorLayerTemporalProperties: start and end from fields, start and end from expressions."""


def temporal(early: bool) -> Element:
    """Active temporal properties; `early` if a date lies before the year 1.

    A mark is drawn until its trace is over; `limitMode` 1 includes that end, the last millisecond of
    a day.
    """
    root = element(
        "temporal", enabled=1, mode=EXPRESSIONS if early else FIELDS, limitMode=1,
        startField="" if early else "t_start", endField="" if early else "t_trace",
        startExpression=datetime_of("begin") if early else "",
        endExpression=datetime_of("end") if early else "",
        durationField="", durationUnit="min", fixedDuration=0, accumulate=0,
    )  # fmt: skip
    fixed = child(root, "fixedRange")
    child(fixed, "start")
    child(fixed, "end")
    return root
