"""One job in the system's QGIS: reads a job as JSON from stdin, writes its answer as JSON.

Run by the system's python3, not by that of the tests: PyQGIS is a Debian package.
"""

import json
import os
import sys
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsCoordinateTransform,
    QgsDateTimeRange,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextScope,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsGeometry,
    QgsInterval,
    QgsLayerTreeGroup,
    QgsLayoutExporter,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsPalLayerSettings,
    QgsProject,
    QgsRectangle,
    QgsRenderContext,
    QgsTemporalNavigationObject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QSize, Qt, QTime
from qgis.PyQt.QtGui import QColor, QFontMetrics


def described(layer):
    time = layer.temporalProperties()
    fields = {field.name(): field for field in layer.fields()}
    renderer = layer.renderer()
    labeling = layer.labeling()
    settings = labeling.settings() if labeling else None
    return {
        "valid": layer.isValid(),
        "crs": layer.crs().authid(),
        "count": layer.featureCount(),
        "renderer": renderer.type() if renderer else None,
        "categories": [c.label() for c in renderer.categories()]
        if renderer and renderer.type() == "categorizedSymbol"
        else [],
        "symbol_layers": sorted(
            {
                part.layerType()
                for symbol in (renderer.symbols(QgsRenderContext()) if renderer else [])
                for part in symbol.symbolLayers()
            }
        ),
        "labels": layer.labelsEnabled(),
        "label_field": settings.fieldName if settings else None,
        "temporal": time.isActive(),
        "mode": int(time.mode()),
        "start_type": fields[time.startField()].typeName() if time.startField() in fields else None,
        "end_type": fields[time.endField()].typeName() if time.endField() in fields else None,
        "aliases": {name: field.alias() for name, field in fields.items()},
        "storage": layer.storageType(),
    }


def tree(node):
    return [
        {"group": child.name(), "shown": child.isVisible(), "children": tree(child)}
        if isinstance(child, QgsLayerTreeGroup)
        else child.layerId().rsplit("_", 1)[0] + ("" if child.itemVisibilityChecked() else " (off)")
        for child in node.children()
    ]


def project(job):
    project = QgsProject.instance()
    opened = project.read(job["path"])
    time = project.timeSettings()
    clock = QgsTemporalNavigationObject()
    clock.setTemporalExtents(time.temporalRange())
    clock.setFrameDuration(QgsInterval(time.timeStep(), time.timeStepUnit()))
    root = project.layerTreeRoot()
    return {
        "opened": opened,
        "title": project.title(),
        "crs": project.crs().authid(),
        "crs_valid": project.crs().isValid(),
        "extent": box(project.viewSettings().defaultViewExtent()),
        "tree": tree(root),
        "order": [layer.id().rsplit("_", 1)[0] for layer in root.layerOrder()],
        "layers": {
            key.rsplit("_", 1)[0]: described(layer) for key, layer in project.mapLayers().items()
        },
        "relations": {
            key: {
                "valid": relation.isValid(),
                "children": sum(
                    1
                    for row in relation.referencedLayer().getFeatures()
                    for _ in relation.getRelatedFeatures(row)
                ),
            }
            for key, relation in project.relationManager().relations().items()
        },
        "frames": clock.totalFrameCount(),
        "mode": project.readNumEntry("TemporalControllerWidget", "/NavigationMode")[0],
        "start": project.readEntry("TemporalControllerWidget", "/StartDateTime")[0],
        "end": project.readEntry("TemporalControllerWidget", "/EndDateTime")[0],
        "map_title": project.readEntry("TitleLabel", "/Label")[0],
        "credit": project.readEntry("CopyrightLabel", "/Label")[0],
    }


def box(rectangle):
    return [
        rectangle.xMinimum(), rectangle.yMinimum(), rectangle.xMaximum(), rectangle.yMaximum()
    ]  # fmt: skip


def styles(job):
    """Layers opened one by one, as when a user drags the GeoPackage into the window."""
    layers = {}
    for name in job["tables"]:
        layer = QgsVectorLayer(f"{job['path']}|layername={name}", name, "ogr")
        layer.loadDefaultStyle()
        layers[name] = described(layer)
    return {"layers": layers}


def moment(parts):
    year, month, day = parts
    return QDateTime(QDate(year, month, day), QTime(0, 0), Qt.UTC)


