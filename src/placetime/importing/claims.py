"""Rows as claims, one an event: those that fit, with findings for the others."""

from __future__ import annotations

from shapely.geometry import Point

from placetime.edtf import parse
from placetime.edtf.words import describe
from placetime.importing.atlas import NewAtlas, NewLayer
from placetime.importing.guess import slug
from placetime.importing.places import Ids, Places
from placetime.importing.rows import SourceRow
from placetime.importing.values import Values
from placetime.model.atlas import Atlas
from placetime.model.source import Passage
from placetime.model.text import primary


def taken(values: Values, known: Atlas | None) -> NewAtlas:
    """The layer with its places; what does not fit is in `values.found`, and its row is left out.

    `known` is the atlas that it goes to, None for a new one.
    """
    made = NewAtlas()
    layer = NewLayer(values.plan.get("layer"))
    made.layers.append(layer)
    gazetteer = known.places if known else {}
    places = Places(values, made, tuple(gazetteer.values()), Ids(gazetteer))
    events = Ids(event.id for event in known.events) if known else Ids()
    for row, passage in zip(values.table.rows, values.table.passages(), strict=True):
        before = len(values.found)
        claim = _claim(values, row, passage)
        shape = values.shape(row)
        values.names(row)
        if isinstance(shape, Point):
            values.uncertainty(row, shape)  # a finding here leaves the row out, too
        if len(values.found) > before:
            continue
        cell = places.cell(row, shape)
        if cell is not None:
            event = events.new(slug(f"{layer.id}-{row.line}", layer.id))
            layer.claims.append({"event": event, **claim, **cell})
    return made


def _claim(values: Values, row: SourceRow, passage: Passage) -> dict[str, str]:
    plan = values.plan
    when, written = values.when(row)
    return {
        "when": when,
        "when_written": written,
        "kind": values.either(row, "kind") or plan.get("layer"),
        "status": values.status(row),
        "quantity": values.quantity(row),
        "source": plan.get("source"),
        "passage": str(passage),
        f"summary_{plan.get('lang')}": values.text(row, "summary")
        or _said(values.name(row), when, plan.get("lang")),
        "certainty": "certain",
        "note": values.text(row, "note"),
    }


def _said(name: str, when: str, lang: str) -> str:
    """A place and a date as a heading, in words where there are any in the language."""
    date = describe(parse(when), lang) if when and primary(lang) in ("en", "zh") else when
    return ", ".join(part for part in (name, date) if part)
