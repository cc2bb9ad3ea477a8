"""One municipality's years: a clock turned day by day, all that the worker does on each day, and its letters."""

import re
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from app.messages.duties import DUTIES
from billing.bank_files import take_in_statement
from billing.licences import state_on
from billing.models import Invoice
from tenants import clock
from tenants.boundary import DoorSession, StaffSession, TenantSession
from tenants.database import Engines
from tenants.people import Person
from tenants.registry import Tenant
from tests.association import OPERATOR
from tests.bank_files import Money, a_statement
from tests.letters import PostOffice
from tests.licences import turn_to
from tests.pages.visitor import Visitor

CODE = "445"
"""Parainen/Pargas."""

LINK = re.compile(r"http://localhost:8000(/sv/\S+)")


@dataclass
class Years:
    """The service, its clock and its post, and the people of the story."""

    app: Flask
    engines: Engines
    office: PostOffice
    monkeypatch: pytest.MonkeyPatch
    today: date = date(2027, 1, 10)
    posted: list[tuple[date, str, str]] = field(default_factory=list)
    """(day, subject, receiver) of every letter that a server has taken."""
    visitors: dict[str, Visitor] = field(default_factory=dict)
    """The browsers of the people in the story, by e-mail: no sign-in lasts for days."""

    def at(self, day: date, hour: int = 8) -> None:
        """Let it be so many o'clock (UTC) of a day."""
        turn_to(self.monkeypatch, day, hour)
        self.today = day

    def until(self, day: date) -> None:
        """Let the days pass, each with all that the worker does on it."""
        while self.today < day:
            self.at(self.today + timedelta(days=1))
            self.work()
        for email, visitor in self.visitors.items():
            with DoorSession(self.engines, read_only=True) as session:
                person = session.scalars(select(Person).where(Person.email == email)).one()
            visitor.be(person)

    def work(self) -> None:
        """Every duty there is but the refresh of figures, which asks another service, and the letters once more."""
        with self.app.app_context():
            for duty in [*DUTIES, *(each for each in DUTIES if each.name.endswith("send_letters"))]:
                if not duty.name.endswith("refresh_figures"):
                    duty.do(self.engines, clock.now())
        for letter in self.office.taken[len(self.posted) :]:
            self.posted.append((self.today, str(letter["Subject"]), str(letter["To"].addresses[0].addr_spec)))

    def link_in_last_letter(self) -> str:
        """Where the newest letter leads."""
        return LINK.search(self.office.taken[-1].get_body("plain").get_content())[1]

    def session(self) -> TenantSession:
        """The municipality's own."""
        with StaffSession(self.engines, read_only=True) as session:
            tenant_id = session.scalar(select(Tenant.id).where(Tenant.municipality_code == CODE))
        return TenantSession(self.engines, tenant_id, read_only=True)

    def state(self) -> str:
        """What the municipality's licence is now."""
        with self.session() as session:
            return state_on(session, clock.today())

    def invoices(self) -> list[Invoice]:
        """All that were issued to it."""
        with self.session() as session:
            return session.scalars(select(Invoice).order_by(Invoice.number)).all()

    def pay(self, officer: Person, invoice: Invoice) -> None:
        """The bank's file of the day, as a staff member takes it in."""
        money = Money(invoice.gross_cents, invoice.reference, bank_id=f"arkisto-{invoice.number}")
        file = a_statement(money, booked=f"<Dt>{self.today}</Dt>")
        for _ in range(2):
            with StaffSession(self.engines) as session, session.begin():
                take_in_statement(session, officer.id, "tiliote.xml", file, OPERATOR.iban)
