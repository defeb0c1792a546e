"""The times of KML placemarks as they are written: GDAL reads whole dates only and drops the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from xml.etree.ElementTree import Element, SubElement, TreeBuilder, tostring
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

import pyogrio

from placetime.errors import PlacetimeError

TIMES: Final = {"begin": "TimeSpan/begin", "end": "TimeSpan/end", "timestamp": "TimeStamp/when"}
"""The columns that hold when a placemark was, and where it says so."""

_MOMENT: Final = re.compile(
    r"(-?[0-9]{4}-[0-9]{2}-[0-9]{2})T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?(Z|[+-][0-9]{2}:[0-9]{2})?"
)


@contextmanager
def times_as_text(path: Path) -> Iterator[Path]:
    """A copy of a KML or KMZ file whose columns `begin`, `end` and `timestamp` are texts to GDAL.

    Of a moment the day is left, as it is written there; all other texts stay as they are. Where a file
    has spans, a stamp begins and ends at once. What a folder says of its time holds for the placemarks in
    it that say nothing. A column of the same name is kept, and the time then stands in `time_begin` ….
    PlacetimeError if the file is no XML or declares a
    document type, whose entities could grow or name other files.
    """
    with TemporaryDirectory(prefix="placetime-") as folder, _own_columns_alone():
        copy = Path(folder) / path.name
        if path.suffix.lower() == ".kml":
            copy.write_bytes(_rewritten(path.name, path.read_bytes()))
        else:
            _rewrite_archive(path, copy)
        yield copy


def _rewrite_archive(path: Path, copy: Path) -> None:
    try:
        with ZipFile(path) as archive, ZipFile(copy, "w") as made:
            for name in archive.namelist():
                if name.lower().endswith(".kml"):
                    made.writestr(name, _rewritten(f"{path.name}/{name}", archive.read(name)))
    except BadZipFile as error:
        raise PlacetimeError(f"{path} cannot be read as an archive: {error}") from None


def _rewritten(name: str, content: bytes) -> bytes:
    root = _tree(name, content)
    own = {one.get("name") for tag in ("Data", "SimpleData") for one in root.iter(tag)}
    for parent in list(root.iter()):
        for schema in parent.findall("Schema"):
            parent.remove(schema)
    spans = any(True for _ in root.iter("TimeSpan"))
    _move_times(root, {}, {c: f"time_{c}" if c in own else c for c in TIMES}, spans)
    return tostring(root, "unicode").encode()


def _tree(name: str, content: bytes) -> Element:
    """The elements by their names as written, prefixes included, as GDAL goes by these."""

    def refuse(*_: object) -> None:
        raise PlacetimeError(f"{name} declares a document type, which is not read; take it out")

    builder = TreeBuilder()
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise PlacetimeError(f"{name} cannot be read as XML: {error}") from None
    return builder.close()


def _move_times(
    element: Element, around: dict[str, str], names: dict[str, str], spans: bool
) -> None:
    """Takes times off placemarks and gives them as data; `around` is the time of the folder."""
    said = {c: text for c, path in TIMES.items() if (text := _day(element.findtext(path, "")))}
    if spans and "timestamp" in said:
        stamp = said.pop("timestamp")
        said = {"begin": stamp, "end": stamp, **said}
    time = said or around
    if element.tag != "Placemark":
        for child in element:
            _move_times(child, time, names, spans)
        return
    for tag in ("TimeSpan", "TimeStamp"):
        for one in element.findall(tag):
            element.remove(one)
    data = element.find("ExtendedData")
    if data is None and time:
        data = SubElement(element, "ExtendedData")
    if data is not None:
        own = [
            (str(one.get("name")), one.text or "") for one in data.findall("SchemaData/SimpleData")
        ]
        for one in data.findall("SchemaData"):  # beside these GDAL reads no others
            data.remove(one)
        for name, text in (*own, *((names[column], text) for column, text in time.items())):
            made = SubElement(data, "Data", name=name)
            SubElement(made, "value").text = text


def _day(text: str) -> str:
    text = " ".join(text.split())
    moment = _MOMENT.fullmatch(text)
    return moment[1] if moment else text


@contextmanager
def _own_columns_alone() -> Iterator[None]:
    """GDAL gives the names begin, end and timestamp to columns of moments; here they go elsewhere."""
    names = [f"LIBKML_{column.upper()}_FIELD" for column in TIMES]
    before = {name: pyogrio.get_gdal_config_option(name) for name in names}
    pyogrio.set_gdal_config_options({name: f"{name.lower()}_of_gdal" for name in names})
    try:
        yield
    finally:
        pyogrio.set_gdal_config_options(before)
