"""Files written aside and moved into place: a failure leaves what was there before."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def aside(folder: Path) -> Iterator[Path]:
    """A new folder within `folder`; what is written there moves up when all went well.

    On any exception, Ctrl-C included, it is removed and `folder` stays as it was. Folders in it move
    file by file into those of the same name.
    """
    folder.mkdir(parents=True, exist_ok=True)
    building = Path(tempfile.mkdtemp(prefix=".building-", dir=folder))
    try:
        yield building
        for path in sorted(building.rglob("*")):
            target = folder / path.relative_to(building)
            if path.is_dir():
                target.mkdir(exist_ok=True)
            else:
                path.replace(target)
    finally:
        shutil.rmtree(building, ignore_errors=True)
