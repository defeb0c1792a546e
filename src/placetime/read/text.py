"""A file of the atlas folder as text, with findings instead of exceptions."""

from __future__ import annotations

from pathlib import Path

from placetime.model.finding import Finding, Location

BOM = "\ufeff"


def inside(root: Path, relative: str) -> Path | None:
    """The path of a file of the folder, or None if it would lie outside of it."""
    path = (root / relative).resolve()
    return path if path.is_relative_to(root.resolve()) else None


def read_text(root: Path, relative: str, found: list[Finding]) -> str | None:
    """The file as UTF-8 text without byte-order mark, or None and a finding."""
    where = Location(relative)
    path = inside(root, relative)
    if path is None:
        found.append(
            Finding(where, "F104", "leads out of the atlas folder; keep the file inside of it")
        )
        return None
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        found.append(Finding(where, "F101", "there is no such file; create it or mend its name"))
        return None
    except OSError as error:
        found.append(Finding(where, "F101", f"cannot be read: {error.strerror}; check its rights"))
        return None
    try:
        return raw.decode("utf-8").removeprefix(BOM)
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        found.append(
            Finding(
                Location(relative, line, column),
                "F102",
                f"byte 0x{raw[error.start]:02x} is not UTF-8{_guess(raw)}; save the file as UTF-8",
            )
        )
        return None


def _guess(raw: bytes) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return " (it looks like UTF-16)"
    for encoding in ("gb18030", "big5", "shift_jis", "euc_kr"):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if any("\u4e00" <= c <= "\u9fff" or "\uac00" <= c <= "\ud7a3" for c in text):
            return f" (it may be {encoding.upper()})"
    return " (it may be Windows-1252)"
