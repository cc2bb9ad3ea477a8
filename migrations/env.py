"""Alembic's entrance: migrations run with the owner's login, whose address the caller hands in."""

from alembic import context
from sqlalchemy import create_engine


def run() -> None:
    """Each migration in a transaction of its own, giving up rather than queueing behind a long reader."""
    engine = create_engine(context.config.attributes["owner_address"])
    with engine.connect() as connection:
        context.configure(connection=connection, transaction_per_migration=True)
        connection.exec_driver_sql("SET lock_timeout = '10s'")
        connection.commit()
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
