"""The map of municipalities and its outlines."""

import csv
import re

import pytest

from app.charts.maps import boundaries, box, municipality_map
from app.charts.palette import SCREEN
from tenants.embedded_postgres import CHECKOUT
from tests.rules.drawn_charts import NAME, SVG, country, found, parsed, texts

REGISTER = CHECKOUT / "tenants" / "register" / "municipalities.csv"
LARGEST_FILE = 110_000


def classes_drawn(chart: str) -> dict[str, str]:
    """The colour of each outline."""
    groups = parsed(chart).xpath("//svg:g[@fill][.//svg:path][not(@font-family)]", namespaces=SVG)
    return {path.get("d"): each.get("fill") for each in groups for path in each.iterfind(".//svg:path", SVG)}


def test_the_map_has_exactly_the_municipalities_of_the_register():
    with REGISTER.open(encoding="utf-8", newline="") as file:
        assert sorted(boundaries()) == sorted(row["code"] for row in csv.DictReader(file))


def test_the_outlines_are_a_small_file():
    assert (CHECKOUT / "app" / "charts" / "boundaries.json").stat().st_size <= LARGEST_FILE


def test_every_outline_is_closed_pieces_of_three_corners_or_more():
    piece = r"M\d+ \d+l-?\d+[ -]\d+(?:[ -]-?\d+[ -]\d+)+z"
    assert [code for code, outline in boundaries().items() if not re.fullmatch(f"(?:{piece})+", outline)] == []


@pytest.mark.parametrize(("northern", "southern"), [("890", "091"), ("244", "837"), ("507", "091")])
def test_north_is_up(northern, southern):
    assert box(boundaries()[northern])[3] < box(boundaries()[southern])[1]


@pytest.mark.parametrize(("western", "eastern"), [("478", "091"), ("091", "286"), ("564", "422")])
def test_east_is_right(western, eastern):
    assert box(boundaries()[western])[2] < box(boundaries()[eastern])[0]


def test_a_joined_municipality_is_part_of_the_one_it_joined():
    left, top, right, bottom = box(boundaries()["507"])
    assert (right - left, bottom - top) == pytest.approx((110, 119), abs=25)


def test_each_municipality_has_the_colour_of_its_class():
    chart = country()
    drawn = classes_drawn(municipality_map(chart))
    wanted = {
        outline: SCREEN.classes[chart.classes[code]] if code in chart.classes else "#ffffff"
        for code, outline in boundaries().items()
    }
    assert {outline: drawn[outline] for outline in wanted} == wanted


def test_the_legend_names_the_classes_from_the_highest_down_what_is_missing_and_the_own_municipality():
    assert texts(municipality_map(country())) == ["4–", "3–4", "2–3", "1–2", "–1", "ei saatavilla", NAME]


def test_where_nothing_is_missing_the_legend_does_not_speak_of_it():
    assert "ei saatavilla" not in texts(municipality_map(country(classes=dict.fromkeys(boundaries(), 2))))


def test_a_code_that_is_no_municipality_any_more_changes_nothing():
    chart = country()
    assert municipality_map(country(classes={**chart.classes, "588": 2})) == municipality_map(chart)


def test_a_large_own_municipality_is_outlined_and_a_small_one_ringed():
    large, small = (municipality_map(country(own=code)) for code in ("890", "235"))
    assert found(large, f"//svg:path[@d='{boundaries()['890']}'][@stroke='{SCREEN.text}']")
    assert found(small, f"//svg:circle[@stroke='{SCREEN.text}']")
    assert not found(large, f"//svg:circle[@stroke='{SCREEN.text}']")


@pytest.mark.parametrize("own", [None, "999"])
def test_a_map_without_an_own_municipality_marks_none(own):
    assert not found(municipality_map(country(own=own)), f"//svg:*[@stroke='{SCREEN.text}'][@fill='none']")


def test_names_are_shown_where_the_mouse_points_and_left_out_on_paper():
    chart = country()
    assert found(municipality_map(chart), "//svg:path/svg:title/text()") == [NAME]
    assert found(municipality_map(chart, for_print=True), "//svg:path/svg:title") == []


def test_hatches_on_paper_grow_denser_with_the_class():
    widths = found(municipality_map(country(), for_print=True), "//svg:pattern[svg:path]/@width")
    assert len(widths) >= 3
    assert sorted(widths, key=float, reverse=True) == widths
