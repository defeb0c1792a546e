"""What was edited in a GeoPackage comes back as a change of the atlas' own files."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from placetime.build import read_atlas
from placetime.model.finding import Finding, in_order
from placetime.pull.carry import carry
from placetime.pull.compare import compared
from placetime.pull.diff import diff
from placetime.pull.edits import Edits
from placetime.pull.summary import summary
from placetime.pull.whence import at_edits
from placetime.read.folder import read_folder
from placetime.read.geopackage import read_geopackage
from placetime.scene.scene import scene_of
from placetime.trial import tried
from placetime.write.gpkg import write_gpkg
from placetime.write.safely import aside


@dataclass(frozen=True, slots=True)
class Pulled:
    """Texts of the files that change, before and after, by path in the folder; a line for each row that
    changes (`summary`); what could not be carried over (`findings`); errors of the atlas as it would be
    (`errors`, at the rows of the GeoPackage that ask for them, else at places in the changed files)."""

    folder: Path
    texts: dict[str, tuple[str, str]]
    summary: tuple[str, ...]
    findings: tuple[Finding, ...]
    errors: tuple[Finding, ...]

    @property
    def diff(self) -> str:
        """The change as a unified diff, '' if there is none."""
        return diff(self.texts)

    @property
    def sound(self) -> bool:
        """Whether the change can be written: no conflicts, and no errors in the atlas with it."""
        return not self.errors and all(f.severity == "warning" for f in self.findings)

    def write(self) -> None:
        """Writes the changed files, aside first; ValueError if the change is not sound."""
        if not self.sound:
            raise ValueError("the change is not sound; see its findings and errors")
        for file, (_, text) in self.texts.items():
            path = self.folder / file
            with aside(path.parent) as building:
                (building / path.name).write_bytes(text.encode())


def pull(geopackage: Path, folder: Path) -> Pulled:
    """The change of the folder's files that an edited GeoPackage of it asks for; nothing is written.

    PlacetimeError if it is none that `placetime` wrote, InvalidAtlas if the folder has errors.
    """
    edited = read_geopackage(geopackage)
    atlas = read_atlas(folder)
    records, _ = read_folder(folder)
    assert records is not None  # the atlas was read from them
    with tempfile.TemporaryDirectory(prefix="placetime-") as name:
        path = Path(name) / "now.gpkg"
        write_gpkg(scene_of(atlas), path, dressed=False)
        comparison = compared(geopackage.name, edited, read_geopackage(path))
    edits = Edits(records, atlas, comparison)
    carry(edits)
    texts = edits.texts()
    checked = tried(records, {file: after for file, (_, after) in texts.items()}) if texts else None
    errors = in_order(list(at_edits(edits, texts, checked.errors))) if checked else []
    told = tuple(summary(edits)) if texts else ()
    return Pulled(folder, texts, told, tuple(in_order(comparison.found)), tuple(errors))
