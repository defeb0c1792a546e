"""What the page tells of an atlas: events with their claims, places, sources, legend."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from placetime.edtf.words import describe
from placetime.model.atlas import Atlas
from placetime.model.claim import Claim
from placetime.model.event import Event
from placetime.model.interval import Interval
from placetime.model.place import Name, Place
from placetime.model.source import Source
from placetime.model.text import Translated, pick, primary
from placetime.render.web.columns import DECIMALS, parts
from placetime.render.web.tongues import words_of
from placetime.render.web.variants import variants
from placetime.scene.mark import LegendEntry, Mark
from placetime.scene.marks import claim_geometries, placed, quantity_text
from placetime.scene.scene import Scene
from placetime.spec import current_style, load

Passages = Mapping[tuple[str, str], str]
BROAD = ("country", "province", "region")
"""Places whose name is written over them, not beside them."""
ALONG = ("line", "front", "coast")
"""Places whose name is written above or below the point they are named at."""
QUIET = ("settlement", "country", "province", "sea", "strait", "river", "island", "mountain")
"""Places that are named, if there is room, even while nothing happens there."""


def atlas_data(scene: Scene, passages: Passages | None) -> dict[str, Any]:
    """All that assets/page.js needs, as JSON data. `passages` by source id and selector."""
    atlas = scene.atlas
    langs = atlas.languages
    cited = {(c.source, str(c.passage)) for e in atlas.events for c in e.claims}
    texts = {key: text for key, text in (passages or {}).items() if key in cited}
    return {
        "title": _texts(atlas.title, langs),
        "about": _texts(atlas.about, langs),
        "languages": list(langs),
        "words": words_of(lang for lang in langs if primary(lang) != "en"),
        "bbox": list(atlas.bbox),
        "segments": [
            {
                "first": s.first,
                "last": s.last,
                "start": s.start,
                "end": s.end,
                "chapter": s.chapter,
                "hold": s.hold,
            }
            for s in scene.scale.segments
        ],
        "chapters": [
            {"title": _texts(c.title, langs), "bbox": list(c.bbox)} for c in atlas.chapters
        ],
        "groups": [{"id": k, "title": _texts(v, langs)} for k, v in atlas.groups.items()],
        "actors": _actors(atlas),
        "layers": _layers(scene),
        "events": _events(scene),
        "places": _places(atlas),
        "labels": _labels(scene),
        "variants": _variants(atlas),
        "sources": {
            key: _source(source)
            for key, source in sorted(atlas.sources.items())
            if any(key == source_id for source_id, _ in cited)
        },
        "status": {
            key: {lang: words.get(lang, words["en"]) for lang in langs}
            for key, words in load("vocabulary")["status"].items()
        },
        "looks": {key: words["look"] for key, words in load("vocabulary")["status"].items()},
        "series": _series(atlas),
        "passages": {f"{source}|{where}": text for (source, where), text in sorted(texts.items())},
        "base": [
            {"role": base.role, "parts": [p for g in base.geometries for p in parts(g)]}
            for base in atlas.base
        ],
        "credits": _credits(atlas),
        "tiles": {"url": atlas.tiles.url, "max": atlas.tiles.max_zoom} if atlas.tiles else None,
    }


def _credits(atlas: Atlas) -> list[tuple[str, str]]:
    """Origin and licence of the base map; first whose tiles lie over it."""
    tiles = [(atlas.tiles.attribution, atlas.tiles.name)] if atlas.tiles else []
    return list(dict.fromkeys([*tiles, *((base.origin, base.licence) for base in atlas.base)]))


def _texts(text: Translated, langs: tuple[str, ...]) -> dict[str, str]:
    return {lang: pick(text, lang) for lang in langs}


def _source(source: Source) -> dict[str, Any]:
    return {
        "short": source.short,
        "reference": source.reference,
        "lang": _lang(source),
        "link": _link(source),
    }


def _link(source: Source) -> str | None:
    """Where the work is, by its DOI or else its URL; None for anything but http."""
    doi = str(source.item.get("DOI", "")).strip()
    if doi:
        return doi if doi.startswith("https://") else f"https://doi.org/{quote(doi, safe='/()')}"
    url = str(source.item.get("URL", "")).strip()
    return url if url.startswith(("https://", "http://")) else None


def _lang(source: Source) -> str:
    """BCP 47 as CSL has it; Chinese titles without one are told by their letters."""
    given = str(source.item.get("language", ""))
    return given or ("zh" if any("\u4e00" <= c <= "\u9fff" for c in source.title) else "und")


def _actors(atlas: Atlas) -> list[dict[str, Any]]:
    """Actors that some claim names first, who therefore lend a mark their hue; most used first."""
    used = Counter(c.who[0] for e in atlas.events for c in e.claims if c.who)
    rest = {who for e in atlas.events for c in e.claims for who in c.who}
    return [
        {"id": a.id, "name": _texts(a.name, atlas.languages), "hue": a.hue}
        for a in sorted(atlas.actors.values(), key=lambda a: -used[a.id])
        if a.id in rest
    ]


def _layers(scene: Scene) -> list[dict[str, Any]]:
    atlas = scene.atlas
    hues: dict[str, Counter[str]] = defaultdict(Counter)
    for mark in scene.marks:
        hues[mark.layer][mark.hue] += 1
    return [
        {
            "id": layer.id,
            "title": _texts(layer.title, atlas.languages),
            "meaning": _texts(layer.meaning, atlas.languages),
            "group": layer.group,
            "hue": hues[layer.id].most_common(1)[0][0] if hues[layer.id] else None,
            "legend": _legend(scene, layer.id),
        }
        for layer in atlas.layers
    ]


def _legend(scene: Scene, layer: str) -> list[dict[str, Any]]:
    """What the layer's marks mean, each with the samples of all marks that mean it."""
    langs = scene.atlas.languages
    samples: dict[str, list[LegendEntry]] = defaultdict(list)
    for entry in scene.legend:
        if entry.layer == layer:
            samples[str(_texts(entry.text, langs))].append(entry)
    return [
        {
            "text": _texts(entries[0].text, langs),
            "samples": [{"kind": entry.kind, "symbol": entry.symbol} for entry in entries],
        }
        for entries in samples.values()
    ]


