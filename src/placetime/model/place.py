"""A place of the gazetteer: its names by language and period, and where it is, if that is known."""

from __future__ import annotations

from dataclasses import dataclass, field

from shapely.geometry.base import BaseGeometry

from placetime.model.edtf import EDTF
from placetime.model.finding import Location
from placetime.model.text import matches


@dataclass(frozen=True, slots=True)
class Name:
    """One form of a place's name. `lang` is BCP 47, script included; `when` is when it was used."""

    text: str
    lang: str
    when: EDTF | None = None
    note: str = ""
    location: Location = field(default=Location("geo/names.csv"), compare=False)


@dataclass(frozen=True, slots=True)
class Place:
    """A place; `geometry` is in EPSG:4326 (longitude, latitude), or None where it cannot be located.

    `label_at` is where a name is written (longitude, latitude); `uncertainty_m` is the radius in
    metres within which the true position lies.
    """

    id: str
    feature_class: str
    names: tuple[Name, ...]
    geometry: BaseGeometry | None
    label_at: tuple[float, float] | None
    uncertainty_m: float = 0.0
    part_of: str | None = None
    coordinate_source: str = ""
    links: tuple[str, ...] = ()
    note: str = ""
    location: Location = field(default=Location("geo/places.csv"), compare=False)

    def name(self, lang: str) -> str:
        """The preferred name for a reader of `lang`, else the English, the first one, or the id."""
        for wanted in (lang, "en"):
            for name in self.names:
                if matches(name.lang, wanted):
                    return name.text
        return self.names[0].text if self.names else self.id

    def has_name(self, lang: str) -> bool:
        """Whether there is a name for a reader of `lang`."""
        return any(matches(name.lang, lang) for name in self.names)
