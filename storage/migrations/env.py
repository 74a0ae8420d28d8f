"""What Alembic runs: the revisions, on the connection it was handed (see storage.migrate)."""

from alembic import context

from storage.tables import metadata

# SQLite can't alter a column in place; in batch mode Alembic rebuilds the table instead.
context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
