"""The bibliography (CSL-JSON) and where the reader's own copies of the documents lie."""

from __future__ import annotations

from pathlib import Path

from placetime.model.finding import Finding
from placetime.model.source import Source
from placetime.read.folder import Records
from placetime.read.text import inside
from placetime.resolve.fields import Fields
from placetime.resolve.nearest import did_you_mean


def read_sources(
    records: Records, documents: Path | None, found: list[Finding]
) -> dict[str, Source]:
    """Sources by id; `documents` replaces the folder that atlas.toml names."""
    document = records.bibliography
    if document is None:
        return {}
    if not isinstance(document.value, list):
        message = "is not a list of CSL-JSON items; export it from Zotero as CSL JSON"
        found.append(Finding(document.at(), "T206", message))
        return {}
    copies = _copies(records, documents, found)
    sources: dict[str, Source] = {}
    for index, item in enumerate(document.value):
        identifier = item.get("id") if isinstance(item, dict) else None
        if not isinstance(identifier, str) or not identifier:
            message = "the item has no “id” in text; add one, it is what claims cite"
            found.append(Finding(document.at(index), "T205", message))
            continue
        if identifier in sources:
            message = f"the source “{identifier}” stands twice; give each its own id"
            found.append(Finding(document.at(index, "id"), "T207", message))
            continue
        if not item.get("title"):
            message = f"the source “{identifier}” has no title; add it"
            found.append(Finding(document.at(index), "T205", message))
        at = document.at(index, "id")
        sources[identifier] = Source(identifier, item, copies.pop(identifier, None), at)
    for identifier in copies:
        message = f"unknown source “{identifier}”{did_you_mean(identifier, sources)}"
        at = records.atlas.at("documents", "files", identifier)
        found.append(Finding(at, "C503", message))
    return sources


def _copies(records: Records, documents: Path | None, found: list[Finding]) -> dict[str, Path]:
    """Source id → the file that would hold its text, whether it is there or not."""
    if not isinstance(records.atlas.value.get("documents"), dict):
        return {}
    fields = Fields(records.atlas, "documents", found, ("documents",))
    folder = documents or records.root / (fields.text("folder") or ".")
    files = fields.value.get("files", {})
    if not isinstance(files, dict) or not all(isinstance(v, str) for v in files.values()):
        fields.wrong("T206", "“files” must be file names by source id", "files")
        return {}
    copies: dict[str, Path] = {}
    for source, name in files.items():
        path = inside(folder, name)
        if path is None:
            fields.wrong("F104", f"“{name}” leads out of the documents' folder", "files", source)
        else:
            copies[source] = path
    return copies
