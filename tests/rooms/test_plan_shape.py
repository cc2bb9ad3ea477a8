"""Goals and measures are moved, split, merged, removed and brought back, and nothing is lost."""

import pytest

from app.plan import queries, shaping_actions
from app.plan.filtering import Asked, filtered
from app.plan.row_actions import EmphasisTold, add_emphasis
from tenants.errors import Refused
from tests.plans import a_plan, the_plan


@pytest.fixture
def act(municipality):
    """Does something to rows of a plan of two goals with two measures each, named (kind, number)."""
    a_plan(municipality, goals=2, measures=2)

    def _act(deed, row, *told):
        with municipality.session() as session, session.begin():
            plan = queries.plan_by_number(session, 1)
            rows = {(each.__tablename__, each.number): each for each in (*plan.emphases, *plan.goals, *plan.measures)}
            rows |= {(each.__tablename__, each.number): each for each in queries.removed_rows(session, plan)}
            given = [rows.get(each, each) if isinstance(each, tuple) else each for each in told]
            return deed(session, municipality.coordinator, plan, rows[row], *given)

    return _act


def outline(municipality):
    """The numbers of the measures by goal, in order."""
    return {goal.number: [each.number for each in goal.measures] for goal in the_plan(municipality).goals}


def test_a_row_moves_among_its_siblings_and_under_another(municipality, act):
    act(shaping_actions.move_row, ("measure", 1), "down")
    act(shaping_actions.put_under, ("measure", 3), ("goal", 1))
    assert outline(municipality) == {1: [2, 1, 3], 2: [4]}
    with pytest.raises(Refused, match="nothing_to_pass"):
        act(shaping_actions.move_row, ("measure", 4), "up")
    act(shaping_actions.move_row, ("goal", 2), "up")
    assert list(outline(municipality)) == [2, 1]


def test_a_goal_goes_to_another_emphasis_with_its_measures(municipality, act):
    with municipality.session() as session, session.begin():
        plan = queries.plan_by_number(session, 1)
        add_emphasis(session, municipality.coordinator, plan, EmphasisTold("Turva", "Trygghet"))
    act(shaping_actions.put_under, ("goal", 1), ("emphasis", 2))
    first, second = the_plan(municipality).emphases
    assert [each.number for each in first.goals] == [2]
    assert [each.number for each in second.goals[0].measures] == [1, 2]


def test_a_split_goal_leaves_the_other_right_after_it_with_the_figures_and_chosen_measures(municipality, act):
    with municipality.session() as session, session.begin():
        plan = queries.plan_by_number(session, 1)
        told = ({"fi": "Uusi", "sv": "Ny"}, [plan.goals[0].measures[1]])
        shaping_actions.split_goal(session, municipality.coordinator, plan, plan.goals[0], *told)
    assert list(outline(municipality).items()) == [(1, [1]), (3, [2]), (2, [3, 4])]
    new = the_plan(municipality).goals[1]
    assert (new.title_sv, new.age_group, len(new.indicators)) == ("Ny", "older", 1)


def test_merged_goals_and_measures_keep_what_both_had(municipality, act):
    act(shaping_actions.merge_goals, ("goal", 2), ("goal", 1))
    assert outline(municipality) == {1: [1, 2, 3, 4]}
    assert len(the_plan(municipality).goals[0].indicators) == 1
    act(shaping_actions.merge_measures, ("measure", 4), ("measure", 1))
    kept = the_plan(municipality).measures[0]
    assert (kept.cost_cents, kept.partners_fi) == (300_000, "Järjestöt")


def test_what_is_removed_goes_with_what_stands_under_it_and_comes_back_with_it(municipality, act):
    act(shaping_actions.remove_row, ("measure", 4))
    act(shaping_actions.remove_row, ("goal", 2))
    assert outline(municipality) == {1: [1, 2]}
    act(shaping_actions.restore_row, ("goal", 2))
    assert outline(municipality) == {1: [1, 2], 2: [3]}
    act(shaping_actions.restore_row, ("measure", 4))
    assert outline(municipality) == {1: [1, 2], 2: [3, 4]}


def a_measure(number, **told):
    blank = {"tags": [], "owner": None, "deputy": None, "body": {"fi": "", "sv": ""}, "status": "not_begun"}
    return blank | {"number": number} | told


def test_a_part_of_the_plan_has_what_belongs_to_it_by_itself_or_by_its_goal():
    goals = [
        {"number": 1, "tags": ["a"], "age_group": "all", "owner": None, "deputy": None, "measures": [a_measure(1)]},
        {"number": 2, "tags": [], "age_group": "older", "owner": "x", "deputy": None,
         "measures": [a_measure(2, tags=["a"]), a_measure(3, owner="x", status="done", body={"fi": "B", "sv": ""})]},
    ]  # fmt: skip
    content = {"emphases": [{"goals": goals}]}

    def measures(asked):
        found = filtered(content, asked)["emphases"]
        return [each["number"] for emphasis in found for goal in emphasis["goals"] for each in goal["measures"]]

    assert measures(Asked(tag="a")) == [1, 2]
    assert measures(Asked(tag="a", age="older")) == [2]
    assert measures(Asked(owner="x")) == measures(Asked(body="B")) == measures(Asked(status="done")) == [3]
    assert measures(Asked(status="under_way")) == []
