"""Date expressions: the stretches of a text that say when, in the languages that we know."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from placetime.model.text import primary
from placetime.spec import load

_TOUCHES = re.compile(r"[^\S\n]*\n?[^\S\n]*")
LANGUAGES = tuple(load("expressions"))


def date_expressions(text: str, lang: str) -> Iterator[tuple[int, int]]:
    """Where a text of a language (BCP 47) says when: start and end (exclusive), in order, disjoint.

    Found by patterns (`spec/expressions.json`): calendar dates whole or in part, seasons, and words
    that point to a date named before, such as “the next day”. Expressions with nothing but a line
    break between them are one. A language without patterns has none.
    """
    pattern = _pattern(primary(lang))
    last: tuple[int, int] | None = None
    for match in pattern.finditer(text) if pattern else ():
        start, end = match.span()
        if last and _TOUCHES.fullmatch(text, last[1], start):
            last = (last[0], end)
            continue
        if last:
            yield last
        last = (start, end)
    if last:
        yield last


@cache
def _pattern(lang: str) -> re.Pattern[str] | None:
    """All patterns of a language as one; a blank in them stands for the language's white space."""
    spec = load("expressions").get(lang)
    if spec is None:
        return None
    written = []
    for pattern in spec["dates"]:
        for name, part in spec["parts"].items():
            pattern = pattern.replace(f"{{{name}}}", part)
        written.append(pattern.replace(" ", spec["gap"]))
    return re.compile("|".join(f"(?:{pattern})" for pattern in written))
