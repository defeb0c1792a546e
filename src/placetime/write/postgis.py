"""PostGIS: the tables of the GeoPackage in a schema of a database, in one transaction."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from placetime.errors import PlacetimeError
from placetime.model.text import pick
from placetime.render.gis.postgis import SqlTable, notes, sql_tables
from placetime.scene.scene import Scene
from placetime.scene.styled import in_own_style
from placetime.write.needed import need

if TYPE_CHECKING:
    import psycopg

SIGNED: Final = " (written by placetime)"
"""Ends the comment of every table and view, so that the next export knows what it may replace."""

OWN: Final = """
SELECT c.relname, c.relkind = 'v' FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = %s AND c.relkind IN ('r', 'v') AND obj_description(c.oid, 'pg_class') LIKE %s
ORDER BY c.relname"""


@in_own_style
def write_postgis(scene: Scene, url: str, schema: str = "atlas") -> list[str]:
    """Writes tables with keys and indexes, and a view for each layer; replaces those of an earlier
    export and nothing else. Gives back notes.

    All or nothing. PlacetimeError if the database cannot be reached or refuses, MissingPart without
    the `gis` extra. `shown` is the range of days on which a mark may be there:
    `WHERE shown @> DATE '1958-03-15'`.
    """
    need("PostGIS", "psycopg")
    import psycopg

    tables = sql_tables(scene)
    try:
        with psycopg.connect(url, client_encoding="utf8") as connection:
            _write(connection, scene, tables, schema)
    except psycopg.errors.DependentObjectsStillExist as error:
        raise PlacetimeError(
            f"something of yours depends on the tables of an earlier export, nothing was written: {error}"
        ) from None
    except (psycopg.errors.DuplicateTable, psycopg.errors.DuplicateObject) as error:
        raise PlacetimeError(
            f"the schema “{schema}” has a table that placetime did not write; choose another with "
            f"--schema: {error}"
        ) from None
    except psycopg.Error as error:
        said = " ".join(str(error).split())
        raise PlacetimeError(f"the database refuses, nothing was written: {said}") from None
    return notes(tables)


def _write(
    connection: psycopg.Connection[Any], scene: Scene, tables: Sequence[SqlTable], schema: str
) -> None:
    from psycopg import sql

    def run(query: str, *names: str, **texts: str) -> None:
        parts: dict[str, Any] = {key: sql.Literal(value) for key, value in texts.items()}
        identifiers = [sql.Identifier(name) for name in names]
        connection.execute(sql.SQL(query).format(*identifiers, **parts))

    geometry_schema = _postgis(connection)
    run("CREATE SCHEMA IF NOT EXISTS {}", schema)
    _drop_own(connection, schema)
    for table in tables:
        _create(connection, table, schema, geometry_schema)
        _fill(connection, table, schema)
        for column, parent in table.foreign:
            run(
                "ALTER TABLE {}.{} ADD FOREIGN KEY ({}) REFERENCES {}.{} ({})",
                schema, table.name, column, schema, parent, column,
            )  # fmt: skip
            run("CREATE INDEX ON {}.{} ({})", schema, table.name, column)
        if table.geometry:
            run("CREATE INDEX ON {}.{} USING gist ({})", schema, table.name, "geom")
        if table.dated:
            run("CREATE INDEX ON {}.{} USING gist ({})", schema, table.name, "shown")
        run("COMMENT ON TABLE {}.{} IS {text}", schema, table.name, text=table.title + SIGNED)
        for column, _, title in table.columns:
            run("COMMENT ON COLUMN {}.{}.{} IS {text}", schema, table.name, column, text=title)
    _views(connection, scene, tables, schema)
    for table in tables:
        run("ANALYZE {}.{}", schema, table.name)


def _postgis(connection: psycopg.Connection[Any]) -> str:
    """The schema that PostGIS is in; it is added to the database if that is allowed."""
    connection.execute("CREATE EXTENSION IF NOT EXISTS postgis")
    found = connection.execute(
        "SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace"
        " WHERE e.extname = 'postgis'"
    ).fetchone()
    assert found is not None
    return str(found[0])


def _drop_own(connection: psycopg.Connection[Any], schema: str) -> None:
    from psycopg import sql

    own = connection.execute(OWN, (schema, f"%{SIGNED}")).fetchall()
    for kind, is_view in (("VIEW", True), ("TABLE", False)):
        names = [sql.Identifier(schema, name) for name, view in own if view == is_view]
        if names:
            connection.execute(
                sql.SQL("DROP {} {}").format(sql.SQL(kind), sql.SQL(", ").join(names))
            )


def _create(
    connection: psycopg.Connection[Any], table: SqlTable, schema: str, geometry_schema: str
) -> None:
    from psycopg import sql

    lines: list[sql.Composable] = []
    if table.key is None:
        lines.append(sql.SQL("fid integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY"))
    for name, type_, _ in table.columns:
        key = " PRIMARY KEY" if name == table.key else ""
        lines.append(sql.SQL("{} " + type_ + key).format(sql.Identifier(name)))
    if table.geometry:
        type_ = f"geometry({table.geometry}, 4326)"
        lines.append(sql.SQL("geom {}." + type_).format(sql.Identifier(geometry_schema)))
    if table.dated:  # a day before 4713 BC is NULL and must not read as “without begin”
        lines.append(
            sql.SQL(
                "shown daterange GENERATED ALWAYS AS (CASE WHEN"
                " (begin_earliest IS NULL) = (day_begin_earliest IS NULL)"
                " AND (end_latest IS NULL) = (day_end_latest IS NULL)"
                " THEN daterange(begin_earliest, end_latest, '[]') END) STORED"
            )
        )
    connection.execute(
        sql.SQL("CREATE TABLE {} ({})").format(
            sql.Identifier(schema, table.name), sql.SQL(", ").join(lines)
        )
    )


def _fill(connection: psycopg.Connection[Any], table: SqlTable, schema: str) -> None:
    from psycopg import sql

    names = [name for name, _, _ in table.columns] + (["geom"] if table.geometry else [])
    query = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(schema, table.name), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    with connection.cursor() as cursor, cursor.copy(query) as copy:
        for row in table.rows():
            copy.write_row(row)


def _views(
    connection: psycopg.Connection[Any], scene: Scene, tables: Sequence[SqlTable], schema: str
) -> None:
    """`layer_…`: all dated marks of a layer, whatever their kind of geometry."""
    from psycopg import sql

    atlas = scene.atlas
    for layer in atlas.layers:
        own = [table for table in tables if table.layer == layer.id]
        if not own:
            continue
        columns = [name for name, _, _ in own[0].columns]
        chosen = sql.SQL(", ").join([*map(sql.Identifier, columns), sql.SQL("shown, geom")])
        parts = [
            sql.SQL("SELECT {}::text AS kind_of_mark, {} FROM {}").format(
                sql.Literal(table.source.kind), chosen, sql.Identifier(schema, table.name)
            )
            for table in own
        ]
        view = sql.Identifier(schema, f"layer_{layer.id.replace('-', '_')}")
        connection.execute(
            sql.SQL("CREATE VIEW {} AS {}").format(view, sql.SQL(" UNION ALL ").join(parts))
        )
        connection.execute(
            sql.SQL("COMMENT ON VIEW {} IS {}").format(
                view, sql.Literal(pick(layer.title, atlas.language) + SIGNED)
            )
        )
