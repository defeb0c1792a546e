"""Makes a layer, with gazetteer entries, from a table or from features of another program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from placetime.build import read_atlas
from placetime.errors import PlacetimeError
from placetime.importing.atlas import NewAtlas
from placetime.importing.claims import taken
from placetime.importing.files import source_item, texts_for
from placetime.importing.guess import guessed, slug
from placetime.importing.linked_places import is_linked_places, is_whole, whole
from placetime.importing.plan import COLUMNS, Plan, flag_of
from placetime.importing.rows import SourceTable
from placetime.importing.source import read_json, read_rows, require_known
from placetime.importing.values import Values
from placetime.model.atlas import Atlas
from placetime.model.finding import Finding, in_order
from placetime.read.folder import ATLAS, Records, read_folder
from placetime.resolve.nearest import did_you_mean
from placetime.resolve.values import is_id
from placetime.spec import load
from placetime.trial import tried
from placetime.write.safely import aside


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import would do: `plan` with `guesses` filled in, texts by path in the folder, findings
    in the file, errors of the atlas as it would be; `rows` is how many fit, of how many."""

    folder: Path
    plan: Plan
    guesses: Mapping[str, str]
    texts: Mapping[str, str]
    findings: tuple[Finding, ...]
    errors: tuple[Finding, ...]
    rows: tuple[int, int]
    others: tuple[str, ...] = ()

    def write(self) -> None:
        """Writes the files, aside first; ValueError if the atlas would have errors."""
        if self.errors:
            raise ValueError("the atlas would have errors; see them")
        with aside(self.folder) as building:
            for file, text in self.texts.items():
                path = building / file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode())


def import_file(path: Path, plan: Plan, table: str | None = None) -> Imported:
    """What importing a file would make, by a plan and guesses for what it leaves open.

    `table` is a sheet of a workbook or a table of a file with several. Nothing is written.
    PlacetimeError if the file cannot be read or the plan names what there is not; InvalidAtlas if the
    table, or the folder that it goes to, has errors.
    """
    require_known(path)
    guesses = {"into": slug(path.stem, "atlas")} if plan.into is None else {}
    folder = Path(plan.into or guesses["into"])
    empty = not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))
    if not empty and not (folder / ATLAS).is_file():
        raise PlacetimeError(f"{folder} is there, and is no atlas folder; choose another --into")
    atlas, records = None, None
    if (folder / ATLAS).is_file():
        atlas = read_atlas(folder)
        records, _ = read_folder(folder)
    document = read_json(path)
    if document is not None and is_linked_places(document) and is_whole(document):
        return _whole(path, plan, guesses, document, folder, records)
    read = read_rows(path, table, document)
    guesses |= _settings(path, plan, atlas)
    guesses |= guessed(read, plan)
    plan = plan.filled(guesses)
    _refuse_unknown(plan, read)
    values = Values(read, plan)
    new = taken(values, atlas)
    _dressed(new, plan, read, atlas)
    languages = atlas.languages if atlas else new.languages
    count = (sum(len(layer.claims) for layer in new.layers), len(read.rows))
    return _made(folder, plan, guesses, new, records, languages, values.found, count, read.others)


def _made(
    folder: Path, plan: Plan, guesses: Mapping[str, str], new: NewAtlas, records: Records | None,
    languages: tuple[str, ...], found: list[Finding], count: tuple[int, int],
    others: tuple[str, ...] = (),
) -> Imported:  # fmt: skip
    for name in (*(layer.id for layer in new.layers), *new.documents):
        if not is_id(name):  # they become names of files
            raise PlacetimeError(
                f"“{name}” is not an id; use lower-case letters, digits and hyphens"
            )
    texts = texts_for(new, records, languages) if count[0] else {}
    errors = tried(records, texts).errors if texts else ()
    return Imported(folder, plan, guesses, texts, tuple(in_order(found)), errors, count, others)


def _whole(
    path: Path, plan: Plan, guesses: Mapping[str, str], document: Any, folder: Path,
    records: Records | None,
) -> Imported:  # fmt: skip
    """An atlas that was exported. Places, sources and actors that the folder has are not added anew."""
    try:
        new = whole(document)
        languages = new.languages
        if records is not None:
            atlas = read_atlas(folder)
            languages = atlas.languages
            new.places = [row for row in new.places if row["id"] not in atlas.places]
            new.names = [row for row in new.names if row["place"] not in atlas.places]
            new.shapes = [shape for shape in new.shapes if shape.id not in atlas.places]
            new.sources = [item for item in new.sources if item["id"] not in atlas.sources]
        claims = sum(len(layer.claims) for layer in new.layers)
        count = claims, claims
        return _made(folder, plan.filled(guesses), guesses, new, records, languages, [], count)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        message = f"{path} says it is an atlas that was exported, but lacks {error}; export it anew"
        raise PlacetimeError(message) from None


def _settings(path: Path, plan: Plan, atlas: Atlas | None) -> dict[str, str]:
    stem = slug(path.stem, "imported")
    given = {
        "layer": stem,
        "source": stem,
        "lang": atlas.language if atlas else "en",
        "feature_class": "settlement",
    }
    return {name: value for name, value in given.items() if getattr(plan, name) is None}


def _refuse_unknown(plan: Plan, table: SourceTable) -> None:
    for name in COLUMNS:
        column = plan.get(name)
        if column and column not in table.columns:
            hint = did_you_mean(column, table.columns)
            raise PlacetimeError(f"--{flag_of(name)}: {table.file} has no column “{column}”{hint}")
    classes = load("vocabulary")["feature_class"]
    if plan.get("feature_class") not in classes:
        hint = did_you_mean(plan.get("feature_class"), classes)
        raise PlacetimeError(f"--class: “{plan.get('feature_class')}” is not a feature class{hint}")


def _dressed(new: NewAtlas, plan: Plan, table: SourceTable, atlas: Atlas | None) -> None:
    """Titles, the bibliography's entry and the document that passages are taken from."""
    lang, source = plan.get("lang"), plan.get("source")
    title = {lang: plan.get("layer").replace("-", " ").capitalize()}
    if atlas is None:
        new.title, new.languages = title, (lang,)
    elif lang not in atlas.languages:
        hint = ", ".join(atlas.languages)
        raise PlacetimeError(f"--lang: the atlas has no language “{lang}”; it has {hint}")
    order = max((layer.order for layer in atlas.layers), default=0) + 10 if atlas else 10
    new.layers[0].settings = {
        "title": title,
        "meaning": {lang: f"A mark is a row of {table.file}."},
        "order": order,
        "symbol": "circle",
        "legend": {lang: plan.get("layer").replace("-", " ")},
    }
    if atlas is None or source not in atlas.sources:
        new.sources.append(source_item(source, table.file, table.file))
    elif atlas.sources[source].document is not None:
        raise PlacetimeError(
            f"--source: “{source}” has a document already; give the file itself another id"
        )
    name = f"{source}{Path(table.file).suffix if table.verbatim else '.txt'}"
    new.documents[source] = (name, table.document)
