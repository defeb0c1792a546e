"""`placetime cite`: finds words in a document and prints the selector for a claim."""

from __future__ import annotations

from pathlib import Path

import click

from placetime.build import check_folder
from placetime.check.document import Document, document_of
from placetime.check.quote import find, longest_found
from placetime.cli import options
from placetime.errors import PlacetimeError
from placetime.model.atlas import Atlas
from placetime.model.source import Passage
from placetime.resolve.nearest import did_you_mean


@click.command()
@click.argument("source")
@click.argument("words")
@click.option(
    "--folder",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The atlas folder; default: here.",
)
@options.documents
@click.option("--context", default=40, show_default=True, help="Characters shown on either side.")
def cite(source: str, words: str, folder: Path, documents: Path | None, context: int) -> None:
    """Find WORDS in your own copy of a document and print the passage to paste into a claim.

    SOURCE is an id of the bibliography. White space, simplified or traditional characters, full or
    half width and footnote marks in the document make no difference. Several hits are all shown.

    \b
    $ placetime cite letter "we sailed on the third of May"
    letter,120-150:9f2c4e01
      … and so 【we sailed on the third of May】 with a fair wind …
    """
    document = _document(check_folder(folder, documents).atlas, source)
    try:
        passages = list(find(document.text, words))
    except ValueError as error:
        raise PlacetimeError(f"{error}; give a few words of the document") from None
    if not passages:
        part = longest_found(document.text, words)
        hint = f"; the longest beginning that is there: “{part}”" if part else ""
        raise PlacetimeError(f"“{words}” does not stand in “{source}”{hint}")
    for passage in passages:
        click.echo(f"{source},{passage}")
        click.echo(f"  {in_context(document, passage, context)}")


def in_context(document: Document, passage: Passage, context: int) -> str:
    """The passage in brackets with some text of the document on either side."""
    before = document.excerpt(passage.start - context, passage.start)
    after = document.excerpt(passage.end, passage.end + context)
    left = "… " if passage.start > context else ""
    right = " …" if passage.end + context < len(document.text) else ""
    return f"{left}{before} 【{document.excerpt(passage.start, passage.end)}】 {after}{right}"


def _document(atlas: Atlas | None, source: str) -> Document:
    sources = atlas.sources if atlas else {}
    if source not in sources:
        raise PlacetimeError(f"unknown source “{source}”{did_you_mean(source, sources)}")
    document = document_of(sources[source])
    if document is None:
        path = sources[source].document
        where = f"is not at {path}" if path else "has no file in [documents] of atlas.toml"
        raise PlacetimeError(
            f"your copy of “{source}” {where}; put it there, or use --documents DIR"
        )
    return document
