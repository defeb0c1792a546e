"""An atlas folder as records: every file that belongs to it, read once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from placetime.model.finding import Finding, Location
from placetime.read.structured import Document, read_json, read_toml
from placetime.read.table import Table, read_table

ATLAS = "atlas.toml"


@dataclass(frozen=True, slots=True)
class LayerRecords:
    """The files of one folder in `layers/`."""

    id: str
    settings: Document
    claims: Table | None
    series: Table | None


@dataclass(frozen=True, slots=True)
class Records:
    """The files of an atlas folder; `geometry` and `base` by path relative to the folder."""

    root: Path
    atlas: Document
    places: Table | None
    names: Table | None
    bibliography: Document | None
    layers: tuple[LayerRecords, ...]
    omissions: Table | None = None
    geometry: Mapping[str, Document] = field(default_factory=dict)
    base: Mapping[str, Document] = field(default_factory=dict)
    style: Document | None = None


def read_folder(root: Path) -> tuple[Records | None, list[Finding]]:
    """All records of the folder and what was wrong in reading them; None without an `atlas.toml`."""
    found: list[Finding] = []
    atlas = read_toml(root, ATLAS, found)
    if atlas is None:
        return None, found
    bibliography = atlas.value.get("bibliography")
    style = atlas.value.get("style")
    base = [entry.get("file") for entry in _tables(atlas.value.get("base"))]
    base_files = [file for file in base if isinstance(file, str)]
    records = Records(
        root=root,
        atlas=atlas,
        places=read_table(root, "geo/places.csv", found),
        names=read_table(root, "geo/names.csv", found),
        bibliography=(
            read_json(root, bibliography, found) if isinstance(bibliography, str) else None
        ),
        layers=tuple(_layers(root, found)),
        omissions=_table_if_there(root, "layers/omissions.csv", found),
        geometry=_geojson(root, sorted(_relative(root, "geo/*.geojson")), found),
        base=_geojson(root, base_files, found),
        style=read_json(root, style, found) if isinstance(style, str) else None,
    )
    return records, found


def _layers(root: Path, found: list[Finding]) -> list[LayerRecords]:
    layers = []
    folders = sorted(path for path in (root / "layers").glob("*") if path.is_dir())
    for folder in folders:
        name = f"layers/{folder.name}"
        settings = read_toml(root, f"{name}/layer.toml", found)
        claims = _table_if_there(root, f"{name}/claims.csv", found)
        series = _table_if_there(root, f"{name}/series.csv", found)
        if settings is None:
            continue
        if not (folder / "claims.csv").exists() and not (folder / "series.csv").exists():
            found.append(
                Finding(
                    Location(f"{name}/claims.csv"),
                    "F101",
                    "the layer has no table; add claims.csv, or series.csv for numbers over time",
                )
            )
        layers.append(LayerRecords(folder.name, settings, claims, series))
    return layers


def _table_if_there(root: Path, name: str, found: list[Finding]) -> Table | None:
    return read_table(root, name, found) if (root / name).exists() else None


def _geojson(root: Path, files: list[str], found: list[Finding]) -> dict[str, Document]:
    documents = {name: read_json(root, name, found) for name in dict.fromkeys(files)}
    return {name: document for name, document in documents.items() if document is not None}


def _relative(root: Path, pattern: str) -> list[str]:
    return [path.relative_to(root).as_posix() for path in root.glob(pattern)]


def _tables(value: object) -> list[dict[str, object]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
