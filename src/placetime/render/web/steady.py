"""Names of a map's elements that are the same in each build.

folium gives every element a random id, and uses it for variables and element ids in the page.
"""

from __future__ import annotations

from collections import OrderedDict
from hashlib import sha256

from branca.element import Element


def steady(root: Element, seed: str) -> None:
    """Gives every element under `root` an id that follows from `seed` and its place in the tree.

    Two maps of different seeds can stand in one document.
    """
    _name(root, sha256(seed.encode()).hexdigest()[:12])


def _name(element: Element, ident: str) -> None:
    element._id = ident
    children: OrderedDict[str, Element] = OrderedDict()
    for number, (key, child) in enumerate(element._children.items()):
        named_itself = key == child.get_name()
        _name(child, f"{ident}_{number}")
        children[child.get_name() if named_itself else key] = child
    element._children = children
