"""Editions, published and withdrawn as a coordinator does it: plain functions for tests."""

from collections.abc import Mapping

from flask import Flask

from app.publishing import actions, pages
from app.publishing.duties import finish_one
from app.publishing.later import editions_to_finish
from app.publishing.models import Edition
from app.reports.models import Report
from app.reports.queries import whole_report
from tenants.boundary import DoorSession
from tests.makers import MunicipalityOfTest


def a_bare_edition(report: Report, years: str) -> Edition:
    """Past what publishing does: a row that says nothing, which whoever reads editions may meet."""
    name = {"fi": "Kertomus", "sv": "Berättelse"}
    content = {"municipality": {"name": name}, "title": name, "sections": []}
    told = {"title_fi": name["fi"], "title_sv": name["sv"], "content": content, "checksum": ""}
    return Edition(report_id=report.id, years=years, number=report.number, **told)


def publish(app: Flask, municipality: MunicipalityOfTest, report: Report, told: Mapping[str, str] | None = None) -> int:
    """An adopted report's next edition, committed; gives its number."""
    with app.test_request_context("/fi/"), municipality.session() as session, session.begin():
        by, facts, wanted = municipality.coordinator, municipality.facts, whole_report(session, report.number)
        more = {"told": told} if told else {}
        return actions.publish(session, by, facts, wanted, pages.draw, **more).number


def finish(app: Flask, municipality: MunicipalityOfTest) -> int:
    """Its editions get the files that the worker makes; gives how many lacked some."""
    with DoorSession(municipality.engines, read_only=True) as door:
        lacking = [each for each in editions_to_finish(door) if each.tenant_id == municipality.facts.id]
    with app.app_context():
        for each in lacking:
            finish_one(municipality.engines, each)
    return len(lacking)


def withdraw(municipality: MunicipalityOfTest, report: Report, number: int, fi: str = "Syy", sv: str = "") -> None:
    """Close an edition to the public, committed."""
    with municipality.session() as session, session.begin():
        actions.withdraw(session, municipality.coordinator, report, number, {"fi": fi, "sv": sv})
