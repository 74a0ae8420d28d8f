"""Tables as the database itself describes them, nothing sealed or opened: what backups are of."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Connection,
    Date,
    DateTime,
    TableClause,
    Text,
    column,
    func,
    inspect,
    literal_column,
    select,
    table,
    text,
)
from sqlalchemy.types import TypeEngine

from storage.backup_file import BATCH, KeptTable, Row
from storage.types import in_utc

_ALEMBICS = "alembic_version"


@dataclass(frozen=True, kw_only=True, slots=True)
class Bare:
    """A table that none had to name, so that none can be forgotten. `keys` are the columns that
    tell its rows apart."""

    table: TableClause
    keys: tuple[str, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.table.columns.keys())


def bare_tables(connection: Connection) -> list[Bare]:
    """Every table there is, owners before what belongs to them."""
    looked = inspect(connection)
    names = [name for name, _ in looked.get_sorted_table_and_fkc_names() if name]
    return [
        Bare(
            table=table(name, *(column(c["name"], _type(c["type"])) for c in found)),
            keys=tuple(looked.get_pk_constraint(name)["constrained_columns"]),
        )
        for name in names
        if name != _ALEMBICS
        for found in [looked.get_columns(name)]
    ]


def kept(connection: Connection, bare: Bare) -> KeptTable:
    """How the table stands in a backup."""
    return KeptTable(
        name=bare.table.name, columns=bare.columns, last_id=last_id(connection, bare.table.name)
    )


def rows_of(connection: Connection, bare: Bare) -> Iterator[Row]:
    """Every row in the order of its keys, as JSON can hold it."""
    found = select(bare.table).order_by(*(bare.table.c[key] for key in bare.keys))
    for row in connection.execute(found.execution_options(yield_per=BATCH)):
        yield [_plain(value) for value in row]


def as_stored(bare: Bare, columns: Sequence[str], rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Rows of a backup as this table takes them."""
    types = [bare.table.c[name].type for name in columns]
    return [
        {name: _of_type(of, value) for name, of, value in zip(columns, types, row, strict=True)}
        for row in rows
    ]


def last_id(connection: Connection, name: str) -> int | None:
    """The last id that the table gave, be it to a row that is gone; 0 where it gave none yet, None
    where it gives none."""
    if connection.dialect.name == "sqlite":
        return _last_in_sqlite(connection, name)
    if (sequence := sequence_of(connection, name)) is None:
        return None
    last: ColumnElement[int] = literal_column("CASE WHEN is_called THEN last_value ELSE 0 END")
    return int(connection.execute(select(last).select_from(text(sequence))).scalar_one())


def _last_in_sqlite(connection: Connection, name: str) -> int | None:
    made = text("SELECT sql FROM sqlite_master WHERE type = 'table' AND name = :name")
    if "AUTOINCREMENT" not in connection.execute(made, {"name": name}).scalar_one():
        return None
    given = text("SELECT max(seq) FROM sqlite_sequence WHERE name = :name")
    return connection.execute(given, {"name": name}).scalar_one() or 0


def sequence_of(connection: Connection, name: str) -> str | None:
    """The sequence of Postgres that gives a table's ids, if one does."""
    if connection.dialect.name == "sqlite" or not any(
        found["name"] == "id" for found in inspect(connection).get_columns(name)
    ):
        return None
    quoted = connection.dialect.identifier_preparer.quote(name)
    sequence = select(func.pg_get_serial_sequence(quoted, "id", type_=Text))
    found: str | None = connection.execute(sequence).scalar_one()
    return found


def _type(found: TypeEngine[Any]) -> TypeEngine[Any]:
    """A null read is to be a null again, not the word for it in JSON."""
    return JSON(none_as_null=True) if isinstance(found, JSON) else found


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return in_utc(value).isoformat()
    return value.isoformat() if isinstance(value, date) else value


def _of_type(of: TypeEngine[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(of, DateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if isinstance(of, Date) else value
