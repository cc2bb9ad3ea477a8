"""An own indicator is drawn over time, with its words; where years cannot tell its periods apart, the table speaks."""

import pytest

from tests.own_figures import FACTS, a_figure, an_own_indicator
from tests.pages.parsed import ParsedPage, text_of


def drawn(page, name="svg"):
    """The elements of a chart with this name."""
    return page.all("{http://www.w3.org/2000/svg}" + name)


@pytest.fixture
def page_of(municipality, visitor):
    """A function: the page of an own indicator with these figures."""

    def opened(*figures):
        number = an_own_indicator(municipality, FACTS, *figures).number
        place = f"/fi/{municipality.facts.slugs['fi']}/omat-tunnusluvut/{number}"
        return ParsedPage(visitor(municipality.people["reader"]).get(place).text)

    return opened


def test_the_chart_says_what_its_lines_show(page_of):
    page = page_of(a_figure("2022", "10.5"), a_figure("2024", "12.3"), a_figure("2024", "14", group="Tytöt"))
    (chart,) = drawn(page)
    assert chart.get("role") == "img"
    said = text_of(drawn(page, "desc")[0])
    assert "2022 10,5; 2024 12,3" in said
    assert "Tytöt: 2024 14,0" in said


def test_two_periods_of_one_year_are_told_by_the_table_alone(page_of):
    page = page_of(a_figure("kevät 2025", "10"), a_figure("syksy 2025", "12"))
    assert drawn(page) == []
    assert "syksy 2025" in text_of(page.all("table")[0])


def test_without_figures_there_is_no_chart(page_of):
    assert drawn(page_of()) == []
