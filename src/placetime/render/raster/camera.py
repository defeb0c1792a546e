"""The camera: the view of each frame, at rest within a chapter, eased between two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from placetime.render.raster.projection import Projection
from placetime.render.raster.view import View, between, fit
from placetime.scene.scene import Scene

MOVE_SECONDS: Final = 0.6
"""How long the camera takes from one view to the next …"""
MOVE_SHARE: Final = 0.3
"""… but at most this share of the time until the chapter ends."""


@dataclass(frozen=True, slots=True)
class Shot:
    """What the camera shows: `view`, and whether it is `resting`; `chapter` is the one in or ahead."""

    view: View
    resting: bool
    chapter: int | None
    since: float
    """Seconds since the camera came to rest."""


class Camera:
    """Looks at an atlas through a map of width × height px."""

    def __init__(self, scene: Scene, projection: Projection, width: int, height: int) -> None:
        atlas = scene.atlas
        self._stops: list[tuple[float, float, int | None, View]] = []
        whole = fit(atlas.bbox, projection, width, height)
        segments = scene.scale.segments
        self._end = scene.scale.seconds
        at: float = 0.0
        for index, segment in enumerate(segments):
            if segment.chapter is None:
                if index + 1 == len(segments) and not self._stops:
                    self._stops.append((0.0, segment.end, None, whole))
                continue
            view = fit(atlas.chapters[segment.chapter].bbox, projection, width, height)
            self._stops.append((at, segment.start, segment.chapter, view))
            at = segment.end
        self.views = tuple(view for *_, view in self._stops)

    def shot(self, seconds: float) -> Shot:
        """The view at a time of the film. The move to a chapter begins when the one before ends."""
        index = max(0, sum(begin <= seconds + 1e-9 for begin, *_ in self._stops) - 1)
        begin, _, chapter, view = self._stops[index]
        if index == 0 or view == self._stops[index - 1][3]:
            return Shot(view, True, chapter, seconds if index == 0 else 9.0)
        ends = [*(stop[0] for stop in self._stops), self._end]
        takes = min(MOVE_SECONDS, MOVE_SHARE * (ends[index + 1] - begin))
        share = (seconds - begin) / takes
        if share >= 1:
            return Shot(view, True, chapter, seconds - begin - takes)
        eased = share * share * (3 - 2 * share)
        return Shot(between(self._stops[index - 1][3], view, eased), False, chapter, 0.0)

    def rest(self, seconds: float) -> Shot:
        """The view that the camera has, or is on its way to, at a time of the film."""
        index = max(0, sum(begin <= seconds + 1e-9 for begin, *_ in self._stops) - 1)
        _, _, chapter, view = self._stops[index]
        return Shot(view, True, chapter, 9.0)

    def views_around(self, shot: Shot) -> tuple[View, ...]:
        """The two views that a moving camera passes between; the one it rests at."""
        if shot.resting:
            return (shot.view,)
        index = next(i for i, stop in enumerate(self._stops) if stop[2] == shot.chapter)
        return self.views[index - 1], self.views[index]
