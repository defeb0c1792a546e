"""What the whole GeoPackage and each base table say of themselves, as JSON-LD (schema.org)."""

from __future__ import annotations

import json
from typing import Any

from placetime.model.atlas import Atlas
from placetime.render.gis.base import BaseTable
from placetime.render.gis.dates import iso_columns


def dataset_metadata(atlas: Atlas) -> str:
    """Title, description, languages, time and space of the atlas, and its sources."""
    bounds = iso_columns(atlas.span)
    west, south, east, north = atlas.bbox
    return _json_ld(
        {
            "name": dict(atlas.title),
            "description": dict(atlas.about),
            "inLanguage": list(atlas.languages),
            "temporalCoverage": f"{bounds['begin_earliest'] or '..'}/{bounds['end_latest'] or '..'}",
            "spatialCoverage": {
                "@type": "Place",
                "geo": {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"},
            },
            "citation": [source.reference for source in atlas.sources.values()],
        }
    )


def base_metadata(table: BaseTable) -> str:
    """Origin and licence of a table of base geography."""
    return _json_ld(
        {"name": dict(table.title), "creditText": table.origin, "license": table.licence}
    )


def _json_ld(values: dict[str, Any]) -> str:
    linked = {"@context": "https://schema.org", "@type": "Dataset", **values}
    return json.dumps(linked, ensure_ascii=False, indent=1)
