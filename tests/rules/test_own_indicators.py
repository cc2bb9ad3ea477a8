"""The municipality's own indicators of an edition, from the facts in its sections alone."""

from app.publishing.own_indicators import own_indicators_in

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


def test_what_was_chosen_and_stands_in_no_text_is_not_told():
    told = facts("1", "2026-11-30T08:00"), facts("2", "2026-11-30T08:00", kind="group")
    (own,) = own_indicators_in({"sections": [_section(told, "Vain {{figure:2}}")]})
    assert [each["area"]["kind"] for each in own["series"]] == ["group"]


def test_an_edition_from_before_there_were_any_tells_none():
    assert own_indicators_in({"sections": [{}]}) == []