def _events(scene: Scene) -> list[dict[str, Any]]:
    drawn: dict[tuple[str, str], Mark] = {}
    for mark in scene.marks:
        drawn.setdefault((mark.layer, mark.event), mark)
    return [_event(scene.atlas, e, drawn.get((e.layer, e.id))) for e in scene.atlas.events]


def _event(atlas: Atlas, event: Event, mark: Mark | None) -> dict[str, Any]:
    interval = event.interval
    actor = next((atlas.actors[w] for w in event.principal.who if w in atlas.actors), None)
    hue = mark.hue if mark else actor.hue if actor else current_style()["fallback_hue"]
    return {
        "id": event.id,
        "layer": event.layer,
        "hue": hue,
        "disputed": list(event.disputed),
        "span": list(interval.days) if interval else None,
        "undated": interval is None,
        "unplaced": mark is None,
        "claims": [_claim(atlas, event, claim) for claim in event.claims],
    }


def _claim(atlas: Atlas, event: Event, claim: Claim) -> dict[str, Any]:
    """`alone` tells where a claim of a disputed event is drawn if it is chosen, see `_alone`."""
    langs = atlas.languages
    return {
        "span": list(claim.when.interval.days) if claim.when else None,
        "alone": _alone(atlas, event, claim),
        "when": {lang: describe(claim.when, lang) for lang in langs} if claim.when else None,
        "written": claim.when_written,
        "known": {lang: describe(claim.known, lang) for lang in langs} if claim.known else None,
        "places": [
            {"role": r.role, "place": r.place, "written": r.written, "inferred": r.inferred}
            for r in claim.places
        ],
        "who": list(claim.who),
        "status": claim.status,
        "quantity": _quantity(atlas, claim),
        "amount": claim.quantity.middle if claim.quantity else None,
        "source": claim.source,
        "passage": str(claim.passage),
        "summary": _texts(claim.summary, langs),
        "certainty": claim.certainty,
        "note": _note(atlas, claim),
    }


