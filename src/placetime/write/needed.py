"""Libraries that an extra brings."""

from __future__ import annotations

from importlib.util import find_spec

from placetime.errors import MissingPart


def need(what: str, *modules: str, extra: str = "gis") -> None:
    """MissingPart, which says what to install, if one of the modules is not there."""
    if any(find_spec(module) is None for module in modules):
        raise MissingPart(f'{what} needs more: pip install "placetime[{extra}]"')
