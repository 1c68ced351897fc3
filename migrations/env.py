"""How Alembic reaches the database: in one transaction, so that a migration that is cut short has not begun.

Its connection does not keep foreign keys: when it rebuilds a table on SQLite, dropping the old one would
otherwise delete all rows that refer to it.
"""

from alembic import context

from app.model import SQLModel
from app.storage.engine import engine, is_sqlite

url = context.config.attributes["url"]
with engine(url).connect() as connection:
    if is_sqlite(url):
        # Within a transaction it would be ignored.
        connection.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")
    context.configure(
        connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True, transactional_ddl=True
    )
    with context.begin_transaction():
        context.run_migrations()
