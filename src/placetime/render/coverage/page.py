"""One HTML page for all documents: figures, a strip, the text with its marks, the claims in its order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from importlib.resources import files
from json import loads
from typing import Any

from placetime.check.coverage import Cited, Coverage, Expression
from placetime.check.document import Document
from placetime.edtf.words import describe
from placetime.model.atlas import Atlas
from placetime.model.claim import Claim
from placetime.model.text import pick, primary
from placetime.render.coverage.stretches import Stretch, stretches
from placetime.spec import load

Words = dict[str, str]
_HERE = files("placetime.render.coverage")


def coverage_page(atlas: Atlas, coverages: Sequence[Coverage]) -> str:
    """The page in the atlas' first language (English words where we have none in it).

    It holds the documents' full text: it is for those who have the documents.
    """
    lang = atlas.language
    by_language: dict[str, Words] = loads(_HERE.joinpath("words.json").read_text("utf-8"))
    words = by_language.get(primary(lang), by_language["en"])
    return "".join(
        [
            f'<!DOCTYPE html>\n<html lang="{escape(lang)}">\n<head>\n<meta charset="utf-8">\n',
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
            "style-src 'unsafe-inline'\">\n",
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f"<title>{escape(words['title'])}: {escape(pick(atlas.title, lang))}</title>\n",
            f"<style>\n{_HERE.joinpath('page.css').read_text('utf-8')}</style>\n</head>\n<body>\n",
            f"<h1>{escape(words['title'])}</h1>\n<p>{escape(pick(atlas.title, lang))}</p>\n",
            f'<p class="quiet">{escape(words["about"])}</p>\n',
            _key(words),
            _figures(coverages, words),
            *(_document(atlas, covered, words) for covered in coverages),
            "</body>\n</html>\n",
        ]
    )


def _key(words: Words) -> str:
    states = "".join(
        f'<span class="{state}">{escape(words[state])}</span>'
        for state in ("cited", "omitted", "open")
    )
    return f'<p class="key">{states}</p>\n'


def _figures(coverages: Sequence[Coverage], words: Words) -> str:
    names = ("dates", "cited", "omitted", "open", "claims", "share")
    head = "".join(f'<th class="n" scope="col">{escape(words[name])}</th>' for name in names)
    rows = []
    for covered in coverages:
        states = [covered.count(state) for state in ("cited", "omitted", "open")]
        numbers = [len(covered.expressions), *states, len(covered.cited)]
        cells = [*map(str, numbers), f"{100 * covered.share_cited:.0f} %"]
        row = "".join(f'<td class="n">{cell}</td>' for cell in cells)
        name = escape(covered.source.short)
        rows.append(f'<tr><td><a href="#{escape(covered.source.id)}">{name}</a></td>{row}</tr>\n')
    first = f'<th scope="col">{escape(words["document"])}</th>'
    return f"<table>\n<tr>{first}{head}</tr>\n{''.join(rows)}</table>\n"


def _document(atlas: Atlas, covered: Coverage, words: Words) -> str:
    source = covered.source
    numbers = {id(item): n for n, item in enumerate(_in_order(covered), start=1)}
    text = "".join(_marked(atlas, covered, numbers))
    lang = f' lang="{escape(source.language)}"' if source.language else ""
    return "".join(
        [
            f'<h2 id="{escape(source.id)}">{escape(source.short)}</h2>\n',
            f'<p class="quiet">{escape(source.reference)}</p>\n',
            _strip(covered),
            _open(covered, words),
            f'<div class="text"{lang}><p>{text}</p></div>\n',
            f"<h3>{escape(words['claims-of'])}</h3>\n",
            _claims(atlas, covered, words),
        ]
    )


def _in_order(covered: Coverage) -> list[Cited]:
    return sorted(covered.cited, key=lambda c: (c.passage.start, c.passage.end))


def _strip(covered: Coverage) -> str:
    """Where in the text date expressions are cited, left out, open; drawn in this order."""
    length = max(1, len(covered.document.text))
    bars = [
        f'<rect class="{state}" x="{1000 * e.start / length:.1f}" width="2" height="10"/>'
        for state in ("cited", "omitted", "open")
        for e in covered.expressions
        if e.state == state
    ]
    return (
        '<svg class="strip" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">'
        f"{''.join(bars)}</svg>\n"
    )


def _open(covered: Coverage, words: Words) -> str:
    left = [e for e in covered.expressions if e.state == "open"]
    if not left:
        return ""
    links = ", ".join(
        f'<a href="#{_anchor(covered, e)}">{escape(covered.document.excerpt(e.start, e.end))}</a>'
        for e in left
    )
    return f'<p class="open-of"><b>{escape(words["open-of"])}:</b> {links}</p>\n'


def _anchor(covered: Coverage, expression: Expression) -> str:
    return f"{covered.source.id}-{expression.start}"


def _marked(atlas: Atlas, covered: Coverage, numbers: dict[int, int]) -> Iterator[str]:
    for stretch in stretches(covered):
        gap = covered.document.gap(stretch.start)
        yield "</p>\n<p>" if gap == "\n\n" else gap
        yield _stretch(atlas, covered, stretch)
        for item in stretch.ends:
            n = numbers[id(item)]
            yield f'<sup><a href="#{covered.source.id}-c{n}">{n}</a></sup>'


def _stretch(atlas: Atlas, covered: Coverage, stretch: Stretch) -> str:
    text = _readable(covered.document, stretch.start, stretch.end)
    classes, title, anchor = [], "", ""
    if stretch.cited:
        classes.append("cited")
        title = " · ".join(dict.fromkeys(_name(atlas, item) for item in stretch.cited))
    if stretch.expression:
        state = stretch.expression.state
        classes += ["date"] + ([state] if state != "cited" and not stretch.cited else [])
        if stretch.start == stretch.expression.start and state == "open":
            anchor = f' id="{_anchor(covered, stretch.expression)}"'
    if stretch.omission and not stretch.cited:
        classes.append("omitted")
        why = pick(_reason(stretch.omission.reason), atlas.language)
        title = f"{why}: {stretch.omission.note}" if stretch.omission.note else why
    if not classes:
        return text
    told = f' title="{escape(title)}"' if title else ""
    return f'<span class="{" ".join(dict.fromkeys(classes))}"{anchor}{told}>{text}</span>'


def _readable(document: Document, start: int, end: int) -> str:
    """The text of a stretch, escaped, with its paragraphs."""
    pieces, last = [], start
    for offset in range(start + 1, end):
        if document.gap(offset) == "\n\n":
            pieces.append(document.excerpt(last, offset))
            last = offset
    pieces.append(document.excerpt(last, end))
    return "<br><br>".join(escape(piece) for piece in pieces)


def _reason(reason: str) -> dict[str, str]:
    reasons: dict[str, dict[str, str]] = load("vocabulary")["omission"]
    return reasons[reason]


def _name(atlas: Atlas, item: Cited) -> str:
    return pick(item.summary, atlas.language) if isinstance(item, Claim) else item.value.text


def _claims(atlas: Atlas, covered: Coverage, words: Words) -> str:
    lines = []
    for n, item in enumerate(_in_order(covered), start=1):
        when = describe(item.when, atlas.language) if item.when else words["undated"]
        what: Any = _name(atlas, item)
        if not isinstance(item, Claim):
            what = f"{words['number']} {what}"
        place = f"{item.location.file}:{item.location.line}"
        lines.append(
            f'<li id="{covered.source.id}-c{n}">{escape(when)}: {escape(what)} '
            f'<span class="quiet">{escape(place)}</span></li>\n'
        )
    return f'<ol class="claims">\n{"".join(lines)}</ol>\n'
