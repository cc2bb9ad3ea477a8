"""Passkeys (WebAuthn level 2): a key that never leaves the person's device signs what we ask, for our site only.

The device is asked to sign a challenge, which is kept as a digest until it is answered; an answer takes it away, so
none is good twice. As the only factor, a passkey must have looked at its user: finger, face or a PIN.
"""

import hashlib
import json
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from tenants import authenticators, clock
from tenants.authenticators import PASSKEY, Authenticator
from tenants.database import Base
from tenants.errors import Refused
from tenants.people import Person

ANSWERED_WITHIN = timedelta(minutes=5)

# The functions below import webauthn when they are called: with what it brings it takes 12 MB of every process, and
# only somebody who signs in with a passkey needs it.


@dataclass(frozen=True)
class Site:
    """Whom a passkey is made for: `id` is our host's name, `origin` how our addresses begin."""

    id: str
    origin: str
    name: str


class PasskeyChallenge(Base):
    """What a device has been asked to sign; without a person where nobody has said yet who they are."""

    __tablename__ = "passkey_challenge"

    digest: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[uuid.UUID | None]
    expires_at: Mapped[datetime]


def new_passkey(session: Session, site: Site, person: Person) -> str:
    """What the browser needs to make a passkey, as JSON."""
    import webauthn
    from webauthn.helpers import structs

    asked = structs.AuthenticatorSelectionCriteria(
        resident_key=structs.ResidentKeyRequirement.PREFERRED,
        user_verification=structs.UserVerificationRequirement.PREFERRED,
    )
    return webauthn.options_to_json(
        webauthn.generate_registration_options(
            rp_id=site.id,
            rp_name=site.name,
            user_id=person.id.bytes,
            user_name=person.email,
            user_display_name=person.name,
            challenge=_ask(session, person.id),
            authenticator_selection=asked,
            exclude_credentials=_descriptors(session, person.id),
        )
    )


def add_passkey(session: Session, site: Site, person_id: uuid.UUID, name: str, answer: str) -> None:
    """Take a passkey into use. Raises Refused("passkey_not_accepted" or "too_many")."""
    import webauthn

    verified = _verified(
        webauthn.verify_registration_response,
        credential=answer,
        expected_challenge=_answered(session, answer, person_id),
        expected_rp_id=site.id,
        expected_origin=site.origin,
    )
    authenticators.add(
        session,
        Authenticator(
            person_id=person_id,
            kind=PASSKEY,
            name=name,
            credential_id=verified.credential_id,
            public_key=verified.credential_public_key,
            sign_count=verified.sign_count,
        ),
    )


def ask_for_passkey(session: Session, site: Site, person_id: uuid.UUID | None = None) -> str:
    """What the browser needs to sign with one of the person's passkeys, or with any that its user chooses, as JSON."""
    import webauthn
    from webauthn.helpers.structs import UserVerificationRequirement as Look

    return webauthn.options_to_json(
        webauthn.generate_authentication_options(
            rp_id=site.id,
            challenge=_ask(session, person_id),
            allow_credentials=_descriptors(session, person_id) if person_id else None,
            user_verification=Look.PREFERRED if person_id else Look.REQUIRED,
        )
    )


def who_answers(answer: str) -> uuid.UUID:
    """Who the passkey says its owner is. Nothing is proved by that: it tells only for whom to open a session.

    Raises Refused("passkey_not_accepted").
    """
    from webauthn.helpers import base64url_to_bytes

    return _verified(lambda: uuid.UUID(bytes=base64url_to_bytes(json.loads(answer)["response"]["userHandle"])))


def check_passkey(session: Session, site: Site, person_id: uuid.UUID, answer: str, *, alone: bool) -> None:
    """Check that a passkey of the person has signed what was asked: alone, in the place of a password, or besides one.

    Raises Refused("passkey_not_accepted"), also when the passkey was copied: its count must grow.
    """
    import webauthn
    from webauthn.helpers import base64url_to_bytes

    challenge = _answered(session, answer, None if alone else person_id)
    credential_id = _verified(lambda: base64url_to_bytes(json.loads(answer)["id"]))
    own = select(Authenticator).where(
        Authenticator.person_id == person_id, Authenticator.credential_id == credential_id
    )
    passkey = session.scalar(own.with_for_update())
    if passkey is None:
        raise Refused("passkey_not_accepted")
    verified = _verified(
        webauthn.verify_authentication_response,
        credential=answer,
        expected_challenge=challenge,
        expected_rp_id=site.id,
        expected_origin=site.origin,
        credential_public_key=passkey.public_key,
        credential_current_sign_count=passkey.sign_count,
        require_user_verification=alone,
    )
    passkey.sign_count, passkey.last_used_at = verified.new_sign_count, clock.now()


def _verified(verify: Any, **words: object) -> Any:
    """What the library makes of an answer, which anybody may have put together."""
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        return verify(**words)
    except (WebAuthnException, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Refused("passkey_not_accepted") from error


def _descriptors(session: Session, person_id: uuid.UUID) -> list:
    from webauthn.helpers.structs import PublicKeyCredentialDescriptor

    own = authenticators.authenticators_of(session, person_id)
    return [PublicKeyCredentialDescriptor(id=each.credential_id) for each in own if each.kind == PASSKEY]


def _ask(session: Session, person_id: uuid.UUID | None) -> bytes:
    challenge, now = secrets.token_bytes(32), clock.now()
    session.execute(delete(PasskeyChallenge).where(PasskeyChallenge.expires_at < now))
    session.add(PasskeyChallenge(digest=_digest(challenge), person_id=person_id, expires_at=now + ANSWERED_WITHIN))
    return challenge


def _answered(session: Session, answer: str, person_id: uuid.UUID | None) -> bytes:
    """The challenge that an answer says it answers, taken away. Raises Refused when it was not asked of this person."""
    from webauthn.helpers import base64url_to_bytes

    def told() -> bytes:
        client = json.loads(base64url_to_bytes(json.loads(answer)["response"]["clientDataJSON"]))
        return base64url_to_bytes(client["challenge"])

    challenge = _verified(told)
    asked = delete(PasskeyChallenge).where(
        PasskeyChallenge.digest == _digest(challenge),
        PasskeyChallenge.person_id.is_not_distinct_from(person_id),
        PasskeyChallenge.expires_at > clock.now(),
    )
    if session.execute(asked).rowcount != 1:
        raise Refused("passkey_not_accepted")
    return challenge


def _digest(challenge: bytes) -> str:
    return hashlib.sha256(challenge).hexdigest()
