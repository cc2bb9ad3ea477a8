"""What holds for every chart: it can be heard, stands in a page beside others, and lets no text become markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from app.charts.lines import Line, line_chart
from app.charts.maps import municipality_map
from app.charts.sparks import spark
from app.charts.strips import strip_chart
from tests.rules.drawn_charts import country, every_chart, found, lines, parsed, small_charts, strip

CHARTS = {**every_chart(), **small_charts()}
ON_PAPER = every_chart(for_print=True)


@pytest.mark.parametrize("kind", CHARTS)
def test_a_chart_is_one_image_named_by_its_title_and_description(kind):
    chart = parsed(CHARTS[kind])
    assert chart.get("role") == "img"
    named = [chart.xpath(f"//*[@id='{each}']")[0] for each in chart.get("aria-labelledby").split()]
    expected = [kind.title()] if kind == "spark" else [kind.title(), "What it says."]
    assert [each.text.replace("they say", "it says") for each in named] == expected


@pytest.mark.parametrize("kind", CHARTS)
def test_ids_of_a_chart_are_unique_and_begin_with_its_prefix(kind):
    ids = found(CHARTS[kind], "//@id")
    assert len(ids) == len(set(ids))
    assert all(each.startswith(f"{kind}-") for each in ids)


@pytest.mark.parametrize("chart", [*CHARTS.values(), *ON_PAPER.values()])
def test_what_a_chart_refers_to_is_in_it(chart):
    ids = set(found(chart, "//@id"))
    used = [each.removeprefix("url(#").rstrip(")") for each in found(chart, "//@fill") if each.startswith("url")]
    assert {*used, *(each.removeprefix("#") for each in found(chart, "//@href"))} <= ids


@pytest.mark.parametrize("chart", [*CHARTS.values(), *ON_PAPER.values()])
def test_a_chart_carries_no_style_that_the_page_s_policy_forbids_and_nothing_from_elsewhere(chart):
    assert found(chart, "//@style | //svg:style | //svg:script | //@class | //svg:image") == []


@pytest.mark.parametrize("kind", ON_PAPER)
def test_on_paper_everything_is_grey_and_told_by_pattern_dash_or_shape(kind):
    colours = {each for each in found(ON_PAPER[kind], "//@fill | //@stroke") if each.startswith("#")}
    assert len(colours) >= 3
    assert [each for each in colours if not each[1:3] == each[3:5] == each[5:7]] == []
    told_by = {"lines": "//svg:polygon", "strip": "//svg:polygon", "map": "//svg:pattern"}
    assert found(ON_PAPER[kind], told_by[kind])


@pytest.mark.parametrize("for_print", [False, True])
@pytest.mark.parametrize("kind", ON_PAPER)
def test_a_name_is_never_markup(kind, for_print):
    chart = every_chart(for_print, name="<script>&\"'")[kind]
    assert found(chart, "//*[local-name() = 'script']") == []
    assert "<script>" in "".join(parsed(chart).itertext())


@given(some.text())
def test_any_text_can_be_drawn(text):
    for chart in every_chart(name=text).values():
        parsed(chart)
    parsed(spark("spark", text, (), 2015, 2016) or spark("spark", text, ((2015, 1),), 2015, 2016))


def test_where_there_is_nothing_to_draw_nothing_is_drawn():
    assert line_chart(lines()) == line_chart(lines(Line("Kempele", ()))) == ""
    assert strip_chart(strip([], values=())) == ""
    assert spark("spark", "Spark", (), 2015, 2020) == ""
    assert municipality_map(country(classes={})) == ""
