"""The picture that the matplotlib contenders draw."""

from __future__ import annotations

import geopandas as gpd
import matplotlib as mpl
import numpy as np
from matplotlib import font_manager
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from tests.bench.timelapse.workload import BOX, COLORS

mpl.use("Agg")
FONTS = [f.name for f in font_manager.fontManager.ttflist if "Noto Sans CJK" in f.name]
mpl.rcParams["font.family"] = [*sorted(set(FONTS))[:1], "DejaVu Sans"]


def figure(size: tuple[int, int]) -> tuple[Figure, Axes, Axes]:
    """A figure of this many px with a map and a timeline below it."""
    whole = Figure(figsize=(size[0] / 100, size[1] / 100), dpi=100, facecolor="#fbf9f4")
    chart = whole.add_axes((0, 0.12, 1, 0.88), facecolor="#d5e1e8")
    chart.set(xlim=BOX[::2], ylim=BOX[1::2], xticks=[], yticks=[])
    timeline = whole.add_axes((0.02, 0.03, 0.96, 0.03))
    timeline.set(xlim=(0, 1), ylim=(0, 1), xticks=[], yticks=[])
    return whole, chart, timeline


def draw_base(chart: Axes, base: gpd.GeoDataFrame, lines: gpd.GeoDataFrame) -> None:
    base.plot(ax=chart, color="#f4f1ea", edgecolor="#9fb3bf", linewidth=0.6, aspect=None)
    lines.plot(ax=chart, color="#9bbbd0", linewidth=0.9, aspect=None)


def draw_labels(chart: Axes, labels: gpd.GeoDataFrame) -> None:
    for point, name in zip(labels.geometry, labels["name"], strict=True):
        chart.annotate(name, (point.x, point.y), fontsize=9, ha="center", zorder=5)
    for name, color in COLORS.items():
        chart.plot([], [], "o", color=color, label=name)
    chart.legend(loc="upper left")


def faces(categories: np.ndarray, strength: np.ndarray) -> np.ndarray:
    """RGBA of each point."""
    palette = {name: mpl.colors.to_rgb(color) for name, color in COLORS.items()}
    rgb = np.array([palette[c] for c in categories]).reshape(-1, 3)
    return np.column_stack([rgb, strength])


def so_far(xy: np.ndarray, share: float) -> np.ndarray:
    """The first share of a line."""
    return xy[: max(2, round(len(xy) * share))]
