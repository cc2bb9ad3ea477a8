"""Who is visiting: the person behind the cookie, looked up at the door on every request."""

import uuid

from flask import Flask, session
from flask_login import LoginManager, UserMixin, login_user, logout_user

from app.web import entrance
from tenants import people

manager = LoginManager()


class Visitor(UserMixin):
    """A signed-in person as pages know them."""

    def __init__(self, person: people.Person):
        self.id = person.id
        self.name = person.name
        self.email = person.email
        self.language = person.language
        self.is_staff = person.is_staff


def init(app: Flask) -> None:
    """Flask-Login keeps the cookie; the person comes from the database, so a removed one is out at once."""
    manager.init_app(app)
    manager.session_protection = "basic"


@manager.user_loader
def visitor(person_id: str) -> Visitor | None:
    """The person of a cookie; None when the id is not one of ours."""
    try:
        wanted = uuid.UUID(person_id)
    except ValueError:
        return None
    return (person := entrance.recognised(wanted)) and Visitor(person)


def sign_in(person: people.Person) -> None:
    """Begin the cookie anew, so that nothing set before sign-in (fixation) survives it."""
    session.clear()
    session.permanent = True
    login_user(Visitor(person))


def sign_out() -> None:
    """Forget everything the cookie held."""
    logout_user()
    session.clear()
