"""Files written aside and moved into place: a failure leaves what was there before."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from placetime.errors import PlacetimeError

FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@contextmanager
def aside(folder: Path) -> Iterator[Path]:
    """A new folder within `folder`; what is written there moves up when all went well.

    On any exception, Ctrl-C included, it is removed and `folder` stays as it was, or is removed too if
    it was made here. Folders in it move file by file into those of the same name. PlacetimeError where
    nothing can be written: no such folder can be made, a file and a folder have one name, the disk is
    full.
    """
    new = [one for one in (folder, *folder.parents) if not one.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        building = Path(tempfile.mkdtemp(prefix=".building-", dir=folder))
    except OSError as error:
        _remove_empty(new)
        raise _refused(folder, error) from None
    try:
        yield building
        made = [(path, folder / path.relative_to(building)) for path in building.rglob("*")]
        for path, target in made:  # before anything moves
            if target.exists() and path.is_dir() != target.is_dir():
                raise PlacetimeError(_in_the_way(target))
        for path, target in sorted(made):
            if path.is_dir():
                target.mkdir(exist_ok=True)
            else:
                path.replace(target)
    except OSError as error:
        if error.errno in FULL:
            raise _refused(folder, error) from None
        raise
    finally:
        shutil.rmtree(building, ignore_errors=True)
        _remove_empty(new)


def _remove_empty(folders: list[Path]) -> None:
    """Removes folders, the innermost first, up to one in which something lies."""
    with suppress(OSError):
        for folder in folders:
            folder.rmdir()


def _refused(folder: Path, error: OSError) -> PlacetimeError:
    for one in (folder, *folder.parents):
        if one.exists() and not one.is_dir():
            return PlacetimeError(_in_the_way(one))
    reason = (error.strerror or str(error)).lower()
    return PlacetimeError(f"nothing can be written into {folder}: {reason}; choose another place")


def _in_the_way(path: Path) -> str:
    is_, needed = ("folder", "file") if path.is_dir() else ("file", "folder")
    return f"{path} is a {is_}, where a {needed} is to be written; choose another place"
