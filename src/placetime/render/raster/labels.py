"""Labels of a chapter: names of places and numbers beside marks, each in one place throughout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import floor
from typing import Any

from placetime.model.interval import FUTURE
from placetime.model.text import pick
from placetime.render.raster.figures import Figures
from placetime.render.raster.marks import SHADES, disc_sprite
from placetime.render.raster.placing import SIDES, Days, Obstacle, Rect, Wish, place
from placetime.render.raster.sprite import Piece, Sprite
from placetime.render.raster.type import ASCENT, DESCENT, Style, block_sprite, broken, width
from placetime.scene.labels import BROAD, STANDING, WEAK, may_stand, short_name
from placetime.scene.labels import strength as strength_of
from placetime.scene.mark import Label, Mark
from placetime.scene.scene import Scene
from placetime.scene.visible import Showing
from placetime.spec import current_style

LINE = 118.0
"""Px, at scale 1, at which a name is broken into two lines."""
FOOT = 20.0
"""Px at the bottom of the map kept free for scale bar and credits."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A label before it has a place. A name that is `standing` shows throughout, faintly while none of
    its `marks` (ids) does; it may have a dot for the place itself."""

    sprite: Sprite
    wish: Wish
    marks: tuple[str, ...]
    standing: bool
    is_name: bool
    has_dot: bool


@dataclass(frozen=True, slots=True)
class Placed:
    """A label where it stands: where its first base line starts, its box, and its dot, in px."""

    label: Candidate
    x: int
    y: int
    rect: Rect
    dot: tuple[float, float] | None


class Labels:
    """The labels of one view during the days `first` to `last`."""

    def __init__(
        self,
        scene: Scene,
        figures: Figures,
        days: Days,
        lang: str,
        scale: float,
        frame_days: int = 0,
    ) -> None:
        """`frame_days`: what one frame may show at once; labels are kept apart that much longer."""
        self._frame_days = frame_days
        self._figures, self._days, self._lang, self._scale = figures, days, lang, scale
        self._style: Mapping[str, Any] = current_style()
        marks = {m.id: m for m in scene.marks if self._shown_days(m) is not None}
        wanted = {c.wish.key: c for c in self._names(scene, marks)}
        wanted |= {c.wish.key: c for c in self._texts(scene, marks.values())}
        view = figures.view
        rects = place(
            [candidate.wish for candidate in wanted.values()],
            list(self._obstacles(marks.values())),
            view.width,
            view.height - FOOT * scale,
        )
        self.placed = tuple(self._placed(wanted[key], rect) for key, rect in rects.items())

    def _placed(self, candidate: Candidate, rect: Rect) -> Placed:
        y = rect[1] + self._size(candidate.is_name) * ASCENT * 0.92
        wish = candidate.wish
        dot = (wish.x, wish.y) if candidate.has_dot else None
        return Placed(candidate, round(rect[0]), round(y), rect, dot)

    def pieces(self, shown: Mapping[str, Showing], share: float = 1.0) -> Iterator[Piece]:
        """The labels of the marks that show, and faintly those that stand always."""
        for placed in self.placed:
            label = placed.label
            presence = max((strength_of(shown[m]) for m in label.marks if m in shown), default=0.0)
            strength = max(presence, WEAK if label.standing else 0.0) * share
            strength = round(strength * SHADES) / SHADES
            if strength <= 0:
                continue
            if placed.dot and not presence:
                x, y = (floor(v) for v in placed.dot)
                dot = disc_sprite(2.0 * self._scale, self._style["muted"], 1.0)
                yield Piece(dot, x, y, strength)
            yield Piece(label.sprite, placed.x, placed.y, strength)

    def _size(self, strong: bool) -> float:
        return float(self._style["label"]["strong_size" if strong else "size"]) * self._scale

    def _type(self, *, water: bool, name: bool) -> Style:
        label = self._style["label"]
        return Style(
            self._size(name),
            self._style["water_ink" if water else "ink"],
            400 if water else 600 if name else 500,
            label["halo"] * self._scale * 1.3,
            self._style["halo"],
            water,
        )

    def _shown_days(self, mark: Mark) -> Days | None:
        """The days of the chapter in which a mark may show."""
        if mark.interval is None:
            return None
        first = max(self._days[0], mark.interval.begin_earliest - self._frame_days)
        last = min(FUTURE, mark.interval.end_latest + mark.trace_days) + self._frame_days
        return (first, min(self._days[1], last)) if first <= min(self._days[1], last) else None

    def _names(self, scene: Scene, marks: Mapping[str, Mark]) -> Iterator[Candidate]:
        view = self._figures.view
        standing = 0
        for label in scene.labels:
            x, y = self._figures.position(*label.position)
            if not (0 <= x < view.width and 0 <= y < view.height):
                continue
            own = [marks[m] for m in label.marks if m in marks]
            broad = scene.atlas.places[label.place].feature_class in BROAD
            stands = standing < STANDING and may_stand(scene.atlas, label, self._lang)
            if not own and not stands:
                continue
            standing += stands
            here = any(m.kind == "point" and m.place == label.place for m in own)
            days = (self._days,) if stands else tuple(d for m in own if (d := self._shown_days(m)))
            yield self._name(label, (x, y), here, stands, days, centred=label.water or broad)

    def _name(
        self,
        label: Label,
        at: tuple[float, float],
        here: bool,
        stands: bool,
        days: tuple[Days, ...],
        *,
        centred: bool,
    ) -> Candidate:
        style = self._type(water=label.water, name=True)
        lines = tuple(
            broken(short_name(label, self._lang), self._lang, style, LINE * self._scale, 3)
        )
        wide = max(width(line, self._lang, style) for line in lines)
        tall = (len(lines) - 1) * style.leading + style.size * (ASCENT + DESCENT) * 0.92
        radius = self._style["symbol"]["radius"] * self._scale
        where = ("c", "a", "b", "r", "l") if centred and not here else SIDES
        wish = Wish(
            f"name {label.place}",
            *at,
            wide,
            tall,
            radius + 3.5 * self._scale if here else 4.5 * self._scale,
            days,
            where,
        )
        sprite = block_sprite(lines, self._lang, style)
        return Candidate(sprite, wish, label.marks, stands, True, not centred)

    def _texts(self, scene: Scene, marks: Iterable[Mark]) -> Iterator[Candidate]:
        """The numbers of an atlas, the texts of a table."""
        style = self._type(water=False, name=False)
        for mark in marks:
            text = pick(mark.text, self._lang)
            if scene.atlas.events and sum(c.isdigit() for c in text) < 2:
                continue  # "1" says little without the unit, which the caption gives
            anchor = self._figures.anchor(mark) if text else None
            days = self._shown_days(mark)
            if anchor is None or days is None:
                continue
            wide = width(text, self._lang, style)
            clear = (mark.size + 4 if mark.kind != "area" else 2) * self._scale
            sides = ("r", "l", "b", "a", "br", "ar", "bl", "al")
            wish = Wish(
                f"number {mark.id}",
                *anchor,
                wide,
                style.size * (ASCENT + DESCENT) * 0.92,
                clear,
                (days,),
                sides if mark.kind != "area" else ("c", "b", "a", "r", "l"),
            )
            sprite = block_sprite((text,), self._lang, style)
            yield Candidate(sprite, wish, (mark.id,), False, False, False)

    def _obstacles(self, marks: Iterable[Mark]) -> Iterator[Obstacle]:
        for mark in marks:
            days = self._shown_days(mark)
            if mark.kind == "point" and days:
                x, y = self._figures.seat(mark)
                r = (mark.size + (4 if mark.look == "split" or mark.disputed else 0)) * self._scale
                yield Obstacle((x - r, y - r, x + r, y + r), days)


def overlapping(placed: Sequence[Placed]) -> list[tuple[Placed, Placed]]:
    """The pairs of labels whose boxes overlap."""
    return [
        (a, b)
        for i, a in enumerate(placed)
        for b in placed[i + 1 :]
        if a.rect[0] < b.rect[2]
        and b.rect[0] < a.rect[2]
        and a.rect[1] < b.rect[3]
        and b.rect[1] < a.rect[3]
    ]
