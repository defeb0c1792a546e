"""The furniture around the map: title, chapter, legend, date, caption, scale bar and credits."""

from __future__ import annotations

from math import floor, log10

from placetime.edtf.words import describe
from placetime.model.event import Event
from placetime.model.text import pick
from placetime.render.raster.canvas import Canvas, Pixels
from placetime.render.raster.credits import base_map, sources
from placetime.render.raster.density import Density
from placetime.render.raster.design import Design
from placetime.render.raster.figures import METRES_A_DEGREE, Figures
from placetime.render.raster.inset import draw_inset
from placetime.render.raster.layout import Layout
from placetime.render.raster.legend import draw_legend, key_of_density, marks_of_days, rows
from placetime.render.raster.path import Path
from placetime.render.raster.pixels import PixelCanvas, blank
from placetime.render.raster.symbols import point_sprite
from placetime.render.raster.timeline import Timeline
from placetime.render.raster.type import Style, block_sprite, broken, line_sprite, width
from placetime.scene.frames import Frame
from placetime.scene.scene import Scene
from placetime.spec import current_style


class Furniture:
    """Everything of a frame but its map."""

    def __init__(
        self,
        scene: Scene,
        design: Design,
        layout: Layout,
        lang: str,
        density: Density | None = None,
    ) -> None:
        self._design, self._density = design, density
        self._scene, self._layout, self._lang, self._unit = scene, layout, lang, layout.unit
        self._style = current_style()
        self._still: dict[int | None, Pixels] = {}
        self._timeline = (
            Timeline(scene, layout.timeline, lang, layout.unit, density)
            if layout.timeline
            else None
        )
        self._symbols = {m.event: m for m in reversed(scene.marks)}

    def still(self, chapter: int | None) -> Pixels:
        """What does not change within a chapter, as a frame without its map; not to be drawn on."""
        if chapter not in self._still:
            width_, height = self._layout.size
            pixels = blank(width_, height, self._style["paper"])
            canvas = PixelCanvas(pixels)
            self.draw_still(canvas, chapter)
            if self._timeline:
                self._timeline.draw_still(canvas)
            self._still[chapter] = pixels
        return self._still[chapter]

    @property
    def dock(self) -> tuple[slice, slice]:
        """The rows and columns of a frame that `draw_dock` draws in."""
        boxes = [self._layout.date, self._layout.caption, self._layout.timeline]
        top = min((box.y for box in boxes if box), default=0) - (8 * self._unit)
        bottom = max((box.bottom for box in boxes if box), default=0)
        return slice(max(self._layout.map.bottom, floor(top)), bottom), slice(None)

    def draw_dock(
        self, canvas: Canvas, frame: Frame, date: str, told: Event | None, *, counting: bool
    ) -> None:
        """Draws date, caption and timeline on a frame whose dock is still; a date that is `counting` up
        in a film keeps its month and year where they are, and what is past is told in grey."""
        if self._timeline:
            self._timeline.draw(canvas, frame.seconds)
        self._draw_date(canvas, date, counting=counting)
        if told is not None:
            past = told.interval is not None and told.interval.end_latest < frame.first
            self._draw_caption(canvas, told, "muted" if past else "ink")

    def _type(self, size: float, color: str = "ink", weight: int = 400) -> Style:
        return Style(size * self._unit, self._style[color], weight)

    def draw_still(self, canvas: Canvas, chapter: int | None) -> None:
        """Draws what does not change within a chapter, all but the timeline, on paper."""
        title, box = self._layout.title, self._layout.legend
        y = self._draw_title(canvas) if title else 0.0
        self._draw_edges(canvas)
        scale = self._scene.scale
        days = scale.first, scale.last
        if chapter is not None:
            days = (
                self._scene.atlas.chapters[chapter].first,
                self._scene.atlas.chapters[chapter].last,
            )
        if chapter is not None and not self._layout.has_panel:
            self._draw_chapter_aside(
                canvas, pick(self._scene.atlas.chapters[chapter].title, self._lang)
            )
        if box is None:
            return
        if self._layout.has_panel:
            y = y if title else box.y - 14 * self._unit
            if chapter is not None:
                y = self._draw_chapter(
                    canvas, pick(self._scene.atlas.chapters[chapter].title, self._lang), y
                )
            y += 12 * self._unit
            bottom = box.bottom - (30 * self._unit if self._design.has("sources") else 0)
            box = type(box)(box.x, round(y), box.width, round(bottom - y))
            if self._design.has("sources"):
                self._draw_sources(canvas, round(bottom + 14 * self._unit))
        legend = rows(self._scene, marks_of_days(self._scene, days), self._lang, self._unit)
        if self._density is not None:
            legend.append(key_of_density(self._density, self._lang, self._unit))
        draw_legend(canvas, box, legend, self._lang, self._unit)

    def _draw_title(self, canvas: Canvas) -> float:
        """The title in the reader's language, then in the atlas' other ones; gives the y below it."""
        box = self._layout.title
        assert box is not None
        title = self._scene.atlas.title
        style = self._type(14.5, weight=700)
        room = 4 if box.height > 90 * self._unit else 2
        lines = tuple(broken(pick(title, self._lang), self._lang, style, box.width, room))
        y = box.y + style.size
        canvas.lay(block_sprite(lines, self._lang, style), box.x, round(y))
        y += (len(lines) - 1) * style.leading
        small = self._type(10.4, "muted")
        others = [
            tag
            for tag in self._scene.atlas.languages
            if pick(title, tag) != pick(title, self._lang)
        ]
        for lang in others[:1]:
            y += small.leading * 1.25
            more = tuple(broken(pick(title, lang), lang, small, box.width, 2))
            canvas.lay(block_sprite(more, lang, small), box.x, round(y))
            y += (len(more) - 1) * small.leading
        return y

    def _draw_chapter(self, canvas: Canvas, title: str, y: float) -> float:
        """The chapter's title below a rule; gives the y below it."""
        box = self._layout.legend
        assert box is not None
        rule = Path()
        rule.rectangle(box.x, round(y + 12 * self._unit), 28 * self._unit, 2.5 * self._unit)
        canvas.fill(rule, self._style["ink"])
        style = self._type(14, weight=600)
        lines = tuple(broken(title, self._lang, style, box.width, 2))
        y += 12 * self._unit + style.size * 1.7
        canvas.lay(block_sprite(lines, self._lang, style), box.x, round(y))
        return y + (len(lines) - 1) * style.leading

    def _draw_chapter_aside(self, canvas: Canvas, text: str) -> None:
        """The chapter's title on the right, in line with the title, or else with the date."""
        title, date = self._layout.title, self._layout.date
        style = self._type(13, "muted", 600)
        wide = width(text, self._lang, style) + 24 * self._unit
        if title is not None:
            own = self._type(14.5, weight=700)
            lines = broken(
                pick(self._scene.atlas.title, self._lang), self._lang, own, title.width, 2
            )
            if max(width(line, self._lang, own) for line in lines) + wide <= title.width:
                x, y = title.right - wide + 24 * self._unit, title.y + own.size
                canvas.lay(line_sprite(text, self._lang, style), round(x), round(y))
                return
        if date is not None and date.width > self._layout.size[0] / 2 and wide <= date.width / 2:
            x, y = date.right - wide + 24 * self._unit, date.y + date.height * 0.66
            canvas.lay(line_sprite(text, self._lang, style), round(x), round(y))

    def _draw_edges(self, canvas: Canvas) -> None:
        """Thin lines between map, panel and dock."""
        box, (wide, tall) = self._layout.map, self._layout.size
        thin, margin = max(1.0, self._unit), self._design.margin
        edges = Path()
        if box.bottom < tall - margin:
            edges.rectangle(margin, box.bottom, wide - 2 * margin, thin)
        if box.x > margin:
            edges.rectangle(box.x - thin, margin, thin, box.bottom - margin)
        canvas.fill(edges, self._style["rule"])

    def _draw_sources(self, canvas: Canvas, y: int) -> None:
        """Whom the claims come from, in two lines at the foot of the panel."""
        box = self._layout.legend
        assert box is not None
        text = sources(self._scene, self._lang)
        if text:
            style = self._type(8.6, "muted")
            lines = tuple(broken(text, self._lang, style, box.width, 2))
            canvas.lay(block_sprite(lines, self._lang, style), box.x, y)

    def _draw_date(self, canvas: Canvas, date: str, *, counting: bool) -> None:
        """The date; while it counts up, the last digit of the day stays where it is."""
        box = self._layout.date
        if box is None:
            return
        style = self._type(23.5, weight=600)
        wide = width(date, self._lang, style)
        if wide > box.width:
            style = self._type(23.5 * box.width / wide, weight=600)
        first = date.split(" ")[0]
        lead = 0.0
        if counting and first.isdigit() and len(first) == 1 and " " in date:
            lead = width("0", self._lang, style)
        x, y = round(box.x + lead), round(box.y + box.height * 0.66)
        canvas.lay(line_sprite(date, self._lang, style), x, y)

    def _draw_caption(self, canvas: Canvas, told: Event, color: str) -> None:
        """What is being told: the symbol, the event's own date, its summary in at most two lines."""
        box = self._layout.caption
        if box is None:
            return
        left = box.x
        mark = self._symbols.get(told.id)
        if mark is not None:
            symbol = mark.symbol if mark.kind == "point" else "circle"
            radius = 6.5 * self._unit
            sprite = point_sprite(symbol, mark.hue, mark.look, radius, self._unit, mark.disputed)
            canvas.lay(sprite, round(left + 12 * self._unit), round(box.y + 19 * self._unit))
            left += round(28 * self._unit)
        if told.interval is not None:
            when = describe(told.interval, self._lang)
            style = self._type(10.4, "muted", 600)
            y = round(box.y + 7 * self._unit)
            canvas.lay(line_sprite(when, self._lang, style), left, y)
        style = self._type(13, color)
        text = pick(told.principal.summary, self._lang)
        lines = tuple(broken(text, self._lang, style, box.right - left, 2))
        y = round(box.y + 24 * self._unit)
        canvas.lay(block_sprite(lines, self._lang, style), left, y)

    def draw_on_map(self, canvas: Canvas, figures: Figures) -> None:
        """Scale bar and credits, on the map itself."""
        halo = Style(
            8.6 * self._unit, self._style["muted"], 400, 2.4 * self._unit, self._style["halo"]
        )
        if self._design.has("scale"):
            self._draw_scale(canvas, figures, halo)
        if self._design.inset:
            draw_inset(canvas, figures.window, self._unit)
        owed = []
        if self._design.has("sources") and not self._layout.has_panel:
            owed.append(sources(self._scene, self._lang))
        if self._design.has("credits"):
            owed.append(base_map(self._scene, self._lang))
        y = canvas.height - 7 * self._unit
        for text in filter(None, reversed(owed)):
            x = canvas.width - width(text, self._lang, halo) - 8 * self._unit
            if x > 0:
                canvas.lay(line_sprite(text, self._lang, halo), round(x), round(y))
                y -= halo.leading

    def _draw_scale(self, canvas: Canvas, figures: Figures, style: Style) -> None:
        """A bar of a round number of kilometres, true at the middle of the map."""
        west, south, east, north = figures.window
        lon, lat = (west + east) / 2, max(-84.0, min(84.0, (south + north) / 2))
        x0, y0 = figures.position(lon, lat - 0.05)
        x1, y1 = figures.position(lon, lat + 0.05)
        px = ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5
        if not 0 < px < 1e5:
            return
        km_a_px = 0.1 * METRES_A_DEGREE / 1000 / px
        most = 105 * self._unit * km_a_px
        power = 10.0 ** floor(log10(most))
        length = next(power * n for n in (5, 2, 1) if power * n <= most)
        x, y = 10 * self._unit, canvas.height - 10 * self._unit
        right = x + length / km_a_px
        bar = Path()
        bar.rectangle(x, y - self._unit, right - x, 1.6 * self._unit)
        for end in (x, right):
            bar.rectangle(
                end - 0.6 * self._unit, y - 4 * self._unit, 1.2 * self._unit, 4 * self._unit
            )
        canvas.stroke(bar, self._style["halo"], 2.2 * self._unit, 0.8)
        canvas.fill(bar, self._style["muted"])
        text = f"{length:,.10g} km" if length >= 1 else f"{length * 1000:.10g} m"
        x, y = right + 6 * self._unit, y + 1.6 * self._unit
        canvas.lay(line_sprite(text, self._lang, style), round(x), round(y))
