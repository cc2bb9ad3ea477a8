"""Nearest neighbours: a distance that can be checked by hand."""

from dataclasses import replace
from math import log, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.statistics import neighbours
from app.statistics.neighbours import LANGUAGES, Profile, nearest

OWN = Profile("297", 20_000, dependency_ratio=77.0, families_with_children=34.0, urban_group=1, language="finnish")
shares = st.none() | st.floats(5, 50)
profiles = st.builds(
    Profile,
    st.integers(1, 999).map(lambda code: f"{code:03}"),
    st.integers(100, 700_000),
    shares,
    shares,
    st.integers(1, 3),
    st.sampled_from(LANGUAGES),
)


def like(code, **differences):
    """The own profile under another code, but for the differences."""
    return replace(OWN, code=code, **differences)


def test_the_weights_make_a_whole():
    weights = [neighbours.SIZE_WEIGHT, neighbours.AGE_WEIGHT, neighbours.URBAN_WEIGHT, neighbours.LANGUAGE_WEIGHT]
    assert sum(weights) == pytest.approx(1)


@pytest.mark.parametrize(
    ("differences", "part", "square"),
    [
        ({"inhabitants": 80_000}, "size", 0.4),
        ({"inhabitants": 5_000}, "size", 0.4),
        ({"inhabitants": 10_000}, "size", 0.1),
        ({"dependency_ratio": 90.0, "families_with_children": 27.0}, "age", 0.3),
        ({"dependency_ratio": 90.0}, "age", 0.15),
        ({"urban_group": 3}, "urban", 0.8),
        ({"language": "finnish_majority"}, "language", 0.1),
        ({"language": "swedish"}, "language", 0.9),
    ],
)
def test_one_difference_is_told_in_its_part_alone(differences, part, square):
    (found,) = nearest(OWN, [like("091", **differences)])
    assert found.parts == pytest.approx({"size": 0, "age": 0, "urban": 0, "language": 0} | {part: square})
    assert found.distance == pytest.approx(sqrt(square))


def test_a_distance_checked_by_hand():
    other = Profile("444", 46_000, 80.25, 35.4, urban_group=2, language="finnish_majority")
    (found,) = nearest(OWN, [other])
    size = 0.4 * (log(2.3) / log(4)) ** 2  # 0.1444
    age = 0.3 * ((3.25 / 13) ** 2 + (1.4 / 7) ** 2) / 2  # 0.0154
    assert found.distance == pytest.approx(sqrt(size + age + 0.2 + 0.1))
    assert found.distance == pytest.approx(0.678, abs=5e-4)


def test_a_measure_of_age_that_one_lacks_leaves_the_other():
    other = like("091", dependency_ratio=40.0, families_with_children=41.0)
    (found,) = nearest(replace(OWN, dependency_ratio=None), [other])
    assert found.parts["age"] == pytest.approx(0.3)


def test_without_age_shares_the_other_parts_count_for_the_whole():
    (found,) = nearest(replace(OWN, dependency_ratio=None), [like("091", families_with_children=None, urban_group=2)])
    assert found.parts == pytest.approx({"size": 0, "urban": 0.2 / 0.7, "language": 0})
    # All that is known differs by one unit, as if the age did too.
    (far,) = nearest(OWN, [Profile("091", 80_000, None, None, urban_group=2, language="finnish_majority")])
    assert far.distance == pytest.approx(1)


def test_the_nearest_come_first_and_the_municipality_itself_never():
    others = [like("005", urban_group=3), like("009"), OWN, like("010", inhabitants=21_000), like("016", urban_group=2)]
    assert [each.code for each in nearest(OWN, others, count=3)] == ["009", "010", "016"]


def test_of_those_equally_near_the_lower_code_comes_first():
    others = [like(code, urban_group=2) for code in ("500", "020", "178", "405", "936", "091")]
    assert [each.code for each in nearest(OWN, others)] == ["020", "091", "178", "405", "500"]


def test_a_language_that_is_not_known_is_refused():
    with pytest.raises(ValueError):
        nearest(OWN, [like("091", language="latin")])


@given(profiles, st.lists(profiles, max_size=20), st.integers(0, 25))
def test_the_list_is_in_order_and_its_parts_make_the_distance(own, others, count):
    found = nearest(own, others, count)
    assert len(found) == min(count, sum(each.code != own.code for each in others))
    assert [(each.distance, each.code) for each in found] == sorted((each.distance, each.code) for each in found)
    for each in found:
        assert sum(each.parts.values()) == pytest.approx(each.distance**2)


@given(profiles, profiles)
def test_a_distance_is_the_same_both_ways(one, other):
    one, other = replace(one, code="001"), replace(other, code="002")
    assert nearest(one, [other])[0].distance == nearest(other, [one])[0].distance
