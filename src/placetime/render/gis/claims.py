"""The claims as one flat table, as `claims.csv` and `Atlas.claims` have it."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from typing import Any, Final

import pandas as pd

from placetime.model.atlas import Atlas
from placetime.model.claim import Claim, PlaceRef, Quantity
from placetime.model.event import Event
from placetime.model.place import Place
from placetime.model.text import matches
from placetime.render.gis.columns import suffix
from placetime.render.gis.dates import BOUNDS, iso_columns

FIRST_COLUMNS: Final = (
    "event", "layer", "status", "when", *BOUNDS, "place", "role", "name_zh", "name_en", "lon", "lat",
    "uncertainty_m", "who", "kind", "quantity", "unit", "of", "source", "passage_start",
    "passage_end", "summary_en",
)  # fmt: skip
"""Other programs rely on these, in this order; further columns come after them."""

LAST_COLUMNS: Final = (
    "claim", "certainty", "disputed", "differs", "when_written", "known", "place_written", "inferred",
    "quantity_text", "quantity_low", "quantity_high", "passage_check", "note",
)  # fmt: skip

NUMBERS: Final = {
    "lon": "Float64",
    "lat": "Float64",
    "uncertainty_m": "Float64",
    "quantity_low": "Float64",
    "quantity_high": "Float64",
    "passage_start": "Int64",
    "passage_end": "Int64",
    "claim": "Int64",
}


def claims_frame(atlas: Atlas) -> pd.DataFrame:
    """One row for each claim and each place it names; one with empty place columns if it names none.

    Dates are ISO texts with astronomical years, empty where unbounded. `quantity` is the number, or
    the text of a range or bound as entered. `claim` counts an event's claims from 1; `lon` and `lat`
    are the place's label point, or a point on it.
    """
    rows = list(_rows(atlas))
    columns = [*FIRST_COLUMNS, *(c for c in _more_languages(atlas)), *LAST_COLUMNS]
    return pd.DataFrame(
        {
            name: pd.Series([row.get(name) for row in rows], dtype=NUMBERS.get(name, "object"))
            if name in NUMBERS
            else pd.Series([row.get(name) or "" for row in rows], dtype="object")
            for name in columns
        }
    )


def plain_number(value: float) -> str:
    """A number without exponent or needless zeros; at most 7 decimals."""
    text = f"{value:.7f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def quantity_number(quantity: Quantity) -> str:
    """The number of an exact or approximate quantity, else the text as entered."""
    bare = quantity.text.lstrip("~≈").strip()
    exact = quantity.low == quantity.high
    return (
        plain_number(float(bare))
        if _is_number(bare)
        else (plain_number(quantity.low) if exact else quantity.text)
    )


def position(place: Place) -> tuple[float, float] | None:
    """Longitude and latitude of a place: its label point, else a point on it; None if unknown."""
    if place.label_at is not None:
        return place.label_at
    if place.geometry is None or place.geometry.is_empty:
        return None
    point = place.geometry.representative_point()
    return float(point.x), float(point.y)


def _more_languages(atlas: Atlas) -> list[str]:
    summaries = [f"summary_{suffix(lang)}" for lang in atlas.languages if lang != "en"]
    return [*summaries, *(f"name_{suffix(g)}" for g in atlas.languages if g not in ("en", "zh"))]


def _rows(atlas: Atlas) -> Iterator[dict[str, Any]]:
    for event in atlas.events:
        for number, claim in enumerate(event.claims, start=1):
            said = {**_claim_values(atlas, event, claim), "claim": number}
            for ref in claim.places or (None,):
                yield {**said, **(_place_values(atlas, ref) if ref else {})}


def _claim_values(atlas: Atlas, event: Event, claim: Claim) -> dict[str, Any]:
    values: dict[str, Any] = {
        "event": event.id,
        "layer": claim.layer,
        "status": claim.status,
        "when": claim.when.text if claim.when else "",
        **iso_columns(claim.when.interval if claim.when else None),
        "who": "; ".join(claim.who),
        "kind": claim.kind,
        "unit": claim.unit,
        "of": claim.of,
        "source": claim.source,
        "passage_start": claim.passage.start,
        "passage_end": claim.passage.end,
        "passage_check": claim.passage.check,
        "certainty": claim.certainty,
        "differs": "; ".join(claim.differs),
        "disputed": "; ".join(event.disputed),
        "when_written": claim.when_written,
        "known": claim.known.text if claim.known else "",
        "note": claim.note,
    }
    if claim.quantity:
        values["quantity"] = quantity_number(claim.quantity)
        values["quantity_text"] = claim.quantity.text
        values["quantity_low"] = finite(claim.quantity.low)
        values["quantity_high"] = finite(claim.quantity.high)
    for lang in dict.fromkeys(("en", *atlas.languages)):
        own = (text for tag, text in claim.summary.items() if matches(tag, lang))
        values[f"summary_{suffix(lang)}"] = next(own, "")
    return values


def _place_values(atlas: Atlas, ref: PlaceRef) -> dict[str, Any]:
    place = atlas.places[ref.place]
    at = position(place)
    names = {
        f"name_{suffix(lang)}": place.name(lang) if place.has_name(lang) else ""
        for lang in dict.fromkeys(("zh", "en", *atlas.languages))
    }
    return {
        **names,
        "place": ref.place,
        "role": ref.role,
        "lon": round(at[0], 7) if at else None,
        "lat": round(at[1], 7) if at else None,
        "uncertainty_m": place.uncertainty_m if at else None,
        "place_written": ref.written,
        "inferred": "yes" if ref.inferred else "",
    }


def finite(value: float) -> float | None:
    """The number, or None for an infinite bound."""
    return value if isfinite(value) else None


def _is_number(text: str) -> bool:
    try:
        return isfinite(float(text))
    except ValueError:
        return False
