"""The renderer: from a scene to the pixels of its frames, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import wraps
from itertools import pairwise
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

import numpy as np

from placetime.model.event import Event
from placetime.model.text import pick
from placetime.render.raster.basemap import BaseMap, without_borders
from placetime.render.raster.bundle import Bundler
from placetime.render.raster.calendar import date_caption
from placetime.render.raster.camera import Camera, Shot
from placetime.render.raster.canvas import Pixels
from placetime.render.raster.cloud import CloudPainter
from placetime.render.raster.density import Density
from placetime.render.raster.design import Design
from placetime.render.raster.drawing import Drawing, rectangle
from placetime.render.raster.figures import Figures
from placetime.render.raster.furniture import Furniture
from placetime.render.raster.labels import Labels
from placetime.render.raster.layout import layout
from placetime.render.raster.legend import rows
from placetime.render.raster.marks import MarkPainter
from placetime.render.raster.numbers import Key, lines_of
from placetime.render.raster.path import Path
from placetime.render.raster.pixels import PixelCanvas
from placetime.render.raster.projection import Projection
from placetime.render.raster.sprite import Piece
from placetime.render.raster.stage import Stage
from placetime.render.raster.telling import telling, told_at, told_of
from placetime.render.raster.view import View
from placetime.scene.frames import Frame, frames
from placetime.scene.scene import Scene
from placetime.spec import current_style, styled

FADE_SECONDS: Final = 0.3
"""How long labels take to appear when the camera has come to rest."""


P = ParamSpec("P")
T = TypeVar("T")


def _in_own_style(
    method: Callable[Concatenate[Renderer, P], T],
) -> Callable[Concatenate[Renderer, P], T]:
    """A method that runs in the style of its scene's atlas."""

    @wraps(method)
    def run(self: Renderer, /, *args: P.args, **named: P.kwargs) -> T:
        with styled(self.scene.atlas.style):
            return method(self, *args, **named)

    return run


