"""QGIS expressions: the one rule of time, seats and arrows, over the columns of the mark tables."""

from __future__ import annotations

from typing import Final

from placetime.scene.labels import TRACE_LEAST, TRACE_MORE, WEAK
from placetime.scene.seats import offset
from placetime.scene.visible import UNKNOWN_PRESENCE
from placetime.spec import current_style

MM_PER_PX: Final = 25.4 / 96
"""A CSS pixel in millimetres: styles are in px, QGIS symbols in mm."""

DAY_MS: Final = 86_400_000

METRES_PER_DEGREE: Final = 111_195
"""Of latitude, on a sphere of the radius 6371 km."""


def mm(px: float) -> str:
    """Pixels as millimetres for QGIS, to 0.001."""
    return f"{px * MM_PER_PX:.3f}".rstrip("0").rstrip(".")


FIRST: Final = f"floor(epoch(@map_start_time)/{DAY_MS})"
LAST: Final = f"floor((epoch(@map_end_time)-1)/{DAY_MS})"
"""First and last day that the map's frame [@map_start_time, @map_end_time) covers, since 1970-01-01."""


def presence() -> str:
    """`rise` and `fall` of scene.visible, 0…1, for the days of the map's frame; 1 without a clock."""
    rise = (
        f'CASE WHEN "open_begin" OR {LAST}>="day_begin_latest" THEN 1'
        f' WHEN "day_begin_earliest" IS NULL THEN {UNKNOWN_PRESENCE}'
        ' WHEN "day_begin_latest" IS NULL THEN 0'
        f' ELSE max(0,{LAST}-"day_begin_earliest"+1)'
        '/("day_begin_latest"-"day_begin_earliest"+1.0) END'
    )
    fall = (
        f'CASE WHEN "open_end" OR {FIRST}<="day_end_earliest" THEN 1'
        f' WHEN "day_end_latest" IS NULL THEN {UNKNOWN_PRESENCE}'
        ' WHEN "day_end_earliest" IS NULL THEN 0'
        f' ELSE max(0,"day_end_latest"-{FIRST}+1)'
        '/("day_end_latest"-"day_end_earliest"+1.0) END'
    )
    return f"CASE WHEN @map_start_time IS NULL THEN 1 ELSE min({rise},{fall}) END"


def trace() -> str:
    """The trace of scene.visible: from 1 to 0 over `trace_days` days after the latest end."""
    over = f'({FIRST}-"day_end_latest")'
    return (
        f'CASE WHEN {over}>0 AND {over}<="trace_days" THEN 1-{over}/("trace_days"+1.0) ELSE 0 END'
    )


def shows(present: str, gone: str) -> str:
    """`present` where a mark may be there, with its presence as @p; `gone`, with its trace as @t, where
    it is over; 0 where it does not show."""
    over = f"with_variable('t',{trace()},CASE WHEN @t>0 THEN {gone} ELSE 0 END)"
    return f"with_variable('p',{presence()},CASE WHEN @p>0 THEN {present} ELSE {over} END)"


def opacity() -> str:
    """Opacity in percent: by presence from the least to the most, by trace between those of a trace."""
    style = current_style()["opacity"]
    least, most = 100 * style["least"], 100 * style["most"]
    low, high = 100 * style["trace_to"], 100 * style["trace_from"]
    return shows(f"{least:g}+{most - least:g}*@p", f"{low:g}+{high - low:g}*@t")


def drawn(opacity: str) -> str:
    """An opacity on the days of `drawn_days` (see `twins`), 0 on others; always without a clock."""
    first, last = (f"to_int(string_to_array(@element,' ')[{number}])" for number in range(2))
    there = (
        "array_length(array_filter(string_to_array(\"drawn_days\",';'),"
        f"{first}<={LAST} AND {last}>={FIRST}))>0"
    )
    return (
        'CASE WHEN "drawn_days" IS NULL OR @map_start_time IS NULL THEN 100'
        f" WHEN \"drawn_days\"='' THEN 0 WHEN {there} THEN 100 ELSE 0 END*({opacity})/100"
    )


def label_opacity() -> str:
    """The strength of a mark's number in percent, as scene.labels.strength has it."""
    return shows("100", f"{100 * TRACE_LEAST:g}+{100 * TRACE_MORE:g}*@t")


def name_strength(standing: bool = True) -> str:
    """The strength of a place's name, 0…1, by its column `name_days`; 1 without a clock.

    It is 1 while a mark of the place may be there, fades with the traces of those that are over, and is
    that of a name that stands where the column `standing` says so (unless not `standing`).
    """
    first, last, days = (f"to_int(@s[{number}])" for number in range(3))
    over = f"({FIRST}-{last})"
    one = (
        f"with_variable('s',string_to_array(@element,' '),CASE WHEN {first}<={LAST} AND {last}>={FIRST}"
        f" THEN 1 WHEN {over}>0 AND {over}<={days}"
        f" THEN {TRACE_LEAST:g}+{TRACE_MORE:g}*(1-{over}/({days}+1.0)) ELSE 0 END)"
    )
    least = f'if("standing",{WEAK:g},0)' if standing else "0"
    return (
        "CASE WHEN @map_start_time IS NULL THEN 1"
        f' WHEN "name_days" IS NULL THEN {least}'
        f" ELSE max({least},array_max(array_foreach(string_to_array(\"name_days\",';'),{one}))) END"
    )


def datetime_of(side: str) -> str:
    """The begin, or the end of the trace, as a datetime for years of any era; far away where unbounded.

    `side` is "begin" or "end".

    QGIS counts 1 BC as year -1, the tables count it as 0.
    """
    if side == "begin":
        missing, clock = "make_datetime(-9998,1,1,0,0,0)", "0,0,0"
    else:
        missing, clock = "make_datetime(9999,12,31,23,59,59)", "23,59,59.999"
    year = f'"{side}_year"-if("{side}_year"<1,1,0)'
    made = f'make_datetime({year},"{side}_month","{side}_day",{clock})'
    if side == "end":
        made += '+make_interval(0,0,0,"trace_days")'
    return f'if("{side}_year" IS NULL,{missing},{made})'


def seat_offset(seats: int, more: tuple[float, float] = (0.0, 0.0)) -> str:
    """The offset "right,down" in mm of a mark's seat among those that share its position, and `more` px."""
    places = (offset(slot, current_style()["seat"]) for slot in range(seats))
    pairs = ",".join(f"'{mm(x + more[0]) or 0},{mm(y + more[1]) or 0}'" for x, y in places)
    return f'array_get(array({pairs}),"slot")'


def ring() -> str:
    """The circle of `radius_m` metres around a point in degrees; nothing where it is exactly known."""
    north = f'("radius_m"/{METRES_PER_DEGREE})'
    east = f"{north}/cos(radians(y($geometry)))"
    return f'if("radius_m">0,boundary(make_ellipse($geometry,{east},{north},90,72)),NULL)'


def arrow() -> str:
    """A move's polygon in mm on the page: a shaft that widens from tail to neck, then the head."""
    style = current_style()["move"]
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
