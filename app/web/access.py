"""What each page demands of its visitor. A view without a declaration stops the application from starting."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace

from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.exceptions import HTTPException

from tenants import invitations
from tenants.permissions import MAY


@dataclass(frozen=True)
class Access:
    """`kind` is public, halfway, signed_in, staff, invited or tenant; only tenant has a `permission`.

    `tenant_of` tells at the door in which municipality an invited visitor's token lies.
    `asks_again`: password or second factor must have been given a short while ago. `is_for_setting_up`: open also to
    who must have a second factor and has none yet.
    """

    kind: str
    permission: str = ""
    tenant_of: Callable[[Session, str], uuid.UUID | None] | None = None
    asks_again: bool = False
    is_for_setting_up: bool = False


class NotConfirmed(HTTPException):
    """The page asks for password or second factor again, and they were given too long ago."""

    code = 401
    page = "not_confirmed"


class NotStrong(HTTPException):
    """The visitor must sign in with a second factor, and did not."""

    code = 403
    page = "not_strong"


PUBLIC = Access("public")


def _declare(access: Access) -> Callable:
    def declared(view: Callable) -> Callable:
        marks = {mark: getattr(view, mark, False) for mark in ("asks_again", "is_for_setting_up")}
        view.access = replace(access, **marks)
        return view

    return declared


public = _declare(PUBLIC)
signed_in = _declare(Access("signed_in"))
staff_only = _declare(Access("staff"))
after_password = _declare(Access("halfway"))
"""Whoever has given the password and must give the second factor."""


def by_letter(tenant_of: Callable[[Session, str], uuid.UUID | None]) -> Callable:
    """Whoever has the token of a letter, which stands in the address: it chooses its own municipality, and the page
    asks there for nothing but what the letter is about.
    """
    return _declare(Access("invited", tenant_of=tenant_of))


by_invitation = by_letter(invitations.tenant_of_token)


def confirmed(view: Callable) -> Callable:
    """For what is dangerous: the visitor is asked who they are again unless they have just said it. Stands below
    signed_in, staff_only or needs.
    """
    view.asks_again = True
    return view


def for_setting_up(view: Callable) -> Callable:
    """One of the few pages that staff reach before they have a second factor. Stands below signed_in."""
    view.is_for_setting_up = True
    return view


def needs(permission: str) -> Callable:
    """The page belongs to a municipality, and its visitor must have this right there."""
    if permission not in MAY:
        raise KeyError(permission)
    return _declare(Access("tenant", permission))


def access_of(app: Flask, endpoint: str | None) -> Access:
    """The declaration of a route; static files and addresses that lead nowhere are public."""
    if endpoint is None or endpoint == "static":
        return PUBLIC
    return app.view_functions[endpoint].access


def require_declarations(app: Flask) -> None:
    """Raise AttributeError for the first route that does not say who may use it."""
    for rule in app.url_map.iter_rules():
        access_of(app, rule.endpoint)
