"""The places of claims: parts of the cells at, from, via, to, along and within."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final

from placetime.model.claim import ROLES
from placetime.pull.compare import Change
from placetime.pull.edits import Edits, value_of

TABLE: Final = "claim_places"


def carry_claim_places(edits: Edits, changes: Iterable[Change]) -> None:
    """Edited, added and deleted rows of the table as new texts of the cells that hold them."""
    lists: dict[tuple[str, int], dict[str, list[str]]] = {}
    owners: dict[tuple[str, int], Change] = {}
    gone: dict[tuple[str, int], set[tuple[str, int]]] = defaultdict(set)
    claims = {
        origin.key: (origin.file, origin.line)
        for (table, _), origin in edits.comparison.now.origins.items()
        if table == "claims"
    }
    for change in changes:
        key = change.origin.key if change.origin else value_of(change.row or {}, "claim")
        at = claims.get(key)
        if at is None:
            if not _of_new_claim(edits, change, key):
                edits.wrong(change, "G705", f"a place was added to an unknown claim “{key}”")
            continue
        if at[1] in edits.removed[at[0]]:
            continue
        parts = lists.setdefault(at, _parts(edits, *at))
        owners[at] = change
        role, text = _part(change.row) if change.row is not None else ("", "")
        if change.row is not None and (role not in ROLES or not text):
            known = ", ".join(ROLES)
            edits.wrong(change, "G704", f"“{role}” is no role of a place, or the place is empty; "
                        f"roles are {known}")  # fmt: skip
            continue
        if change.was is None:
            parts[role].append(text)
            continue
        old, number = _seat(edits, change)
        if change.row is not None and value_of(change.row, "claim") != key:
            edits.wrong(change, "G704", "a place was given to another claim; delete it, add a row")
        elif role == old:
            parts[old][number] = text
        else:
            gone[at].add((old, number))
            if text:
                parts[role].append(text)
    for at, parts in lists.items():
        for role, texts in parts.items():
            left = [text for i, text in enumerate(texts) if (role, i) not in gone[at]]
            row = edits.row(*at)
            if row is not None and "; ".join(left) != "; ".join(_split(row.text(role))):
                edits.set(owners[at], *at, role, "; ".join(left))


def _of_new_claim(edits: Edits, change: Change, key: str) -> bool:
    """Whether the place belongs to a claim that was added; then it goes into that row's cell."""
    for other in edits.comparison.changes:
        if other.table == "claims" and other.was is None and other.row and change.row:
            if value_of(other.row, "claim") != key:
                continue
            file = f"layers/{value_of(other.row, 'layer')}/claims.csv"
            event = value_of(other.row, "event")
            for new in edits.added[file]:
                if new.values.get("event") == event and isinstance(new.values, dict):
                    role, text = _part(change.row)
                    before = new.values.get(role, "")
                    new.values[role] = f"{before}; {text}" if before else text
                    return True
    return False


def _parts(edits: Edits, file: str, line: int) -> dict[str, list[str]]:
    row = edits.row(file, line)
    return {role: _split(row.text(role)) if row else [] for role in ROLES}


def _split(text: str) -> list[str]:
    return [part.strip() for part in text.split(";") if part.partition("=")[0].strip()]


def _part(row: Mapping[str, Any]) -> tuple[str, str]:
    """The role, and the place as claims.csv has it: `id`, `id?`, `id = words`."""
    place, written = value_of(row, "place"), value_of(row, "place_written")
    text = place + ("?" if place and row.get("inferred") else "")
    return value_of(row, "role"), f"{text} = {written}" if written and text else text


def _seat(edits: Edits, change: Change) -> tuple[str, int]:
    """The role of a row as it was, and its number among the claim's places in this role."""
    assert change.origin is not None and change.was is not None
    role = value_of(change.was, "role")
    now = edits.comparison.now
    number = 0
    for (table, fid), row in now.rows.items():
        if table == TABLE and fid < change.was_fid:
            same = now.origins[table, fid].key == change.origin.key
            number += same and row["role"] == role
    return role, number
