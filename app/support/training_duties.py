"""What time brings to trainings: places that become free, a letter the day before, what the letters say."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.messages.actions import post
from app.messages.content import Content, gathers
from app.messages.duties import do_each, duty
from app.support.training_actions import fill_places
from app.support.training_models import SignUp, Training
from app.support.training_queries import training_by_number
from tenants import clock
from tenants.boundary import WorkerSession
from tenants.database import Engines


@duty("* * * * * */30")
def give_free_places(engines: Engines, now: datetime) -> None:
    """To those who wait, as long as the training has not begun."""
    free = (Training.waiting > 0, Training.taken < Training.places, Training.starts_at > now)
    with WorkerSession(engines, read_only=True) as session:
        ids = list(session.scalars(select(Training.id).where(*free, Training.cancelled_at.is_(None))))
    do_each(engines, ids, fill_places)


@duty("35 * * * *")
def remind_of_tomorrow(engines: Engines, now: datetime) -> None:
    """One letter to each who has a place, on the day before in Finland, not earlier than seven in the morning."""
    local, tomorrow = now.astimezone(clock.HELSINKI), clock.day_of(now) + timedelta(days=1)
    if local.hour < 7:
        return
    coming = (Training.starts_at > now, Training.starts_at < now + timedelta(days=2), Training.cancelled_at.is_(None))
    with WorkerSession(engines) as session, session.begin():
        question = select(Training, SignUp).join(SignUp, SignUp.training_id == Training.id)
        has_place = (SignUp.has_place, SignUp.cancelled_at.is_(None))
        for training, signed in session.execute(question.where(*coming, *has_place)).all():
            if clock.day_of(training.starts_at) == tomorrow:
                key = f"training_tomorrow:{signed.id}:{tomorrow}"
                post(session, "training_tomorrow", to_person=signed.person_id, key=key, number=training.number)


@gathers("training_place")
@gathers("training_waiting")
@gathers("training_tomorrow")
@gathers("training_cancelled")
def which_training(session: Session, payload: dict[str, object]) -> Content:
    """Its name, time and place as they stand when the letter is drawn."""
    training = training_by_number(session, payload["number"])
    names = {"fi": training.name_fi, "sv": training.name_sv}
    places = {"fi": training.place_fi, "sv": training.place_sv}
    return Content({"names": names, "places": places, "starts_at": training.starts_at})
