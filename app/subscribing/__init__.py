"""A municipality subscribes: the order, the letter that confirms it, staff's check, and the opening by the worker;
and what becomes of the licence as the days go: what follows a trial, notice, lapses, renewals.

Does not live here: what it costs (`billing`), how the orderer becomes a member (`accounts`), paying (`payments`).
"""

from app.subscribing import (
    copy_routes,
    duties,
    letters,
    licence_duties,
    licence_routes,
    paper_routes,
    routes,
    staff_routes,
)

__all__ = [
    "copy_routes",
    "duties",
    "letters",
    "licence_duties",
    "licence_routes",
    "paper_routes",
    "routes",
    "staff_routes",
]
