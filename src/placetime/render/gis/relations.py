"""Relations of the project: from marks and claims to events, sources and places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final
from xml.etree.ElementTree import Element

from placetime.render.gis.element import child, element
from placetime.render.gis.layers import GisTable, layer_id
from placetime.render.gis.records import RECORDS

PARENTS: Final = {"event": "events", "claim": "claims"}
"""Columns of a mark that point to a record table."""


def foreign_keys(tables: Sequence[GisTable]) -> Iterator[tuple[GisTable, str, GisTable]]:
    """(child, column, parent); the parent's key column has the same name."""
    named = {table.name: table for table in tables}
    for record in RECORDS:
        if record.name in named:
            for column, parent in record.foreign:
                yield named[record.name], column, named[parent]
    for table in tables:
        if table.kind:
            for column, parent in PARENTS.items():
                yield table, column, named[parent]


def relations(tables: Sequence[GisTable]) -> Element:
    """QGIS' relations; their ids are `child_column`."""
    root = element("relations")
    for table, column, parent in foreign_keys(tables):
        relation = child(
            root, "relation", id=f"{table.name}_{column}", name=f"{parent.name} → {table.name}",
            strength="Association", referencingLayer=layer_id(table), referencedLayer=layer_id(parent),
        )  # fmt: skip
        child(relation, "fieldRef", referencingField=column, referencedField=column)
    return root
