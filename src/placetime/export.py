"""An atlas, or a part of it, in the formats of other programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from placetime.errors import PlacetimeError
from placetime.resolve.nearest import did_you_mean
from placetime.scene.scene import Scene
from placetime.scene.selection import Days, outside, selected
from placetime.scene.styled import in_own_style

Write = Callable[[Scene, Path], list[str]]
"""Writes a scene to a file, or into a folder; gives back a note for each thing it could not hold."""


@dataclass(frozen=True, slots=True)
class Format:
    """`file` is the name of what is written; one that ends in a slash is a folder of files."""

    file: str
    about: str
    write: Write

    @property
    def is_folder(self) -> bool:
        return self.file.endswith("/")


@in_own_style
def _gpkg(scene: Scene, path: Path) -> list[str]:
    from placetime.render.gis.layers import gis_tables
    from placetime.write.gpkg import write_gpkg
    from placetime.write.qgis import write_qgz

    tables = gis_tables(scene)
    notes = write_gpkg(scene, path, tables)
    write_qgz(scene, path.name, path.with_suffix(".qgz"), tables)
    return notes


def _geojson(scene: Scene, folder: Path) -> list[str]:
    from placetime.write.geojson import write_geojson_layers

    return write_geojson_layers(scene, folder)


def _flatgeobuf(scene: Scene, folder: Path) -> list[str]:
    from placetime.write.flatgeobuf import write_flatgeobuf

    return write_flatgeobuf(scene, folder)


def _linked_places(scene: Scene, path: Path) -> list[str]:
    from placetime.write.linked_places import write_linked_places

    return write_linked_places(scene, path)


def _kmz(scene: Scene, path: Path) -> list[str]:
    from placetime.write.kmz import write_kmz

    return write_kmz(scene, path)


def _czml(scene: Scene, path: Path) -> list[str]:
    from placetime.write.czml import write_czml

    return write_czml(scene, path)


def _geoparquet(scene: Scene, folder: Path) -> list[str]:
    from placetime.write.geoparquet import write_geoparquet

    return write_geoparquet(scene, folder)


def _pmtiles(scene: Scene, path: Path) -> list[str]:
    from placetime.write.pmtiles import write_pmtiles

    return write_pmtiles(scene, path)


def _xlsx(scene: Scene, path: Path) -> list[str]:
    from placetime.write.xlsx import write_xlsx

    return write_xlsx(scene, path)


def _csv(scene: Scene, folder: Path) -> list[str]:
    from placetime.write.csv_tables import write_csv_tables

    return write_csv_tables(scene, folder)


FORMATS: Final[Mapping[str, Format]] = {
    "gpkg": Format("atlas.gpkg", "GeoPackage, styled and timed, with a QGIS project", _gpkg),
    "geojson": Format("geojson/", "GeoJSON with QGIS styles, a file a layer", _geojson),
    "flatgeobuf": Format("flatgeobuf/", "FlatGeobuf with QGIS styles, a file a layer", _flatgeobuf),
    "linked-places": Format(
        "linked-places.jsonld", "Linked Places JSON-LD for gazetteers", _linked_places
    ),
    "kmz": Format("atlas.kmz", "KMZ for Google Earth and other globes", _kmz),
    "czml": Format("atlas.czml", "CZML for CesiumJS", _czml),
    "geoparquet": Format("geoparquet/", "GeoParquet 1.1, a file a table", _geoparquet),
    "pmtiles": Format("atlas.pmtiles", "vector tiles with a MapLibre style", _pmtiles),
    "xlsx": Format("atlas.xlsx", "a spreadsheet with a sheet a table", _xlsx),
    "csv": Format("csv/", "CSV, a file a table", _csv),
}

ALSO: Final = {"linked-places": (".json", ".geojson"), "czml": (".json",)}
"""Endings that files of a format may have beside its own."""

REFUSED: Final = dict.fromkeys(
    ("shapefile", "shp"),
    "a Shapefile holds no time of day and cuts names of columns to ten characters and texts to 254 "
    "bytes: take gpkg (GeoPackage) or flatgeobuf instead",
)


DATABASES: Final = ("postgresql://", "postgres://")
"""What the address of a database begins with."""


def is_database(text: str) -> bool:
    """Whether a target is the address of a database rather than a file."""
    return text.startswith(DATABASES)


def counted(part: Scene) -> str:
    """“12 marks of 10 events, 9 places”."""
    atlas = part.atlas
    sizes = {"mark": part.marks, "event": atlas.events, "place": atlas.places}
    said = {what: f"{len(own)} {what}{'' if len(own) == 1 else 's'}" for what, own in sizes.items()}
    return f"{said['mark']} of {said['event']}, {said['place']}"


def export_database(scene: Scene, url: str, schema: str = "atlas") -> list[str]:
    """Writes a scene to PostGIS, into a schema; gives back what that could not hold."""
    from placetime.write.postgis import write_postgis

    return [f"postgis: {note}" for note in write_postgis(scene, url, schema)]


def format_names(text: str) -> list[str]:
    """Names of formats separated by commas, each once; PlacetimeError for one that there is not."""
    names = list(dict.fromkeys(name.strip().lower() for name in text.split(",")))
    for name in names:
        if name in REFUSED:
            raise PlacetimeError(REFUSED[name])
        if name not in FORMATS:
            raise PlacetimeError(f"there is no format “{name}”{did_you_mean(name, FORMATS)}")
    return names


def format_of(path: Path) -> str:
    """The format of a file by its name's ending; PlacetimeError if that does not tell."""
    ending = path.suffix.lower()
    for name, one in FORMATS.items():
        if not one.is_folder and ending == Path(one.file).suffix:
            return name
    if ending.removeprefix(".") in REFUSED:
        raise PlacetimeError(REFUSED[ending.removeprefix(".")])
    raise PlacetimeError(
        f"{path.name} does not tell the format: name one of {', '.join(FORMATS)} in `format`"
    )


