"""What a mark's balloon says, as HTML: when, where, every claim of its event with source and passage."""

from __future__ import annotations

from html import escape
from typing import Final

from placetime.edtf.words import describe
from placetime.model.atlas import Atlas
from placetime.model.edtf import EDTF
from placetime.model.event import Event
from placetime.model.text import pick, primary
from placetime.render.gis.citation import citation
from placetime.render.gis.element import clean
from placetime.render.gis.tables import claim_of
from placetime.scene.mark import Mark
from placetime.spec import load

LONGEST: Final = 60
"""Characters of a summary in a title."""


def balloon(atlas: Atlas, event: Event, mark: Mark) -> str:
    """All text of the atlas is escaped: nothing in it is markup or script."""
    lang = atlas.language
    head = [_date(event.principal.when, lang), _where(atlas, mark)]
    rows = [f"<p><b>{_text(' · '.join(part for part in head if part))}</b></p>"]
    for claim in event.claims:
        status = pick(load("vocabulary")["status"][claim.status], primary(lang))
        said = " · ".join(bit for bit in (_date(claim.when, lang), status) if bit)
        cited = f"{citation(atlas, claim)} ({claim.passage})"
        rows.append(
            f"<p>{_text(pick(claim.summary, lang))}<br/>"
            f"<small>{_text(said)} — {_text(cited)}</small></p>"
        )
    return "".join(rows)


def mark_title(atlas: Atlas, event: Event, mark: Mark) -> str:
    """Where, how many, and the begin of what its claim says: marks at one place have different titles."""
    summary = " ".join(pick(claim_of(event, mark).summary, atlas.language).split())
    return ": ".join(bit for bit in (_where(atlas, mark), _begin(summary)) if bit)


def _begin(text: str) -> str:
    """As many whole words as fit; of a script without spaces, as many signs."""
    if len(text) <= LONGEST:
        return text
    cut = text[: LONGEST - 1]
    words, space, _ = cut.rpartition(" ")
    return f"{words if space and len(words) > LONGEST // 2 else cut}…"


def _date(when: EDTF | None, lang: str) -> str:
    """In words, and as EDTF."""
    return f"{describe(when, lang)} ({when.text})" if when else ""


def _where(atlas: Atlas, mark: Mark) -> str:
    """The place's name, and the number where the mark has one."""
    lang = atlas.language
    bits = (atlas.places[mark.place].name(lang) if mark.place else "", pick(mark.text, lang))
    return " · ".join(bit for bit in bits if bit) or mark.event


def _text(text: str) -> str:
    return escape(clean(text)).replace("$[", "$&#91;")
