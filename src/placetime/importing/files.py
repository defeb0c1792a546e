"""What an import adds, as texts of the files of a folder: a new one, or one that is there."""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from placetime.errors import PlacetimeError
from placetime.importing import toml
from placetime.importing.atlas import NewAtlas, NewLayer
from placetime.read.folder import Records
from placetime.render.gis.geometry import geojson_geometry
from placetime.spec import load
from placetime.write.csv_cells import NewRow, TableEdits, edited, quoted

BIBLIOGRAPHY: Final = "layers/bibliography.json"
DOCUMENTS: Final = "documents"


def texts_for(new: NewAtlas, records: Records | None, languages: Sequence[str]) -> dict[str, str]:
    """The text of each file that is made or changed; what a folder has stays as it is, byte for byte.

    PlacetimeError if a file that would be made is there, or a table lacks a column that is needed.
    """
    texts = _new_folder(new) if records is None else _changed(new, records)
    for shape_file in sorted({shape.file for shape in new.shapes}):
        own = [shape for shape in new.shapes if shape.file == shape_file]
        lines = [
            json.dumps(
                {
                    "type": "Feature",
                    "id": s.id,
                    "properties": {},
                    "geometry": geojson_geometry(s.geometry),
                },
                ensure_ascii=False,
            )
            for s in own
        ]
        texts[shape_file] = (
            '{"type": "FeatureCollection", "features": [\n' + ",\n".join(lines) + "\n]}\n"
        )
    for layer in new.layers:
        texts |= _layer(layer, languages)
    if records is not None:
        for file in texts:
            changed = file in _kept(records)
            if not changed and (records.root / file).exists():
                raise PlacetimeError(f"{file} is there already; choose another --layer or --source")
    return texts


def _kept(records: Records) -> set[str]:
    bibliography = records.bibliography.file if records.bibliography else BIBLIOGRAPHY
    return {"atlas.toml", "geo/places.csv", "geo/names.csv", bibliography}


def _new_folder(new: NewAtlas) -> dict[str, str]:
    head = {
        "title": dict(new.title),
        "about": dict(new.about) or None,
        "languages": list(new.languages),
        "bibliography": BIBLIOGRAPHY,
    }
    text = toml.pairs(head) + toml.tables("groups", new.groups) + toml.tables("actors", new.actors)
    if new.units:
        text += "\n[units]\n" + toml.pairs(new.units)
    if new.documents:
        text += _documents_table({name: file for name, (file, _) in new.documents.items()})
    texts = {
        "atlas.toml": text,
        BIBLIOGRAPHY: json.dumps(new.sources, ensure_ascii=False, indent=2) + "\n",
        "geo/places.csv": _table("places.csv", new.places),
        "geo/names.csv": _table("names.csv", new.names),
    }
    return texts | {f"{DOCUMENTS}/{file}": said for file, said in new.documents.values()}


def _changed(new: NewAtlas, records: Records) -> dict[str, str]:
    texts: dict[str, str] = {}
    for file, rows, key in (
        ("geo/places.csv", new.places, "id"),
        ("geo/names.csv", new.names, "place"),
    ):
        if rows:
            texts[file] = _longer(records.root / file, rows, key)
    bibliography = records.bibliography
    if new.sources and bibliography is not None:
        raw = _raw(records.root / bibliography.file)
        items = json.dumps(new.sources, ensure_ascii=False, indent=2)[1:-1].strip("\n")
        at = raw.rindex("]")
        comma = "," if bibliography.value else ""
        texts[bibliography.file] = raw[:at].rstrip() + comma + "\n" + items + "\n" + raw[at:]
    elif new.sources:
        texts[BIBLIOGRAPHY] = json.dumps(new.sources, ensure_ascii=False, indent=2) + "\n"
    return texts | _settings(new, records)


