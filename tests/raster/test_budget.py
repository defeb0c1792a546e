"""A budget of bytes: few tries, the shape is kept, and what fits is found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from placetime.errors import PlacetimeError
from placetime.write.budget import COARSER, LEAST_SIDE, STEP, Choice, within

WANTED = Choice((1280, 720), 10)
SECONDS = 20.0


def writer(
    folder: Path, tries: list[Choice], density: float, head: int = 0
) -> Callable[[Choice], Path]:
    """Writes `head` bytes, and `density` for each pixel of each frame at the best quality."""

    def write(choice: Choice) -> Path:
        tries.append(choice)
        width, height = choice.size
        size = head + density * width * height * choice.fps * SECONDS * STEP**choice.coarser
        path = folder / "film"
        path.write_bytes(b"." * round(size))
        return path

    return write


@pytest.mark.parametrize("coarsest", [0, COARSER])
@pytest.mark.parametrize("share", [2.0, 1.0, 0.7, 0.3, 0.1, 0.06])
def test_the_film_fits_and_is_not_needlessly_small(
    share: float, coarsest: int, tmp_path: Path
) -> None:
    tries: list[Choice] = []
    usual = 0.01 * 1280 * 720 * 10 * SECONDS
    chosen, path = within(
        round(usual * share), WANTED, writer(tmp_path, tries, 0.01), SECONDS, coarsest
    )
    assert tries[0] == WANTED and tries[-1] == chosen and len(tries) <= 4
    assert 0.6 * min(share, 1) * usual <= path.stat().st_size <= share * usual
    assert chosen.coarser <= coarsest
    assert chosen.size[0] / chosen.size[1] == pytest.approx(16 / 9, rel=0.02)


def test_a_budget_that_nothing_can_keep_fails_at_the_first_and_smallest_try(tmp_path: Path) -> None:
    tries: list[Choice] = []
    with pytest.raises(PlacetimeError, match="at most 10,000 bytes came out, the smallest had 7"):
        within(10_000, WANTED, writer(tmp_path, tries, 0.01, 48_000), SECONDS)
    assert tries == [Choice((284, LEAST_SIDE), 4.0, COARSER)]
    tries.clear()
    with pytest.raises(PlacetimeError, match="the smallest had"):
        within(200_000, WANTED, writer(tmp_path, tries, 0.1), SECONDS)
    assert len(tries) == 2, "the first says that even the smallest is too large"
    assert not list(tmp_path.iterdir())


def test_what_seems_hopeless_and_is_not_is_as_large_as_it_can_be(tmp_path: Path) -> None:
    tries: list[Choice] = []
    chosen, _ = within(50_000, WANTED, writer(tmp_path, tries, 0.0001), SECONDS)
    assert chosen == WANTED and len(tries) == 2


def test_bytes_that_hardly_shrink_end_with_the_smallest(tmp_path: Path) -> None:
    tries: list[Choice] = []
    chosen, path = within(1_000_000, WANTED, writer(tmp_path, tries, 0.01, 970_000), SECONDS)
    assert path.stat().st_size <= 1_000_000 and chosen == tries[-1]
