"""GeoParquet 1.1: the tables of the GeoPackage as columns, for DuckDB, GeoPandas and the cloud."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Final, TypeVar

import geopandas as gpd
import pandas as pd

from placetime.model.days import day_number, from_iso
from placetime.render.gis.columns import Column, columns_of
from placetime.render.gis.dates import BOUNDS, FIRST_DATETIME
from placetime.render.gis.layers import gis_tables
from placetime.render.gis.tables import events_frame, places_frame
from placetime.scene.scene import Scene
from placetime.scene.styled import in_own_style
from placetime.write.needed import need

LAST_DATE: Final = day_number(9999, 12, 31)


@in_own_style
def write_geoparquet(scene: Scene, folder: Path) -> list[str]:
    """Writes marks and places with geometry (EPSG:4326), and the record tables without.

    zstd, with a covering box of each geometry. The four bounds are date32, empty where unbounded and
    before the year 1, which Python's dates do not reach: EDTF texts and, in marks, day numbers hold
    those. Gives back notes; MissingPart without the `gis` extra.
    """
    need("GeoParquet", "pyarrow")
    languages = scene.atlas.languages
    marks = _typed(events_frame(scene), columns_of("mark", languages))
    place_columns = [c for c in columns_of("place", languages) if c.name != "rank"]
    places = _typed(places_frame(scene.atlas), place_columns)
    _write(marks, folder / "marks.parquet")
    _write(places, folder / "places.parquet")
    for table in gis_tables(scene):
        if table.room == "records":
            frame = _typed(table.frame, table.columns)
            frame.to_parquet(
                folder / f"{table.name}.parquet", engine="pyarrow", index=False, compression="zstd"
            )
    early = int(((marks["begin_year"] < 1) | (marks["end_year"] < 1)).fillna(False).sum())
    return (
        [
            f"{early} marks have dates before the year 1: dates and moments are empty there, edtf and "
            "day_begin_earliest … day_end_latest hold them"
        ]
        if early
        else []
    )


def _write(frame: gpd.GeoDataFrame, path: Path) -> None:
    """GeoPandas gives a row without geometry a box of NaN, where the rules want none."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    made = BytesIO()
    frame.to_parquet(made, index=False, schema_version="1.1.0", write_covering_bbox=True)
    table = pq.read_table(made)
    box = table["bbox"].combine_chunks()
    absent = pa.array(frame.geometry.isna().to_numpy())
    masked = pa.StructArray.from_arrays(box.flatten(), fields=list(box.type), mask=absent)
    field = pa.field("bbox", masked.type)
    table = table.set_column(table.column_names.index("bbox"), field, masked)
    pq.write_table(table, path, compression="zstd")


Frame = TypeVar("Frame", bound=pd.DataFrame)


def _typed(frame: Frame, columns: Sequence[Column]) -> Frame:
    """The frame with Arrow's types where pandas would leave a column of no values without one."""
    import pyarrow as pa

    typed: dict[str, Any] = {}
    for column in columns:
        values = frame[column.name]
        if column.name in BOUNDS:
            days = pa.array([_day(text) for text in values], pa.int32()).cast(pa.date32())
            typed[column.name] = pd.Series(
                pd.arrays.ArrowExtensionArray(days),
                index=frame.index,
            )
        elif column.type == "text":
            typed[column.name] = values.astype(pd.ArrowDtype(pa.string()))
        else:
            typed[column.name] = values
    made = frame.copy()
    for name, values in typed.items():
        made[name] = values
    return made


def _day(text: object) -> int | None:
    if not isinstance(text, str):
        return None
    day = from_iso(text)
    return day if FIRST_DATETIME <= day <= LAST_DATE else None