def _settings(new: NewAtlas, records: Records) -> dict[str, str]:
    """atlas.toml with groups, actors and documents more, and the documents' texts."""
    before = _raw(records.root / "atlas.toml")
    value = records.atlas.value
    after = before
    for name, entries in (("groups", new.groups), ("actors", new.actors)):
        missing = {k: v for k, v in entries.items() if k not in value.get(name, {})}
        if missing:
            after = after.rstrip("\n") + "\n" + toml.tables(name, missing)
    folder = str(value.get("documents", {}).get("folder", DOCUMENTS))
    inside = (records.root / folder).resolve().is_relative_to(records.root.resolve())
    texts: dict[str, str] = {}
    for source, (file, said) in new.documents.items():
        if inside:
            texts[f"{folder}/{file}"] = said
            after = _with_document(after, source, file)
        else:  # the reader's copies lie outside of the atlas: nothing is written there
            texts[f"layers/{new.layers[0].id}/{file}"] = said
    if after != before:
        tomllib.loads(after)
        texts["atlas.toml"] = after
    return texts


def _with_document(text: str, source: str, file: str) -> str:
    """atlas.toml with one document more, in the form that its list of files has."""
    value = tomllib.loads(text)
    if "documents" not in value:
        return text.rstrip("\n") + "\n" + _documents_table({source: file})
    entry = toml.pairs({source: file})
    section = re.search(r"^\[documents\.files\][^\n]*\n", text, re.MULTILINE)
    if section:
        made = text[: section.end()] + entry + text[section.end() :]
    elif "files" not in value["documents"]:
        made = text.rstrip("\n") + "\n\n[documents.files]\n" + entry
    else:
        start = re.search(r"^\[documents\].*?^files\s*=\s*\{", text, re.MULTILINE | re.DOTALL)
        brace = text.find("}", start.end()) if start else -1
        comma = ", " if value["documents"]["files"] else " "
        made = text[:brace].rstrip() + comma + entry.strip() + " " + text[brace:]
    wanted = {**value["documents"].get("files", {}), source: file}
    try:
        sound = tomllib.loads(made)["documents"]["files"] == wanted
    except tomllib.TOMLDecodeError:
        sound = False
    if not sound:
        raise PlacetimeError(
            f"add “{source}” to [documents] files in atlas.toml, then import again"
        )
    return made


def _documents_table(files: Mapping[str, str]) -> str:
    return "\n[documents]\n" + toml.pairs({"folder": DOCUMENTS, "files": dict(files)})


def _layer(layer: NewLayer, languages: Sequence[str]) -> dict[str, str]:
    folder = f"layers/{layer.id}"
    settings = dict(layer.settings)
    kinds, series = settings.pop("kinds", {}), settings.pop("series", {})
    text = toml.pairs(settings) + toml.tables("kinds", kinds) + toml.tables("series", series)
    texts = {f"{folder}/layer.toml": text}
    if layer.claims or not layer.series:
        texts[f"{folder}/claims.csv"] = _table("claims.csv", layer.claims, languages)
    if layer.series:
        texts[f"{folder}/series.csv"] = _table("series.csv", layer.series)
    return texts


def _table(spec: str, rows: Sequence[Mapping[str, str]], languages: Sequence[str] = ()) -> str:
    """A CSV file with the columns of the spec."""
    columns: list[str] = []
    for name in load("fields")[spec]:
        columns += [name[:-1] + lang for lang in languages] if name.endswith("*") else [name]
    lines = [columns, *([row.get(name, "") for name in columns] for row in rows)]
    return "".join(",".join(quoted(cell) for cell in line) + "\n" for line in lines)


def _longer(path: Path, rows: Sequence[dict[str, str]], key: str) -> str:
    raw = _raw(path)
    header = raw.removeprefix("\ufeff").splitlines()[0].split(",")
    columns = {name.strip().strip('"') for name in header}
    lacking: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        for name, value in row.items():
            if value and name not in columns:
                lacking[name].append(row[key])
    if lacking:
        raise PlacetimeError(
            f"{path.name} has no column {', '.join(lacking)}; add it to the header"
        )
    own = [NewRow({k: v for k, v in row.items() if k in columns}) for row in rows]
    return _appended(raw, own)


def _appended(raw: str, rows: Sequence[NewRow]) -> str:
    """Rows at the end, in their order."""
    if raw and not raw.endswith(("\n", "\r")):
        raw += "\n"
    blocks = edited(raw, TableEdits(added=rows))
    return blocks


def _raw(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def source_item(source: str, file: str, title: str) -> dict[str, Any]:
    """A bibliography entry for a file itself."""
    return {"id": source, "type": "dataset", "title": title, "note": f"imported from {file}"}