class Renderer:
    """Draws the frames of a scene as a design asks for.

    Frames may be asked for in any order; forward is fastest.
    """

    def __init__(
        self, scene: Scene, design: Design | None = None, density: Density | None = None
    ) -> None:
        self._density = density
        self.design = design or Design()
        self.scene = scene if self.design.has("borders") else without_borders(scene)
        self._prepare()

    @_in_own_style
    def _prepare(self) -> None:
        scene = self.scene
        self.size = self.design.size
        self.lang = self.design.lang or scene.atlas.language
        self.design = spoken(self.design, scene, self._density is not None)
        self.layout = layout(self.design)
        if axis := self.layout.timeline:
            key = Key(lines_of(scene, self.lang), axis.width, self.lang, self.layout.unit)
            self.layout = layout(self.design, key.rows)
        box = self.layout.map
        self._projection = Projection(scene.crs(self.design.crs))
        self._camera = Camera(scene, self._projection, box.width, box.height)
        self._base = BaseMap(scene.atlas, self._projection, self.layout.unit)
        self._marks = MarkPainter(self.lang, self.layout.unit)
        self._clouds = CloudPainter(self.layout.unit)
        self._bundler = Bundler(box.width, box.height)
        self._furniture = Furniture(scene, self.design, self.layout, self.lang, self._density)
        self._told = telling(scene, self.lang)
        self._view: View | None = None
        self._stage = Stage()
        self._pixels: Pixels = np.zeros((self.size[1], self.size[0], 3), np.uint8)
        self._canvas = PixelCanvas(self._pixels)
        self._still: Pixels | None = None
        self._labels: dict[tuple[View, int | None], Labels] = {}

    def __reduce__(self) -> tuple[Any, ...]:
        """A copy in another process prepares everything anew."""
        return Renderer, (self.scene, self.design, self._density)

    def frame(self, frame: Frame) -> Pixels:
        """The pixels of a frame: shape (height, width, 3), uint8, sRGB."""
        return self._draw(frame).copy()

    def still(self, first: int, last: int) -> Pixels:
        """The picture of some days, both inclusive, with the camera at rest."""
        return self._paint(*self._pose(first, last), counting=False).copy()

    @_in_own_style
    def drawing(self, first: int, last: int) -> Drawing:
        """The same as `still` as a vector picture."""
        frame, shot, told = self._pose(first, last)
        figures = Figures(self._projection, shot.view, self.layout.unit)
        drawing, box = Drawing(*self.size), self.layout.map
        paper = Path()
        paper.rectangle(0, 0, *self.size)
        drawing.fill(paper, current_style()["paper"])
        self._furniture.draw_still(drawing, shot.chapter)
        told = told if self.layout.caption else None
        date = self._date(frame)
        self._furniture.draw_dock(drawing, frame, date, told, counting=False)
        size = box.width, box.height
        chart = drawing.group(box.x, box.y, clip=rectangle(0, 0, *size), size=size)
        self._base.draw_on(chart, shot.view)
        self._furniture.draw_on_map(chart, figures)
        for pieces in self._pieces(frame, shot, told, figures):
            for piece in pieces:
                chart.lay(*piece)
        return drawing

    def _pose(self, first: int, last: int) -> tuple[Frame, Shot, Event | None]:
        """The frame of some days, the camera at rest, and what is told of them."""
        scale = self.scene.scale
        seconds = max(0.0, float(scale.positions(np.array([last + 1]))[0]) - 1e-6)
        frame = Frame(0, seconds, first, last, None)
        return frame, self._camera.rest(seconds), told_of(self.scene, first, last)

    def _draw(self, frame: Frame) -> Pixels:
        """The pixels of a frame in an array that the next one will be drawn in."""
        told = told_at(self._told, frame.seconds)
        return self._paint(frame, self._camera.shot(frame.seconds), told, counting=True)

    @_in_own_style
    def _paint(
        self, frame: Frame, shot: Shot, told: Event | None, *, counting: bool = True
    ) -> Pixels:
        self._look(shot)
        box = self.layout.map
        told = told if self.layout.caption else None
        self._dock(shot.chapter, frame, told, counting)
        ground, pieces = self._pieces(frame, shot, told, self._figures)
        chart = self._pixels[box.y : box.bottom, box.x : box.right]
        self._stage.draw(chart, self._background, ground, pieces)
        return self._pixels

    def _date(self, frame: Frame) -> str:
        return date_caption(frame.first, frame.last, self.lang)

    def _pieces(
        self, frame: Frame, shot: Shot, told: Event | None, figures: Figures
    ) -> tuple[Iterator[Piece], list[Piece]]:
        """What lies on the map: the ground, which changes seldom, and the pieces over it."""
        shown = list(self.scene.at(frame.first, frame.last))
        focus = (told.id,) if told else ()
        cells = self._density.piece(self._density.grid.step(frame.last)) if self._density else None
        dots = (
            self._clouds.piece(cloud, figures, frame.first, frame.last)
            for cloud in self.scene.clouds
        )
        pieces = list(self._marks.moves(figures, shown, frame.last, focus))
        pieces += [piece for piece in (cells, *dots) if piece is not None]
        pieces += self._marks.points(figures, shown, focus)
        if shot.resting and self.design.has("labels"):
            share = min(1.0, (shot.since + 0.1) / FADE_SECONDS)
            labels = self.labels(shot).pieces({mark.id: how for mark, how in shown}, share)
            pieces += self._bundler(labels)
        return self._marks.ground(figures, shown), pieces

    def _dock(self, chapter: int | None, frame: Frame, told: Event | None, counting: bool) -> None:
        """Draws everything but the map."""
        still = self._furniture.still(chapter)
        if still is not self._still:
            box = self.layout.map
            kept = self._pixels[box.y : box.bottom, box.x : box.right].copy()
            np.copyto(self._pixels, still)
            self._pixels[box.y : box.bottom, box.x : box.right] = kept
            self._still = still
        dock = self._furniture.dock
        self._pixels[dock] = still[dock]
        date = self._date(frame)
        self._furniture.draw_dock(self._canvas, frame, date, told, counting=counting)

    def frames(self, fps: float = 12, first: int = 0, last: int | None = None) -> Iterator[Pixels]:
        """The frames of the film in order, from `first` to before `last`, by default all of them.

        The film's last picture is repeated so that it stays a while. Each frame is drawn in the same
        array: copy what is to be kept.
        """
        every = list(frames(self.scene.scale, fps))
        for index in range(first, self.count(fps) if last is None else last):
            yield self._draw(every[min(index, len(every) - 1)])

    def count(self, fps: float = 12) -> int:
        """How many frames `frames` gives."""
        own = sum(1 for _ in frames(self.scene.scale, fps))
        return own + round(self.scene.scale.still * fps)

    def samples(self, fps: float = 12, count: int = 10) -> list[Pixels]:
        """Frames from all over the film, from which a palette can be chosen."""
        every = list(frames(self.scene.scale, fps))
        chosen = np.unique(np.linspace(0, len(every) - 1, count).round().astype(int))
        return [self.frame(every[i]) for i in chosen]

    @_in_own_style
    def labels(self, shot: Shot) -> Labels:
        """The labels of a view at rest."""
        key = (shot.view, shot.chapter)
        if key not in self._labels:
            scale = self.scene.scale
            days = (scale.first, scale.last)
            if shot.chapter is not None:
                chapter = self.scene.atlas.chapters[shot.chapter]
                days = (chapter.first, chapter.last)
                segments = scale.segments
                for before, after in pairwise(segments):
                    if before.chapter is None and after.chapter == shot.chapter:
                        days = (before.first, days[1])
                    if before.chapter == shot.chapter and after.chapter is None:
                        days = (days[0], after.last)
            figures = Figures(self._projection, shot.view, self.layout.unit)
            apart = self._days_in(FADE_SECONDS, days)
            self._labels[key] = Labels(
                self.scene, figures, days, self.lang, self.layout.unit, apart
            )
        return self._labels[key]

    def _days_in(self, seconds: float, days: tuple[int, int]) -> int:
        """The most days that pass in a stretch of the film while it is at some of these days."""
        paces = [
            segment.days / (segment.end - segment.start)
            for segment in self.scene.scale.segments
            if segment.first <= days[1] and segment.last >= days[0] and segment.chapter is not None
        ]
        return round(seconds * max(paces, default=0.0))

    def _look(self, shot: Shot) -> None:
        """Turns to a view: draws its background and measures where marks lie in it."""
        if shot.view == self._view:
            return
        reach = self._camera.views_around(shot)
        self._background = self._base.draw(shot.view, reach)
        self._figures = Figures(self._projection, shot.view, self.layout.unit)
        self._furniture.draw_on_map(PixelCanvas(self._background), self._figures)
        self._view = shot.view


def spoken(design: Design, scene: Scene, density: bool = False) -> Design:
    """A design without the title and the legend where these would have nothing to say of a scene; a
    `density` has a key of its own."""
    lang = design.lang or scene.atlas.language
    has_legend = density or rows(scene, list(scene.marks), lang, 1.0)
    has_title = pick(scene.atlas.title, lang)
    mute = {part for part, has in (("legend", has_legend), ("title", has_title)) if not has}
    return replace(design, without=design.without | mute)
