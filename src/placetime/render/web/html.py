"""The HTML of a map as a page of its own, with a policy that allows it no request."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import escape

import folium

_SCRIPT = re.compile(r"<script>(.*?)</script>", re.S)
_HEAD = "<head>\n"
_VIEWPORT = re.compile(r'<meta name="viewport" content="[^"]*" ?/?>')


def page_html(fmap: folium.Map, lang: str = "en", images: str = "") -> str:
    """The page, whose text readers may enlarge.

    Its Content-Security-Policy names the hash of each script, so that no other can run, and the host
    (as a CSP source) from which it may ask for `images`; without one it can ask for nothing.
    """
    html = _VIEWPORT.sub(
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        fmap.get_root().render(),
        count=1,
    )
    hashes = " ".join(
        f"'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'"
        for code in dict.fromkeys(_SCRIPT.findall(html))
    )
    policy = (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; "
        f"img-src data: blob: {escape(images)}; "
        "base-uri 'none'; form-action 'none'"
    )
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
    return html.replace("<html>", f'<html lang="{lang}">', 1).replace(_HEAD, _HEAD + meta, 1)
