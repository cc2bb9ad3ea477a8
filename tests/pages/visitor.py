"""A person's browser without a screen: cookies, forms and the tokens that go with them."""

import re
from datetime import timedelta
from typing import Any

from flask import Flask
from sqlalchemy import update
from werkzeug.test import TestResponse

from tenants import clock, sign_ins
from tenants.boundary import DoorSession
from tenants.people import Person
from tenants.sign_ins import SignIn
from tenants.tokens import digest_of
from tests.makers import PASSWORD

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
SIGN_IN = "/fi/kirjaudu"


class Visitor:
    """Anonymous until `sign_in`; posts carry the token that a page of this visit gave."""

    def __init__(self, app: Flask, person: Person | None = None):
        self.app = app
        self.client = app.test_client()
        self.known_token = None, ""
        if person:
            self.be(person)

    def be(self, person: Person, *, is_strong: bool | None = None) -> None:
        """Be signed in without the pages for it, which have tests of their own; staff with a second factor."""
        with DoorSession(self.app.extensions["engines"]) as door, door.begin():
            strong = person.is_staff if is_strong is None else is_strong
            secret = sign_ins.begin(door, person.id, "password", is_strong=strong, device="a test")
            door.flush()
            # However long the tests take: what asks again has tests of its own.
            stays = update(SignIn).where(SignIn.secret_digest == digest_of(secret))
            door.execute(stays.values(confirmed_at=clock.now() + timedelta(days=1)))
        with self.client.session_transaction() as cookie:
            cookie.clear()
            cookie.permanent = True
            cookie["_user_id"] = secret

    def get(self, address: str, **more: Any) -> TestResponse:
        """Open a page; redirects are not followed."""
        return self.client.get(address, **more)

    def post(self, address: str, typed: dict[str, Any] | None = None, **more: Any) -> TestResponse:
        """Send a form."""
        return self.client.post(address, data={"csrf_token": self.token()} | (typed or {}), **more)

    def token(self) -> str:
        """A valid token of this visit: a page is asked for it once, and again when the cookie knows of another."""
        with self.client.session_transaction() as cookie:
            of_cookie = cookie.get("csrf_token")
        if of_cookie is None or self.known_token[0] != of_cookie:
            token = TOKEN.search(self.get(SIGN_IN).text)[1]
            with self.client.session_transaction() as cookie:
                self.known_token = cookie["csrf_token"], token
        return self.known_token[1]

    def sign_in(self, email: str, password: str = PASSWORD, next: str = "", place: str = "127.0.0.1") -> TestResponse:
        """Send the sign-in form; `place` is the network address it comes from."""
        typed = {"email": email, "password": password, "next": next}
        return self.post(SIGN_IN, typed, environ_base={"REMOTE_ADDR": place})
