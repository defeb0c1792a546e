"""Works of the bibliography: members of their CSL-JSON."""

from __future__ import annotations

import json

from placetime.pull.compare import Change
from placetime.pull.edits import Edits, value_of


def carry_source(edits: Edits, change: Change) -> None:
    """The changed members of a work: from its CSL-JSON, or its title and type alone."""
    assert change.row is not None and change.was is not None and change.origin is not None
    document = edits.records.bibliography
    assert document is not None
    before = json.loads(value_of(change.was, "csl"))
    try:
        after = json.loads(value_of(change.row, "csl"))
    except ValueError:
        after = None
    if not isinstance(after, dict):
        edits.wrong(change, "G704", "“csl” is no longer a JSON object; mend it")
        return
    after.update({k: value_of(change.row, k) for k in ("title", "type") if k in change.columns})
    index = next(i for i, item in enumerate(document.value) if item.get("id") == change.origin.key)
    if before.keys() != after.keys():
        span = document.span(index)
        assert span is not None
        text = json.dumps(after, ensure_ascii=False, indent=2).replace("\n", "\n  ")
        edits.pieces[document.file][span] = text
        return
    for key in after:
        span = document.span(index, key)
        if before[key] != after[key] and span is not None:
            edits.pieces[document.file][span] = json.dumps(after[key], ensure_ascii=False)
