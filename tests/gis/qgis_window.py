"""Runs inside QGIS' own window (`qgis --code`): waits until the project is open, looks, and ends it."""

import json
import os
from pathlib import Path

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QApplication
from qgis.utils import iface

FRAME = int(os.environ["PT_FRAME"])


def shown():
    return iface.mapCanvas().temporalRange().begin().toString("yyyy-MM-dd")


def opened():
    if not QgsProject.instance().mapLayers():
        QTimer.singleShot(500, opened)
        return
    clock = iface.mapCanvas().temporalController()
    answer = {
        "mode": int(clock.navigationMode()),
        "frames": clock.totalFrameCount(),
        "window": iface.mainWindow().windowTitle(),
        "active": [
            layer.name()
            for layer in QgsProject.instance().mapLayers().values()
            if layer.temporalProperties() and layer.temporalProperties().isActive()
        ],
    }
    if "PT_SCREEN" in os.environ:
        iface.mainWindow().setGeometry(QApplication.primaryScreen().geometry())
        iface.mapCanvas().refresh()
    clock.setCurrentFrameNumber(FRAME)
    QTimer.singleShot(int(os.environ.get("PT_WAIT", "3000")), lambda: looked(answer))


def looked(answer):
    answer["shown"] = shown()
    iface.mapCanvas().grab().save(os.environ["PT_PICTURE"])
    if "PT_SCREEN" in os.environ:
        QApplication.primaryScreen().grabWindow(0).save(os.environ["PT_SCREEN"])
    Path(os.environ["PT_ANSWER"]).write_text(json.dumps(answer), "utf-8")
    os._exit(0)


QTimer.singleShot(3000, opened)
