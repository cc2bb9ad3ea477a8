"""Feedback as a resident gives it: plain functions for tests."""

import uuid

from sqlalchemy import select

from app.feedback import actions
from app.feedback.models import Feedback
from app.feedback.rules import Said
from app.publishing.models import Edition
from tenants.boundary import DoorSession
from tests.makers import MunicipalityOfTest

SAID = Said("accessibility", "Kuvaa 2 ei lueta <b>ääneen</b>.", "fi", "Aino Aalto", "aino@asukas.example")


def an_edition_of(municipality: MunicipalityOfTest) -> uuid.UUID:
    """One that is there."""
    with municipality.session(read_only=True) as session:
        return session.scalars(select(Edition.id).order_by(Edition.number).limit(1)).one()


def give(municipality: MunicipalityOfTest, said: Said = SAID, edition_id: uuid.UUID | None = None) -> Feedback:
    """At the door, committed; the newest that the municipality has got is it."""
    with DoorSession(municipality.engines) as door, door.begin():
        actions.give(door, municipality.facts.id, edition_id or an_edition_of(municipality), said)
    with municipality.session(read_only=True) as session:
        return session.scalars(select(Feedback).order_by(Feedback.received_at.desc()).limit(1)).one()
