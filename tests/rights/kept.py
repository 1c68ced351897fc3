"""Everything that a database holds, as one text: in which a word stands that somebody wrote, or does not."""

from sqlalchemy import Connection, select
from sqlmodel import SQLModel


def everything(connection: Connection) -> str:
    """Every value of every row of every table but the kits' own texts."""
    tables = [table for table in SQLModel.metadata.sorted_tables if table.name != "kit_copy"]
    rows = (row for table in tables for row in connection.execute(select(table)))
    return "\n".join(
        value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value) for r in rows for value in r
    )
