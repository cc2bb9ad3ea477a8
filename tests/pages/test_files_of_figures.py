"""What is taken along: CSV and Excel hold the same figures as the page, as numbers, with their periods and sources."""

import csv
import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from app.indicators.areas import COUNTRY
from app.indicators.themes import themes
from tests.figures import (
    LOWER,
    PROPORTION,
    a_set,
    an_indicator,
    area_of,
    choose,
    indicator_of_genders,
    listed_indicator,
    register_of,
)
from tests.makers import a_municipality
from tests.pages.figure_reader import Reader, main_text, rows_by_indicator
from tests.pages.parsed import text_of

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OURS = "Vertailut, trendit ja mediaanit on laskettu tässä palvelussa lähteen tunnusluvuista."
SOURCE = "Lähde: Tilasto- ja indikaattoripankki Sotkanet, THL, CC BY 4.0 (tuottaja: Tilastokeskus)."


@pytest.fixture(scope="module")
def home(engines):
    """A municipality."""
    return a_municipality(engines)


@pytest.fixture(scope="module")
def own(home):
    """Its number in Sotkanet."""
    return area_of(home)


@pytest.fixture(scope="module")
def reader(app, home):
    """Its coordinator."""
    return Reader(app, home)


def as_typed(cell):
    """A cell of a CSV file as a number where it is one."""
    number = cell.replace(",", ".", 1)
    return Decimal(number) if number.lstrip("-").replace(".", "", 1).isdigit() else cell


def both_files(reader, place, query="", language="fi"):
    """(rows of the CSV file, rows of the Excel file): numbers as Decimal, what is not there as ""."""
    answers = {suffix: reader.get(reader.address(f"{place}.{suffix}{query}", language)) for suffix in ("csv", "xlsx")}
    assert {answer.status_code for answer in answers.values()} == {200}
    lines = csv.reader(io.StringIO(answers["csv"].data.decode("utf-8-sig")), delimiter=";")
    sheet = load_workbook(io.BytesIO(answers["xlsx"].data)).worksheets[0]
    excel = [[_of_excel(value) for value in row] for row in sheet.iter_rows(values_only=True)]
    return _tidy([[as_typed(cell) for cell in line] for line in lines]), _tidy(excel)


def _of_excel(value):
    if value is None:
        return ""
    return value if isinstance(value, str) else Decimal(str(value))


def _tidy(rows):
    """Without the empty cells at the ends, of which Excel keeps more."""
    kept = []
    for row in rows:
        while row and row[-1] == "":
            row = row[:-1]
        kept.append(row)
    return kept


@pytest.fixture(scope="module")
def shown(engines, own):
    """An indicator with counts, a gap, a figure below zero and a large one, told by school years."""
    figures = {own: {2020: ("8.5", 85), 2022: ("10", 100)}, COUNTRY: {2022: "-3.5", 2021: "1234.5"}}
    return an_indicator(engines, figures, method=PROPORTION, direction=LOWER, period="school_year")


VIEWS = {
    "profiili": "",
    "profiili in part": "?basket=children&compare=group",
    "muutokset": "?compare=country",
    "228": "?area=country&area=group&area=091",
    "school year": "",
    "kokoelmat": "",
}


@pytest.mark.parametrize("view", VIEWS)
def test_both_files_hold_the_same_cells(engines, reader, shown, view):
    place = view.partition(" ")[0]
    if view == "school year":
        place = shown
    if view == "kokoelmat":
        place = f"kokoelmat/{a_set(engines, [228, 683, None]).id}"
    in_csv, in_excel = both_files(reader, place, VIEWS[view])
    assert in_csv == in_excel
    assert len(in_csv) > 4
    assert OURS in [row[0] for row in in_csv if row]


def test_every_area_and_period_of_an_indicator_is_a_row_and_a_gap_is_none(reader, home, shown):
    rows, _ = both_files(reader, shown, "?area=country")
    headings = rows.index(next(row for row in rows if row and row[0] == "Alue"))
    name = home.facts.names["fi"]
    told = [row[:4] for row in rows[headings + 1 :] if len(row) > 2]
    assert told == [
        [name, "2020–2021", Decimal("8.5"), Decimal(85)],
        [name, "2022–2023", Decimal(10), Decimal(100)],
        ["Koko maa", "2021–2022", Decimal("1234.5"), ""],
        ["Koko maa", "2022–2023", Decimal("-3.5"), ""],
    ]
    lower, upper = rows[headings + 2][4:6]
    assert lower < 10 < upper
    assert any(row and str(row[0]).startswith(SOURCE) for row in rows)


def test_a_median_is_said_to_be_computed_by_us(engines, reader, home, own):
    others = sorted(register_of(home).shared_by(home.facts.municipality_code)["group"].members - {own})[:2]
    number = an_indicator(engines, {own: {2024: 1}} | {area: {2024: "2.25"} for area in others})
    rows, _ = both_files(reader, number, "?area=group")
    (median,) = [row for row in rows if row and "laskettu tässä palvelussa: 3 kunnan mediaani" in str(row[-1])]
    assert median[2] == Decimal("2.3") or median[2] == Decimal("2.2")
    rows, _ = both_files(reader, "profiili", "?compare=group&basket=children")
    assert any("mediaani" in str(cell) for row in rows[1:-2] for cell in row)


