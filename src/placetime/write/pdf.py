"""PDF: a drawing as a page of paths, 96 px to the inch."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
import pydyf

from placetime.render.raster.credits import About
from placetime.render.raster.drawing import MITRE, Drawing, Fill, Lines, Stroke
from placetime.render.raster.pixels import rgb

POINTS: Final = 72 / 96
"""Of PDF's points in a px."""
FINE: Final = 2
"""Decimals of a px that positions are rounded to."""
CAPS: Final = {"butt": 0, "round": 1}
JOINS: Final = {"miter": 0, "round": 1}


def write_pdf(drawing: Drawing, about: About, path: Path) -> None:
    """Writes a drawing as PDF 1.7, with its title and description and no date of its making."""
    pdf = pydyf.PDF()
    pdf.info["Title"] = pydyf.String(about.title)
    pdf.info["Subject"] = pydyf.String(about.text)
    pdf.info["Creator"] = pydyf.String("placetime")
    pdf.catalog["Lang"] = pydyf.String(about.lang)
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    _Page(pdf).add(drawing)
    with path.open("wb") as file:
        pdf.write(file)


class _Page:
    """A page in the making: what its streams refer to by name."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._states: Any = pydyf.Dictionary()
        self._forms: Any = pydyf.Dictionary()
        self._known = pydyf.Dictionary({"ExtGState": self._states, "XObject": self._forms})
        pdf.add_object(self._known)

    def add(self, drawing: Drawing) -> None:
        wide, high = drawing.width * POINTS, drawing.height * POINTS
        stream = pydyf.Stream(compress=True)
        stream.set_matrix(POINTS, 0, 0, -POINTS, 0, high)
        stream.set_miter_limit(MITRE)
        self._draw(stream, drawing, 0.0, 0.0)
        self._pdf.add_object(stream)
        page = {
            "Type": "/Page",
            "Parent": self._pdf.pages.reference,
            "MediaBox": pydyf.Array([0, 0, wide, high]),
            "Contents": stream.reference,
            "Resources": self._known.reference,
            "Group": _group(),
        }
        self._pdf.add_page(pydyf.Dictionary(page))

    def _draw(self, stream: Any, drawing: Drawing, x: float, y: float) -> None:
        """Draws the parts of a drawing whose own corner lies at (x, y)."""
        for part in drawing.parts:
            if not isinstance(part, Drawing):
                self._paint(stream, part, x, y)
                continue
            right, down = x + part.x, y + part.y
            if part.clip is None and part.opacity >= 1:
                self._draw(stream, part, right, down)
                continue
            stream.push_state()
            if part.clip is not None:
                _trace(stream, part.clip.lines, right, down)
                stream.clip(part.clip.even_odd)
                stream.end()
            if part.opacity < 1:
                self._set_opacity(stream, part.opacity)
                self._draw_as_one(stream, part, right, down)
            else:
                self._draw(stream, part, right, down)
            stream.pop_state()

    def _draw_as_one(self, stream: Any, drawing: Drawing, x: float, y: float) -> None:
        """Draws the parts as a transparency group (PDF 1.7, 11.6.6), which takes on one opacity."""
        bounds = drawing.bounds()
        if bounds is None:
            return
        extra = {
            "Type": "/XObject",
            "Subtype": "/Form",
            "BBox": pydyf.Array([round(v, FINE) for v in bounds + np.array([x, y, x, y])]),
            "Resources": self._known.reference,
            "Group": _group(),
        }
        form = pydyf.Stream(extra=extra, compress=True)
        form.set_miter_limit(MITRE)
        self._draw(form, drawing, x, y)
        self._pdf.add_object(form)
        name = f"g{len(self._forms)}"
        self._forms[name] = form.reference
        stream.draw_x_object(name)

    def _paint(self, stream: Any, part: Fill | Stroke, x: float, y: float) -> None:
        stream.push_state()
        if part.opacity < 1:
            self._set_opacity(stream, part.opacity)
        ink = [round(v / 255, 4) for v in rgb(part.color)]
        stream.set_color_rgb(*ink, stroke=isinstance(part, Stroke))
        if isinstance(part, Stroke):
            stream.set_line_width(round(part.width, FINE))
            stream.set_line_cap(CAPS[part.cap])
            stream.set_line_join(JOINS[part.join])
            if part.dash:
                stream.set_dash([round(v, FINE) for v in part.dash], 0)
        for right, down in (part.at + np.array([x, y])).tolist():
            _trace(stream, part.lines, right, down)
            if isinstance(part, Stroke):
                stream.stroke()
            else:
                stream.fill(part.even_odd)
        stream.pop_state()

    def _set_opacity(self, stream: Any, opacity: float) -> None:
        share = round(opacity, 3)
        name = f"o{round(share * 1000)}"
        if name not in self._states:
            self._states[name] = pydyf.Dictionary({"ca": share, "CA": share})
        stream.set_state(name)


def _group() -> Any:
    return pydyf.Dictionary({"S": "/Transparency", "CS": "/DeviceRGB", "I": "true"})


def _trace(stream: Any, lines: Lines, x: float, y: float) -> None:
    """Adds polylines, moved by (x, y), to the path."""
    for points, closed in lines:
        first, *others = np.round(points + np.array([x, y]), FINE).tolist()
        stream.move_to(*first)
        for point in others:
            stream.line_to(*point)
        if closed:
            stream.close()
