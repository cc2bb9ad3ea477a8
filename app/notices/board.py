"""The banner on every page: what is topical is asked once a minute, and not at every page."""

from contextlib import suppress
from datetime import datetime, timedelta

from flask import Flask, current_app, g, session
from flask_login import current_user
from sqlalchemy.exc import SQLAlchemyError

from app.notices.queries import not_over
from app.notices.rules import Told, may_read
from tenants import clock
from tenants.boundary import ask_at_the_door
from tenants.database import Engines

REMEMBERED = timedelta(minutes=1)
"""How long other processes may still show what has just been ended."""


class Board:
    """What is not over yet."""

    def __init__(self, engines: Engines):
        self.engines = engines
        self.told: list[Told] = []
        self.until: datetime | None = None

    def topical(self) -> list[Told]:
        """What is shown now."""
        now = clock.now()
        if self.until is None or now >= self.until:
            self.until = now + REMEMBERED
            with suppress(SQLAlchemyError), ask_at_the_door(self.engines) as door:  # an error's page has a banner too
                self.told = not_over(door, now)
        return [each for each in self.told if each.is_shown(now)]

    def forget(self) -> None:
        """Something has changed: ask again."""
        self.until = None


def board() -> Board:
    """The application's."""
    return current_app.extensions["notice_board"]


def is_for_visitor(told: Told) -> bool:
    """Whether the visitor is one of those who are told; a visitor is only looked up where a cookie came along."""
    is_signed_in = "_user_id" in session and current_user.is_authenticated
    return may_read(told.audience, is_signed_in=is_signed_in, is_inside="tenant" in g)


def shown_to_visitor() -> list[Told]:
    """What the banner says."""
    return [each for each in board().topical() if is_for_visitor(each)]


def init(app: Flask) -> None:
    """Every template has `topical`, which only pages ask."""
    app.extensions["notice_board"] = Board(app.extensions["engines"])
    app.jinja_env.globals["topical"] = shown_to_visitor
