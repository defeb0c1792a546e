"""How the scene looks in a GIS: tables of features, QGIS styles and the QGIS project."""
