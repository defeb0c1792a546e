"""`placetime check`: everything that is wrong with a folder, at once."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from placetime.build import check_folder
from placetime.check.document import document_of
from placetime.check.passages import citations
from placetime.cli import options
from placetime.cli.findings import counted, formatted
from placetime.model.atlas import Atlas


@click.command()
@options.folder
@options.documents
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How findings are printed; “github” makes annotations of a pull request.",
)
@click.option("--errors-only", is_flag=True, help="Leave out warnings, and do not fail on them.")
def check(
    folder: Path,
    documents: Path | None,
    style: Literal["text", "json", "github"],
    errors_only: bool,
) -> None:
    """Check an atlas FOLDER (default: here) and list all problems at once.

    Each line is file:line:column, a code, what is wrong and how to mend it. Errors keep `build` from
    writing; warnings do not. Exit code 1 if there is anything to mend, else 0.

    Passages are verified against your own copies of the documents where they are at hand.
    """
    checked = check_folder(folder, documents)
    findings = checked.errors if errors_only else checked.findings
    if findings or style == "json":
        click.echo(formatted(findings, style))
    if style == "text":
        if checked.atlas is not None:
            click.echo(verified(checked.atlas), err=True)
        click.echo(counted(findings), err=True)
    if findings:
        raise click.exceptions.Exit(1)


def verified(atlas: Atlas) -> str:
    """How many passages could be verified, and which documents were missing."""
    at_hand = {s.id for s in atlas.sources.values() if document_of(s) is not None}
    cited = [claim.source for claim in citations(atlas)]
    missing = sorted(set(cited) - at_hand)
    done = sum(source in at_hand for source in cited)
    line = f"{done} of {len(cited)} passages compared with the documents"
    return line + (f"; not at hand: {', '.join(missing)}" if missing else "")