def frames(job):
    """For each frame [begin, end) and each point: how much ink of marks lies around it, 0…255."""
    project = QgsProject.instance()
    project.read(job["path"])
    root = project.layerTreeRoot()
    away = ("base_", "places_")
    shown = [
        node.layer() for node in root.findLayers()
        if node.isVisible() and node.layer().isSpatial() and not node.layerId().startswith(away)
    ]  # fmt: skip
    layers = [layer for layer in root.layerOrder() if layer in shown]
    extent = project.viewSettings().defaultViewExtent()
    return {"frames": drawn(job, project, layers, project.crs(), extent)}


def files(job):
    """Files opened one by one with the style beside each, as when they are dragged into the window."""
    layers = [QgsVectorLayer(path, Path(path).stem, "ogr") for path in job["paths"]]
    for layer in layers:
        layer.loadDefaultStyle()
    answer = {"layers": {layer.name(): described(layer) for layer in layers}}
    if "frames" in job:
        project = QgsProject.instance()
        project.addMapLayers(layers)
        extent = QgsRectangle(*job["extent"])
        answer["frames"] = drawn(job, project, layers, layers[0].crs(), extent)
    return answer


def drawn(job, project, shown, crs, extent):
    for layer in shown:
        layer.setLabelsEnabled(False)
    settings = QgsMapSettings()
    settings.setDestinationCrs(crs)
    settings.setOutputSize(QSize(*job.get("size", (700, 600))))
    settings.setOutputDpi(96)
    settings.setExtent(extent)
    settings.setBackgroundColor(QColor("white"))
    settings.setLayers(shown)
    to_map = QgsCoordinateTransform(shown[0].crs(), crs, project)
    answers = []
    for begin, end in job["frames"]:
        settings.setIsTemporal(True)
        settings.setTemporalRange(QgsDateTimeRange(moment(begin), moment(end), True, False))
        context = QgsExpressionContext()
        context.appendScopes(QgsExpressionContextUtils.globalProjectLayerScopes(shown[0]))
        context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
        settings.setExpressionContext(context)
        rendering = QgsMapRendererParallelJob(settings)
        rendering.start()
        rendering.waitForFinished()
        image = rendering.renderedImage()
        if job.get("picture"):
            image.save(job["picture"])
        ink = {}
        for name, (lon, lat, dx, dy) in job["points"].items():
            at = settings.mapToPixel().transform(to_map.transform(lon, lat))
            x, y, reach = int(at.x()) + dx, int(at.y()) + dy, job.get("reach", 3)
            ink[name] = max(
                255 - min(image.pixelColor(x + i, y + j).getRgb()[:3])
                for i in range(-reach, reach + 1)
                for j in range(-reach, reach + 1)
            )
        answers.append(ink)
    return answers


