"""`placetime info`: what an atlas holds, in a few lines."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table

from placetime.build import check_folder
from placetime.cli import options
from placetime.cli.check import verified
from placetime.cli.findings import counted
from placetime.edtf.words import describe
from placetime.model.atlas import Atlas
from placetime.model.event import Event
from placetime.model.text import pick

_FIGURES = ("events", "claims", "disputed", "undated", "unlocated", "places")


@click.command()
@options.folder
@options.documents
def info(folder: Path, documents: Path | None) -> None:
    """Show what an atlas FOLDER (default: here) holds, by layer and by source, and what is missing."""
    checked = check_folder(folder, documents)
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = 120  # wide enough that no figure is cut
    if checked.atlas is not None:
        _show(checked.atlas, console)
    console.print(counted(checked.findings), markup=False)


def _show(atlas: Atlas, console: Console) -> None:
    lang = atlas.language
    console.print(pick(atlas.title, lang), style="bold", markup=False)
    console.print(f"{describe(atlas.span, lang)}; languages: {', '.join(atlas.languages)}")
    layers = Table("layer", "title", *_FIGURES, box=None, pad_edge=False)
    for layer in atlas.layers:
        events = [event for event in atlas.events if event.layer == layer.id]
        layers.add_row(layer.id, pick(layer.title, lang), *_figures(atlas, events))
    layers.add_row("", "all", *_figures(atlas, atlas.events), style="bold")
    sources = Table("source", "reference", *_FIGURES, box=None, pad_edge=False)
    for source in atlas.sources.values():
        events = [e for e in atlas.events if any(c.source == source.id for c in e.claims)]
        sources.add_row(source.id, source.short, *_figures(atlas, events, source.id))
    for table in (layers, sources):
        for column in table.columns:
            column.no_wrap = True
            if column is not table.columns[1]:  # the one that gives way in a narrow window
                column.min_width = max(
                    cell_len(str(text)) for text in [column.header, *column.cells]
                )
        for column in table.columns[2:]:
            column.justify = "right"
        console.print(table)
    numbers = sum(len(series.values) for layer in atlas.layers for series in layer.series)
    console.print(
        f"{len(atlas.places)} places, {sum(len(p.names) for p in atlas.places.values())} names; "
        f"{numbers} numbers in series; {verified(atlas)}",
        markup=False,
    )


def _figures(atlas: Atlas, events: Sequence[Event], source: str | None = None) -> list[str]:
    """Numbers of events, claims, disputed events, claims without a date, claims without a located
    place, and places named; claims and places of one source only, if it is given."""
    claims = [c for e in events for c in e.claims if source in (None, c.source)]
    places = {ref.place for claim in claims for ref in claim.places}
    located = [any(atlas.places[r.place].geometry is not None for r in c.places) for c in claims]
    numbers = (
        len(events),
        len(claims),
        sum(bool(event.disputed) for event in events),
        sum(claim.when is None for claim in claims),
        located.count(False),
        len(places),
    )
    return [str(number) for number in numbers]
