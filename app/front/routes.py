"""The page on which a municipality's people begin."""

from datetime import date, datetime

from flask import Blueprint, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.accounts.member_queries import people_tasks
from app.calendar import words
from app.calendar.queries import things_that_wait
from app.calendar.rules import next_things
from app.feedback.queries import NOTHING, waiting_feedback
from app.follow_up.queries import waiting as follow_ups_for
from app.front import queries, rules
from app.indicators.news import news_count
from app.reports.queries import is_alone, reports, stories_of
from app.sections.comment_queries import waiting_for
from app.sections.queries import levels_given
from app.text_figures.queries import old_figures
from app.web.access import needs
from app.web.languages import page
from tenants import clock
from tenants.permissions import may

room = Blueprint("front", __name__)


@page(room, "/<municipality>/", "/<municipality>/")
@needs("front.open")
def tasks() -> ResponseReturnValue:
    """What waits for this person, and how far the reports are; a county begins with what was shared with it."""
    return redirect(url_for("negotiating.received")) if g.tenant.is_county else _front()


def _front() -> str:
    every, now, today = reports(g.session), clock.now(), clock.today()
    visitor = rules.Visitor(current_user.id, _may, levels_given(g.session, current_user.id))
    return render_template(
        "front/tasks.html",
        reports=every,
        tasks=rules.tasks_for(every, visitor, _team(now), old_figures(g.session)),
        stories=stories_of(g.session, every),
        waiting=waiting_for(g.session, current_user.id),
        follow_ups=follow_ups_for(g.session, today, current_user.id),
        **_next_in_the_year(today),
        people_tasks=people_tasks(g.session) if _may("people.invite") else [],
        feedback=waiting_feedback(g.session, today) if _may("feedback.answer") else NOTHING,
        news_count=news_count(g.session, current_user.id, now),
    )


def _next_in_the_year(today: date) -> dict[str, object]:
    found = next_things(things_that_wait(g.session, today), current_user.id, today)
    return {"next_things": found, "today": today, "words": words}


def _may(permission: str) -> bool:
    return may(g.role, permission)


def _team(now: datetime) -> rules.Team:
    if not _may("report.begin"):
        return rules.Team()
    return rules.Team(is_alone(g.session), queries.unopened_sections(g.session, now))