def labels(job):
    """The labels of a layer's features in the project, with the language variable set."""
    project = QgsProject.instance()
    project.read(job["path"])
    answer = {}
    for lang in job["languages"]:
        if lang:
            QgsExpressionContextUtils.setProjectVariable(project, "atlas_language", lang)
        (layer,) = [x for x in project.mapLayers().values() if x.id().startswith(job["layer"])]
        context = QgsExpressionContext()
        context.appendScopes(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
        settings = layer.labeling().settings()
        expression = QgsExpression(settings.fieldName)
        expression.prepare(context)
        texts = {}
        for feature in layer.getFeatures():
            context.setFeature(feature)
            value = expression.evaluate(context)
            texts[feature[job["key"]]] = str(value) if value else ""
        answer[lang or "default"] = texts
        drawn_with = QFontMetrics(settings.format().font())
        answer["has"] = [sign for sign in job.get("signs", "") if drawn_with.inFontUcs4(ord(sign))]
    return answer


def in_frame(layer, begin, end):
    """The scopes of a layer while the map shows the frame [begin, end)."""
    context = QgsExpressionContext()
    context.appendScopes(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    scope = QgsExpressionContextScope()
    scope.setVariable("map_start_time", moment(begin))
    scope.setVariable("map_end_time", moment(end))
    context.appendScope(scope)
    return context


def values(job):
    """For each frame what drives a property of a layer's labels, by the features' keys."""
    project = QgsProject.instance()
    project.read(job["path"])
    (layer,) = [x for x in project.mapLayers().values() if x.id().startswith(job["layer"])]
    definitions = QgsPalLayerSettings.propertyDefinitions()
    (number,) = [n for n, what in definitions.items() if what.name() == job["property"]]
    settings = layer.labeling().settings()
    driven = settings.dataDefinedProperties().property(number).expressionString()
    answer = []
    for begin, end in job["frames"]:
        context = in_frame(layer, begin, end)
        expression = QgsExpression(driven)
        expression.prepare(context)
        found = {}
        for feature in layer.getFeatures():
            context.setFeature(feature)
            found[feature[job["key"]]] = expression.evaluate(context)
        answer.append(found)
    return {"frames": answer}


def tips(job):
    """The map tips of a layer's features."""
    project = QgsProject.instance()
    project.read(job["path"])
    (layer,) = [x for x in project.mapLayers().values() if x.id().startswith(job["layer"])]
    context = QgsExpressionContext()
    context.appendScopes(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    texts = {}
    for feature in layer.getFeatures():
        context.setFeature(feature)
        texts[feature[job["key"]]] = QgsExpression.replaceExpressionText(
            layer.mapTipTemplate(), context
        )
    return {"tips": texts}


def printed(job):
    """The project's layout as a picture for a day, with what its items say."""
    project = QgsProject.instance()
    opened = project.read(job["path"])
    if job.get("date"):
        QgsExpressionContextUtils.setProjectVariable(project, "atlas_date", job["date"])
    if job.get("lang"):
        QgsExpressionContextUtils.setProjectVariable(project, "atlas_language", job["lang"])
    (layout,) = project.layoutManager().printLayouts()
    layout.refresh()
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 150
    done = QgsLayoutExporter(layout).exportToImage(job["picture"], settings)
    pages = [layout.pageCollection().page(i) for i in range(layout.pageCollection().pageCount())]
    legend, bar = layout.itemById("key"), layout.itemById("scale")
    return {
        "opened": opened,
        "name": layout.name(),
        "exported": done == QgsLayoutExporter.Success,
        "title": layout.itemById("title").currentText(),
        "date": layout.itemById("date").currentText(),
        "how_sure": layout.itemById("how sure").currentText(),
        "sources": layout.itemById("sources").currentText(),
        "key": {
            node.layer().name(): rows
            for node in legend.model().rootGroup().findLayers()
            if (rows := [row.data(Qt.DisplayRole) for row in legend.model().layerLegendNodes(node)])
        },
        "key_box": [legend.x(), legend.y(), legend.rect().width(), legend.rect().height()],
        "note_top": layout.itemById("how sure").y(),
        "pages": [[page.rect().width(), page.rect().height()] for page in pages],
        "bar": {
            "unit": bar.unitLabel(),
            "segment": bar.unitsPerSegment(),
            "linked": bar.linkedMap() is layout.itemById("map"),
        },
        "ellipsoid": project.ellipsoid(),
        "linked": legend.linkedMap() is layout.itemById("map"),
        "begin": layout.itemById("map").temporalRange().begin().toString(Qt.ISODate),
        "variables": {
            name: str(project.customVariables().get(name))
            for name in ("atlas_language", "atlas_date")
        },
    }


def table(job):
    """One layer of a provider other than files."""
    return described(QgsVectorLayer(job["source"], "table", job["provider"]))


def edit(job):
    """Edits rows as a user does in the attribute table and on the map, and saves them."""
    problems = []
    for one in job["edits"]:
        layer = QgsVectorLayer(f"{job['path']}|layername={one['table']}", one["table"], "ogr")
        layer.startEditing()
        rows = list(layer.getFeatures(one["where"])) if "where" in one else []
        shape = QgsGeometry.fromWkt(one["wkt"]) if one.get("wkt") else None
        if "where" in one and not rows:
            problems.append(f"no such row: {one}")
        for row in rows:
            if one.get("delete"):
                layer.deleteFeature(row.id())
            for name, value in one.get("set", {}).items():
                index = layer.fields().indexOf(name)
                layer.changeAttributeValue(row.id(), index, value, row[name])
            if shape:
                layer.changeGeometry(row.id(), shape)
        if "where" not in one:
            row = QgsFeature(layer.fields())
            for name, value in one["set"].items():
                row.setAttribute(name, value)
            if shape:
                row.setGeometry(shape)
            layer.addFeature(row)
        if not layer.commitChanges():
            problems += layer.commitErrors()
    return {"problems": problems}


JOBS = {
    "project": project, "styles": styles, "frames": frames, "files": files, "labels": labels,
    "printed": printed, "tips": tips, "values": values, "table": table, "edit": edit,
}  # fmt: skip


def main():
    job = json.load(sys.stdin)
    app = QgsApplication([], False)
    app.initQgis()
    answer = JOBS[job["job"]](job)
    Path(job["answer"]).write_text(json.dumps(answer, ensure_ascii=False), "utf-8")
    sys.stdout.flush()
    os._exit(0)  # exitQgis() can crash while layers are alive


main()
