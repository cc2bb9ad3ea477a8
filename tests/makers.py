"""Makers: plain functions that put real, committed things into the test's own municipality."""

import itertools
import uuid
from dataclasses import dataclass, field
from datetime import timedelta

from sqlalchemy import ColumnElement, insert, literal, select, update
from sqlalchemy.orm import Session

from app.indicators.models import IndicatorSeries, StatisticalArea
from app.plain_language.actions import write_summary
from app.reports import actions
from app.reports.beginning import Periods, begin_report
from app.reports.models import Report, Section
from app.reports.queries import section_at, whole_report
from app.reports.template_queries import template_in_use
from app.sections.actions import write_section
from app.sections.people_actions import STILL_CHANGES
from billing.licences import move_licence, open_licence
from tenants import clock, membership, people, registry
from tenants.boundary import StaffSession, TenantSession
from tenants.database import Base, Engines
from tenants.municipalities import Municipality, MunicipalityPopulation
from tenants.people import Person
from tenants.permissions import Role
from tenants.registry import TenantFacts

PASSWORD = "a long enough password"
HASH = people.HASHER.hash(PASSWORD)
"""Hashed once: argon2 is slow on purpose."""

NUMBERS = itertools.count(1)


@dataclass
class MunicipalityOfTest:
    """A fresh tenant with one person in each role; `people` maps roles to persons."""

    facts: TenantFacts
    engines: Engines
    people: dict[Role, Person] = field(default_factory=dict)

    @property
    def coordinator(self) -> uuid.UUID:
        """The coordinator's id."""
        return self.people[Role.COORDINATOR].id

    def session(self, *, read_only: bool = False) -> TenantSession:
        """A session behind this municipality's wall."""
        return TenantSession(self.engines, self.facts.id, read_only=read_only)


def a_person(engines: Engines, name: str = "Testi Henkilö", *, language: str = "fi", is_staff: bool = False):
    """Somebody who can sign in with PASSWORD."""
    with Session(engines.owner, expire_on_commit=False) as session, session.begin():
        email = f"person{next(NUMBERS)}-{uuid.uuid4().hex[:6]}@kunta.example"
        person = Person(email=email, name=name, language=language, password_hash=HASH, is_staff=is_staff)
        session.add(person)
    return person


def a_municipality(
    engines: Engines, code: str | None = None, *, bilingual: bool = False, is_trial: bool = False
) -> MunicipalityOfTest:
    """A tenant with a coordinator, a writer and a reader; the next free municipality unless `code` names one."""
    code = code or _free_municipality(engines, bilingual)
    with StaffSession(engines) as session, session.begin():
        tenant = registry.open_municipality(session, code)
        session.flush()
        licence = open_licence(session, tenant.id, code, clock.today(), clock.today() + timedelta(days=364))
        move_licence(session, licence, "start_trial" if is_trial else "activate", "ordered")
        (facts,) = registry.facts_of(session, [tenant.id])
    made = MunicipalityOfTest(facts, engines)
    made.people = {role: a_person(engines, f"{role.value.title()} Testi") for role in Role}
    with made.session() as session, session.begin():
        for role, person in made.people.items():
            membership.add_member(session, person.id, role)
    return made


def a_municipality_like(engines: Engines, code: str) -> MunicipalityOfTest:
    """One more tenant of another's kind: that one may be another test's."""
    with Session(engines.owner) as session, session.begin():
        invented = an_invented_municipality(session, code)
    return a_municipality(engines, invented)


def _free_municipality(engines: Engines, bilingual: bool) -> str:
    taken = select(registry.Tenant.municipality_code).where(registry.Tenant.kind == "municipality")
    wanted = Municipality.language_status.in_(["finnish_majority", "swedish_majority"] if bilingual else ["finnish"])
    free = select(Municipality.code).where(Municipality.code.not_in(taken), Municipality.act_applies)
    # When the Finnish ones have been taken, one of the others does.
    free = free.where(wanted) if bilingual else free
    with Session(engines.owner) as session, session.begin():
        found = session.scalar(free.order_by(wanted.desc(), Municipality.code.desc()).limit(1))
        return found or an_invented_municipality(session, "092" if bilingual else "992")


