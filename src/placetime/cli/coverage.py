"""`placetime coverage`: the documents with what is mapped and what is not."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import click
from rich.console import Console
from rich.table import Table

from placetime.build import check_folder
from placetime.check.coverage import Coverage
from placetime.check.coverage import coverage as covered_by
from placetime.cli import options
from placetime.errors import PlacetimeError
from placetime.write.coverage import write_coverage


@click.command()
@options.folder
@options.documents
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The page to write; default: outputs/coverage.html of the atlas.",
)
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How the figures are printed.",
)
@click.option("--complete", is_flag=True, help="Exit with 1 while any date expression is open.")
def coverage(
    folder: Path,
    documents: Path | None,
    output: Path | None,
    style: Literal["text", "json"],
    complete: bool,
) -> None:
    """Show what of the documents an atlas FOLDER (default: here) has, and what not.

    Finds every date expression in your own copies of the documents (in Chinese, English and French)
    and tells whether a claim cites it, layers/omissions.csv leaves it out for a reason, or it is
    still open. Writes a page with the full text, all of this marked in it: keep it to yourself if
    the documents are not yours to publish.
    """
    checked = check_folder(folder, documents)
    if checked.atlas is None:
        raise PlacetimeError("the atlas cannot be read; `placetime check` says why")
    coverages = covered_by(checked.atlas)
    if not coverages:
        raise PlacetimeError(
            "no document is at hand; name your copies in [documents] of atlas.toml, "
            "or use --documents DIR"
        )
    page = output or folder / "outputs" / "coverage.html"
    write_coverage(checked.atlas, coverages, page)
    if style == "json":
        click.echo(json.dumps([_record(c) for c in coverages], ensure_ascii=False, indent=2))
    else:
        _show(coverages)
        click.echo(f"wrote {page}", err=True)
    if complete and any(c.count("open") for c in coverages):
        raise click.exceptions.Exit(1)


def _show(coverages: Sequence[Coverage]) -> None:
    table = Table("document", box=None, pad_edge=False)
    for name in ("dates", "cited", "left out", "open", "claims", "text cited"):
        table.add_column(name, justify="right")
    for covered in coverages:
        states = [str(covered.count(state)) for state in ("cited", "omitted", "open")]
        share = f"{100 * covered.share_cited:.0f} %"
        dates, claims = str(len(covered.expressions)), str(len(covered.cited))
        table.add_row(covered.source.id, dates, *states, claims, share)
    Console(highlight=False).print(table)


def _record(covered: Coverage) -> dict[str, object]:
    document = covered.document
    return {
        "source": covered.source.id,
        "characters": len(document.text),
        "share_cited": round(covered.share_cited, 4),
        "claims": len(covered.cited),
        "dates": [
            {
                "start": e.start,
                "end": e.end,
                "text": document.excerpt(e.start, e.end),
                "state": e.state,
                "reason": e.omission.reason if e.state == "omitted" and e.omission else None,
            }
            for e in covered.expressions
        ],
    }
