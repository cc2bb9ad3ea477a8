"""Microsoft Entra ID, by OpenID Connect: the one file that talks to it.

Authorization code with PKCE, state and nonce (RFC 9700). Every address is made of our own setting and a directory's
number: nothing that a browser, a token or an answer names is ever fetched.
"""

import hmac
import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from app.config import Entra
from tenants import clock

SCOPE = "openid profile email"
PATIENCE_SECONDS = 10
LEEWAY_SECONDS = 120
"""By how much their clock and ours may differ."""

NEW_SECONDS = 300
"""How old a sign-in there may be that confirms who somebody is."""


class NotProven(Exception):
    """The directory did not say, in a way that we believe, who this is. Its words are for the log alone."""


@dataclass(frozen=True)
class Proof:
    """Whom a directory has let in. `name` and `email` are for showing to that person, never for recognising them."""

    entra_tenant: uuid.UUID
    object_id: uuid.UUID
    name: str
    email: str
    is_strong: bool
    """Whether the directory says that a second factor was used."""


def begin(entra: Entra, directory: uuid.UUID, callback: str, *, anew: bool = False) -> tuple[str, dict[str, str]]:
    """The address to send the browser to, and the secrets that must be kept in its cookie until it comes back.

    `anew`: also who is signed in there already gives the password or what stands for it again. A browser can leave
    that out of the address, so `finish` must be told too.
    """
    kept = {name: secrets.token_urlsafe(48) for name in ("state", "nonce", "verifier")}
    how = {"prompt": "login", "max_age": 0} if anew else {"prompt": "select_account"}
    with _client(entra, callback) as client:
        address, _state = client.create_authorization_url(
            f"{_place(entra, directory)}/oauth2/v2.0/authorize",
            state=kept["state"],
            nonce=kept["nonce"],
            code_verifier=kept["verifier"],
            response_mode="query",
            **how,
        )
    return address, kept


def finish(
    entra: Entra,
    directory: uuid.UUID,
    callback: str,
    kept: Mapping[str, str],
    answer: Mapping[str, str],
    *,
    anew: bool = False,
) -> Proof:
    """Who came back with this answer in the address, `anew` within the last minutes. Raises NotProven."""
    if not hmac.compare_digest(answer.get("state", "").encode(), kept["state"].encode()):
        raise NotProven("the state is another visit's")
    if "code" not in answer:
        raise NotProven("there is no code")
    try:
        token, keys = _fetched(entra, directory, callback, kept["verifier"], answer["code"])
        claims = _signed_claims(token, keys)
    except Exception as trouble:  # what a library or a network can raise here has no common name
        raise NotProven(f"{type(trouble).__name__}: {trouble}") from trouble
    if anew and not _is_of_now(claims.get("auth_time")):
        raise NotProven("nobody gave a password there just now, or the directory does not say when (auth_time)")
    return _proof(claims, directory, f"{_place(entra, directory)}/v2.0", entra.client_id, kept["nonce"])


def _is_of_now(seconds: object) -> bool:
    """Whether this is a Unix time of the last minutes; a token that does not tell it proves nothing."""
    return isinstance(seconds, int) and abs(clock.now().timestamp() - seconds) <= NEW_SECONDS


def _place(entra: Entra, directory: uuid.UUID) -> str:
    return f"{entra.authority}/{uuid.UUID(str(directory))}"


def _client(entra: Entra, callback: str):
    # Imported when somebody needs it: most workers sign in nobody this way and need not carry it.
    from authlib.integrations.requests_client import OAuth2Session

    return OAuth2Session(
        entra.client_id,
        entra.client_secret,
        token_endpoint_auth_method="client_secret_post",  # noqa: S106 - a method's name
        scope=SCOPE,
        redirect_uri=callback,
        code_challenge_method="S256",
    )


def _fetched(
    entra: Entra, directory: uuid.UUID, callback: str, verifier: str, code: str
) -> tuple[str, dict[str, object]]:
    """The token for a code, and the keys that it may be signed with; a redirect is not followed."""
    place, careful = _place(entra, directory), {"timeout": PATIENCE_SECONDS, "allow_redirects": False}
    with _client(entra, callback) as client:
        given = client.fetch_token(
            f"{place}/oauth2/v2.0/token",
            grant_type="authorization_code",
            code=code,
            code_verifier=verifier,
            redirect_uri=callback,
            **careful,
        )
        keys = client.get(f"{place}/discovery/v2.0/keys", withhold_token=True, **careful)
        keys.raise_for_status()
        return given["id_token"], keys.json()


def _signed_claims(token: str, keys: dict[str, object]) -> dict[str, object]:
    """What a token says, once its signature and its times are right. Raises an error of joserfc or a ValueError."""
    from joserfc import jwt
    from joserfc.jwk import KeySet

    claims = jwt.decode(token, KeySet.import_key_set(keys), algorithms=["RS256"]).claims
    now = int(clock.now().timestamp())
    jwt.JWTClaimsRegistry(now, LEEWAY_SECONDS, exp={"essential": True}, iat={"essential": True}).validate(claims)
    return claims


def _proof(claims: dict[str, object], directory: uuid.UUID, issuer: str, audience: str, nonce: str) -> Proof:
    """Compared as whole values: the library would take a list that holds the right one among others."""
    wanted = {"iss": issuer, "aud": audience, "nonce": nonce, "tid": str(directory)}
    if wrong := [name for name, value in wanted.items() if claims.get(name) != value]:
        raise NotProven(f"the token's {', '.join(wrong)} is not ours")
    try:
        object_id = uuid.UUID(str(claims.get("oid")))
    except ValueError as missing:
        raise NotProven("the token names no user") from missing
    methods = claims.get("amr")
    return Proof(
        directory,
        object_id,
        str(claims.get("name") or ""),
        str(claims.get("preferred_username") or claims.get("email") or ""),
        is_strong=isinstance(methods, list) and "mfa" in methods,
    )
