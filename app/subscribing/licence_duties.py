"""What the days bring to licences: ends, lapses, warnings, renewals. Each duty finds for itself what is still to do."""

import uuid
from datetime import datetime
from functools import partial

from flask import current_app

from app.config import Operator
from app.messages.duties import do_each, duty
from app.payments.actions import issue_without_files
from app.subscribing.letters import tell_coordinators, tell_of_lapse
from billing.licence_days import lapsing_on, over_on, settled, trials_ending
from billing.licences import move_licence
from billing.payments import take_turn
from billing.renewals import approved_renewals, open_renewal, propose_renewals, year_to_renew
from tenants import clock
from tenants.boundary import WorkerSession
from tenants.database import Engines

EVERY_HOUR = "5 * * * *"
"""A new day in Finland begins at 21 or 22 hours UTC; a worker that was away then does it an hour later."""

TRIAL_WARNINGS = (3, 14)
"""Days before a trial's last one."""


@duty(EVERY_HOUR)
def end_licences(engines: Engines, now: datetime) -> None:
    """End trials that are over, licences after notice, and last year's where this year's has begun."""
    with WorkerSession(engines) as session, session.begin():
        for licence, reason in over_on(session, clock.day_of(now)):
            move_licence(session, licence, "expire", reason)


@duty(EVERY_HOUR)
def lapse_licences(engines: Engines, now: datetime) -> None:
    """What is unpaid after its due day lapses, and what has been settled otherwise than by a payment is lifted."""
    with WorkerSession(engines) as session, session.begin():
        take_turn(session)  # a payment that comes in the same moment waits, and then lifts the lapse
        for licence in settled(session):
            move_licence(session, licence, "activate", "settled")
        for licence, balance in lapsing_on(session, clock.day_of(now)):
            move_licence(session, licence, "lapse", "unpaid")
            tell_of_lapse(session, licence, balance.invoice)


@duty(EVERY_HOUR)
def warn_before_trials_end(engines: Engines, now: datetime) -> None:
    """A letter two weeks before, and another three days before; who was not reached for the first gets the second."""
    today = clock.day_of(now)
    with WorkerSession(engines) as session, session.begin():
        for licence in trials_ending(session, today, max(TRIAL_WARNINGS)):
            left = (licence.ends_on - today).days
            step = next(days for days in TRIAL_WARNINGS if left <= days)
            tell_coordinators(session, "trial_ending", licence, once=str(step))


@duty(EVERY_HOUR)
def propose_next_year(engines: Engines, now: datetime) -> None:
    """In December population and fee are frozen for the year to come; before it, for who was left over."""
    with WorkerSession(engines) as session, session.begin():
        propose_renewals(session, year_to_renew(clock.day_of(now)))


@duty("* * * * * */20")
def open_renewals(engines: Engines, now: datetime) -> None:
    """Open every approved renewal and issue its invoice, whose files are made when it leaves; none holds up another."""
    operator = current_app.config["SETTINGS"].operator
    with WorkerSession(engines, read_only=True) as session:
        keys = approved_renewals(session)
    do_each(engines, keys, partial(_open, operator=operator))


def _open(session: WorkerSession, key: tuple[uuid.UUID, uuid.UUID], operator: Operator) -> None:
    if licence := open_renewal(session, key):
        issue_without_files(session, licence, operator, clock.today())
