"""`placetime info`: what an atlas holds, in a few lines."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from placetime.build import check_folder
from placetime.cli import options
from placetime.cli.check import verified
from placetime.cli.findings import counted
from placetime.edtf.words import describe
from placetime.model.atlas import Atlas
from placetime.model.text import pick


@click.command()
@options.folder
@options.documents
def info(folder: Path, documents: Path | None) -> None:
    """Show what an atlas FOLDER (default: here) holds: layers, claims, sources, what is missing."""
    checked = check_folder(folder, documents)
    console = Console(highlight=False)
    if checked.atlas is not None:
        _show(checked.atlas, console)
    console.print(counted(checked.findings), markup=False)


def _show(atlas: Atlas, console: Console) -> None:
    lang = atlas.language
    console.print(pick(atlas.title, lang), style="bold", markup=False)
    console.print(f"{describe(atlas.span, lang)}; languages: {', '.join(atlas.languages)}")
    table = Table("layer", "title", box=None, pad_edge=False)
    for name in ("events", "claims", "disputed", "undated", "unlocated"):
        table.add_column(name, justify="right")
    for layer in atlas.layers:
        events = [event for event in atlas.events if event.layer == layer.id]
        claims = [claim for event in events for claim in event.claims]
        located = [
            any(atlas.places[ref.place].geometry is not None for ref in claim.places)
            for claim in claims
        ]
        table.add_row(
            layer.id,
            pick(layer.title, lang),
            str(len(events)),
            str(len(claims)),
            str(sum(bool(event.disputed) for event in events)),
            str(sum(claim.when is None for claim in claims)),
            str(located.count(False)),
        )
    console.print(table)
    for source in atlas.sources.values():
        cited = sum(c.source == source.id for e in atlas.events for c in e.claims)
        console.print(f"{source.id}: {cited} claims. {source.reference}", markup=False)
    console.print(f"{len(atlas.places)} places; {verified(atlas)}", markup=False)
