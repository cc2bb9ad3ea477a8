"""Makes the example municipalities, once per database, through the same actions as everybody uses."""

import os
import secrets
import uuid
from datetime import date

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.config import DATA
from app.demo import follow_up, observations, own_figures, plan, second_factors, texts, together, year
from app.demo.people import ASKED, BILINGUAL, FINNISH, PAYERS, PEOPLE, DemoPerson
from app.plain_language.actions import write_summary
from app.publishing import pages
from app.publishing.actions import publish
from app.reports import actions as reports
from app.reports.beginning import Periods, begin_report
from app.reports.models import Report, Section
from app.reports.queries import section_at, whole_report
from app.reports.template_queries import template_in_use
from app.sections import figure_actions
from app.sections.actions import write_section
from app.sections.people_actions import assign_all
from app.subscribing import contracts
from app.subscribing.actions import begin_subscription
from app.subscribing.models import ContractAcceptance
from app.text_figures.offers import areas_of, offer
from billing.billing_details import store_details
from tenants import audit, clock, membership, registry, requests
from tenants.boundary import DoorSession, StaffSession, TenantSession
from tenants.database import Engines
from tenants.people import Person, add_person, person_with_password, set_password
from tenants.permissions import Role
from tenants.registry import Tenant, TenantFacts
from tenants.tokens import digest_of


def prepare(engines: Engines) -> list[tuple[str, ...]]:
    """Make what is missing; returns (role, municipality or "-", e-mail, password) for every account, and for staff
    the key of the authenticator app with which they sign in.
    """
    password = _password()
    people = _people(engines, password)
    names = {None: "-"}
    for code in (BILINGUAL, FINNISH):
        tenant = _tenant(engines, code, people)
        names[code] = tenant.names["fi"]
    accounts = [(each.role or "staff", names[each.municipality_code], each.email, password) for each in PEOPLE]
    return [(*account, *_app_keys(engines, people[account[2]], account[0])) for account in accounts]


def _app_keys(engines: Engines, person_id: uuid.UUID, role: str) -> tuple[str, ...]:
    if role != "staff":
        return ()
    with DoorSession(engines, person_id) as session, session.begin():
        return (second_factors.give_app(session, current_app.config["SECRET_KEY"], person_id),)


def _password() -> str:
    """DEMO_PASSWORD, or one drawn once for this data directory."""
    kept = DATA / "demo_password"
    if not kept.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        kept.touch(mode=0o600)
        kept.write_text(secrets.token_urlsafe(12))
    return os.environ.get("DEMO_PASSWORD") or kept.read_text()


def _people(engines: Engines, password: str) -> dict[str, uuid.UUID]:
    """The example people's ids by e-mail; an existing one gets the password that is about to be printed."""
    with Session(engines.owner, expire_on_commit=False) as session, session.begin():
        known = {person.email: person for person in session.scalars(select(Person))}
        for each in PEOPLE:
            if each.email not in known:
                known[each.email] = add_person(
                    session, each.email, each.name, each.language, password, is_staff=each.role is None
                )
            elif person_with_password(session, each.email, password) is None:
                set_password(known[each.email], password)
        session.flush()
        return {email: person.id for email, person in known.items()}


def _tenant(engines: Engines, code: str, people: dict[str, uuid.UUID]) -> TenantFacts:
    """The example municipality, made complete in one transaction of its own or left as it is."""
    with StaffSession(engines) as session, session.begin():
        tenant_id = session.scalar(select(Tenant.id).where(Tenant.municipality_code == code))
        if tenant_id is None:
            tenant = registry.open_municipality(session, code)
            session.flush()
            tenant_id = tenant.id
            store_details(session, tenant_id, PAYERS[code], None)
            session.flush()
            begin_subscription(session, tenant_id, code, current_app.config["SETTINGS"].operator)
            session.add(_accepted(tenant_id, next(each for each in PEOPLE if each.municipality_code == code)))
    with DoorSession(engines, read_only=True) as session:
        (tenant,) = registry.facts_of(session, [tenant_id])
    members = [each for each in PEOPLE if each.municipality_code == code]
    with TenantSession(engines, tenant_id) as session, session.begin():
        is_new = session.scalar(select(membership.Membership.id).limit(1)) is None
        if is_new:
            _fill(session, tenant, members, people)
    if is_new and code == FINNISH:
        _ask_for_an_account(engines)
    return tenant


