"""Rows of a foreign file: values as text, a geometry, and the words that they stand in."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import pandas as pd
from shapely.geometry.base import BaseGeometry

from placetime.model.source import Passage, checksum, squeeze


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place with its language, and when it was used as EDTF ('' if that is not said)."""

    text: str
    lang: str = ""
    when: str = ""


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A row: `line` of the file (or number of the feature, from 1), values by column, geometry in
    EPSG:4326; `start` and `end` of its words in the table's document (characters, end exclusive)."""

    line: int
    values: Mapping[str, str]
    start: int
    end: int
    geometry: BaseGeometry | None = None
    names: tuple[Toponym, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceTable:
    """`file` is the name for findings; `document` the text that passages are taken from, which is the
    file itself where `verbatim`; `others` are tables of the file that were not read; `moments` are the
    columns whose type, not only text, is a date or a moment."""

    file: str
    columns: tuple[str, ...]
    rows: tuple[SourceRow, ...]
    document: str
    verbatim: bool = False
    located: bool = False
    others: tuple[str, ...] = ()
    moments: tuple[str, ...] = ()

    def passages(self) -> list[Passage]:
        """The passage of each row, in the rows' order."""
        made: list[Passage] = []
        at = squeezed = 0
        for row in self.rows:
            squeezed += len(squeeze(self.document[at : row.start]))
            stretch = squeeze(self.document[row.start : row.end])
            made.append(Passage(squeezed, squeezed + len(stretch), checksum(stretch)))
            squeezed, at = squeezed + len(stretch), row.end
        return made


@dataclass(frozen=True, slots=True)
class Draft:
    """A row before it has words: what a reader of a file without text of its own gives."""

    line: int
    values: Mapping[str, str]
    geometry: BaseGeometry | None = None
    names: tuple[Toponym, ...] = ()
    links: tuple[str, ...] = ()


def worded(
    file: str,
    columns: tuple[str, ...],
    drafts: Iterable[Draft],
    others: tuple[str, ...] = (),
    moments: Collection[str] = (),
) -> SourceTable:
    """A table whose document is written here: a line a row, “column: value | column: value”.

    `moments` may grow while `drafts` are taken.
    """
    rows: list[SourceRow] = []
    lines: list[str] = []
    at = 0
    for one in drafts:
        said = " | ".join(f"{name}: {value}" for name, value in one.values.items() if value)
        line = " ".join(f"{one.line}. {said}".split())
        rows.append(
            SourceRow(one.line, one.values, at, at + len(line), one.geometry, one.names, one.links)
        )
        lines.append(line)
        at += len(line) + 1
    located = any(row.geometry is not None for row in rows)
    return SourceTable(
        file,
        columns,
        tuple(rows),
        "\n".join(lines) + "\n",
        located=located,
        others=others,
        moments=tuple(name for name in columns if name in moments),
    )


def as_text(value: Any) -> str:
    """A typed value as text: a moment by its day, a whole number without a point, nothing as ''."""
    if value is None or value is pd.NaT or value is pd.NA:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        if value != value:
            return ""
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, bool) or not hasattr(value, "item"):
        return str(value).strip()
    return as_text(value.item()) if getattr(value, "ndim", 0) == 0 else str(value)
