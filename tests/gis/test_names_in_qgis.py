"""Names of places in QGIS are as strong as in the film; twins are drawn once; tips say when in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from shapely.geometry import box

from placetime.edtf import parse
from placetime.model.days import day_number
from placetime.render.gis.places import name_days
from placetime.render.gis.twins import drawn_days
from placetime.scene.labels import WEAK, strength
from placetime.scene.mark import Mark
from placetime.scene.scene import Scene
from placetime.scene.visible import showing

from .conftest import NASTY
from .test_time_in_qgis import FRAMES, days


def mark(name: str, when: str, trace: int = 10) -> Mark:
    return Mark(
        name, name, "layer", "area", box(0, 0, 1, 1), parse(when).interval, trace, "circle",
        "#0072B2", "solid", 8.0, {},
    )  # fmt: skip


def test_a_name_is_as_strong_as_its_strongest_mark_or_stands(
    written: Path, scene: Scene, qgis
) -> None:
    marks = {m.id: m for m in scene.marks}
    said = qgis(
        "values", path=written / "atlas.qgz", layer="places_", key="place", frames=FRAMES,
        property="FontOpacity",
    )["frames"]  # fmt: skip
    standing = 0
    for frame, values in zip(FRAMES, said, strict=True):
        for label in scene.labels:
            shown = [
                showing(m.interval, *days(*frame), m.trace_days)
                for i in label.marks
                if (m := marks[i]).interval is not None
            ]
            own = max((strength(one) for one in shown if one), default=0.0)
            drawn = values[label.place] / 100
            if drawn == pytest.approx(WEAK) and own < WEAK:
                standing += 1
            else:
                assert drawn == pytest.approx(own, abs=1e-6), (label.place, frame)
    assert standing


def test_days_of_a_name_keep_the_trace_that_lasts() -> None:
    first = day_number(1950, 1, 1)
    marks = [
        mark("a", "1950-01-01", 40),
        mark("b", "1950-01-02/1950-01-05", 3),
        mark("c", "1950-03-01"),
    ]
    assert name_days(marks) == (
        f"{first} {first + 4} 3;{first + 1} {first} 40;{first + 59} {first + 59} 10"
    )


def test_of_twins_the_strongest_is_drawn_on_each_day() -> None:
    first = day_number(1950, 1, 1)
    long, short = mark("long", "1950-01-01/1950-01-31"), mark("short", "1950-01-10/1950-02-02", 5)
    other = replace(mark("other", "1950-01-01"), hue="#D55E00")
    # both are traces from the 33rd day on; halfway through that of the short one the long one leads
    assert drawn_days([long, short, other]) == {
        "long": f"{first} {first + 30};{first + 33} {first + 40}",
        "short": f"{first + 31} {first + 32}",
    }


def test_a_tip_says_when_in_words_and_where_it_is_written(written: Path, qgis) -> None:
    tips = qgis("tips", path=written / "atlas.qgz", layer="air_bases_points", key="event")["tips"]
    assert tips["oneday"].startswith("<b>15 March 1958</b> <small>1958-03-15</small><br>Oneday<br>")
    assert "characters 1–9" in tips["oneday"]
    assert NASTY.split("\x0b")[0][-5:] in tips["odd"].replace("&lt;", "<").replace("&gt;", ">")
    assert "<b>it's" not in tips["odd"] and "&lt;b&gt;it's&lt;/b&gt;" in tips["odd"]
