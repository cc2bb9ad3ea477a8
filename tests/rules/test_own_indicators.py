"""The municipality's own indicators of an edition, from the facts in its sections alone."""

import pytest

from app.publishing.own_indicators import licence_in, own_indicators_in

BOTH = {"fi": "Lainat", "sv": ""}
PERIOD = {"fi": "2024", "sv": "2024", "first_day": "2024-01-01", "last_day": "2024-12-31"}


def facts(value, told_at, kind="own", title=BOTH):
    area = {"kind": kind, "name": {"fi": "Kempele", "sv": "Kempele"}}
    named = {"own_indicator": 1, "title": title, "unit": BOTH, "decimals": 1, "source": BOTH}
    told = {"told_at": told_at, "fetched_on": told_at[:10], "periods": {"2024": PERIOD}}
    return named | told | {"area": area, "year": 2024, "value": value}


def content(*sections):
    return {"sections": [_section(each) for each in sections]}


def _section(told, text="{{figure:1}} ja {{figure:2}}"):
    figures = [{"kind": "figure", "number": number, "facts": each} for number, each in enumerate(told, start=1)]
    return {"text": {"fi": "", "sv": text}, "figures": figures}


def test_of_two_values_of_one_period_the_one_told_last_counts_wherever_it_stands():
    older, newer = facts("1", "2026-11-30T08:00"), facts("2", "2026-11-30T09:00", title={"fi": "Lainoja", "sv": ""})
    for told in (content([older], [newer]), content([newer], [older])):
        (own,) = own_indicators_in(told)
        assert own["title"]["fi"] == "Lainoja"
        assert [each["value"] for each in own["series"][0]["points"]] == ["2"]


def test_a_group_named_as_the_municipality_is_another_series():
    (own,) = own_indicators_in(content([facts("1", "2026-11-30T08:00"), facts("2", "2026-11-30T08:00", kind="group")]))
    assert [(each["area"]["kind"], len(each["points"])) for each in own["series"]] == [("own", 1), ("group", 1)]


def test_a_gap_that_a_panel_shows_is_told_unless_an_older_figure_is_kept_there():
    def period(year):
        return PERIOD | {"first_day": f"{year}-01-01", "last_day": f"{year}-12-31"}

    older, panel = facts("1", "2026-11-30T08:00"), facts("2", "2026-11-30T09:00")
    periods = {str(year): period(year) for year in (2023, 2024, 2025)}
    areas = [{"kind": "own", "name": panel["area"]["name"], "points": [[2025, "3"]]}]
    panel = {name: it for name, it in panel.items() if name != "value"} | {"periods": periods, "areas": areas}
    section = _section([older]) | {"text": {"fi": "{{figure:1}}\n\n{{panel:1}}", "sv": ""}}
    section["figures"].append({"kind": "panel", "number": 1, "facts": panel})
    (series,) = own_indicators_in({"sections": [section]})[0]["series"]
    assert [each["value"] for each in series["points"]] == ["1", "3"]
    assert [(each["first_day"], each["why"]) for each in series["missing"]] == [("2023-01-01", "not_entered")]


@pytest.mark.parametrize(
    ("source", "licence"),
    [("THL, CC BY 4.0", "licenses/by/4.0/"), ("Kunta (CC0 1.0)", "publicdomain/zero/1.0/"), ("CC BY-NC 4.0", None)],
)
def test_a_licence_is_known_where_the_source_names_it_in_either_language(source, licence):
    for told in ({"fi": source, "sv": ""}, {"fi": "", "sv": source}):
        found = licence_in(told)
        assert found == licence or found.endswith(licence)


def test_what_was_chosen_and_stands_in_no_text_is_not_told():
    told = facts("1", "2026-11-30T08:00"), facts("2", "2026-11-30T08:00", kind="group")
    (own,) = own_indicators_in({"sections": [_section(told, "Vain {{figure:2}}")]})
    assert [each["area"]["kind"] for each in own["series"]] == ["group"]


def test_an_edition_from_before_there_were_any_tells_none():
    assert own_indicators_in({"sections": [{}]}) == []
