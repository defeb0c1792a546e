"""Labels of a chapter: names of places and numbers beside marks, each in one place throughout."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from placetime.model.interval import FUTURE
from placetime.model.text import pick
from placetime.render.raster.canvas import Canvas, Pixels
from placetime.render.raster.figures import Figures
from placetime.render.raster.path import Path
from placetime.render.raster.placing import SIDES, Days, Obstacle, Rect, Wish, place
from placetime.render.raster.sprite import Sprite
from placetime.render.raster.type import ASCENT, DESCENT, Style, block_sprite, broken, width
from placetime.scene.mark import Label, Mark
from placetime.scene.scene import Scene
from placetime.scene.visible import Showing
from placetime.spec import load

LINE = 118.0
"""Px, at scale 1, at which a name is broken into two lines."""
STANDING = 9
"""How many of the most important places keep their name while nothing happens there."""
WEAK = 0.62
"""Opacity of a name while nothing happens there."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A label where it stands: its sprite's anchor, and the ids of the marks it belongs to."""

    key: str
    sprite: Sprite
    x: int
    y: int
    rect: Rect
    marks: tuple[str, ...]
    standing: bool
    dot: tuple[float, float] | None


class Labels:
    """The labels of one view during the days `first` to `last`."""

    def __init__(
        self, scene: Scene, figures: Figures, days: Days, lang: str, scale: float
    ) -> None:
        self._figures, self._days, self._lang, self._scale = figures, days, lang, scale
        self._style: Mapping[str, Any] = load("style")
        marks = {m.id: m for m in scene.marks if self._shown_days(m) is not None}
        sprites: dict[str, tuple[Sprite, Wish, tuple[str, ...], bool, bool]] = {}
        for entry in (*self._names(scene, marks), *self._numbers(marks.values())):
            sprites[entry[1].key] = entry
        view = figures.view
        rects = place(
            [entry[1] for entry in sprites.values()],
            list(self._obstacles(marks.values())),
            view.width,
            view.height,
        )
        self.placed = tuple(
            Placed(
                key,
                sprites[key][0],
                round(rect[0]),
                round(rect[1] + self._size(sprites[key][4]) * ASCENT * 0.92),
                rect,
                sprites[key][2],
                sprites[key][3],
                (sprites[key][1].x, sprites[key][1].y) if sprites[key][4] else None,
            )
            for key, rect in rects.items()
        )

    def draw(self, pixels: Pixels, shown: Mapping[str, Showing], share: float = 1.0) -> None:
        """Draws the labels of the marks that show, and faintly those that stand always."""
        for label in self.placed:
            presence = max((_strength(shown[m]) for m in label.marks if m in shown), default=0.0)
            strength = max(presence, WEAK if label.standing else 0.0) * share
            if strength <= 0:
                continue
            if label.dot and not presence:
                dot = Path()
                dot.circle(*label.dot, 2.0 * self._scale)
                Canvas(pixels).fill(dot, self._style["muted"], strength)
            label.sprite.onto(pixels, label.x, label.y, strength)

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
        first = max(self._days[0], mark.interval.begin_earliest)
        last = min(self._days[1], min(FUTURE, mark.interval.end_latest + mark.trace_days))
        return (first, last) if first <= last else None

    def _names(
        self, scene: Scene, marks: Mapping[str, Mark]
    ) -> Iterator[tuple[Sprite, Wish, tuple[str, ...], bool, bool]]:
        view = self._figures.view
        standing = 0
        for label in scene.labels:
            x, y = self._figures.position(*label.position)
            if not (0 <= x < view.width and 0 <= y < view.height):
                continue
            own = [marks[m] for m in label.marks if m in marks]
            broad = scene.atlas.places[label.place].feature_class in ("country", "province", "region")
            stands = not broad and standing < STANDING and not _is_note(pick(label.names, self._lang))
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
    ) -> tuple[Sprite, Wish, tuple[str, ...], bool, bool]:
        style = self._type(water=label.water, name=True)
        lines = tuple(broken(pick(label.names, self._lang), self._lang, style, LINE * self._scale, 3))
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
        return block_sprite(lines, self._lang, style), wish, label.marks, stands, not centred

    def _numbers(
        self, marks: Iterable[Mark]
    ) -> Iterator[tuple[Sprite, Wish, tuple[str, ...], bool, bool]]:
        style = self._type(water=False, name=False)
        for mark in marks:
            text = pick(mark.text, self._lang)
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
            yield block_sprite((text,), self._lang, style), wish, (mark.id,), False, False

    def _obstacles(self, marks: Iterable[Mark]) -> Iterator[Obstacle]:
        for mark in marks:
            days = self._shown_days(mark)
            if mark.kind == "point" and days:
                x, y = self._figures.seat(mark)
                r = mark.size * self._scale
                yield Obstacle((x - r, y - r, x + r, y + r), days)


def _strength(shown: Showing) -> float:
    """A name is clear while its mark may be there, and fades with its trace."""
    return 1.0 if shown.presence > 0 else 0.45 + 0.4 * shown.trace


def _is_note(name: str) -> bool:
    """Whether a name says more than a name, such as `The Yalu (no place named)`."""
    return "(" in name or "（" in name


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
