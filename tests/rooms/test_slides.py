"""Slides of an edition, opened as PowerPoint would: titles, alternative texts, languages, and the edition's figures."""

from io import BytesIO

import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml.ns import qn

from app.residents.presentation import presented
from app.residents.slides import make_slides
from tests.edition_contents import a_definition, a_full_content, content_with

ADDRESS = {"fi": "https://kunta.example/fi/raportit/x", "sv": "https://kunta.example/sv/rapporter/x"}
LONG = "Pitkäsanaisuusennätysyritys ja muita hyvin pitkiä sanoja " * 12
POOR = content_with([]) | {"languages": ["fi"], "title": {"fi": "Kertomus", "sv": ""}}


def opened(content, language="fi", **asked):
    """The slides of a file."""
    return list(Presentation(BytesIO(make_slides(content, language, **asked))).slides)


def words_of(slide):
    """All that is said on a slide, without its chart."""
    return " ".join("".join(each.itertext()) for each in slide.element.iter(qn("a:p")))


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_slide_has_a_title_and_says_in_which_language_it_is_and_what_a_chart_shows(language):
    slides = opened(a_full_content() | {"address": ADDRESS}, language)
    assert len(slides) == 14
    for slide in slides:
        assert slide.shapes.title.text_frame.text and slide.shapes[0] == slide.shapes.title  # it is read first
        runs = list(slide.element.iter(qn("a:r")))
        assert runs and {run.find(qn("a:rPr")).get("lang") for run in runs} == {f"{language}-FI"}
        assert not [each for each in slide.placeholders if not each.text_frame.text]
        for frame in (each for each in slide.shapes if each.has_chart or each.has_table):
            assert frame._element.nvGraphicFramePr.cNvPr.get("descr")
            if frame.has_table:
                assert frame.table.first_row
    assert sum(each.has_chart for slide in slides for each in slide.shapes) == 4
    told = {
        "fi": ("Mikä erottuu", "Mitä asialle tehdään", "Yksinäisyys vähenee"),
        "sv": ("Det som sticker ut", "Vad som görs åt saken", "Ensamheten minskar"),
    }[language]
    said = " ".join(map(words_of, slides))
    assert all(each in said for each in told)
    assert ADDRESS[language] in words_of(slides[-1])


def test_charts_and_tables_have_the_edition_s_figures():
    content = a_full_content()
    points = {
        each["title"]["fi"]: {str(year): float(value) for year, value, _ in each["series"][0]["points"]}
        for each in content["indicators"]
    }
    slides = opened(content)
    charts = [(slide.shapes.title, shape.chart) for slide in slides for shape in slide.shapes if shape.has_chart]
    for shape, chart in charts:
        title, own = shape.text_frame.text, chart.plots[0].series[0]
        assert own.name == "Kempele"
        assert dict(zip(chart.plots[0].categories, own.values, strict=True)) == points[title]
    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    assert len(tables) == 6
    for table in tables:
        for row in list(table.rows)[1:]:
            title, own, *_others = (cell.text_frame.text for cell in row.cells)
            latest = max(points[title])
            assert own == f"{points[title][latest]:.1f}".replace(".", ",") + f"\N{NO-BREAK SPACE}% ({latest})"


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("content", [POOR, a_full_content(LONG, 9, 9)], ids=["poor", "long"])
def test_there_are_never_more_than_fifteen_and_a_draft_says_so_on_each(content, language):
    slides = opened(content, language, draft=True)
    assert 4 <= len(slides) <= 15
    assert all({"fi": "Luonnos", "sv": "Utkast"}[language] in words_of(slide) for slide in slides)


def test_where_nothing_can_be_tested_nothing_is_said_to_stand_out():
    slides = opened(content_with([a_definition(1, own=[[2024, "1.0", None]])]))
    assert "mitään ei voitu testata" in words_of(slides[1])
    assert not [shape for slide in slides for shape in slide.shapes if shape.has_chart]


@pytest.mark.parametrize(
    ("periods", "kind", "begins_at"),
    [(["2024"], XL_CHART_TYPE.COLUMN_CLUSTERED, 0), (["2023", "2024"], XL_CHART_TYPE.LINE_MARKERS, None)],
)
def test_one_year_is_shown_as_columns_that_begin_at_zero_and_more_as_a_line(periods, kind, begins_at):
    title = {"text": "Osuus", "language": "fi"}
    chart = {"periods": periods, "lines": [("Kempele", [10.5] * len(periods))], "decimals": 1, "unit": "%"}
    told = {"title": title, "lines": [title], "chart": chart | {"alternative": "Kempele: 10,5"}}
    begun = {"date": {"year": 2026, "month": 12, "day": 1}, "report": "", "municipality": "", "watermark": None}
    (slide,) = Presentation(BytesIO(presented(begun | {"language": "fi"}, [told]))).slides
    (shown,) = (shape.chart for shape in slide.shapes if shape.has_chart)
    assert (shown.chart_type, shown.value_axis.minimum_scale) == (kind, begins_at)