def part_of(
    scene: Scene,
    layers: Sequence[str] | None = None,
    days: Days | None = None,
    lang: str | None = None,
) -> tuple[Scene, list[str]]:
    """The chosen part, its reader's language first, and what is left out because it is undated.

    PlacetimeError for a layer or language that the atlas does not have, and for days outside of its time
    on which nothing shows.
    """
    known = [layer.id for layer in scene.atlas.layers]
    for name in layers or ():
        if name not in known:
            raise PlacetimeError(f"there is no layer “{name}”{did_you_mean(name, known)}")
    languages = scene.atlas.languages
    if lang is not None and lang not in languages:
        raise PlacetimeError(f"the atlas has no language “{lang}”; it has {', '.join(languages)}")
    part = selected(scene, None if layers is None else set(layers), days)
    if lang is not None:
        order = (lang, *(other for other in languages if other != lang))
        part = replace(part, atlas=replace(part.atlas, languages=order))
    where = outside(scene, days) if days else ""
    if where and not part.atlas.events:
        raise PlacetimeError(f"nothing is there then: {where}")
    undated = sum(m.layer in (layers or known) for m in scene.undated) if days else 0
    notes = [f"{where}; what has no known begin or end may be there"] if where else []
    if undated:
        notes.append(f"{undated} undated marks are left out: they are on no day")
    return part, notes


def export_scene(
    scene: Scene,
    formats: Sequence[str],
    path: Path,
    wrote: Callable[[Path], None] = lambda path: None,
) -> list[str]:
    """Writes a scene in each format; gives back what they could not hold, and tells `wrote` each file,
    of formats of many files the folder.

    One format goes to `path` itself: a file, or a folder if it is of many files. Several, and one file
    for which `path` is a folder or has no ending, go into the folder `path` under their usual names. All
    or nothing: an error leaves what was there before. PlacetimeError if `path` is the name of a file
    for a format of many, or of a file of another format.
    """
    from placetime.write.safely import aside

    chosen = {name: FORMATS[name] for name in format_names(",".join(formats))}
    whole = len(chosen) == 1 and next(iter(chosen.values())).is_folder
    if whole and path.suffix and not path.is_dir():
        raise PlacetimeError(
            f"{formats[0]} is a folder with a file a layer: give a folder instead of {path.name}"
        )
    alone = len(chosen) == 1 and not whole and bool(path.suffix) and not path.is_dir()
    if alone:
        _refuse_ending(next(iter(chosen)), path)
    notes: list[str] = []
    folder = path.parent if alone else path
    with aside(folder) as building:
        for name, one in chosen.items():
            target = building if whole else building / (path.name if alone else one.file)
            if one.is_folder:
                target.mkdir(exist_ok=True)
            said = one.write(scene, target)
            if one.is_folder:
                said += _others(target, folder / target.relative_to(building))
            notes += [f"{name}: {note}" for note in said]
        tops = [building] if whole else sorted(building.iterdir())
        made = [folder / top.relative_to(building) for top in tops]
    for file in made:
        wrote(file)
    return notes


def _others(new: Path, folder: Path) -> list[str]:
    """A note of the files of such a kind in the folder that are not written anew: they may be old."""
    names = {file.name for file in new.iterdir()}
    endings = {Path(name).suffix for name in names}
    there = folder.iterdir() if folder.is_dir() else ()
    old = sorted(f.name for f in there if f.suffix in endings and f.name not in names)
    return [f"not of this export, and left in {folder}: {', '.join(old)}"] if old else []


def _refuse_ending(name: str, path: Path) -> None:
    own = Path(FORMATS[name].file).suffix
    if path.suffix.lower() not in (own, *ALSO.get(name, ())):
        raise PlacetimeError(
            f"{path.name} does not end as {name} does: call it {path.with_suffix(own).name}, or take "
            "another format"
        )
