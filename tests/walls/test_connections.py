"""Connections to the database are pooled: what a transaction and a vanished server leave behind."""

import pytest
from sqlalchemy import text

from tenants.boundary import DoorSession
from tests.databases import CLUSTER

BACKEND = text("SELECT pg_backend_pid()")
MODE = text("SELECT current_setting('transaction_read_only')")


@pytest.fixture(params=["door", "tenant", "staff", "worker", "owner"])
def engine(request, engines):
    """The engine of each plane."""
    return getattr(engines, request.param)


def test_a_connection_that_the_server_has_ended_is_replaced_unseen(engine):
    with engine.connect() as connection:
        backend = connection.scalar(BACKEND)
    with CLUSTER.connect_as_superuser("postgres") as server:
        server.execute("SELECT pg_terminate_backend(%s, 5000)", [backend])
    with engine.connect() as connection:
        assert connection.scalar(BACKEND) != backend


def test_statements_of_a_transaction_belong_together(engine):
    with engine.connect() as connection:
        begun = connection.scalar(text("SELECT now()"))
        connection.execute(text("SELECT pg_sleep(0.01)"))
        assert connection.scalar(text("SELECT now()")) == begun
        connection.rollback()
        assert connection.scalar(text("SELECT now()")) > begun


def test_a_read_only_session_is_read_only_in_every_transaction(engines):
    with DoorSession(engines, read_only=True) as session:
        for _ in range(2):
            assert session.scalar(MODE) == "on"
            session.commit()
    with DoorSession(engines) as session:
        assert session.scalar(MODE) == "off"