def test_a_profile_s_file_has_the_rows_and_the_words_of_its_page(reader):
    query = "?compare=county&basket=older"
    page = rows_by_indicator(reader.page(f"profiili{query}"))
    rows, _ = both_files(reader, "profiili", query)
    by_number = {int(row[1]): row for row in rows[1:] if len(row) > 5}
    assert list(by_number) == list(page)
    for number, row in by_number.items():
        cells = [text_of(cell) for cell in page[number].findall("td")]
        assert str(row[5]) in cells[0]
        assert row[11] in cells[2]
        assert row[13] in cells[4]


def test_the_file_of_changes_has_what_the_page_tells_and_nothing_else(reader):
    page = reader.page("muutokset")
    told = {
        int(a.get("href").rpartition("/")[2]) for item in page.with_class("app-findings__item") for a in item.iter("a")
    }
    rows, _ = both_files(reader, "muutokset")
    assert {int(row[1]) for row in rows[1:] if len(row) > 5} == told


def test_files_follow_the_gender_and_say_it(engines, reader, own):
    number = indicator_of_genders(engines, {"total": {own: {2024: 1}}, "female": {own: {2024: 2}}})
    for gender, word, figure in (("total", "Kaikki", 1), ("female", "Naiset", 2)):
        rows, _ = both_files(reader, number, f"?gender={gender}&area=country")
        assert ["Sukupuoli", word] in rows
        assert [row[2] for row in rows if len(row) > 2 and row[1] == Decimal(2024)] == [figure]


def test_the_swedish_files_are_swedish_and_have_the_same_figures(reader):
    finnish, _ = both_files(reader, "profiili", "?basket=children")
    swedish, excel = both_files(reader, "profil", "?basket=children", "sv")
    assert swedish == excel
    assert [[cell for cell in row if isinstance(cell, Decimal)] for row in finnish] == [
        [cell for cell in row if isinstance(cell, Decimal)] for row in swedish
    ]
    assert swedish[0] != finnish[0]


def test_the_own_set_can_be_taken_along(engines, app):
    home = a_municipality(engines)
    choose(home, 683, 228, listed_indicator(engines, "Ei vielä täällä"))
    rows, _ = both_files(Reader(app, home), "profiili", "?basket=own")
    assert [int(row[1]) for row in rows[1:] if len(row) > 5] == [683, 228]


@pytest.mark.parametrize("title", ["=1+1", "@SUM(A1)", "+358", "-x", "\t=1"])
def test_no_title_is_ever_a_formula(engines, app, title):
    home = a_municipality(engines)
    choose(home, number := an_indicator(engines, {area_of(home): {2024: 1}}, title={"fi": title, "sv": ""}))
    reader = Reader(app, home)
    for place in ("profiili.xlsx?basket=own", f"{number}.xlsx"):
        sheet = load_workbook(io.BytesIO(reader.get(reader.address(place)).data)).worksheets[0]
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
        assert title in [cell.value for cell in cells]
        assert {cell.data_type for cell in cells} <= {"s", "n"}
    lines = reader.get(reader.address("profiili.csv?basket=own")).data.decode("utf-8-sig")
    assert f"'{title}" in lines


@pytest.mark.parametrize(("suffix", "kind"), [("csv", "text/csv; charset=utf-8"), ("xlsx", EXCEL)])
def test_a_file_is_saved_under_the_municipality_s_name(reader, home, suffix, kind):
    answer = reader.get(reader.address(f"228.{suffix}"))
    assert answer.headers["Content-Type"] == kind
    name = f"indicator-228-{home.facts.slugs['fi']}.{suffix}"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"


@pytest.mark.parametrize(
    "place", ["228.pdf", "profiili.xls", "999999.csv", "kokoelmat/00000000-0000-0000-0000-000000000000.csv"]
)
def test_what_is_not_there_cannot_be_taken_along(reader, place):
    assert reader.get(reader.address(place)).status_code == 404


def test_every_source_is_named_once(reader):
    rows, _ = both_files(reader, "profiili")
    lines = [str(row[0]) for row in rows if len(row) == 1]
    assert len(lines) == len(set(lines)) > 3
    assert all(line.startswith("Lähde:") and "Haettu" in line for line in lines[:-1])
    assert lines[-1] == OURS
    assert all(line in main_text(reader.page("profiili")) for line in lines)
    assert len(themes()) == len([row for row in rows[1:] if len(row) > 5])


@pytest.mark.parametrize("name", ["luettelo", "luettelo.q", "uutta"])
def test_lists_of_indicators_are_taken_along_with_their_source(world, name):
    page, _, search = name.partition(".")
    place = f"/fi/{world.municipality.facts.slugs['fi']}/tunnusluvut/{page}"
    asked = "?q=lapsiperheet" if search else ""
    answer = world.visitors["reader"].get(f"{place}.csv{asked}")
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig")), delimiter=";"))
    assert any("Sotkanet" in cell for cell in rows[-1])
    assert len(rows) > 3
    assert all("lapsiperhe" in row[1].lower() for row in rows[1:-2]) or not search
    book = load_workbook(io.BytesIO(world.visitors["reader"].get(f"{place}.xlsx{asked}").data))
    assert book.active.max_row == len(rows)
