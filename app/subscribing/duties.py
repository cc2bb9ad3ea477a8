"""What the worker does with orders."""

import uuid
from datetime import datetime

from flask import current_app

from app.config import Operator
from app.messages.duties import duty
from app.subscribing.actions import open_next_order
from app.subscribing.licence_actions import licence_orders_to_open, open_licence_order
from tenants.boundary import WorkerSession
from tenants.database import Engines


@duty("* * * * * */5")
def open_orders(engines: Engines, now: datetime) -> None:
    """Open every order that is confirmed and approved, each in a transaction of its own."""
    operator = current_app.config["SETTINGS"].operator
    while _open_one(engines, operator):
        pass
    with WorkerSession(engines, read_only=True) as session:
        keys = licence_orders_to_open(session)
    for key in keys:
        _open_of_customer(engines, key, operator)


def _open_one(engines: Engines, operator: Operator) -> bool:
    with WorkerSession(engines) as session, session.begin():
        return open_next_order(session, operator)


def _open_of_customer(engines: Engines, key: tuple[uuid.UUID, uuid.UUID], operator: Operator) -> None:
    with WorkerSession(engines) as session, session.begin():
        open_licence_order(session, key, operator)
