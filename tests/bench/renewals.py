"""What December costs: the renewals of all 308 municipalities issued, each with its XML files and its PDF."""

import os
import time
import uuid
from datetime import date
from pathlib import Path
from statistics import median

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import create_app
from app.commands import upgrade
from app.config import EInvoices, settings_from_environment
from app.payments.delivering import deliver
from app.subscribing.licence_duties import open_renewals
from billing.billing_details import store_details
from billing.licence_rules import LicenceState
from billing.licences import begin, terms_on
from billing.models import InvoiceFile, Licence, Renewal
from billing.price_lists import load_example_prices
from billing.renewals import approve_renewals, propose_renewals
from tenants import clock
from tenants.boundary import StaffSession
from tenants.database import Engines
from tenants.municipalities import Municipality
from tenants.people import add_person
from tenants.register_file import load_register
from tenants.registry import Tenant
from tests.issuing import billing_details
from tests.place import CLUSTER, empty
from tests.serving import environment

ONE_BY_ONE = 7
FILES_OF_AN_INVOICE = 3


def seconds_of_a_renewal(folder: Path) -> tuple[float, float]:
    """(when all are issued together, when one is issued alone), each with its files and handed to the operator.

    By the clock, so that what the database and the typesetter take is in it.
    """
    app = _service()
    engines, officer = app.extensions["engines"], _fill(app.extensions["engines"])
    channel = EInvoices(folder, "finvoice")
    this_year = clock.today().year
    alone = [_issue(app, engines, officer, this_year, channel, most=1) for _ in range(ONE_BY_ONE)]
    count, seconds = _issue(app, engines, officer, this_year + 1, channel)
    engines.dispose()
    return seconds / count, median(each for _, each in alone)


def _service() -> Flask:
    empty("renewals")
    addresses = CLUSTER.addresses("renewals")
    upgrade(addresses["owner"])
    os.environ.update(environment(addresses))
    return create_app(settings_from_environment())


def _fill(engines: Engines) -> uuid.UUID:
    """Every municipality has a licence that has been renewed once but a few, whose renewal is this year's."""
    with Session(engines.owner) as session, session.begin():
        load_register(session)
        load_example_prices(session)
        officer = add_person(session, "bench@association.example", "Bench", "fi", "a long password", is_staff=True)
        session.flush()
        officer_id = officer.id
    with StaffSession(engines) as session, session.begin():
        for number, code in enumerate(session.scalars(select(Municipality.code).order_by(Municipality.code)).all()):
            _customer(session, code, clock.today().year - (number < ONE_BY_ONE))
    return officer_id


def _customer(session: Session, code: str, year: int) -> None:
    tenant = Tenant(kind="municipality", municipality_code=code)
    session.add(tenant)
    session.flush()
    terms = terms_on(session, code, clock.today())
    days = {"starts_on": date(year, 1, 1), "ends_on": date(year, 12, 31)}
    begin(session, Licence(tenant_id=tenant.id, state=LicenceState.ACTIVE, **days, **vars(terms)), "ordered")
    store_details(session, tenant.id, billing_details(), None)


def _issue(
    app: Flask, engines: Engines, officer: uuid.UUID, year: int, channel: EInvoices, most: int | None = None
) -> tuple[int, float]:
    """Approve some of a year's renewals; returns how many, and the seconds until their files are there and gone."""
    with StaffSession(engines) as session, session.begin():
        propose_renewals(session, year)
        waiting = select(Renewal.id).where(Renewal.year == year, Renewal.approved_at.is_(None)).limit(most)
        count = len(approve_renewals(session, officer, year, set(session.scalars(waiting)), clock.now()))
        wanted = _files(session) + count * FILES_OF_AN_INVOICE
    began = time.perf_counter()
    with app.app_context():
        open_renewals(engines, clock.now())
        while _files_now(engines) < wanted:
            deliver(engines, channel, clock.now())
    return count, time.perf_counter() - began


def _files(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(InvoiceFile))


def _files_now(engines: Engines) -> int:
    with StaffSession(engines, read_only=True) as session:
        return _files(session)
