"""Who is visiting: the cookie holds the secret of a sign-in, which the database is asked about on every request."""

from datetime import datetime
from uuid import UUID

from flask import Flask, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy import Row
from sqlalchemy.orm import Session

from app.web import entrance, halfway
from app.web.transactions import afterwards
from tenants import clock, sign_ins
from tenants.people import Person

manager = LoginManager()


class Visitor(UserMixin):
    """A signed-in person as pages know them. `secret` is what the cookie holds."""

    def __init__(self, secret: str, person: Row):
        self.secret = secret
        self.id: UUID = person.id
        self.name: str = person.name
        self.email: str = person.email
        self.language: str = person.language
        self.is_staff: bool = person.is_staff
        self.sign_in_id: UUID = person.sign_in_id
        self.is_strong: bool = person.is_strong
        self.confirmed_at: datetime = person.confirmed_at

    def get_id(self) -> str:
        """What Flask-Login keeps in the cookie."""
        return self.secret

    @property
    def is_confirmed(self) -> bool:
        """Whether they have given password or second factor a short while ago."""
        return clock.now() - self.confirmed_at < sign_ins.CONFIRMED


def init(app: Flask) -> None:
    """Flask-Login keeps the cookie; whose it is the database says, so that a sign-in ended elsewhere is out at once."""
    manager.init_app(app)
    manager.session_protection = None  # a telephone changes its network address all day


@manager.user_loader
def visitor(secret: str) -> Visitor | None:
    """The person of a cookie; None when its sign-in has ended or never was."""
    person = entrance.recognised(secret)
    return Visitor(secret, person) if person else None


def arrive(door: Session, person_id: UUID, method: str, onward: str, *, is_strong: bool = False) -> ResponseReturnValue:
    """After the right password, or what stands for it: signed in, or halfway, where the second factor is asked for."""
    person = door.get_one(Person, person_id)
    if person.second_factor_since and not is_strong:
        halfway.begin(person, onward)
        return redirect(url_for("accounts.second_step"))
    sign_in(door, person_id, method, is_strong=is_strong)
    return redirect(onward)


def sign_in(door: Session, person_id: UUID, method: str, *, is_strong: bool = False) -> None:
    """Begin a sign-in and the cookie anew, so that nothing set before it (fixation) survives."""
    device = request.user_agent.string
    secret = sign_ins.begin(door, person_id, method, is_strong=is_strong, device=device)
    door.flush()
    session.clear()
    session.permanent = True
    login_user(Visitor(secret, sign_ins.known_person(door, secret)))


def arrive_in_full(door: Session, method: str) -> ResponseReturnValue:
    """After the second factor, which `method` tells; back to the beginning if the password has changed meanwhile."""
    person, onward = door.get_one(Person, halfway.person_id()), halfway.onward()
    if not halfway.is_still_good(person):
        session.clear()
        return redirect(url_for("accounts.sign_in"))
    sign_in(door, person.id, method, is_strong=True)
    return redirect(onward)


def arrive_afterwards(person_id: UUID, method: str, *, is_strong: bool = False) -> None:
    """The same for somebody who is made, or made a member, in this very request: as soon as that is stored."""

    def begin() -> None:
        told = session.get("_flashes")
        with entrance.pen() as door:
            arrive(door, person_id, method, url_for("accounts.mine"), is_strong=is_strong)
        if told:
            session["_flashes"] = told  # what the new member is told on the next page

    afterwards(begin)


def confirm(door: Session, *, is_strong: bool = False) -> None:
    """The visitor has just said again who they are, by password or by a second factor; the cookie's secret is new."""
    secret = sign_ins.confirm(door, current_user.sign_in_id, is_strong=is_strong)
    session["_user_id"] = secret


def sign_out(door: Session) -> None:
    """End this sign-in and forget everything the cookie held."""
    sign_ins.end(door, current_user.sign_in_id)
    logout_user()
    session.clear()
