"""What is made of a scene is made in the style of its atlas."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from placetime.scene.scene import Scene
from placetime.spec import styled

P = ParamSpec("P")
T = TypeVar("T")


def in_own_style(
    function: Callable[Concatenate[Scene, P], T],
) -> Callable[Concatenate[Scene, P], T]:
    """A function of a scene, which runs in the style of the scene's atlas. It must not be a generator."""

    @wraps(function)
    def run(scene: Scene, /, *args: P.args, **named: P.kwargs) -> T:
        with styled(scene.atlas.style):
            return function(scene, *args, **named)

    return run
