"""Questions about trainings."""

import uuid

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from app.support.training_models import SignUp, Training
from tenants import clock
from tenants.people import Person

MOST_SHOWN = 200


def coming_trainings(session: Session) -> list[Training]:
    """Those that are not over, the next one first."""
    return list(session.scalars(select(Training).where(Training.ends_at > clock.now()).order_by(Training.starts_at)))


def all_trainings(session: Session) -> list[Training]:
    """Every one, the latest first."""
    return list(session.scalars(select(Training).order_by(Training.starts_at.desc()).limit(MOST_SHOWN)))


def training_by_number(session: Session, number: int) -> Training | None:
    """The training that addresses know by this number."""
    return session.scalar(select(Training).where(Training.number == number))


def own_sign_up(session: Session, training: Training, person_id: uuid.UUID) -> SignUp | None:
    """Somebody's sign-up that has not been cancelled."""
    of = (SignUp.training_id == training.id, SignUp.person_id == person_id, SignUp.cancelled_at.is_(None))
    return session.scalar(select(SignUp).where(*of))


def participants(session: Session, training: Training) -> list[Row[tuple[SignUp, str, str]]]:
    """Rows of (SignUp, name, email), in the order of signing up; for staff."""
    question = select(SignUp, Person.name, Person.email).join(Person, Person.id == SignUp.person_id)
    still = (SignUp.training_id == training.id, SignUp.cancelled_at.is_(None))
    return list(session.execute(question.where(*still).order_by(SignUp.signed_up_at)))
