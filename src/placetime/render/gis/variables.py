"""The project's variables: the language of labels, and the day that the print layout shows."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

from placetime.model.days import LAST_DAY, iso
from placetime.model.interval import PAST
from placetime.render.gis.columns import suffix
from placetime.render.gis.element import child, element
from placetime.scene.scene import Scene

LANGUAGE: Final = "atlas_language"
DATE: Final = "atlas_date"


def variables(scene: Scene) -> Element:
    """Both as QGIS keeps them; a user changes them under Project Properties, Variables."""
    values = {LANGUAGE: scene.atlas.language, DATE: iso(busiest_day(scene))}
    root = element("Variables")
    for tag, texts in (("variableNames", values.keys()), ("variableValues", values.values())):
        parent = child(root, tag, type_="QStringList")
        for text in texts:
            child(parent, "value", text)
    return root


def in_language(stem: str, lang: str) -> str:
    """An expression: the column `stem_…` of the project's language, else that of `lang`."""
    column = f"'{stem}_'||replace(lower(@{LANGUAGE}),'-','_')"
    return f'coalesce(attribute($currentfeature,{column}),"{stem}_{suffix(lang)}")'


def moment_of(last: bool) -> str:
    """An expression: the first or last moment of `atlas_date`, of any era.

    QGIS counts 1 BC as year -1, ISO 8601 as 0.
    """
    year = f"to_int(regexp_substr(@{DATE},'^(-?[0-9]+)'))"
    month = f"to_int(regexp_substr(@{DATE},'-([0-9]{{2}})-[0-9]{{2}}$'))"
    day = f"to_int(regexp_substr(@{DATE},'-([0-9]{{2}})$'))"
    clock = "23,59,59.999" if last else "0,0,0"
    return f"make_datetime({year}-if({year}<1,1,0),{month},{day},{clock})"


def date_in_words(lang: str) -> str:
    """An expression: `atlas_date` as `10 November 1950` in the project's language, of any era."""
    year = f"to_int(regexp_substr(@{DATE},'^(-?[0-9]+)'))"
    tongue = f"lower(coalesce(@{LANGUAGE},'{lang}'))"
    when = moment_of(last=False)
    chinese = f"if(@y<1,'公元前'||to_string(1-@y),to_string(@y))||format_date({when},'年M月d日')"
    other = (
        f"format_date({when},'d MMMM ',left({tongue},2))"
        "||if(@y<1,to_string(1-@y)||' BC',to_string(@y))"
    )
    return f"with_variable('y',{year},if(left({tongue},2)='zh',{chinese},{other}))"


def busiest_day(scene: Scene) -> int:
    """The first day, within the span, on which the most marks are surely there."""
    first, final = scene.scale.first, min(scene.scale.last, LAST_DAY)
    changes: dict[int, int] = {}
    for mark in scene.marks:
        if mark.interval is not None and mark.interval.begin_latest > PAST:
            begin, end = mark.interval.begin_latest, mark.interval.end_earliest
            if begin <= end:
                changes[max(begin, first)] = changes.get(max(begin, first), 0) + 1
                changes[end + 1] = changes.get(end + 1, 0) - 1
    there, most, busiest = 0, 0, first
    for day in sorted(changes):
        there += changes[day]
        if there > most and first <= day <= final:
            most, busiest = there, day
    return busiest
