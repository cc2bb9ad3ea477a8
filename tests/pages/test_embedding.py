"""A chart of an edition in a frame on somebody else's page: it knows nobody and closes with its edition."""

from dataclasses import replace

import pytest

from app.indicators.areas import COUNTRY
from tests.figures import an_indicator, area_of
from tests.makers import a_report, adopt, write
from tests.own_figures import FACTS, a_figure, an_own_indicator
from tests.pages.parsed import ParsedPage, text_of
from tests.publishing import publish, withdraw
from tests.text_figures import choose_figure, choose_own_figure


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


@pytest.fixture
def with_own_panels(app, municipality):
    """A panel with a group, one of which no chart can be drawn, and one that was chosen and stands in no text."""
    report = a_report(municipality)
    girls = a_figure("2023", "9", "Tytöt")
    an_own_indicator(municipality, FACTS, a_figure("2022", "11.50"), a_figure("2024", "12.3"), girls)
    swedish = replace(FACTS, title_fi="", title_sv="Skolår <b>", source_sv="TEAviisari, THL")
    an_own_indicator(municipality, swedish, a_figure("2024", "3"), a_figure("lukuvuosi 2024–2025", "4"))
    an_own_indicator(municipality, replace(FACTS, title_fi="Ei tekstissä", title_sv=""), a_figure())
    panels = [choose_own_figure(municipality, number, kind="panel") for number in (1, 2, 3)]
    for section in report.sections:
        text = "\n\n".join(panels[:2]) if section.position == 1 else "Teksti"
        write(municipality, report, section.position, text, "", "approve")
    report = adopt(municipality, report)
    publish(app, municipality, report)
    return report


def own_address_of(municipality, number, language="fi"):
    """Of a panel in the first section."""
    part = {"fi": "omat", "sv": "egna"}[language]
    return f"{address_of(municipality, language=language)}/{part}/1/{number}"


def test_a_panel_of_own_figures_stands_elsewhere_as_it_stands_in_the_text(municipality, visitor, with_own_panels):
    entered = {"fi": "Lähde: {}. Kirjattu ", "sv": "Källa: {}. Inmatat "}
    for language, title in (("fi", "Lainat asukasta kohti"), ("sv", "Lån per invånare")):
        name = municipality.facts.names[language]
        answer = visitor().get(own_address_of(municipality, 1, language))
        page = ParsedPage(answer.text)
        assert answer.status_code == 200 and "Set-Cookie" not in answer.headers
        assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
        assert not page.all("script", "link", "img", "iframe", "form")
        assert text_of(page.all("h1")[0]) == f"{title}, lainaa" and "<svg" in answer.text
        assert [text_of(each) for each in page.all("th")][1:3] == [name, "Tytöt"]
        assert [text_of(each) for each in page.all("th")][3:] == ["2024", "2023", "2022"]
        missing = {"fi": "ei saatavilla", "sv": "uppgift saknas"}[language]
        assert [text_of(each) for each in page.all("td")] == ["12,3", missing, missing, "9,0", "11,5", missing]
        assert entered[language].format(name) in text_of(page.all("main")[0])
        known = {"If-None-Match": answer.headers["ETag"]}
        assert visitor().get(own_address_of(municipality, 1, language), headers=known).status_code == 304


def test_where_an_axis_cannot_tell_periods_apart_the_table_stands_alone_and_in_sight(
    municipality, visitor, with_own_panels
):
    answer = visitor().get(own_address_of(municipality, 2))
    page = ParsedPage(answer.text)
    assert "<svg" not in answer.text and not page.all("details") and len(page.all("table")) == 1
    assert page.all("h1")[0].get("lang") == "sv" and "TEAviisari, THL" in text_of(page.all("main")[0])


def test_what_is_copied_names_the_groups_and_leads_to_the_panel(municipality, visitor, with_own_panels):
    page = ParsedPage(visitor().get(address_of(municipality)).text)
    fields = {each.get("id"): each.text for each in page.all("textarea") if "own" in each.get("id")}
    assert list(fields) == ["code-own-1-1", "code-own-1-2"]
    (frame,) = ParsedPage(f"<!DOCTYPE html><title>Kunta</title>{fields['code-own-1-1']}").all("iframe")
    assert frame.get("src").endswith(own_address_of(municipality, 1))
    name = municipality.facts.names["fi"]
    assert frame.get("title") == f"Kuvio: Lainat asukasta kohti, lainaa: Tytöt, {name}"
    (link,) = (each for each in page.all("a") if (each.get("href") or "").endswith("/omat/1/2"))
    assert (link.get("lang"), link.text) == ("sv", "Skolår <b>, lainaa")


def test_what_stands_in_no_text_has_no_chart_and_a_withdrawn_one_says_so(municipality, visitor, with_own_panels):
    for number in (3, 4):
        assert visitor().get(own_address_of(municipality, number)).status_code == 404
    withdraw(municipality, with_own_panels, 1)
    for number in (1, 3):
        answer = visitor().get(own_address_of(municipality, number))
        assert answer.status_code == 410 and "Lainat" not in answer.text and "Tytöt" not in answer.text
        assert "frame-ancestors *" in answer.headers["Content-Security-Policy"]
        assert "Tätä kuviota ei enää julkaista" in answer.text
