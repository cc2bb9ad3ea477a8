"""A Microsoft Entra ID of our own for tests, made of the server parts of Authlib: a directory at each number.

    with an_entra() as entra:
        entra.users["matti"] = {"oid": str(uuid4()), "name": "Matti", "preferred_username": "matti@kunta.example"}
        settings = replace(settings, entra=entra.settings())

It asks for PKCE and a nonce, gives each code once, and signs with RS256; `claims` (None: left out) and `sign` can make
its tokens wrong.
"""

import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Thread
from typing import Any

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import AuthorizationCodeMixin, ClientMixin
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant
from authlib.oauth2.rfc7636 import CodeChallenge
from flask import Flask, current_app, jsonify, render_template_string, request
from joserfc import jwt
from joserfc.jwk import RSAKey
from werkzeug.serving import make_server

from app.config import Entra

CLIENT, SECRET = "our registration", "a secret that only Microsoft and we have"
CHOICE = """<!doctype html><html lang="en"><link rel="icon" href="data:,"><title>Directory</title>
<h1>Directory {{ directory }}</h1>
{% for name in users %}<p><a href="{{ request.full_path }}&amp;user={{ name }}">{{ name }}</a></p>{% endfor %}</html>"""


@dataclass
class Code(AuthorizationCodeMixin):
    """What a code stands for."""

    directory: str
    user: str
    redirect_uri: str
    scope: str
    nonce: str
    code_challenge: str
    code_challenge_method: str

    def get_redirect_uri(self) -> str:
        return self.redirect_uri

    def get_scope(self) -> str:
        return self.scope


class Client(ClientMixin):
    """Us, as we are registered."""

    def __init__(self, callback: str | None):
        self.callback = callback

    def get_client_id(self) -> str:
        return CLIENT

    def get_default_redirect_uri(self) -> str:
        return ""

    def get_allowed_scope(self, scope: str) -> str:
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        return self.callback in (None, redirect_uri)

    def check_client_secret(self, client_secret: str) -> bool:
        return client_secret == SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        return method == "client_secret_post"

    def check_response_type(self, response_type: str) -> bool:
        return response_type == "code"

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "authorization_code"


@dataclass
class FakeEntra:
    """`users` by name, the claims of each; `claims` stand over all of them in the tokens to come."""

    url: str = ""
    callback: str | None = None
    users: dict[str, dict[str, Any]] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "first"}))
    sign: Callable[[dict[str, Any]], str] | None = None

    def settings(self) -> Entra:
        """What leads the service here."""
        return Entra(CLIENT, SECRET, self.url)

    def add(self, name: str, **claims: Any) -> uuid.UUID:
        """A user of every directory; returns the number they have in it."""
        number = uuid.uuid4()
        facts = {"oid": str(number), "name": name, "preferred_username": f"{name.lower()}@kunta.example"}
        self.users[name] = facts | claims
        return number

    def id_token(self, code: Code) -> str:
        """Signed as Microsoft signs, unless `sign` does it otherwise."""
        now = int(time.time())
        issuer = f"{self.url}/{code.directory}/v2.0"
        times = {"iat": now, "nbf": now, "exp": now + 3600, "auth_time": now}
        claims = {"iss": issuer, "aud": CLIENT, "tid": code.directory, "sub": code.user, "nonce": code.nonce} | times
        claims |= self.users[code.user] | self.claims
        claims = {name: value for name, value in claims.items() if value is not None}
        return self.sign(claims) if self.sign else jwt.encode({"alg": "RS256", "kid": "first"}, claims, self.key)


class Grant(AuthorizationCodeGrant):
    """Codes, each of one directory, each for once."""

    TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_post",)

    def save_authorization_code(self, code: str, asked: Any) -> None:
        names = ("redirect_uri", "scope", "nonce", "code_challenge", "code_challenge_method")
        told = [request.args[name] for name in names]
        entra_here().codes[code] = Code(request.view_args["directory"], asked.user, *told)

    def query_authorization_code(self, code: str, client: Client) -> Code | None:
        found = entra_here().codes.get(code)
        return found if found and found.directory == request.view_args["directory"] else None

    def delete_authorization_code(self, authorization_code: Code) -> None:
        codes = entra_here().codes
        codes.pop(next(code for code, each in codes.items() if each is authorization_code))

    def authenticate_user(self, authorization_code: Code) -> str:
        return authorization_code.user


class WithIdToken:
    """What makes it OpenID Connect."""

    def __call__(self, grant: Grant) -> None:
        grant.register_hook("after_create_token_response", self.add)

    def add(self, grant: Grant, response: tuple) -> None:
        response[1]["id_token"] = entra_here().id_token(grant.request.authorization_code)


def entra_here() -> FakeEntra:
    """Whose server is answering."""
    return current_app.extensions["entra"]


def application(entra: FakeEntra) -> Flask:
    """Its three addresses, with each directory's number before them."""
    app = Flask(__name__)
    app.extensions["entra"] = entra
    server = AuthorizationServer(
        app,
        query_client=lambda client_id: Client(entra.callback) if client_id == CLIENT else None,
        save_token=lambda token, asked: None,
    )
    server.register_grant(Grant, [CodeChallenge(required=True), WithIdToken()])

    @app.get("/<directory>/oauth2/v2.0/authorize")
    def authorize(directory: str):
        entra.asked.append(request.url)
        try:
            grant = server.get_consent_grant(end_user=None)
        except OAuth2Error as error:
            return f"{error.error}: {error.description}", 400
        if request.args.get("user") not in entra.users:
            return render_template_string(CHOICE, directory=directory, users=entra.users)
        return server.create_authorization_response(grant_user=request.args["user"], grant=grant)

    @app.post("/<directory>/oauth2/v2.0/token")
    def token(directory: str):
        entra.asked.append(request.url)
        return server.create_token_response()

    @app.get("/<directory>/discovery/v2.0/keys")
    def keys(directory: str):
        return jsonify({"keys": [entra.key.as_dict(private=False)]})

    return app


@contextmanager
def an_entra() -> Iterator[FakeEntra]:
    """A running server at `.url`."""
    entra = FakeEntra()
    server = make_server("127.0.0.1", 0, application(entra), threaded=True)
    Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    entra.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield entra
    finally:
        server.shutdown()
        server.server_close()
