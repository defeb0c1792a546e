"""The step of QGIS' temporal controller: a calendar unit that gives a length fit to watch."""

from __future__ import annotations

from typing import Final

MOST_FRAMES: Final = 750
QGIS_UNITS: Final = {
    "days": "d",
    "weeks": "wk",
    "months": "mon",
    "years": "y",
    "decades": "dec",
    "centuries": "cent",
}
"""How a project file writes the unit (QgsUnitTypes::encodeUnit); another word is read as no unit."""

STEPS: Final = (
    ("days", 1, 1.0),
    ("weeks", 1, 7.0),
    ("months", 1, 30.44),
    ("years", 1, 365.25),
    ("decades", 1, 3652.5),
    ("centuries", 1, 36525.0),
)
"""The unit, how many of it, and its length in days."""

FORMATS: Final = {"days": "d MMMM yyyy", "weeks": "d MMMM yyyy", "months": "MMMM yyyy"}
FORMATS_CHINESE: Final = {
    "days": "yyyy年M月d日",
    "weeks": "yyyy年M月d日",
    "months": "yyyy年M月",
}


def step_of(first: int, last: int) -> tuple[str, int, int]:
    """(unit, number of units, about how many frames) for the days `first` to `last` inclusive."""
    days = last - first + 1
    unit, number, length = next((s for s in STEPS if days / s[2] <= MOST_FRAMES), STEPS[-1])
    return unit, number, max(1, round(days / length))


def date_format(unit: str, lang: str) -> str:
    """QGIS' date format for the title of a frame of this unit."""
    formats = FORMATS_CHINESE if lang.startswith("zh") else FORMATS
    return formats.get(unit, "yyyy年" if lang.startswith("zh") else "yyyy")
