"""Negotiations to look at, and a county that is a customer."""

from datetime import date

from sqlalchemy.orm import Session

from app.negotiating import actions, queries
from app.negotiating.actions import Prepared
from app.negotiating.models import Negotiation, SharedPack
from app.negotiating.rules import Promised
from tenants import clock, membership, registry
from tenants.database import Engines
from tenants.permissions import Role
from tests.makers import MunicipalityOfTest, a_person

THIS_YEAR = clock.today().year
LAST_YEAR = THIS_YEAR - 1
PROMISES = (Promised("Hyvinvointialue", "Nimeää <b>yhdyshenkilön</b>", "31.3."), Promised("Kunta", "Avaa tilat", ""))


def a_county(engines: Engines, code: str) -> MunicipalityOfTest:
    """A wellbeing services county with a person in each role; the same one where it is a customer already."""
    with Session(engines.owner) as session, session.begin():
        tenant_id = registry.open_county(session, code).id
    with Session(engines.owner) as session:
        (facts,) = registry.facts_of(session, [tenant_id])
    county = MunicipalityOfTest(facts, engines)
    county.people = {role: a_person(engines, f"County {role.value.title()}") for role in Role}
    with county.session() as session, session.begin():
        for role, person in county.people.items():
            membership.add_member(session, person.id, role)
    return county


def county_code_of(municipality: MunicipalityOfTest) -> str:
    """Whom it negotiates with."""
    with municipality.session(read_only=True) as session:
        return queries.county_of(session, municipality.facts.municipality_code).code


def a_negotiation(municipality: MunicipalityOfTest, year: int = 2026) -> Negotiation:
    """Prepared with two figures, a need and every goal of the plan there is; held, with two promises."""
    by = municipality.coordinator
    with municipality.session() as session, session.begin():
        begun = actions.begin(session, by, year)
        plan = queries.newest_plan(session)
        support = {"fi": "Tarvitsemme tietoa", "sv": "Vi behöver information"}
        goals = plan.goals if plan else []
        actions.prepare(session, by, begun, Prepared(support, "Aino Aalto, Kempele", [127, 228], goals))
        actions.record_minutes(session, by, begun, date(year, 10, 1), "Kunnantalo", PROMISES, "fi")
        return begun


def share(municipality: MunicipalityOfTest, year: int = 2026) -> SharedPack:
    """The pack as it is now, with the county."""
    with municipality.session() as session, session.begin():
        negotiation = queries.negotiation_of(session, year)
        return actions.share(session, municipality.coordinator, municipality.facts, negotiation)


def withdraw(municipality: MunicipalityOfTest, year: int = 2026) -> None:
    """The county has it no more."""
    with municipality.session() as session, session.begin():
        actions.withdraw(session, municipality.coordinator, queries.negotiation_of(session, year))


def prepare_more(municipality: MunicipalityOfTest, ids: list[int], year: int = 2026) -> None:
    """These figures side by side, and every goal of the newest plan."""
    with municipality.session() as session, session.begin():
        told = Prepared({"fi": "", "sv": ""}, "", ids, queries.newest_plan(session).goals)
        actions.prepare(session, municipality.coordinator, queries.negotiation_of(session, year), told)
