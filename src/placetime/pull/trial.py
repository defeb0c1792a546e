"""An atlas with a change, checked before the change is made."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from placetime.build import Checked, check_folder
from placetime.read.folder import Records


def tried(records: Records, texts: Mapping[str, str]) -> Checked:
    """What `check` says of the folder with these texts in place of its own; nothing there changes."""
    named = records.atlas.value.get("documents")
    documents = None
    if isinstance(named, dict):
        documents = (records.root / str(named.get("folder", "."))).resolve()
    with tempfile.TemporaryDirectory(prefix="placetime-") as name:
        folder = Path(name)
        for file in _files(records):
            target = folder / file
            target.parent.mkdir(parents=True, exist_ok=True)
            if file not in texts:
                shutil.copyfile(records.root / file, target)
        for file, text in texts.items():
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_bytes(text.encode())
        return check_folder(folder, documents)


def _files(records: Records) -> list[str]:
    """The files of the folder that an atlas is read from."""
    tables = [records.places, records.names, records.omissions]
    tables += [table for layer in records.layers for table in (layer.claims, layer.series)]
    documents = [records.atlas, records.bibliography, *(layer.settings for layer in records.layers)]
    read = [one.file for one in (*tables, *documents) if one is not None]
    return [*read, *records.geometry, *records.base]
