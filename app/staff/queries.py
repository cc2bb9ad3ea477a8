"""What the desk asks."""

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from tenants import registry
from tenants.municipalities import Municipality, MunicipalityPopulation, all_municipalities


def register_rows(session: Session, language: str) -> list[tuple[Municipality, MunicipalityPopulation | None, bool]]:
    """Each municipality with its newest population and whether it is a customer, in alphabetical order."""
    customers = {tenant.municipality_code for tenant in registry.all_tenants(session)}
    newest = {
        row.municipality_code: row
        for row in session.scalars(
            select(MunicipalityPopulation)
            .distinct(MunicipalityPopulation.municipality_code)
            .order_by(MunicipalityPopulation.municipality_code, MunicipalityPopulation.year.desc())
        )
    }
    return [(each, newest.get(each.code), each.code in customers) for each in all_municipalities(session, language)]


def population_years(session: Session) -> list[Row[tuple]]:
    """Rows of (year, reference_date, source, municipalities) at hand, newest first."""
    p = MunicipalityPopulation
    return list(
        session.execute(
            select(p.year, p.reference_date, p.source, func.count().label("municipalities"))
            .group_by(p.year, p.reference_date, p.source)
            .order_by(p.year.desc())
        )
    )
