"""What reminders say when they are drawn: what waits at that moment. Where nothing does any more, none is sent."""

import uuid
from collections.abc import Iterable

from sqlalchemy.orm import Session

from app.follow_up import queries
from app.follow_up.queries import Waiting
from app.follow_up.reminding import waiting_by_person
from app.messages.content import Content, NotNeeded, gathers
from tenants import clock

MOST_SHOWN = 10


@gathers("follow_up_reminder")
def of_a_round(session: Session, payload: dict[str, object]) -> Content:
    """The measures of a round that wait for the receiver, each with the way to its form."""
    own = [each for each in _waiting_for(session, payload) if str(each.round_id) == payload["round"]]
    return _content(own)


@gathers("weekly_digest")
def of_a_week(session: Session, payload: dict[str, object]) -> Content:
    """All that waits for the receiver."""
    return _content(_waiting_for(session, payload))


def _waiting_for(session: Session, payload: dict[str, object]) -> list[Waiting]:
    waiting, person_id = queries.waiting(session, clock.today()), uuid.UUID(payload["person"])
    own = waiting_by_person([each.asked for each in waiting], queries.team(session)).get(person_id, [])
    asked = {each.measure_id for each in own}
    return [each for each in waiting if each.measure.id in asked]


def _content(own: Iterable[Waiting]) -> Content:
    if not own:
        raise NotNeeded
    shown = [
        {
            "plan": each.plan,
            "number": each.measure.number,
            "title": {language: each.measure.title(language) for language in ("fi", "sv")},
            "due_on": each.due_on,
        }
        for each in own[:MOST_SHOWN]
    ]
    return Content({"measures": shown, "more": len(own) - len(shown), "due_on": own[0].due_on})
