"""What a user says, or what is guessed, of a file that is imported."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Final

FLAGS: Final[Mapping[str, str]] = {
    "into": "the atlas folder",
    "layer": "the layer's id",
    "when": "column of the date",
    "start": "column of the begin",
    "end": "column of the end",
    "name": "column of the place's name",
    "lon": "column of the longitude",
    "lat": "column of the latitude",
    "summary": "column of the summary",
    "quantity": "column of a number",
    "status": "column of the status, or a word for all rows",
    "kind": "column of the kind, or a word for all rows",
    "note": "column of notes",
    "feature_class": "class of the places, a word of places.csv",
    "uncertainty": "column of the positions' uncertainty in metres, or a number for all",
    "lang": "language of names and summaries",
    "source": "id of the bibliography for the file",
}
"""Names of the choices, and what each is. A flag is the name with hyphens."""

COLUMNS: Final = ("when", "start", "end", "name", "lon", "lat", "summary", "quantity", "note")
EITHER: Final = ("status", "kind", "uncertainty")
"""Choices that are columns, and those that are a column or a word."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The choices; None is not said, '' is said to be none."""

    into: str | None = None
    layer: str | None = None
    when: str | None = None
    start: str | None = None
    end: str | None = None
    name: str | None = None
    lon: str | None = None
    lat: str | None = None
    summary: str | None = None
    quantity: str | None = None
    status: str | None = None
    kind: str | None = None
    note: str | None = None
    feature_class: str | None = None
    uncertainty: str | None = None
    lang: str | None = None
    source: str | None = None

    def filled(self, guesses: Mapping[str, str]) -> Plan:
        """The plan with guesses for what is not said."""
        return replace(self, **{k: v for k, v in guesses.items() if getattr(self, k) is None})

    def get(self, name: str) -> str:
        """A choice, '' if there is none."""
        return getattr(self, name) or ""

    @property
    def flags(self) -> str:
        """The choices as they are typed, for those that are made."""
        given = [(f.name, getattr(self, f.name)) for f in fields(self)]
        return " ".join(
            f"--{flag_of(name)} {shlex.quote(value)}" for name, value in given if value is not None
        )


def flag_of(name: str) -> str:
    """The flag of a choice, without its hyphens."""
    return "class" if name == "feature_class" else name.replace("_", "-")