def _ask_for_an_account(engines: Engines) -> None:
    """Somebody waits for the coordinator's answer; the worker takes the request to them."""
    with DoorSession(engines) as door, door.begin():
        token = requests.ask(door, ASKED)
    with DoorSession(engines, token_digest=digest_of(token)) as door, door.begin():
        requests.confirm(door, requests.request_of(door, token))


def _accepted(tenant_id: uuid.UUID, coordinator: DemoPerson) -> ContractAcceptance:
    position = {"fi": "hyvinvointikoordinaattori", "sv": "välfärdskoordinator"}[coordinator.language]
    return ContractAcceptance(
        tenant_id=tenant_id,
        version=contracts.CURRENT,
        language=coordinator.language,
        accepted_at=clock.now(),
        accepted_by={"name": coordinator.name, "position": position, "email": coordinator.email},
    )


def _fill(session: TenantSession, tenant: TenantFacts, members: list[DemoPerson], people: dict[str, uuid.UUID]) -> None:
    audit.write(session, None, "tenant.opened")
    for each in members:
        membership.add_member(session, people[each.email], each.role)
        audit.write(session, None, "member.added")
    session.flush()
    coordinator, writer = (
        next(people[each.email] for each in members if each.role == role) for role in (Role.COORDINATOR, Role.WRITER)
    )
    if tenant.municipality_code == FINNISH:
        _published_report(session, tenant, coordinator, writer)
    own_figures.fill(session, coordinator)
    report = _begin(session, coordinator, tenant, 2025, 2029)
    _write(session, coordinator, report, tenant.municipality_code, texts.UNFINISHED, "save")
    _name_people(session, coordinator, report, writer, "3.2", "3.3", "3.5")
    observations.fill(session, coordinator, report)
    plan.fill(session, coordinator, writer, tenant.municipality_code, report)
    follow_up.fill(session, coordinator, writer)
    year.fill(session, coordinator, writer, report)
    together.speak(session, coordinator, writer, report)
    if tenant.municipality_code == FINNISH:
        together.consult(session, coordinator, tenant, report)


def _begin(session: TenantSession, by: uuid.UUID, tenant: TenantFacts, first_year: int, last_year: int) -> Report:
    template = template_in_use(session, "six_chapters")
    return begin_report(session, by, tenant.municipality_code, template, Periods(first_year, last_year))


def _name_people(session: TenantSession, by: uuid.UUID, report: Report, writer: uuid.UUID, *numbers: str) -> None:
    """The writer answers for the sections with these numbers, or for all; the coordinator deputises."""
    sections = whole_report(session, report.number).sections
    assign_all(session, by, {each: (writer, by) for each in sections if each.number in numbers or not numbers})


def _published_report(session: TenantSession, tenant: TenantFacts, by: uuid.UUID, writer: uuid.UUID) -> None:
    begun = _begin(session, by, tenant, 2021, 2025)
    _write(session, by, begun, tenant.municipality_code, texts.FINISHED, "approve")
    _name_people(session, by, begun, writer)
    report = whole_report(session, begun.number)
    write_summary(session, by, report, {language: (text, 0) for language, text in texts.IN_PLAIN_LANGUAGE.items()})
    reports.submit_report(session, by, report)
    reports.adopt_report(session, by, report, date(2025, 5, 26), "31")
    with current_app.test_request_context("/fi/"):
        publish(session, by, tenant, report, pages.draw)


def _write(
    session: TenantSession, by: uuid.UUID, report: Report, code: str, written: dict[str, tuple[str, str]], move: str
) -> None:
    session.flush()
    nothing = {"fi": 0, "sv": 0}
    for section in whole_report(session, report.number).sections:
        if section.number in written:
            typed = dict(zip(("fi", "sv"), written[section.number], strict=True))
            place = section_at(session, report.number, section.position)
            _choose_figures(session, by, place, code)
            write_section(session, by, place, move, typed, nothing)


def _choose_figures(session: TenantSession, by: uuid.UUID, section: Section, code: str) -> None:
    """What the section's example text has signs for."""
    for kind, indicator in texts.FIGURES.get(section.number, ()):
        areas = areas_of(session, code)
        figure_actions.add_figure(session, by, section, kind, offer(session, areas, indicator), areas[0])
