"""Data as code: vocabularies, limits, styles and symbols, read once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache, wraps
from importlib.resources import files
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

_own: ContextVar[str] = ContextVar("style", default="{}")
"""What is laid over style.json, as JSON: a key for what is kept."""


@cache
def load(name: str) -> Any:
    """The content of `spec/<name>.json`. Do not modify it."""
    return json.loads(files(__name__).joinpath(f"{name}.json").read_text("utf-8"))


@cache
def names(folder: str) -> frozenset[str]:
    """The names of the files in a folder of `spec/`, without their ending."""
    inside = files(__name__).joinpath(folder).iterdir()
    return frozenset(one.name.removesuffix(".json") for one in inside)


def current_style() -> Any:
    """The style in force: style.json with what `styled` lays over it. Do not modify it."""
    return _laid(_own.get())


@contextmanager
def styled(own: Mapping[str, Any]) -> Iterator[None]:
    """Lays values over those of style.json for what is drawn meanwhile, in place of any laid before."""
    token = _own.set(json.dumps(own, sort_keys=True))
    try:
        yield
    finally:
        _own.reset(token)


def laid_style() -> dict[str, Any]:
    """What is laid over style.json now, for `styled` at another time."""
    return dict(json.loads(_own.get()))


def over(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """A table with the values of another laid over it, table by table."""
    return dict(below) | {
        key: over(below[key], value)
        if isinstance(value, Mapping) and isinstance(below.get(key), Mapping)
        else value
        for key, value in above.items()
    }


def kept_by_style(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keeps what a function gives, for each style by itself; at most so many in all."""

    def keep(function: Callable[P, T]) -> Callable[P, T]:
        @lru_cache(maxsize=most)
        def made(style: str, *args: Any, **named: Any) -> T:
            return function(*args, **named)

        @wraps(function)
        def given(*args: P.args, **named: P.kwargs) -> T:
            return made(_own.get(), *args, **named)  # type: ignore[arg-type]

        return given

    return keep


@lru_cache(maxsize=16)
def _laid(own: str) -> dict[str, Any]:
    return over(load("style"), json.loads(own))
