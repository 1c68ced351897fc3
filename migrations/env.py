"""How Alembic reaches the database. Its connection does not keep foreign keys: when it rebuilds a table on
SQLite, dropping the old one would otherwise delete all rows that refer to it."""

from alembic import context
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from app.model import SQLModel

engine = create_engine(context.config.attributes["url"], poolclass=NullPool)
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=SQLModel.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
