"""An atlas with a change, checked before the change is made."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from placetime.build import Checked, check_folder
from placetime.read.folder import Records


def tried(records: Records | None, texts: Mapping[str, str]) -> Checked:
    """What `check` says of a folder with these texts in place of its own; nothing there changes.

    `records` are those of the folder as it is, None for a folder of these texts only.
    """
    with tempfile.TemporaryDirectory(prefix="placetime-") as name:
        folder = Path(name)
        for file, text in texts.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_bytes(text.encode())
        for file in _files(records) if records is not None else ():
            target = folder / file
            target.parent.mkdir(parents=True, exist_ok=True)
            if file not in texts:
                shutil.copyfile(records.root / file, target)  # type: ignore[union-attr]
        return check_folder(folder, _documents(records, folder, texts))


def _documents(records: Records | None, folder: Path, texts: Mapping[str, str]) -> Path | None:
    """Where the reader's own copies lie, unless they are among the texts."""
    named = records.atlas.value.get("documents") if records is not None else None
    if records is None or not isinstance(named, dict):
        return None
    place = str(named.get("folder", "."))
    own = (records.root / place).resolve()
    if any(file.startswith(f"{place}/") for file in texts):
        for path in own.glob("*"):
            if path.is_file() and not (folder / place / path.name).exists():
                shutil.copyfile(path, folder / place / path.name)
        return None
    return own


def _files(records: Records) -> list[str]:
    """The files of the folder that an atlas is read from."""
    tables = [records.places, records.names, records.omissions]
    tables += [table for layer in records.layers for table in (layer.claims, layer.series)]
    documents = [
        records.atlas,
        records.bibliography,
        records.style,
        *(layer.settings for layer in records.layers),
    ]
    read = [one.file for one in (*tables, *documents) if one is not None]
    return [*read, *records.geometry, *records.base]
