"""What the accounts need done by themselves."""

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from flask import current_app

from app.messages.actions import write_to_coordinators
from app.messages.duties import do_each, duty
from tenants import clock, invitations, membership, requests, sign_ins
from tenants.boundary import WorkerSession
from tenants.database import Engines

REMINDED_AFTER_DAYS = (3, requests.UNANSWERED.days)
TOLD_WITHIN = timedelta(days=2)
"""A worker that was away is back by then; the letters' keys keep each to one."""


@duty("40 1 * * *")
def forget_sign_ins(engines: Engines, now: datetime) -> None:
    """Nobody needs to know for ever where somebody was signed in."""
    with WorkerSession(engines) as session, session.begin():
        sign_ins.forget_old(session)


@duty("45 1 * * *")
def forget_invited(engines: Engines, now: datetime) -> None:
    """Nor whom an invitation went to that ended long ago."""
    with WorkerSession(engines) as session, session.begin():
        invitations.forget_addresses(session)


@duty("50 1 * * *")
def forget_requests(engines: Engines, now: datetime) -> None:
    """Nor who once asked for an account."""
    with WorkerSession(engines) as session, session.begin():
        requests.forget_old(session)


@duty("* * * * * */5")
def route_requests(engines: Engines, now: datetime) -> None:
    """Send each request that has just begun to wait to those who answer it, and tell them."""
    with WorkerSession(engines, read_only=True) as session:
        waiting = requests.to_route(session)
    do_each(engines, waiting, partial(_route, is_demo=current_app.config["SETTINGS"].is_demo))


def _route(session: WorkerSession, request_id: UUID, *, is_demo: bool) -> None:
    request = requests.route(session, request_id, is_demo=is_demo)
    if request.to_tenant:
        key = f"account_request:{request.id}:{request.waiting_since.isoformat()}"
        write_to_coordinators(session, "account_request_arrived", request.to_tenant, key)


@duty("15 * * * *")
def remind_of_requests(engines: Engines, now: datetime) -> None:
    """The coordinators hear again of what they have left unanswered; after the second time the association sees it."""
    with WorkerSession(engines) as session, session.begin():
        for days in REMINDED_AFTER_DAYS:
            for each in requests.waiting_since_before(session, now - timedelta(days=days)):
                key = f"account_request_reminder:{each.id}:{each.waiting_since.isoformat()}:{days}"
                write_to_coordinators(session, "account_request_reminder", each.to_tenant, key, days=days)


@duty("30 6 * 1 *")
def ask_who_is_still_there(engines: Engines, now: datetime) -> None:
    """In January the coordinators are asked, once a year, to go through the list of their people."""
    first_day = clock.day_of(now).replace(month=1, day=1)
    with WorkerSession(engines) as session, session.begin():
        for tenant_id in membership.to_confirm_since(session, first_day):
            write_to_coordinators(session, "members_check", tenant_id, f"members_check:{first_day.year}")


@duty("* * * * * */20")
def tell_who_was_let_in(engines: Engines, now: datetime) -> None:
    """Nobody comes in past the coordinators without their hearing of it."""
    with WorkerSession(engines) as session, session.begin():
        for request_id, tenant_id in requests.let_in_by_staff_since(session, now - TOLD_WITHIN):
            write_to_coordinators(session, "account_let_in", tenant_id, f"account_let_in:{request_id}")