def an_invented_municipality(session: Session, like_code: str) -> str:
    """The register has 292 that can be customers, and a long run takes them all: one more, like another but in name."""
    like = session.get_one(Municipality, like_code)
    known = set(session.scalars(select(Municipality.code)))
    code = next(each for each in map(str, range(998, 99, -1)) if each not in known)  # 999 stays nobody's
    word, area = "keksitty-" + "".join("abcdefghij"[int(digit)] for digit in code), 100_000 + int(code)
    names = {"name_fi": f"Keksitty {code}", "name_sv": f"Påhittad {code}", "slug_fi": word, "slug_sv": word}
    _copy(session, Municipality, Municipality.code == like.code, names | {"code": code, "sotkanet_region_id": area})
    of_code = MunicipalityPopulation.municipality_code == like.code
    _copy(session, MunicipalityPopulation, of_code, {"municipality_code": code})
    _copy(session, StatisticalArea, StatisticalArea.id == like.sotkanet_region_id, {"id": area, "code": code})
    _copy(session, IndicatorSeries, IndicatorSeries.area_id == like.sotkanet_region_id, {"area_id": area})
    return code


def _copy(session: Session, table: type[Base], wanted: ColumnElement[bool], other: dict[str, object]) -> None:
    """Rows once more, with another value in some columns."""
    columns = {each.key: literal(other[each.key]) if each.key in other else each for each in table.__table__.columns}
    session.execute(insert(table).from_select(list(columns), select(*columns.values()).where(wanted)))


def a_report(
    municipality: MunicipalityOfTest, first_year: int = 2025, last_year: int = 2029, family: str = "six_chapters"
) -> Report:
    """A report just begun from a template that the service ships, committed."""
    with municipality.session() as session, session.begin():
        template, code = template_in_use(session, family), municipality.facts.municipality_code
        report = begin_report(session, municipality.coordinator, code, template, Periods(first_year, last_year))
        session.flush()
        return whole_report(session, report.number)


def write(municipality: MunicipalityOfTest, report: Report, position: int, fi: str, sv: str, move: str = "save"):
    """Texts in a section, begun from what is stored now, and a move; committed."""
    with municipality.session() as session, session.begin():
        section = section_at(session, report.number, position)
        begun_from = {"fi": section.version_fi, "sv": section.version_sv}
        write_section(session, municipality.coordinator, section, move, {"fi": fi, "sv": sv}, begun_from)


def summarise(municipality: MunicipalityOfTest, report: Report, fi: str, sv: str = "", begun_from: int = 0) -> None:
    """The report's plain-language summary, committed."""
    with municipality.session() as session, session.begin():
        typed = {"fi": (fi, begun_from), "sv": (sv, begun_from)}
        write_summary(session, municipality.coordinator, whole_report(session, report.number), typed)


def name_people(municipality: MunicipalityOfTest) -> None:
    """The coordinator answers for every section that nobody answers for yet, with the writer as deputy; no letters."""
    with municipality.session() as session, session.begin():
        named = {"owner_id": municipality.coordinator, "deputy_id": municipality.people[Role.WRITER].id}
        session.execute(update(Section).where(Section.owner_id.is_(None), STILL_CHANGES).values(**named))


def an_adopted_report(municipality: MunicipalityOfTest, *summary: str) -> Report:
    """A report with every section approved, adopted by the council today in § 4; `summary`: see `summarise`."""
    report = a_report(municipality)
    if summary:
        summarise(municipality, report, *summary)
    for section in report.sections:
        write(municipality, report, section.position, f"Teksti {section.number}", f"Text {section.number}", "approve")
    return adopt(municipality, report)


def adopt(municipality: MunicipalityOfTest, report: Report) -> Report:
    """Take a report whose sections are approved through the council, today in § 4."""
    name_people(municipality)
    with municipality.session() as session, session.begin():
        report = whole_report(session, report.number)
        actions.submit_report(session, municipality.coordinator, report)
        actions.adopt_report(session, municipality.coordinator, report, clock.today(), "4")
        return report
