"""`placetime new`: a small atlas folder to begin with."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import click

from placetime.errors import PlacetimeError
from placetime.write.safely import aside


@click.command()
@click.argument("name", type=click.Path(path_type=Path))
def new(name: Path) -> None:
    """Make a new atlas folder NAME with a small example in every file.

    The folder must not exist yet or be empty. The example has three places, one layer, a document to
    cite and a dispute between two sources; replace it piece by piece.
    """
    if name.exists() and (not name.is_dir() or any(name.iterdir())):
        raise PlacetimeError(f"{name} is there already and not empty; choose another name")
    template = files("placetime.spec").joinpath("template")
    with aside(name) as folder:
        _copy(template, folder)
    click.echo(f"made {name}; next: placetime check {name}, placetime build {name}")


def _copy(source: object, target: Path) -> None:
    for item in source.iterdir():  # type: ignore[attr-defined]
        if item.is_dir():
            (target / item.name).mkdir()
            _copy(item, target / item.name)
        elif item.name != "__init__.py":
            (target / item.name).write_bytes(item.read_bytes())
