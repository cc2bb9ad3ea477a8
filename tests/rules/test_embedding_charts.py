"""Which panels of own figures are offered to other pages, and by which name."""

from app.embedding.charts import listed, named, own_panel_of


def facts(told_at, *groups, indicator=1):
    """Of a panel of everybody and these groups."""
    areas = [{"kind": "own", "name": {"fi": "Kempele", "sv": "Kempele"}, "points": [[2024, "1"]]}]
    areas += [{"kind": "group", "name": {"fi": each, "sv": each}, "points": [[2024, "2"]]} for each in groups]
    both = {"fi": "Lainat", "sv": "Lån"}
    told = {"own_indicator": indicator, "title": both, "unit": {"fi": "", "sv": ""}, "areas": areas}
    return told | {"told_at": f"2026-11-30T0{told_at}:00"}


def test_of_the_same_groups_of_an_indicator_the_one_that_was_told_last_is_offered():
    panels = {(1, 1): facts(8, "Tytöt"), (1, 2): facts(8, "Pojat"), (3, 1): facts(9, "Tytöt")}
    panels |= {(3, 2): facts(7, "Tytöt"), (4, 1): facts(7, "Tytöt", indicator=2)}
    assert listed(panels) == [(1, 2), (3, 1), (4, 1)]


def test_panels_of_one_indicator_are_told_apart_by_their_groups():
    panels = [facts(8), facts(8, "Tytöt", "Pojat")]
    assert [named(own_panel_of(each, "sv", str)) for each in panels] == ["Lån", "Lån: Tytöt, Pojat"]
