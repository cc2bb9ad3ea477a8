"""What an edition tells of the municipality's own figures: in its data, its workbook and its printed formats."""

import json
from io import BytesIO

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from app.own_figures.actions import enter_figure
from app.own_figures.queries import indicator_by_number
from app.publishing.content import pages_of
from app.publishing.formats import FORMATS
from app.publishing.gathering import content_now
from app.publishing.open_data import SCHEMA
from app.reports.queries import whole_report
from tests.makers import a_report, write
from tests.own_figures import FACTS, a_figure, an_own_indicator, the_figures
from tests.pdf_reading import ReadPdf
from tests.text_figures import choose_own_figure
from tests.word_reading import ReadWord

SCHOOL_YEAR = {"fi": "lukuvuosi 2023–2024", "sv": "läsåret 2023–2024"}


@pytest.fixture
def content(municipality):
    """A sentence rests on a figure that has been corrected since; the panel beside it has two periods that begin in one
    year, and so no chart.
    """
    report = a_report(municipality)
    an_own_indicator(municipality, FACTS, a_figure("2023", "11.50"), a_figure("2024", "12.3"))
    older = the_figures(municipality)[1].id
    sentence = choose_own_figure(municipality, figure_id=older)
    with municipality.session() as session, session.begin():
        indicator = indicator_by_number(session, 1)
        enter_figure(session, municipality.coordinator, indicator, a_figure("2023", "11.8"), older)
        enter_figure(session, municipality.coordinator, indicator, a_figure(SCHOOL_YEAR["fi"], "9", "Tytöt"))
    write(municipality, report, 1, f"{sentence}\n\n{choose_own_figure(municipality, kind='panel')}", "")
    with municipality.session(read_only=True) as session:
        return content_now(session, municipality.facts, whole_report(session, 1))


def made(content, kind, language="fi"):
    return FORMATS[kind].make(content, language, {})


def test_the_data_have_every_figure_with_its_days_and_the_newest_of_two_values(content):
    told = json.loads(made(content, "json"))
    Draft202012Validator(json.loads(SCHEMA.read_text())).validate(told)
    (own,) = told["own_indicators"]
    everybody, girls = (each["points"] for each in own["series"])
    assert [(each["period"]["sv"], each["value"]) for each in everybody] == [("2023", "11.8"), ("2024", "12.3")]
    assert girls == [{"first_day": "2023-08-01", "last_day": "2024-07-31", "period": SCHOOL_YEAR, "value": "9"}]


def test_the_workbook_has_them_among_the_others_and_says_what_they_are(content, municipality):
    book, name = load_workbook(BytesIO(made(content, "xlsx", "sv"))), municipality.facts.names["sv"]
    rows = [[cell.value for cell in row[:5]] for row in book["Siffror"].iter_rows()]
    assert [row[1:] for row in rows if row[0] == "Lån per invånare"] == [
        [name, "Alla", "2023", 11.8],
        [name, "Alla", "2024", 12.3],
        ["Tytöt", None, SCHOOL_YEAR["sv"], 9],
    ]
    rows = [[cell.value for cell in row] for row in book["Indikatorer"].iter_rows()]
    assert [row[2:4] for row in rows if row[1] == "Lån per invånare"] == [["lainaa", name]]


def test_printed_the_panel_is_a_table_and_an_edition_of_own_figures_alone_says_what_they_mean(content):
    assert "Lainat asukasta kohti" in ReadPdf(made(content, "pdf")).text()
    tables = ReadWord(made(content, "docx")).tables
    assert [SCHOOL_YEAR["fi"], "ei saatavilla", "9,0"] in [row for table in tables for row in table]
    assert "definitions" in pages_of(content | {"indicators": []})
