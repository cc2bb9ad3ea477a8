"""Verbs of trainings: a place or a turn in the queue for each who signs up, letters about it."""

import uuid

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.messages.actions import post
from app.support.training_models import SignUp, Training
from app.support.training_queries import own_sign_up, participants
from tenants import audit, clock
from tenants.errors import Refused


def keep_training(session: Session, by: uuid.UUID, training: Training | None, **words: object) -> Training:
    """A new training, or what one is from now on. Raises Refused("fewer_than_taken", taken=...)."""
    kept = training or Training()
    if training and words["places"] < training.taken:
        raise Refused("fewer_than_taken", taken=training.taken)
    for name, value in words.items():
        setattr(kept, name, value)
    session.add(kept)
    session.flush()
    audit.write_for_staff(session, by, "training.kept", number=kept.number)
    return kept


def cancel_training(session: Session, by: uuid.UUID, training: Training) -> None:
    """It is not held: everybody who has signed up gets a letter."""
    if training.cancelled_at is None:
        training.cancelled_at = clock.now()
        for each, _name, _email in participants(session, training):
            post(session, "training_cancelled", to_person=each.person_id, number=training.number)
        audit.write_for_staff(session, by, "training.cancelled", number=training.number)


def sign_up(session: Session, person_id: uuid.UUID, training: Training, about: uuid.UUID | None) -> bool:
    """A place, or a turn in the queue where none is left; whether it is a place.

    Raises Refused with "sign_up_closed" or "signed_up_already".
    """
    session.refresh(training, with_for_update=True)
    if not training.is_open(clock.now()):
        raise Refused("sign_up_closed")
    if own_sign_up(session, training, person_id):
        raise Refused("signed_up_already")
    has_place = training.taken < training.places and not training.waiting
    if has_place:
        training.taken += 1
    else:
        training.waiting += 1
    session.add(SignUp(training_id=training.id, person_id=person_id, about_tenant=about, has_place=has_place))
    _tell(session, person_id, training, has_place=has_place)
    return has_place


def _tell(session: Session, person_id: uuid.UUID, training: Training, *, has_place: bool) -> None:
    kind = "training_place" if has_place else "training_waiting"
    post(session, kind, to_person=person_id, number=training.number)


def cancel_sign_up(session: Session, person_id: uuid.UUID, training: Training) -> None:
    """Somebody does not come after all. Raises Refused("not_signed_up")."""
    session.refresh(training, with_for_update=True)
    signed = own_sign_up(session, training, person_id)
    if signed is None:
        raise Refused("not_signed_up")
    signed.cancelled_at = clock.now()
    if signed.has_place:
        training.taken -= 1
    else:
        training.waiting -= 1


def fill_places(session: Session, training_id: uuid.UUID) -> None:
    """Who has waited longest gets what has become free, and a letter; on the worker's plane."""
    training = session.get_one(Training, training_id, with_for_update=True)
    free = training.places - training.taken
    waiting = (SignUp.training_id == training.id, SignUp.cancelled_at.is_(None), SignUp.has_place.is_(False))
    for each in session.scalars(select(SignUp).where(*waiting).order_by(SignUp.signed_up_at).limit(free)):
        session.execute(update(SignUp).where(SignUp.id == each.id).values(has_place=True))
        training.taken, training.waiting = training.taken + 1, training.waiting - 1
        _tell(session, each.person_id, training, has_place=True)
