"""What the worker does with orders."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from flask import current_app

from app.config import Operator
from app.messages.duties import do_each, duty
from app.subscribing.actions import open_order, orders_to_open
from app.subscribing.licence_actions import licence_orders_to_open, open_licence_order
from tenants.boundary import WorkerSession
from tenants.database import Engines


@duty("* * * * * */5")
def open_orders(engines: Engines, now: datetime) -> None:
    """Open every order that is confirmed and approved, each in a transaction of its own; none holds up another."""
    operator = current_app.config["SETTINGS"].operator
    with WorkerSession(engines, read_only=True) as session:
        waiting = [(open_order, each) for each in orders_to_open(session)]
        waiting += [(open_licence_order, key) for key in licence_orders_to_open(session)]
    do_each(engines, waiting, partial(_open, operator=operator))


def _open(session: WorkerSession, waiting: tuple[Callable, object], operator: Operator) -> None:
    open_it, key = waiting
    open_it(session, key, operator)