def _note(atlas: Atlas, claim: Claim) -> dict[str, str] | None:
    """The note in each language that has one; a reader of any other gets that of the first."""
    notes = {atlas.language: claim.note} if claim.note else {}
    return {**notes, **claim.note_in} or None


def _alone(atlas: Atlas, event: Event, claim: Claim) -> str | None:
    """ "own": at its own places; "borrowed": at those of another claim; None: it cannot be drawn alone."""
    if not event.disputed or claim.when is None:
        return None
    if any(claim_geometries(atlas, claim)):
        return "own"
    return "borrowed" if any(claim_geometries(atlas, placed(atlas, event, claim))) else None


def _quantity(atlas: Atlas, claim: Claim) -> dict[str, str] | None:
    """Number and unit in each language; what is counted only in those in which it is entered."""
    if claim.quantity is None:
        return None
    written = quantity_text(atlas, claim)
    what = {atlas.language: claim.of, **claim.of_in}
    return {
        lang: written.get(lang, claim.quantity.text)
        + (f" ({what[lang]})" if what.get(lang) else "")
        for lang in atlas.languages
    }


def _places(atlas: Atlas) -> dict[str, Any]:
    """The places that events name, and all others that can be located; `at` is longitude, latitude."""
    used = {ref.place for e in atlas.events for c in e.claims for ref in c.places}
    used |= {key for key, place in atlas.places.items() if _located(place)}
    return {
        key: {
            "names": {lang: atlas.places[key].name(lang) for lang in atlas.languages},
            "located": _located(atlas.places[key]),
            "at": _at(atlas.places[key]),
            "forms": [_name(name, atlas.languages) for name in atlas.places[key].names],
        }
        for key in sorted(used)
    }


def _name(name: Name, langs: tuple[str, ...]) -> dict[str, Any]:
    """One form of a place's name: text, language, and when it was used in words."""
    when = {lang: describe(name.when, lang) for lang in langs} if name.when else None
    return {"text": name.text, "lang": name.lang, "when": when}


def _located(place: Place) -> bool:
    return place.geometry is not None


def _at(place: Place) -> list[float] | None:
    return [round(x, DECIMALS) for x in place.label_at] if place.label_at else None


def _variants(atlas: Atlas) -> str:
    names = [name.text for place in atlas.places.values() for name in place.names]
    said = [text for e in atlas.events for c in e.claims for text in c.summary.values()]
    return variants(names + said)


def _labels(scene: Scene) -> list[dict[str, Any]]:
    """`inferred` are places that no text names: they are written lightly."""
    named = {
        ref.place
        for event in scene.atlas.events
        for claim in event.claims
        for ref in claim.places
        if not ref.inferred
    }
    return [
        {
            "place": label.place,
            "at": [round(x, DECIMALS) for x in label.position],
            "names": dict(label.names),
            "rank": label.rank,
            "water": label.water,
            "broad": scene.atlas.places[label.place].feature_class in BROAD,
            "along": scene.atlas.places[label.place].feature_class in ALONG,
            "quiet": scene.atlas.places[label.place].feature_class in QUIET,
            "inferred": label.place not in named,
            "marks": list(label.marks),
        }
        for label in scene.labels
    ]


def _middle(interval: Interval) -> int:
    return (interval.begin_earliest + interval.end_latest) // 2


def _series(atlas: Atlas) -> list[dict[str, Any]]:
    """Each series as days and values in its actor's hue; values off the time axis are left out."""
    out = []
    for layer in atlas.layers:
        for series in layer.series:
            numbers = sorted((_middle(v.when.interval), v.value.middle) for v in series.values)
            values = [
                {"day": day, "value": value}
                for day, value in numbers
                if atlas.span.begin_earliest <= day <= atlas.span.end_latest
            ]
            actor = atlas.actors.get(series.actor or "")
            if values:
                out.append(
                    {
                        "title": _texts(series.title, atlas.languages),
                        "hue": actor.hue if actor else current_style()["fallback_hue"],
                        "most": max(value["value"] for value in values) or 1.0,
                        "values": values,
                    }
                )
    return out
