"""A chart of an edition in a frame on somebody else's page: it knows nobody and closes with its edition."""

import pytest

from app.indicators.areas import COUNTRY
from tests.figures import an_indicator, area_of
from tests.makers import a_report, adopt, write
from tests.pages.parsed import ParsedPage, text_of
from tests.publishing import publish, withdraw
from tests.text_figures import choose_figure


@pytest.fixture
def published(app, municipality):
    """A report with a panel of an indicator that has a bad name; gives the report and the indicator's number."""
    figures = {area_of(municipality): {2022: "5.25", 2024: ("6.10", "61")}, COUNTRY: {2023: "7.00"}}
    title = {"fi": 'Osuus <b>"', "sv": "Andel"}
    number = an_indicator(municipality.engines, figures, title=title, decimals=2)
    report = a_report(municipality)
    panel = choose_figure(municipality, number, kind="panel")
    for section in report.sections:
        write(municipality, report, section.position, panel if section.position == 1 else "Teksti", "", "approve")
    report = adopt(municipality, report)
    publish(app, municipality, report)
    return report, number


def address_of(municipality, number=None, language="fi"):
    """Of an edition's charts, or of one of them."""
    parts = {"fi": ("raportit", "kuviot"), "sv": ("rapporter", "diagram")}[language]
    address = f"/{language}/{parts[0]}/{municipality.facts.slugs[language]}/2025-2029/1/{parts[1]}"
    return f"{address}/{number}" if number else address


def test_a_chart_may_stand_in_any_page_and_remembers_nobody(municipality, visitor, published):
    _report, number = published
    for language, title in (("fi", 'Osuus <b>"'), ("sv", "Andel")):
        answer = visitor().get(address_of(municipality, number, language))
        page = ParsedPage(answer.text)
        assert answer.status_code == 200 and "Set-Cookie" not in answer.headers
        assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert page.root.get("lang") == language
        assert not page.all("script", "link", "img", "iframe", "form")
        assert text_of(page.all("h1")[0]).startswith(title)
        cells = [text_of(each) for each in page.all("td")]
        assert cells[0] == "6,10" and cells[3:5] == ["7,00", "5,25"]  # own and country, newest first
        (link,) = page.all("a")
        assert link.get("href") == address_of(municipality, language=language).rsplit("/", 1)[0]
        known = {"If-None-Match": answer.headers["ETag"]}
        again = visitor().get(address_of(municipality, number, language), headers=known)
        assert (again.status_code, again.headers["Cache-Control"]) == (304, "public, no-cache")


def test_the_page_of_charts_gives_what_is_copied_and_stands_in_no_frame_itself(municipality, visitor, published):
    _report, number = published
    answer = visitor().get(address_of(municipality))
    page = ParsedPage(answer.text)
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    field = next(each for each in page.all("textarea") if each.get("id") == f"code-{number}")
    assert field.get("readonly") is not None
    (frame,) = ParsedPage(f"<!DOCTYPE html><title>Kunta</title>{field.text}").all("iframe")
    assert frame.get("src").endswith(address_of(municipality, number)) and frame.get("src").startswith("http")
    assert frame.get("title").startswith('Kuvio: Osuus <b>"') and municipality.facts.names["fi"] in frame.get("title")
    report = visitor().get(address_of(municipality).rsplit("/", 1)[0])
    assert address_of(municipality) in report.text
    assert "frame-ancestors 'none'" in report.headers["Content-Security-Policy"]


def test_a_withdrawn_chart_says_so_in_its_frame(municipality, visitor, published):
    report, number = published
    withdraw(municipality, report, 1)
    answer = visitor().get(address_of(municipality, number))
    assert answer.status_code == 410 and "Set-Cookie" not in answer.headers and "6,10" not in answer.text
    assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
    assert "Tätä kuviota ei enää julkaista" in answer.text


def test_what_the_edition_does_not_show_has_no_chart(municipality, visitor, published):
    answer = visitor().get(address_of(municipality, 999_999))
    assert (answer.status_code, "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]) == (404, True)
