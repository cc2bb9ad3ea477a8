"""Reports in every state, with text of every kind in them, for the world that many tests look at."""

from app.reports import actions
from app.reports.queries import whole_report
from app.sections.actions import move_section
from tests.makers import MunicipalityOfTest, a_report, an_adopted_report, name_people, write

FINNISH = """Johdanto, jossa on **lihavoitua** ja *kursiivia* ja [linkki](https://www.example.fi).

# Otsikko

- yksi
- kaksi

| Vahvuudet | Kehittämiskohteet |
|---|---|
| kirjasto | yksinäisyys |
"""
BEGUN, SUBMITTED, ADOPTED, PUBLISHED = 1, 2, 3, 4
"""The numbers of the municipality's reports."""
WRITTEN, READY, RETURNED, APPROVED, FINNISH_ONLY, UNTOUCHED = 1, 2, 4, 5, 6, 7
"""Positions of sections of the report that was only begun."""


def reports_in_every_state(municipality: MunicipalityOfTest) -> None:
    _begin(municipality)
    _submit(municipality)
    an_adopted_report(municipality)
    an_adopted_report(municipality)


def _begin(municipality: MunicipalityOfTest) -> None:
    report = a_report(municipality)
    write(municipality, report, WRITTEN, FINNISH, FINNISH.replace("Otsikko", "Rubrik"))
    write(municipality, report, READY, "Valmis teksti", "Färdig text", "ready")
    write(municipality, report, APPROVED, "Hyväksytty teksti", "Godkänd text", "approve")
    write(municipality, report, FINNISH_ONLY, "Vain suomeksi", "", "save")
    write(municipality, report, RETURNED, "Palautettu teksti", "Returnerad text", "ready")
    with municipality.session() as session, session.begin():
        section = next(each for each in whole_report(session, BEGUN).sections if each.position == RETURNED)
        move_section(session, municipality.coordinator, section, "return")


def _submit(municipality: MunicipalityOfTest) -> None:
    report = a_report(municipality)
    for section in report.sections:
        write(municipality, report, section.position, "Suomenkielinen teksti", "Svensk text", "approve")
    name_people(municipality)
    with municipality.session() as session, session.begin():
        actions.submit_report(session, municipality.coordinator, whole_report(session, SUBMITTED))
