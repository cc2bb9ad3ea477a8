"""What people do to their own signing in. Every change is told in a letter to whom it is about.

The sessions are at the door and opened for the person.
"""

import uuid

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.messages.actions import post
from tenants import (
    attempts,
    audit,
    authenticators,
    house_rules,
    membership,
    passkeys,
    password_resets,
    people,
    recovery_codes,
    sign_ins,
    two_step_resets,
)
from tenants.boundary import TenantSession
from tenants.errors import Refused
from tenants.passkeys import Site
from tenants.people import Person

SECOND_STEP = "second_step"


def check_second_step(session: Session, key: str, site: Site, person_id: uuid.UUID, code: str, answer: str) -> str:
    """How the person has shown the second factor: app, recovery_code or password_and_passkey.

    Raises Refused("wrong_code" or "passkey_not_accepted").
    """
    if answer:
        passkeys.check_passkey(session, site, person_id, answer, alone=False)
        method = "password_and_passkey"
    elif authenticators.accepts_code(session, key, person_id, code):
        method = "app"
    elif recovery_codes.use(session, key, person_id, code):
        method = "recovery_code"
        _tell(session, person_id, method)
    else:
        raise Refused("wrong_code")
    attempts.forgive(session, attempts.digest(key, str(person_id)), SECOND_STEP)
    return method


def add_app(session: Session, key: str, person_id: uuid.UUID, name: str, secret: str, code: str) -> None:
    """Take an authenticator app into use. Raises Refused("not_from_this_app" or "too_many")."""
    authenticators.add_app(session, key, person_id, name, secret, code)
    _tell(session, person_id, "app_added")


def add_passkey(session: Session, site: Site, person_id: uuid.UUID, name: str, answer: str) -> None:
    """Take a passkey into use. Raises Refused("passkey_not_accepted" or "too_many")."""
    passkeys.add_passkey(session, site, person_id, name, answer)
    _tell(session, person_id, "passkey_added")


def remove(session: Session, person: "people.Person", authenticator_id: uuid.UUID) -> str | None:
    """Take a second factor out of use; its name, None when there is none. Raises Refused("staff_need_one")."""
    if person.is_staff and len(authenticators.authenticators_of(session, person.id)) == 1:
        raise Refused("staff_need_one")
    name = authenticators.remove(session, person.id, authenticator_id)
    if name is not None:
        _tell(session, person.id, "removed")
    return name


def make_recovery_codes(session: Session, key: str, person_id: uuid.UUID) -> list[str]:
    """Ten new codes instead of any older ones."""
    codes = recovery_codes.make_codes(session, key, person_id)
    _tell(session, person_id, "codes_made")
    return codes


def change_password(session: Session, person_id: uuid.UUID, password: str, but: uuid.UUID | None = None) -> None:
    """A new password; the person is signed out everywhere, `but` for one sign-in."""
    hashed = people.HASHER.hash(password)
    session.execute(update(Person).where(Person.id == person_id).values(password_hash=hashed))
    password_resets.forget_resets(session, person_id)
    sign_ins.end_all(session, person_id, but)
    post(session, "password_changed", to_person=person_id)


def answer_forgotten(session: Session, person_id: uuid.UUID | None, email: str, language: str) -> None:
    """A letter whoever asks: with a link to the person whose e-mail it is, else saying that there is no account.

    Written in both cases, so that not even the time it takes tells an outsider who has an account.
    """
    if person_id:
        ask_for_new_password(session, person_id, language)
    else:
        post(session, "no_account", to_email=email, language=language)


def ask_for_new_password(session: Session, person_id: uuid.UUID, language: str) -> None:
    """A letter with a link to set a new password."""
    token = password_resets.begin_reset(session, person_id)
    post(session, "password_reset", to_person=person_id, language=language, token=token)


def reset_password(session: Session, token: str, password: str) -> None:
    """A new password for whoever the letter's token was sent to. Raises Refused("link_closed")."""
    change_password(session, password_resets.use_reset(session, token), password)


def begin_anew(session: Session, person_id: uuid.UUID, token: str) -> None:
    """Take two-step sign-in away from somebody who was let set it up anew. Raises Refused("link_closed")."""
    two_step_resets.use(session, person_id, token)
    sign_ins.end_all(session, person_id)
    _tell(session, person_id, "begun_anew")


def let_member_begin_anew(session: TenantSession, by: uuid.UUID, person_id: uuid.UUID) -> None:
    """Let a member set up two-step sign-in anew; the person gets a letter. Raises Refused("not_a_member")."""
    is_of_staff = person_id in {each.id for each in people.staff(session)}  # a colleague of theirs lets them
    if by == person_id or is_of_staff or not membership.is_member(session, person_id):
        raise Refused("not_a_member")
    _let(session, by, person_id)
    audit.write(session, by, "two_step.reset_let", people=[str(person_id)])


def let_colleague_begin_anew(session: Session, by: uuid.UUID, person_id: uuid.UUID) -> None:
    """The same among staff. Raises Refused("not_a_colleague")."""
    if by == person_id or person_id not in {each.id for each in people.staff(session)}:
        raise Refused("not_a_colleague")
    _let(session, by, person_id)
    audit.write_for_staff(session, by, "two_step.reset_let", people=[str(person_id)])


def _let(session: Session, by: uuid.UUID, person_id: uuid.UUID) -> None:
    token, opens_at = two_step_resets.let_reset(session, by, person_id)
    post(session, "two_step_reset", to_person=person_id, token=token, opens_at=opens_at)


def keep_house_rules(
    session: TenantSession,
    by: uuid.UUID,
    *,
    requires_second_factor: bool,
    support_may_read: bool,
    writes_in_one_language: bool,
) -> None:
    """Change the rules of the house; each that changes stands in the trail."""
    rules = house_rules.house_rules(session)
    if rules.requires_second_factor != requires_second_factor:
        if requires_second_factor:
            audit.write(session, by, "two_step.required")
        else:
            audit.write(session, by, "two_step.left_to_choice")
    if rules.support_may_read != support_may_read:
        if support_may_read:
            audit.write(session, by, "support.may_read")
        else:
            audit.write(session, by, "support.may_not_read")
    if rules.writes_in_one_language != writes_in_one_language:
        if writes_in_one_language:
            audit.write(session, by, "report.one_language")
        else:
            audit.write(session, by, "report.both_languages")
    rules.requires_second_factor, rules.support_may_read = requires_second_factor, support_may_read
    rules.writes_in_one_language = writes_in_one_language
    house_rules.keep_rules(session, rules)


def _tell(session: Session, person_id: uuid.UUID, what: str) -> None:
    post(session, "sign_in_changed", to_person=person_id, what=what)
