"""An edition as data: the same figures and the same plan in every file, in a form that is described."""

import csv
import json
from datetime import date
from decimal import Decimal
from io import BytesIO, StringIO

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from app.indicators.areas import COUNTRY
from app.publishing.formats import FORMATS
from app.publishing.gathering import content_now
from app.publishing.open_data import COLUMNS, LICENCE, SCHEMA
from app.reports.actions import carry_plan
from app.reports.queries import whole_report
from app.writing.checksum import checksum_of
from tests.figures import an_indicator, area_of
from tests.makers import a_report, write
from tests.plans import a_plan, the_plan
from tests.text_figures import choose_figure

FORMULA = '=HYPERLINK("http://x")'
POINT = ("year", "value", "count")


@pytest.fixture
def content(municipality):
    """Of a report with a plan, and with a panel of an indicator whose name begins as a formula does."""
    figures = {area_of(municipality): {2022: ("-5.25", "50"), 2023: "6.10", 2024: (4, 40)}, COUNTRY: {2023: 7}}
    title = {"fi": FORMULA, "sv": ""}
    number = an_indicator(municipality.engines, figures, title=title, period="school_year")
    report = a_report(municipality)
    write(municipality, report, 1, choose_figure(municipality, number, kind="panel"), "")
    a_plan(municipality, measures=2)
    with municipality.session() as session, session.begin():
        carry_plan(session, municipality.coordinator, whole_report(session, 1), the_plan(municipality))
    with municipality.session(read_only=True) as session:
        return content_now(session, municipality.facts, whole_report(session, 1))


def made(content, kind, language="fi"):
    return FORMATS[kind].make(content, language, {})


def points_of(content):
    """Every figure of the edition: indicator, area, gender, year, value, count."""
    return {
        (each["indicator"], series["area"]["name"]["fi"], series["gender"], *point)
        for each in content["indicators"]
        for series in each["series"]
        for point in series["points"]
    }


def test_the_json_is_as_its_schema_says_and_holds_every_figure_and_the_plan_without_people(content):
    schema = json.loads(SCHEMA.read_text())
    Draft202012Validator.check_schema(schema)
    told = json.loads(made(content, "json"))
    Draft202012Validator(schema).validate(told)
    assert made(content, "json", "sv") == made(content, "json")
    assert told["content_checksum"] == checksum_of(content)
    found = {
        (each["indicator"], series["area"]["name"]["fi"], series["gender"], *(point[part] for part in POINT))
        for each in told["indicators"]
        for series in each["series"]
        for point in series["points"]
    }
    assert found == points_of(content)
    assert all("CC BY 4.0" in each["source"]["fi"] for each in told["indicators"])
    assert "licence" not in told and {each["licence"] for each in told["indicators"]} == {LICENCE}
    goal = told["plan"]["emphases"][0]["goals"][0]
    assert [each["title"]["fi"] for each in goal["measures"]] == ["Kävelyseura joka kylään"] * 2
    assert not {"owner", "deputy", "key"} & (set(goal) | set(goal["measures"][0]))


def test_the_csv_has_a_row_for_each_figure_with_its_exact_decimals_and_no_formula(content):
    body = made(content, "csv")
    assert body.startswith(b"\xef\xbb\xbf") and b"\r\n" in body
    rows = list(csv.DictReader(StringIO(body.decode("utf-8-sig"), newline="")))
    assert tuple(rows[0]) == COLUMNS
    found = {
        (int(row["indicator"]), row["area"], row["gender"], int(row["year"]), row["value"], row["count"] or None)
        for row in rows
    }
    assert found == points_of(content) and len(rows) == len(found)
    (wanted,) = (row for row in rows if row["value"] == "-5.25")
    assert (wanted["title"], wanted["period"], wanted["area_kind"]) == (f"'{FORMULA}", "2022–2023", "own")


def test_the_workbook_s_figures_are_the_edition_s_and_its_texts_are_texts(content):
    content["indicators"][0]["fetched_at"] = "2026-03-01T22:30:00+00:00"
    book = load_workbook(BytesIO(made(content, "xlsx", "sv")))
    assert book["Indikatorer"]["E2"].value.date() == date(2026, 3, 2)  # as it was in Finland
    assert book.sheetnames == ["Siffror", "Indikatorer", "Välfärdsplan"]
    assert {sheet.freeze_panes for sheet in book} == {"A2"}
    _, *rows = book["Siffror"].iter_rows()
    numbers = sorted((row[-1].value, Decimal(str(row[4].value))) for row in rows)
    assert numbers == sorted((each[0], Decimal(each[4])) for each in points_of(content))
    assert {row[4].data_type for row in rows} == {"n"}
    (title,) = {(row[0].value, row[0].data_type, row[0].quotePrefix) for row in rows if row[3].value == "2022–2023"}
    assert title == (FORMULA, "s", True)
    plan = [[cell.value for cell in row] for row in book["Välfärdsplan"].iter_rows()]
    assert sum("Promenadsällskap i varje by" in row for row in plan) == 2
    assert not {"Kod", "Ordning", "Ansvarig person", "Ta bort"} & set(plan[0])


def test_an_older_edition_without_plan_and_definitions_is_told_too(content):
    older = {name: value for name, value in content.items() if name not in ("form", "indicators", "attachments")}
    older["sections"] = [{**each, "plan": None} for each in content["sections"]]
    for section in older["sections"]:
        del section["plan"]
    told = json.loads(made(older, "json"))
    Draft202012Validator(json.loads(SCHEMA.read_text())).validate(told)
    assert (told["indicators"], told["plan"]) == ([], None)
    assert load_workbook(BytesIO(made(older, "xlsx"))).sheetnames == ["Tunnusluvut", "Indikaattorit"]
