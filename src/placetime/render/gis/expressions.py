"""QGIS expressions: the one rule of time, seats and arrows, over the columns of the mark tables."""

from __future__ import annotations

from typing import Final

from placetime.scene.seats import offset
from placetime.scene.visible import UNKNOWN_PRESENCE
from placetime.spec import load

MM_PER_PX: Final = 25.4 / 96
"""A CSS pixel in millimetres: styles are in px, QGIS symbols in mm."""

DAY_MS: Final = 86_400_000


def mm(px: float) -> str:
    """Pixels as millimetres for QGIS, to 0.001."""
    return f"{px * MM_PER_PX:.3f}".rstrip("0").rstrip(".")


def presence() -> str:
    """`rise` and `fall` of scene.visible, 0…1, for the days that the map's frame covers.

    A frame is [@map_start_time, @map_end_time); without a clock the presence is 1.
    """
    first = f"floor(epoch(@map_start_time)/{DAY_MS})"
    last = f"floor((epoch(@map_end_time)-1)/{DAY_MS})"
    rise = (
        f'CASE WHEN "open_begin" OR {last}>="day_begin_latest" THEN 1'
        f' WHEN "day_begin_earliest" IS NULL THEN {UNKNOWN_PRESENCE}'
        ' WHEN "day_begin_latest" IS NULL THEN 0'
        f' ELSE max(0,{last}-"day_begin_earliest"+1)'
        '/("day_begin_latest"-"day_begin_earliest"+1.0) END'
    )
    fall = (
        f'CASE WHEN "open_end" OR {first}<="day_end_earliest" THEN 1'
        f' WHEN "day_end_latest" IS NULL THEN {UNKNOWN_PRESENCE}'
        ' WHEN "day_end_earliest" IS NULL THEN 0'
        f' ELSE max(0,"day_end_latest"-{first}+1)'
        '/("day_end_latest"-"day_end_earliest"+1.0) END'
    )
    return f"CASE WHEN @map_start_time IS NULL THEN 1 ELSE min({rise},{fall}) END"


def opacity() -> str:
    """Opacity in percent: from the least, at a faint possibility, to the most, when it is sure."""
    style = load("style")["opacity"]
    least, most = 100 * style["least"], 100 * style["most"]
    return f"{least:g}+{most - least:g}*({presence()})"


def datetime_of(side: str) -> str:
    """The begin or end (`side`) as a datetime for years of any era; far away where unbounded.

    QGIS counts 1 BC as year -1, the tables count it as 0.
    """
    if side == "begin":
        missing, clock = "make_datetime(-9998,1,1,0,0,0)", "0,0,0"
    else:
        missing, clock = "make_datetime(9999,12,31,23,59,59)", "23,59,59.999"
    year = f'"{side}_year"-if("{side}_year"<1,1,0)'
    made = f'make_datetime({year},"{side}_month","{side}_day",{clock})'
    return f'if("{side}_year" IS NULL,{missing},{made})'


def seat_offset(seats: int) -> str:
    """The offset "right,down" in mm of a mark's seat among those that share its position."""
    places = (offset(slot, load("style")["seat"]) for slot in range(seats))
    pairs = ",".join(f"'{mm(x) or 0},{mm(y) or 0}'" for x, y in places)
    return f'array_get(array({pairs}),"slot")'


def arrow() -> str:
    """A move's polygon in mm on the page: a shaft that widens from tail to neck, then the head."""
    style = load("style")["move"]
    return (
        "with_variable('g',$geometry,"
        f"with_variable('w',\"size\"*{MM_PER_PX:.4f},"
        f"with_variable('h',min(@w*{style['head_length'] * 0.9:g},length(@g)*0.6),"
        "with_variable('b',line_interpolate_point(@g,length(@g)-@h),"
        "with_variable('a',azimuth(@b,end_point(@g)),"
        "combine("
        f"tapered_buffer(line_substring(@g,0,length(@g)-@h*0.9),@w*{style['tail']:g},@w,8),"
        "make_polygon(make_line(end_point(@g),"
        f"project(@b,@w*{style['head_width'] / 2:g},@a+pi()/2),"
        f"project(@b,@w*{style['head_width'] / 2:g},@a-pi()/2),"
        "end_point(@g))))))))) "
    ).strip()
