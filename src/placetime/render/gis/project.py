"""The QGIS project: groups and layers in order, view, time, relations and decorations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.etree.ElementTree import Element

from pyproj import CRS, Transformer

from placetime.model.text import Translated, pick
from placetime.render.gis.clock import clock_properties, time_settings
from placetime.render.gis.decorations import decorations
from placetime.render.gis.element import child, element, options, xml
from placetime.render.gis.key import symbols_of
from placetime.render.gis.layers import UNDATED_TITLE, GisTable, gis_tables, layer_id
from placetime.render.gis.layout import layouts
from placetime.render.gis.relations import relations
from placetime.render.gis.variables import variables
from placetime.scene.mark import MarkKind
from placetime.scene.scene import Scene
from placetime.spec import current_style

WGS84: Final = "EPSG:4326"
DRAWN: Final[tuple[MarkKind, ...]] = ("point", "move", "line", "area")
"""Kinds of marks from the top of the map down."""

RECORDS_TITLE: Final[Translated] = {"en": "Tables", "zh": "数据表"}
BASE_TITLE: Final[Translated] = {"en": "Base map (today)", "zh": "底图（今日）"}


def project(scene: Scene, gpkg_name: str, tables: Sequence[GisTable] | None = None) -> str:
    """The text of a .qgs file whose layers are in `gpkg_name`, a file beside it.

    `tables` are those of `gis_tables`, if they are at hand.
    """
    atlas, lang = scene.atlas, scene.atlas.language
    tables = gis_tables(scene) if tables is None else tables
    title = pick(atlas.title, lang)
    root = element("qgis", version="3.22.16-Białowieża", projectname=title)
    child(root, "title", title)
    root.append(_crs("projectCrs", atlas.crs))
    root.append(_tree(scene, tables, gpkg_name))
    root.append(relations(tables))
    root.append(_canvas(scene))
    layers = child(root, "projectlayers")
    layers.extend(_map_layer(table, gpkg_name, lang) for table in tables)
    order = child(root, "layerorder")
    for table in drawn_order(scene, tables):
        child(order, "layer", id=layer_id(table))
    root.append(_properties(scene))
    root.append(layouts(scene, tables, extent(scene)))
    root.append(_view(scene))
    root.append(time_settings(scene))
    return xml(root, "qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'")


def drawn_order(scene: Scene, tables: Sequence[GisTable]) -> list[GisTable]:
    """The tables with geometry as they are drawn, the topmost first: the order of scene.marks."""
    layers = [layer.id for layer in scene.atlas.layers]
    marks = [t for t in tables if t.room == "marks" and t.kind and t.layer]
    marks.sort(key=lambda t: (DRAWN.index(t.kind or "area"), -layers.index(t.layer or "")))
    others = {room: [t for t in tables if t.room == room] for room in ("places", "undated", "base")}
    return [*others["places"], *marks, *others["undated"], *others["base"]]


def _tree(scene: Scene, tables: Sequence[GisTable], gpkg_name: str) -> Element:
    """Layers by the atlas' groups, then undated marks (hidden), base map and tables."""
    atlas, lang = scene.atlas, scene.atlas.language
    root = element("layer-tree-group")
    groups: dict[str, Element] = {}

    def group(key: str, title: str, shown: bool = True, open_: bool = True) -> Element:
        if key not in groups:
            groups[key] = child(
                root, "layer-tree-group", name=title, expanded=int(open_),
                checked="Qt::Checked" if shown else "Qt::Unchecked",
            )  # fmt: skip
        return groups[key]

    for table in tables:
        match table.room:
            case "places":
                parent = root
            case "marks":
                key = atlas.layer(table.layer or "").group
                parent = group(f"group {key}", pick(atlas.groups[key], lang)) if key else root
            case "undated":
                parent = group("undated", pick(UNDATED_TITLE, lang), shown=False)
            case "base":
                parent = group("base", pick(BASE_TITLE, lang), open_=False)
            case "records":
                parent = group("records", pick(RECORDS_TITLE, lang), open_=False)
        shown = table.room != "marks" or atlas.layer(table.layer or "").shown
        node = child(
            parent, "layer-tree-layer", id=layer_id(table), name=table.title(lang),
            source=_source(table, gpkg_name), providerKey="ogr",
            checked="Qt::Checked" if shown else "Qt::Unchecked",
            expanded=int(table.room == "marks" and shown),
        )  # fmt: skip
        if symbols := symbols_of(atlas, table):
            child(node, "customproperties").append(options(symbols))
    order = child(root, "custom-order", enabled=1)
    for table in drawn_order(scene, tables):
        child(order, "item", layer_id(table))
    return root


