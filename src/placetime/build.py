"""The sentence: read → resolve → check → scene → render → write."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from placetime.check import check
from placetime.check.document import document_of
from placetime.check.passages import citations
from placetime.errors import InvalidAtlas, PlacetimeError
from placetime.model.atlas import Atlas
from placetime.model.finding import Finding, in_order
from placetime.read.folder import ATLAS, read_folder
from placetime.resolve import resolve
from placetime.scene.cut import cut
from placetime.scene.scene import Scene, scene_of

Progress = Callable[[str, float], None]
"""Told the name of an output and the share of it that is done, 0…1."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What reading a folder gave: an atlas if it can be understood at all, and all findings."""

    atlas: Atlas | None
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity == "error")


def check_folder(folder: Path, documents: Path | None = None) -> Checked:
    """Reads, resolves and checks a folder. PlacetimeError if it is no atlas folder."""
    if not (folder / ATLAS).is_file():
        raise PlacetimeError(
            f"{folder} is no atlas folder: there is no {ATLAS} in it; `placetime new NAME` makes one"
        )
    records, found = read_folder(folder)
    if records is None:
        return Checked(None, tuple(in_order(found)))
    atlas, more = resolve(records, documents)
    return Checked(atlas, tuple(in_order([*found, *more, *check(atlas)])))


def read_atlas(folder: Path, documents: Path | None = None) -> Atlas:
    """The atlas of a folder; InvalidAtlas with all findings if there are errors."""
    checked = check_folder(folder, documents)
    if checked.errors or checked.atlas is None:
        raise InvalidAtlas(checked.findings)
    return checked.atlas


def passage_texts(atlas: Atlas) -> dict[tuple[str, str], str]:
    """The text of each cited passage by source and selector, from the reader's own copies."""
    copies = {source.id: document_of(source) for source in atlas.sources.values()}
    passages = {}
    for cited in citations(atlas):
        copy = copies.get(cited.source)
        if copy is not None:
            where = cited.passage
            passages[cited.source, str(where)] = copy.excerpt(where.start, where.end)
    return passages


@dataclass(frozen=True, slots=True)
class Job:
    """What a writer needs: the scene, where to write, passages to show, and whom to tell
    of the share that is done and of what a format cannot hold."""

    scene: Scene
    folder: Path
    passages: Mapping[tuple[str, str], str] | None
    progress: Callable[[float], None]
    warn: Callable[[str], None]


def _html(job: Job) -> None:
    from placetime.write.html import write_html

    write_html(job.scene, job.folder / "map.html", job.passages)


def _gif(job: Job) -> None:
    from placetime.render.raster.design import Design
    from placetime.write.animation import write_animation

    path = job.folder / "timelapse.gif"
    write_animation(cut(job.scene), path, Design((720, 405)), 5, progress=job.progress)


def _mp4(job: Job) -> None:
    from placetime.render.raster.design import Design
    from placetime.write.animation import write_animation

    path = job.folder / "timelapse.mp4"
    write_animation(cut(job.scene), path, Design((1280, 720)), 24, progress=job.progress)


def _gpkg(job: Job) -> None:
    from placetime.write.gpkg import write_gpkg
    from placetime.write.qgis import write_qgz

    for warning in write_gpkg(job.scene, job.folder / "atlas.gpkg"):
        job.warn(warning)
    job.progress(0.7)
    write_qgz(job.scene, "atlas.gpkg", job.folder / "atlas.qgz")


def _geojson(job: Job) -> None:
    from placetime.write.geojson import write_geojson

    write_geojson(job.scene, job.folder / "events.geojson")


def _csv(job: Job) -> None:
    from placetime.write.claims_csv import write_claims_csv

    write_claims_csv(job.scene.atlas, job.folder / "claims.csv")


OUTPUTS: Final[Mapping[str, Callable[[Job], None]]] = {
    "html": _html,
    "csv": _csv,
    "geojson": _geojson,
    "gpkg": _gpkg,
    "gif": _gif,
    "mp4": _mp4,
}


def build(
    folder: Path,
    *,
    only: Sequence[str] = tuple(OUTPUTS),
    documents: Path | None = None,
    show_passages: bool = False,
    progress: Progress = lambda name, share: None,
    warn: Callable[[str], None] = lambda text: None,
) -> tuple[Finding, ...]:
    """Builds the named outputs of a folder into its `outputs/`; gives back the warnings.

    All of them or none: InvalidAtlas (with every finding) or any other error leaves `outputs/` as it
    was. `show_passages` writes the cited passages from the reader's own copies into the page.
    `warn` is told what an output format cannot hold.
    """
    from placetime.write.safely import aside

    checked = check_folder(folder, documents)
    if checked.errors or checked.atlas is None:
        raise InvalidAtlas(checked.findings)
    scene = scene_of(checked.atlas)
    passages = passage_texts(checked.atlas) if show_passages else None
    with aside(folder / "outputs") as building:
        for name in only:
            progress(name, 0.0)
            OUTPUTS[name](Job(scene, building, passages, partial(progress, name), warn))
            progress(name, 1.0)
    return checked.findings
