"""Runs the migrations on the connection that opened the database, inside its transaction."""

from alembic import context

from mcda.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, transactional_ddl=True
)
with context.begin_transaction():
    context.run_migrations()
