"""layers/<layer>/: layer.toml, claims.csv and series.csv."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from placetime.model.atlas import Actor
from placetime.model.claim import ROLES, Claim, PlaceRef, Quantity
from placetime.model.edtf import EDTF
from placetime.model.finding import Finding
from placetime.model.layer import KindStyle, Layer, Series, SeriesValue
from placetime.model.place import Place
from placetime.model.source import Passage, Source
from placetime.model.text import Translated
from placetime.read.folder import LayerRecords
from placetime.read.table import Row, Table
from placetime.resolve.fields import Fields, check_columns
from placetime.resolve.nearest import did_you_mean
from placetime.resolve.settings import Settings
from placetime.resolve.values import date_at, is_id, listed, passage, place_refs, quantity
from placetime.spec import load

CLAIM_COLUMNS = ("event", "when", "kind", "status", "source", "passage")
SERIES_COLUMNS = ("series", "when", "value", "source", "passage")


@dataclass(frozen=True, slots=True)
class Context:
    """What the rows of a layer may refer to."""

    settings: Settings
    places: Mapping[str, Place]
    sources: Mapping[str, Source]
    found: list[Finding]

    @property
    def actors(self) -> Mapping[str, Actor]:
        return self.settings.actors

    @property
    def languages(self) -> Sequence[str]:
        return self.settings.languages

    def wrong(self, row: Row, column: str, code: str, message: str) -> None:
        """Notes a finding at a cell."""
        self.found.append(Finding(row[column].location, code, message))

    def required(self, row: Row, column: str, code: str = "T205") -> str:
        """The text of a cell that must not be empty."""
        if not row.text(column):
            at = row[column].location
            self.found.append(Finding(at, code, f"“{column}” is empty; fill it in"))
        return row.text(column)

    def citation(self, row: Row) -> tuple[str, Passage] | None:
        """The source and the passage that a row cites; None where one of them is unusable."""
        source = self.required(row, "source", "C506")
        if source and source not in self.sources:
            message = f"unknown source “{source}”{did_you_mean(source, self.sources)}"
            self.wrong(row, "source", "C503", message)
        self.required(row, "passage", "C506")
        where = passage(row["passage"], self.found)
        return (source, where) if source in self.sources and where else None


def read_layer(records: LayerRecords, context: Context) -> tuple[Layer, list[Claim]]:
    """A layer with its series, and its claims in the order of the table."""
    fields = Fields(records.settings, "layer", context.found)
    languages, symbols = context.languages, sorted(load("symbols"))
    if not is_id(records.id):
        message = f"the folder name “{records.id}” is not an id; use lower-case letters and hyphens"
        fields.wrong("T208", message)
    group = fields.text("group") or None
    if group and group not in context.settings.groups:
        message = f"unknown group “{group}”{did_you_mean(group, context.settings.groups)}"
        fields.wrong("C504", message, "group")
    trace = fields.get("trace", int)
    symbol = fields.word("symbol", symbols, "circle")
    kinds = {
        name: KindStyle(kind.word("symbol", symbols, symbol), kind.translated("legend", languages))
        for name, kind in fields.named("kinds", "kind")
    }
    layer = Layer(
        id=records.id,
        title=fields.translated("title", languages),
        meaning=fields.translated("meaning", languages),
        group=group,
        order=fields.get("order", int) or 0,
        symbol=symbol,
        legend=fields.translated("legend", languages),
        trace_days=context.settings.trace if trace is None else max(0, trace),
        kinds=kinds,
        series=tuple(_series(fields, records.series, context)),
        shown=fields.get("shown", bool) is not False,
    )
    return layer, _claims(layer.id, records.claims, context)


def _claims(layer: str, table: Table | None, context: Context) -> list[Claim]:
    if table is None:
        return []
    check_columns(table, "claims.csv", CLAIM_COLUMNS, context.languages, context.found)
    claims = (_claim(layer, row, context) for row in table.rows)
    return [claim for claim in claims if claim is not None]


def _claim(layer: str, row: Row, context: Context) -> Claim | None:
    """A claim, or None where it has no event id or no usable citation."""
    found = context.found
    event = context.required(row, "event")
    if event and not is_id(event):
        message = f"“{event}” is not an id; use lower-case letters, digits and hyphens"
        context.wrong(row, "event", "T208", message)
    when = date_at(row["when"].location, row.text("when"), found)
    known_on = date_at(row["known"].location, row.text("known"), found)
    places: list[PlaceRef] = []
    for role in ROLES:
        places += place_refs(row[role], role, context.places, context.places, found)
    status = context.required(row, "status")
    known = load("vocabulary")["status"]
    if status and status not in known:
        message = f"“{status}” is not a status{did_you_mean(status, known)}"
        context.wrong(row, "status", "C507", message)
    certainty = row.text("certainty") or "certain"
    if certainty not in load("vocabulary")["certainty"]:
        message = f"“{certainty}” is not a certainty; use certain, less-certain or uncertain"
        context.wrong(row, "certainty", "C507", message)
    if when and known_on and known.get(status, {}).get("look") == "hollow":
        when = _looking_ahead(when, known_on, row, context)
    amount = quantity(row["quantity"], found)
    cited = context.citation(row)
    if not event or cited is None:
        return None
    return Claim(
        event=event,
        layer=layer,
        when=when,
        when_written=row.text("when_written"),
        places=tuple(places),
        who=_who(row, context),
        kind=context.required(row, "kind"),
        status=status if status in known else "done",
        quantity=amount,
        unit=row.text("unit"),
        of=row.text("of"),
        source=cited[0],
        passage=cited[1],
        summary=_summary(row, context),
        certainty=certainty,
        note=row.text("note"),
        known=known_on,
        differs=_differs(row, context),
        of_in=_in_languages(row, "of", context),
        note_in=_in_languages(row, "note", context),
        location=row.location,
    )


def _looking_ahead(when: EDTF, known: EDTF, row: Row, context: Context) -> EDTF:
    """The date of a plan, from the day on which it was made."""
    if when.interval.end_latest < known.interval.begin_earliest:
        message = f"“{when.text}” was over when this was said, by “{known.text}”; mend one of them"
        context.wrong(row, "known", "D407", message)
        return when
    return replace(when, interval=when.interval.since(known.interval))


def _differs(row: Row, context: Context) -> tuple[str, ...]:
    topics = listed(row["differs"])
    known = load("vocabulary")["differs"]
    for topic in topics:
        if topic not in known:
            message = f"“{topic}” is not among {', '.join(known)}"
            context.wrong(row, "differs", "C507", message)
    return tuple(topic for topic in topics if topic in known)


def _who(row: Row, context: Context) -> tuple[str, ...]:
    actors = listed(row["who"])
    for actor in actors:
        if actor not in context.actors:
            message = f"unknown actor “{actor}”{did_you_mean(actor, context.actors)}"
            context.wrong(row, "who", "C502", f"{message}; add it to [actors] in atlas.toml")
    return tuple(actor for actor in actors if actor in context.actors)


def _summary(row: Row, context: Context) -> Translated:
    summary = {}
    for lang in context.languages:
        column = f"summary_{lang}"
        if row.text(column):
            summary[lang] = row.text(column)
        else:
            message = f"no summary in “{lang}”; fill in {column}"
            at = row[column].location
            context.found.append(Finding(at, "T209", message, "warning"))
    return summary


def _in_languages(row: Row, column: str, context: Context) -> Translated:
    """The filled columns `<column>_<language>`."""
    texts = {lang: row.text(f"{column}_{lang}") for lang in context.languages}
    return {lang: text for lang, text in texts.items() if text}


def _series(fields: Fields, table: Table | None, context: Context) -> list[Series]:
    declared: dict[str, Series] = {}
    for name, title in fields.named("series", "series_title"):
        actor = title.text("actor") or None
        if actor and actor not in context.actors:
            message = f"unknown actor “{actor}”{did_you_mean(actor, context.actors)}"
            title.wrong("C502", message, "actor")
            actor = None
        declared[name] = Series(
            name, title.translated("title", context.languages), title.text("unit"), actor
        )
    values: dict[str, list[SeriesValue]] = {name: [] for name in declared}
    if table is not None:
        check_columns(table, "series.csv", SERIES_COLUMNS, context.languages, context.found)
        for row in table.rows:
            name = context.required(row, "series")
            if name and name not in declared:
                message = f"unknown series “{name}”{did_you_mean(name, declared)}"
                context.wrong(
                    row, "series", "C504", f"{message}; add [series.{name}] to layer.toml"
                )
            value = _series_value(row, context)
            if name in values and value is not None:
                values[name].append(value)
    return [
        replace(series, values=tuple(sorted(values[name], key=_middle)))
        for name, series in declared.items()
    ]


def _middle(value: SeriesValue) -> float:
    return (value.when.interval.begin_earliest + value.when.interval.end_latest) / 2


def _series_value(row: Row, context: Context) -> SeriesValue | None:
    when = date_at(row["when"].location, context.required(row, "when"), context.found)
    context.required(row, "value")
    value: Quantity | None = quantity(row["value"], context.found)
    who = _who(row, context)
    status = row.text("status") or "done"
    if status not in load("vocabulary")["status"]:
        message = f"“{status}” is not a status{did_you_mean(status, load('vocabulary')['status'])}"
        context.wrong(row, "status", "C507", message)
    cited = context.citation(row)
    if when is None or value is None or cited is None:
        return None
    return SeriesValue(
        when, value, status, *cited, row.text("note"), row.location,
        row.text("unit"), row.text("of"), who,
    )  # fmt: skip
