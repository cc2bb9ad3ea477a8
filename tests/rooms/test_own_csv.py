"""The municipality's own figures of an edition as CSV: those of the JSON, each with its source, as is told of them."""

import json
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.publishing.formats import FORMATS
from app.publishing.gathering import content_now
from app.publishing.open_data import LICENCE
from app.publishing.own_csv import COLUMNS, METADATA_SUFFIX, SUFFIX
from app.reports.queries import whole_report
from app.web.csv_files import as_meant
from tests.figures import an_indicator, area_of
from tests.makers import a_report, write
from tests.own_figures import FACTS, a_figure, an_own_indicator
from tests.tabular import read_as_described
from tests.text_figures import choose_figure, choose_own_figure

FORMULA = "=1+1"
SPOILT = {b"11.50": b"11,50", b"2022-01-01": b"1.1.2022", b"not_entered": b"lost", b"title": b"t"}
TEA = replace(FACTS, kind="teaviisari", title_fi="", title_sv=FORMULA, source_fi="TEAviisari, THL, CC BY 4.0")


@pytest.fixture
def content(municipality):
    """A panel with a period that one of its groups lacks, a figure with a licence, and one of Sotkanet's."""
    report = a_report(municipality)
    girls = a_figure("lukuvuosi 2023–2024", "-0.50", "Tytöt")
    an_own_indicator(municipality, FACTS, a_figure("2022", "11.50"), a_figure("2024", "12.3"), girls)
    an_own_indicator(municipality, TEA, a_figure("2024", "61"))
    number = an_indicator(municipality.engines, {area_of(municipality): {2024: 5}})
    told = choose_own_figure(municipality, kind="panel"), choose_own_figure(municipality, 2)
    write(municipality, report, 1, "\n\n".join((*told, choose_figure(municipality, number))), "")
    with municipality.session(read_only=True) as session:
        return content_now(session, municipality.facts, whole_report(session, 1))


def made(content, kind, language="fi"):
    return FORMATS[kind].make(content, language, {})


def rows_of(content, language="fi"):
    return read_as_described(made(content, SUFFIX, language), json.loads(made(content, METADATA_SUFFIX, language)))


def cells_of(content):
    """Of the JSON: indicator, group, days, value, and why there is none."""
    for own in json.loads(made(content, "json"))["own_indicators"]:
        for series in own["series"]:
            group = series["area"]["name"]["fi"] if series["area"]["kind"] == "group" else None
            for each in (*series["points"], *series["missing"]):
                days = (date.fromisoformat(each[name]) for name in ("first_day", "last_day"))
                value = Decimal(each["value"]) if "value" in each else None
                yield (own["own_indicator"], group, *days, value, each.get("why"))


def test_it_has_the_figures_of_the_json_and_no_others(content):
    told = ("own_indicator", "group", "first_day", "last_day", "value", "missing")
    for language in ("fi", "sv"):
        rows = [tuple(row[name] for name in told) for row in rows_of(content, language)]
        assert sorted(rows, key=str) == sorted(cells_of(content), key=str)
    assert [row[4] for row in cells_of(content)].count(None) == 3, "two years of the girls, a school year of everybody"
    assert b"-0.50" in made(content, SUFFIX) and b"11.50" in made(content, SUFFIX)


def test_each_row_tells_its_source_and_the_licence_that_the_source_names(content, municipality):
    first, *_, last = rows_of(content, "sv")
    names = municipality.facts.names
    assert (first["source"], first["licence"], first["unit"]) == (names["sv"], None, "lainaa")
    assert (last["source"], last["licence"]) == ("TEAviisari, THL, CC BY 4.0", LICENCE)
    assert (last["title"], as_meant(last["title"])) == (f"'{FORMULA}", FORMULA)
    assert {(row["area_code"], row["area"]) for row in rows_of(content)} == {
        (municipality.facts.municipality_code, names["fi"])
    }
    assert {row["period"] for row in rows_of(content, "sv")} == {"2022", "läsåret 2023–2024", "2024"}


def test_the_metadata_tell_every_column_and_which_file_they_are_about(content, municipality):
    told = json.loads(made(content | {"edition": 3}, METADATA_SUFFIX, "sv"))
    assert tuple(each["name"] for each in told["tableSchema"]["columns"]) == COLUMNS
    assert told["url"] == f"3.{SUFFIX}" and told["dc:language"] == "sv"
    assert told["dc:publisher"]["@value"] == municipality.facts.names["sv"]


def test_a_file_that_is_not_as_described_is_noticed(content):
    body, metadata = made(content, SUFFIX), json.loads(made(content, METADATA_SUFFIX))
    for before, after in SPOILT.items():
        with pytest.raises(ValueError):
            read_as_described(body.replace(before, after), metadata)


def test_a_content_without_own_figures_has_neither_file(content):
    bare = content | {"sections": [each | {"figures": []} for each in content["sections"]]}
    for kind in (SUFFIX, METADATA_SUFFIX):
        assert FORMATS[kind].needs(content) and not FORMATS[kind].needs(bare)
