"""A film of the density of very many points: what `placetime animate DATA --density` takes.

python -m tests.bench.timelapse.density [--points 1000000] [--frames 240] [--folder DIR]

The points are written first, in pieces, as a GeoParquet file of WKB, or as a folder of files of ten
million; then the command runs in a process of its own. Memory is that of the process and all that it
starts. Run it for several numbers of points and compare.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from placetime.read.point_columns import LITTLE_ENDIAN, POINT, WKB_POINT
from tests.bench.timelapse.__main__ import measured
from tests.bench.timelapse.workload import BOX, DAYS, FIRST, FPS, SIZE

GROUP = 1_000_000
FILE = 10 * GROUP
TOWNS = 200


def make(folder: Path, points: int) -> Path:
    """Writes the points, half of them around towns; gives the file or the folder of files."""
    rng = np.random.default_rng(21)
    path = folder / f"{points}" if points > FILE else folder / f"{points}.parquet"
    if points > FILE:
        path.mkdir()
    for number, start in enumerate(range(0, points, FILE)):
        file = path / f"{number:04}.parquet" if points > FILE else path
        write(rng, file, min(FILE, points - start))
    return path


def write(rng: np.random.Generator, file: Path, points: int) -> None:
    """A file of points in row groups of `GROUP`."""
    towns = np.random.default_rng(1).uniform(BOX[:2], BOX[2:], (TOWNS, 2))
    geo = {
        "version": "1.1.0",
        "primary_column": "geometry",
        "columns": {"geometry": {"encoding": "WKB", "geometry_types": ["Point"], "bbox": BOX}},
    }
    schema = pa.schema([("day", pa.date32()), ("geometry", pa.binary())], {"geo": json.dumps(geo)})
    with parquet.ParquetWriter(file, schema, use_dictionary=["day"]) as writer:
        for start in range(0, points, GROUP):
            count = min(GROUP, points - start)
            xy = rng.uniform(BOX[:2], BOX[2:], (count, 2))
            near = np.arange(count // 2)
            xy[near] = towns[near % TOWNS] + rng.normal(0, 0.3, (len(near), 2))
            xy = np.clip(xy, BOX[:2], BOX[2:])
            records = np.empty(count, WKB_POINT)
            records["order"], records["type"] = LITTLE_ENDIAN, POINT
            records["x"], records["y"] = xy[:, 0], xy[:, 1]
            edges = np.arange(count + 1, dtype=np.int32) * WKB_POINT.itemsize
            buffers = [None, pa.py_buffer(edges), pa.py_buffer(records)]
            shapes = pa.BinaryArray.from_buffers(pa.binary(), count, buffers)
            days = np.datetime64(FIRST) + rng.integers(0, DAYS, count).astype("timedelta64[D]")
            writer.write_table(pa.table([pa.array(days), shapes], schema), row_group_size=GROUP)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--points", type=int, default=1_000_000)
    parser.add_argument("--frames", type=int, default=240)
    parser.add_argument("--folder", type=Path, help="where to write the points, instead of /tmp")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=given.folder) as name:
        data = make(Path(name), given.points)
        out = Path(name) / "film.mp4"
        command = [sys.executable, "-m", "placetime", "animate", str(data), "-o", str(out)]
        command += ["--density", "--when", "day", "--size", "x".join(map(str, SIZE))]
        command += ["--fps", str(FPS), "--seconds", str(given.frames / FPS)]
        took, said = measured(command)
        counted = re.search(r"counted in ([\d.]+) s", said)
        total = re.search(r", in ([\d.]+) s", said)
        assert counted and total, said
        rest, size = float(total[1]) - float(counted[1]), out.stat().st_size / 1e6
        print(
            f"{given.points:>13,} points: {took.wall:.1f} s, of which {counted[1]} to count and "
            f"{rest:.1f} to draw and pack; {took.peak:.0f} MiB at most; film {size:.1f} MB"
        )


if __name__ == "__main__":
    main()
