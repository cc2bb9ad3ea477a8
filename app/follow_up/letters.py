"""What reminders say when they are drawn: what waits at that moment. Where nothing does any more, none is sent."""

import uuid

from app.follow_up import elsewhere, queries
from app.follow_up.queries import Waiting
from app.follow_up.reminding import Team, waiting_by_person
from app.messages.content import Content, NotNeeded, gathers
from tenants import clock
from tenants.boundary import TenantSession

MOST_SHOWN = 10


@gathers("follow_up_reminder")
def of_a_round(session: TenantSession, payload: dict[str, object]) -> Content:
    """The measures of a round that wait for the receiver, each with the way to its form."""
    own = _waiting_for(session, queries.team(session), _receiver(payload))
    return _content([each for each in own if str(each.round_id) == payload["round"]])


@gathers("weekly_digest")
def of_a_week(session: TenantSession, payload: dict[str, object]) -> Content:
    """All that waits for the receiver, and whether nobody else coordinates."""
    team, person_id = queries.team(session), _receiver(payload)
    if person_id not in team.present - team.stopped:
        raise NotNeeded
    more = elsewhere.waiting_for(session, person_id)
    is_alone = team.coordinators == (person_id,)
    return _content(_waiting_for(session, team, person_id), elsewhere=more, is_alone=is_alone)


def _receiver(payload: dict[str, object]) -> uuid.UUID:
    return uuid.UUID(payload["person"])


def _waiting_for(session: TenantSession, team: Team, person_id: uuid.UUID) -> list[Waiting]:
    waiting = queries.waiting(session, clock.today())
    own = waiting_by_person([each.asked for each in waiting], team).get(person_id, [])
    asked = {each.measure_id for each in own}
    return [each for each in waiting if each.measure.id in asked]


def _content(own: list[Waiting], **more: object) -> Content:
    if not own and not any(more.get("elsewhere", {}).values()):
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
    due_on = own[0].due_on if own else None
    return Content({"measures": shown, "more": len(own) - len(shown), "due_on": due_on, **more})
