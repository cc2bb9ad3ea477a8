"""The pages of a report's list: the meter counts, reasons are required, an edition prints the annex."""

import pytest
from sqlalchemy import delete

from app.reports.models import ReportIndicator
from tests.coverage_lists import REASONS, choose_list, decide
from tests.makers import a_municipality, a_report
from tests.pages.parsed import ParsedPage, text_of


@pytest.fixture
def place(engines):
    """A bilingual municipality whose report should treat two indicators that no section has."""
    municipality = a_municipality(engines, bilingual=True)
    a_report(municipality)
    choose_list(municipality, [228, None])
    with municipality.session() as session, session.begin():
        session.execute(delete(ReportIndicator))
    return municipality


def test_a_writer_leaves_one_out_with_reasons_says_where_the_other_is_and_the_preview_has_both(place, visitor):
    report = f"/fi/{place.facts.slugs['fi']}/kertomukset/1"
    writer = visitor(place.people["writer"])
    refused = writer.post(f"{report}/vahimmaistiedot/1", {"decision": "left_out", "reason_fi": "Pieni kunta"})
    assert refused.status_code == 422
    assert ParsedPage(refused.text).value_of("reason_fi").strip() == "Pieni kunta"
    reasons = {"reason_fi": "Pieni <b>kunta</b>", "reason_sv": "Liten kommun"}
    assert writer.post(f"{report}/vahimmaistiedot/1", {"decision": "left_out"} | reasons).status_code == 302
    assert writer.post(f"{report}/vahimmaistiedot/2", {"decision": "section"}).status_code == 422
    assert writer.post(f"{report}/vahimmaistiedot/2", {"decision": "section", "section": "5"}).status_code == 302
    page = ParsedPage(writer.get(f"{report}/vahimmaistiedot").text)
    (bar,) = page.all("progress")
    assert (bar.get("value"), bar.get("max")) == ("1", "2")
    assert "Jätetty pois perustellen: 1. Avoinna: 0." in text_of(page.all("main")[0])
    preview = writer.get(f"{report}/esikatselu").text
    assert "Liite: vähimmäistiedot" in preview and "Pieni &lt;b&gt;kunta&lt;/b&gt;" in preview
    assert "Osio 2" in preview


def test_a_reason_of_what_has_left_the_list_is_still_read_below_it(place, visitor):
    address = f"/fi/{place.facts.slugs['fi']}/kertomukset/1/vahimmaistiedot"
    decide(place, 1)
    choose_list(place, [127])
    (earlier,) = ParsedPage(visitor(place.people["writer"]).get(address).text).with_class("govuk-details")
    assert "(1)" in text_of(earlier) and REASONS["fi"] in text_of(earlier) and REASONS["sv"] in text_of(earlier)