def _source(table: GisTable, gpkg_name: str) -> str:
    return f"./{gpkg_name}|layername={table.name}"


def _map_layer(table: GisTable, gpkg_name: str, lang: str) -> Element:
    parts = table.style(lang)
    geometry = (table.geometry or "No geometry").removeprefix("Multi").removesuffix("String")
    made = element(
        "maplayer", type_="vector", geometry=geometry, wkbType=table.geometry or "NoGeometry",
        styleCategories="AllStyleCategories", simplifyDrawingHints=1, readOnly=0,
        labelsEnabled=int(any(part.tag == "labeling" for part in parts)),
        hasScaleBasedVisibilityFlag=0, refreshOnNotifyEnabled=0,
    )  # fmt: skip
    child(made, "id", layer_id(table))
    child(made, "datasource", _source(table, gpkg_name))
    child(made, "layername", table.title(lang))
    if table.geometry:
        made.append(_crs("srs", WGS84))
    child(made, "provider", "ogr", encoding="UTF-8")
    if table.origin:
        child(child(made, "resourceMetadata"), "rights", table.origin)
    made.extend(parts)
    return made


def _crs(tag: str, name: str) -> Element:
    """A CRS with its WKT: QGIS takes an authority's code alone as no CRS."""
    crs = CRS.from_user_input(name)
    made = element(tag)
    system = child(made, "spatialrefsys", nativeFormat="Wkt")
    child(system, "wkt", crs.to_wkt("WKT2_2019"))
    child(system, "authid", ":".join(crs.to_authority() or ()) or name)
    child(system, "description", crs.name)
    child(system, "geographicflag", "true" if crs.is_geographic else "false")
    return made


def extent(scene: Scene) -> tuple[float, float, float, float]:
    """The atlas' bbox in its CRS: xmin, ymin, xmax, ymax."""
    transformer = Transformer.from_crs(WGS84, scene.atlas.crs, always_xy=True)
    return transformer.transform_bounds(*scene.atlas.bbox, densify_pts=21)


def _canvas(scene: Scene) -> Element:
    crs = CRS.from_user_input(scene.atlas.crs)
    canvas = element("mapcanvas", name="theMapCanvas", annotationsVisible=1)
    child(canvas, "units", "degrees" if crs.is_geographic else "meters")
    box = child(canvas, "extent")
    for name, value in zip(("xmin", "ymin", "xmax", "ymax"), extent(scene), strict=True):
        child(box, name, f"{value:.6f}")
    child(canvas, "rotation", "0")
    canvas.append(_crs("destinationsrs", scene.atlas.crs))
    return canvas


def _view(scene: Scene) -> Element:
    settings = element("ProjectViewSettings", UseProjectScales=0)
    names = zip(("xmin", "ymin", "xmax", "ymax"), extent(scene), strict=True)
    view = child(settings, "DefaultViewExtent", **{n: f"{v:.6f}" for n, v in names})
    view.extend(_crs("x", scene.atlas.crs))
    return settings


def _properties(scene: Scene) -> Element:
    root = element("properties")
    water = current_style()["base"]["water"]
    red, green, blue = (int(water[i : i + 2], 16) for i in (1, 3, 5))
    settings: dict[str, dict[str, object]] = {
        "Paths": {"Absolute": False},
        "Measure": {"Ellipsoid": "EPSG:7030"},  # WGS 84: scale bars are true on the ground
        "SpatialRefSys": {"ProjectionsEnabled": 1},
        "Gui": {
            "CanvasColorRedPart": red,
            "CanvasColorGreenPart": green,
            "CanvasColorBluePart": blue,
        },
        **clock_properties(scene),
        **decorations(scene),
    }
    for section, values in settings.items():
        parent = child(root, section)
        for name, value in values.items():
            match value:
                case bool():
                    child(parent, name, "true" if value else "false", type_="bool")
                case int():
                    child(parent, name, str(value), type_="int")
                case _:
                    child(parent, name, str(value), type_="QString")
    root.append(variables(scene))
    return root
