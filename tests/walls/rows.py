"""A real row of one municipality in every table behind the wall; a new table needs its maker here."""

import uuid
from collections.abc import Callable
from itertools import product

from sqlalchemy import select

from app.indicators.choices import ChosenIndicator, ComparisonMunicipality, FiguresSeen
from app.publishing.models import EditionFile, EditionWithdrawal, EditionWords
from app.reports.models import Report
from tenants.audit import AuditEntry
from tenants.database import TenantRow
from tenants.directories import Directory
from tenants.email_domains import EmailDomain, confirm_domain
from tenants.house_rules import house_rules, keep_rules
from tenants.invitations import Invitation, invite
from tenants.membership import Membership
from tenants.permissions import Role
from tests.accessibility import state_accessibility
from tests.attachments import an_attachment
from tests.emergencies import an_emergency_look
from tests.feedback import give
from tests.figures import choose, compare_with, see_the_news
from tests.looks import choose_look
from tests.makers import MunicipalityOfTest, a_person, a_report
from tests.own_figures import a_row_of_each
from tests.publishing import a_bare_edition
from tests.support import a_support_session
from tests.walls import (
    calendar_rows,
    consulting_rows,
    follow_up_rows,
    hand_over_rows,
    handling_rows,
    leaving_rows,
    ledger_rows,
    negotiating_rows,
    observation_rows,
    plan_rows,
    section_rows,
)
from tests.work_accounts import with_directory

MAKERS: dict[str, Callable[[MunicipalityOfTest], uuid.UUID]] = {
    "membership": lambda municipality: _any(municipality, Membership),
    "invitation": lambda municipality: _an_invitation(municipality),
    "house_rules": lambda municipality: _house_rules(municipality),
    "email_domain": lambda municipality: _a_domain(municipality),
    "directory": lambda municipality: _a_directory(municipality),
    "emergency_look": lambda municipality: an_emergency_look(municipality).id,
    "audit_entry": lambda municipality: _any(municipality, AuditEntry),
    "report_indicator": lambda municipality: a_report(municipality).sections[3].indicators[0].id,
    "attachment": lambda municipality: an_attachment(municipality, report=a_report(municipality).number).id,
    "chosen_indicator": lambda municipality: _after(municipality, ChosenIndicator, choose, 127),
    "comparison_municipality": lambda municipality: _after(municipality, ComparisonMunicipality, compare_with, "091"),
    "figures_seen": lambda municipality: _after(municipality, FiguresSeen, see_the_news),
    "edition": lambda municipality: _an_edition(municipality),
    "edition_file": lambda municipality: _an_edition_file(municipality),
    "edition_words": lambda municipality: _edition_words(municipality),
    "edition_withdrawal": lambda municipality: _a_withdrawal(municipality),
    "support_session": lambda municipality: a_support_session(municipality, a_person(municipality.engines)).id,
    "own_indicator": lambda municipality: a_row_of_each(municipality)["own_indicator"],
    "own_figure": lambda municipality: a_row_of_each(municipality)["own_figure"],
    "evidence_card": lambda municipality: a_row_of_each(municipality)["evidence_card"],
    "accessibility_statement": lambda municipality: state_accessibility(municipality),
    "public_look": lambda municipality: choose_look(municipality).id,
    "feedback": lambda municipality: give(municipality, edition_id=_an_edition(municipality)).id,
    "export": leaving_rows.an_export,
    "export_chunk": leaving_rows.a_chunk,
    **ledger_rows.MAKERS,
    **section_rows.MAKERS,
    **observation_rows.MAKERS,
    **consulting_rows.MAKERS,
    **follow_up_rows.MAKERS,
    **plan_rows.MAKERS,
    **negotiating_rows.MAKERS,
    **handling_rows.MAKERS,
    **hand_over_rows.MAKERS,
    **calendar_rows.MAKERS,
}
"""Each gives the id of a committed row."""


def a_row_in_every_table(municipality: MunicipalityOfTest) -> dict[str, uuid.UUID]:
    """Ids by table."""
    a_report(municipality)
    return {table: make(municipality) for table, make in MAKERS.items()}


def _any(municipality: MunicipalityOfTest, kind: type[TenantRow]) -> uuid.UUID:
    with municipality.session(read_only=True) as session:
        return session.scalars(select(kind.id).limit(1)).one()


def _an_invitation(municipality: MunicipalityOfTest) -> uuid.UUID:
    with municipality.session() as session, session.begin():
        invite(session, municipality.facts.id, "kutsuttu@kunta.example", Role.WRITER)
        session.flush()
        return session.scalars(select(Invitation.id).limit(1)).one()


def _house_rules(municipality: MunicipalityOfTest) -> uuid.UUID:
    with municipality.session() as session, session.begin():
        rules = house_rules(session)
        keep_rules(session, rules)
        session.flush()
        return rules.id


def _a_domain(municipality: MunicipalityOfTest) -> uuid.UUID:
    with municipality.session() as session, session.begin():
        confirm_domain(session, municipality.coordinator, "koulut.example")
    return _any(municipality, EmailDomain)


def _a_directory(municipality: MunicipalityOfTest) -> uuid.UUID:
    with_directory(municipality)
    return _any(municipality, Directory)


def _after(municipality: MunicipalityOfTest, kind: type[TenantRow], act: Callable, *words: object) -> uuid.UUID:
    """The row that an act leaves behind."""
    act(municipality, *words)
    return _any(municipality, kind)


def _an_edition(municipality: MunicipalityOfTest) -> uuid.UUID:
    """With all its files, as every published one: other tests follow the links of the register that names it."""
    report = a_report(municipality)
    id = _stored(municipality, a_bare_edition(report, report.years))
    for language, format in product(("fi", "sv"), ("html", "pdf")):
        _stored(municipality, EditionFile(edition_id=id, language=language, format=format, body=b"x", checksum=""))
    return id


def _an_edition_file(municipality: MunicipalityOfTest) -> uuid.UUID:
    _an_edition(municipality)
    return _any(municipality, EditionFile)


def _edition_words(municipality: MunicipalityOfTest) -> uuid.UUID:
    words = EditionWords(edition_id=_an_edition(municipality), language="fi", words="'lapsi':1")
    return _stored(municipality, words)


def _a_withdrawal(municipality: MunicipalityOfTest) -> uuid.UUID:
    """Of an edition of its own: other tests read the ones above at the door."""
    told = {"years": "2025-2029", "number": 1, "reason_fi": "Syy", "reason_sv": "Orsak"}
    by = municipality.coordinator
    told |= {"edition_id": _an_edition(municipality), "report_id": _any(municipality, Report)}
    return _stored(municipality, EditionWithdrawal(withdrawn_by=by, **told))


def _stored(municipality: MunicipalityOfTest, row: TenantRow) -> uuid.UUID:
    with municipality.session() as session, session.begin():
        session.add(row)
        session.flush()
        return row.id
