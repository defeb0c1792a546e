"""What a mark's balloon says, as HTML: when, where, every claim of its event with source and passage."""

from __future__ import annotations

from html import escape

from placetime.model.atlas import Atlas
from placetime.model.event import Event
from placetime.model.text import pick, primary
from placetime.render.gis.element import clean
from placetime.scene.mark import Mark
from placetime.spec import load


def balloon(atlas: Atlas, event: Event, mark: Mark) -> str:
    """All text of the atlas is escaped: nothing in it is markup or script."""
    lang = atlas.language
    head = [event.principal.when.text if event.principal.when else "", mark_title(atlas, mark)]
    rows = [f"<p><b>{_text(' · '.join(part for part in head if part))}</b></p>"]
    for claim in event.claims:
        source = atlas.sources[claim.source]
        status = pick(load("vocabulary")["status"][claim.status], primary(lang))
        date = claim.when.text if claim.when else ""
        said = " · ".join(bit for bit in (date, status) if bit)
        rows.append(
            f"<p>{_text(pick(claim.summary, lang))}<br/>"
            f"<small>{_text(said)} — {_text(source.short)}, {_text(str(claim.passage))}</small></p>"
        )
    return "".join(rows)


def mark_title(atlas: Atlas, mark: Mark) -> str:
    """The place's name, and the number where the mark has one."""
    lang = atlas.language
    bits = (atlas.places[mark.place].name(lang) if mark.place else "", pick(mark.text, lang))
    return " · ".join(bit for bit in bits if bit) or mark.event


def _text(text: str) -> str:
    return escape(clean(text)).replace("$[", "$&#91;")
