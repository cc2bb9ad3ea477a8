"""The nightly refresh: what it asks for, what a revision of the source leaves behind, what is followed."""

from decimal import Decimal

from sqlalchemy import text
from sqlalchemy.orm import Session

from app.indicators.judgements import judge
from app.indicators.models import ListedIndicator
from app.indicators.refreshing import followed_indicators
from tenants import clock
from tenants.boundary import StaffSession, WorkerSession
from tests.makers import a_municipality, a_person
from tests.mirroring import CHILD_POVERTY, DIABETES, ask, bring_up_to_date, choose, held, move, revisions, series
from tests.sotkanet_server import EUROPE, HELSINKI, PARGAS, PIRKANMAA_COUNTY, TAMPERE


def test_a_figure_that_is_missing_is_a_gap_and_counts_stand_beside_their_figures(mirror):
    assert series(mirror, CHILD_POVERTY, TAMPERE) == (2020, [Decimal("13.9"), None, Decimal("11.9"), Decimal("12.7")])
    assert series(mirror, CHILD_POVERTY, HELSINKI) == (2023, [Decimal(0)])
    (counts,) = ask(mirror, "SELECT counts FROM indicator_series WHERE indicator_id = 683 AND area_id = 378 LIMIT 1")
    assert counts[0] == [Decimal(1000)]


def test_genders_are_asked_for_where_the_indicator_has_them(a_mirror, bank):
    engines = a_mirror()
    bring_up_to_date(engines, bank)
    asked = {path.split("&")[0]: path.split("&genders=")[1:] for path in bank.asked if path.startswith("json")}
    assert asked["json?indicator=683"] == ["total", "male", "female"]
    assert asked["json?indicator=228"] == ["total"]
    genders = ask(engines, "SELECT DISTINCT gender FROM indicator_series WHERE indicator_id = 683")
    assert {row.gender for row in genders} == {"total", "male"}


def test_the_distribution_is_of_all_municipalities_and_of_them_alone(mirror):
    question = "SELECT municipalities, quantiles FROM indicator_distribution WHERE indicator_id = 228 AND year = 2023"
    ((municipalities, quantiles),) = ask(mirror, question)
    assert municipalities == 3
    assert quantiles == [Decimal(text) for text in ("0", "3", "7.5", "10.62", "12.7")]
    ((municipalities, quantiles),) = ask(mirror, question.replace("228", "683"))
    assert (municipalities, quantiles[0], quantiles[-1]) == (2, Decimal("10.7"), Decimal("11.5")), "not of men alone"
    years = ask(mirror, "SELECT year FROM indicator_distribution WHERE indicator_id = 228")
    assert {row.year for row in years} == {2020, 2022, 2023}


def test_only_what_has_changed_at_the_source_is_fetched(mirror, bank):
    bring_up_to_date(mirror, bank)
    assert [path for path in bank.asked if path.startswith("json")] == []
    assert {path for path in bank.asked if "/" in path} == {f"indicators/{n}" for n in (127, 228, 683)}
    bank.asked.clear()
    move(bank, DIABETES)
    bring_up_to_date(mirror, bank)
    assert [path.split("&")[0] for path in bank.asked if path.startswith("json")] == ["json?indicator=683"]
    bank.asked.clear()
    bring_up_to_date(mirror, bank, is_all=True)
    assert len([path for path in bank.asked if path.startswith("json")]) == 3


def test_a_revised_figure_is_one_revision_and_the_old_one_is_kept(mirror, bank):
    before = held(mirror)
    bank.rows[CHILD_POVERTY][2]["value"] = 12.9
    move(bank, CHILD_POVERTY)
    bring_up_to_date(mirror, bank)
    newest, *older = revisions(mirror, CHILD_POVERTY)
    assert newest == (3, [], 0, 1, 0)
    assert len(older) == 2
    old = ask(mirror, "SELECT area_id, gender, year, value FROM superseded_figure WHERE revision = 3")
    assert [tuple(row) for row in old] == [(TAMPERE, "total", 2023, Decimal("12.7"))]
    assert series(mirror, CHILD_POVERTY, TAMPERE)[1][-1] == Decimal("12.9")
    changed = set(held(mirror)["indicator_series"]) - set(before["indicator_series"])
    assert len(changed) == 1
    assert revisions(mirror, DIABETES)[0][0] == 2


def test_added_and_withdrawn_figures_and_series_are_counted(mirror, bank):
    rows = [row for row in bank.rows[CHILD_POVERTY] if (row["region"], row["year"]) != (TAMPERE, 2022)]
    rows = [row for row in rows if row["region"] != PARGAS]
    bank.rows[CHILD_POVERTY] = [*rows, rows[0] | {"year": 2024, "value": 5}, rows[0] | {"year": 2021, "value": 6}]
    move(bank, CHILD_POVERTY)
    bring_up_to_date(mirror, bank)
    assert revisions(mirror, CHILD_POVERTY)[0] == (3, [], 2, 0, 2)
    assert series(mirror, CHILD_POVERTY, TAMPERE) == (2020, [Decimal("13.9"), 6, None, Decimal("12.7"), 5])
    assert series(mirror, CHILD_POVERTY, PARGAS) is None
    old = ask(mirror, "SELECT area_id, year, value FROM superseded_figure WHERE revision = 3 AND indicator_id = 228")
    assert {tuple(row) for row in old} == {(TAMPERE, 2022, Decimal("11.9")), (PARGAS, 2023, Decimal("7.5"))}


def test_a_changed_count_behind_an_unchanged_figure_is_a_change(mirror, bank):
    bank.rows[DIABETES][0]["absValue"] = 1001
    move(bank, DIABETES)
    bring_up_to_date(mirror, bank)
    assert revisions(mirror, DIABETES)[0] == (3, [], 0, 1, 0)


def test_changed_texts_are_named_and_come_though_the_day_has_not_moved(mirror, bank):
    bank.metadata[CHILD_POVERTY] |= {"decimals": 2, "interpretation": {"fi": "<p>Uusi</p>", "sv": "<p>Ny</p>"}}
    bring_up_to_date(mirror, bank)
    assert revisions(mirror, CHILD_POVERTY)[0] == (3, ["decimals", "interpretation"], 0, 0, 0)
    assert ask(mirror, "SELECT interpretation_sv FROM indicator WHERE id = 228")[0][0] == "<p>Ny</p>"


def test_the_first_fetch_of_an_indicator_only_adds(mirror, bank):
    with Session(mirror.owner) as session, session.begin():
        session.execute(text("INSERT INTO listed_indicator (id, title_fi) VALUES (990001, 'Uusi')"))
        session.execute(
            text(
                "INSERT INTO indicator_set (id, kind, version, status, source, title_fi)"
                " VALUES (gen_random_uuid(), 'minimum_list', 'koe', 'proposal', 'THL', 'Koe')"
            )
        )
        session.execute(
            text(
                "INSERT INTO indicator_set_item (id, set_id, position, nature, indicator_id)"
                " SELECT gen_random_uuid(), id, 1, 'outcome', 990001 FROM indicator_set WHERE version = 'koe'"
            )
        )
    bank.add(990001, "Uusi", {(TAMPERE, 2023): 1, (PARGAS, 2023): 2})
    bring_up_to_date(mirror, bank)
    assert revisions(mirror, 990001) == [(1, [], 2, 0, 0)]
    assert ask(mirror, "SELECT direction, method FROM indicator WHERE id = 990001")[0] == ("neutral", "none")


def test_what_a_municipality_has_chosen_is_followed_and_nobody_learns_whose_it_is(a_mirror, bank):
    engines = a_mirror()
    bank.add(4404, "Tupakoivat", {(TAMPERE, 2023): 1})
    bring_up_to_date(engines, bank)
    assert ask(engines, "SELECT FROM indicator WHERE id = 4404") == []
    municipality = a_municipality(engines)
    choose(municipality, 4404)
    with WorkerSession(engines, read_only=True) as session:
        assert 4404 in followed_indicators(session)
    bring_up_to_date(engines, bank)
    assert series(engines, 4404, TAMPERE) == (2023, [Decimal(1)])


def test_what_staff_have_judged_stands_when_figures_come_anew(mirror, bank):
    officer = a_person(mirror, is_staff=True)
    with StaffSession(mirror) as session, session.begin():
        listed = session.get_one(ListedIndicator, CHILD_POVERTY)
        judge(session, officer.id, listed, direction="neutral", method="rate", period_kind="two_years")
    move(bank, CHILD_POVERTY)
    bring_up_to_date(mirror, bank)
    judged = ask(mirror, "SELECT direction, method, period_kind FROM indicator WHERE id = 228")
    assert tuple(judged[0]) == ("neutral", "rate", "two_years")


def test_an_indicator_that_the_bank_has_no_more_stays_and_is_marked_until_it_is_back(mirror, bank):
    before = held(mirror)["indicator_series"]
    titles = bank.titles.copy()
    del bank.titles[CHILD_POVERTY]
    bring_up_to_date(mirror, bank)
    marks = "SELECT withdrawn_on, gone_on FROM indicator JOIN listed_indicator USING (id) WHERE id = 228"
    today = clock.today()
    assert tuple(ask(mirror, marks)[0]) == (today, today)
    assert held(mirror)["indicator_series"] == before
    bank.titles = titles
    bring_up_to_date(mirror, bank)
    assert tuple(ask(mirror, marks)[0]) == (None, None)


def test_areas_that_nobody_compares_are_not_kept(mirror, bank):
    bank.rows[CHILD_POVERTY].append(bank.rows[CHILD_POVERTY][0] | {"region": EUROPE, "year": 2023})
    move(bank, CHILD_POVERTY)
    bring_up_to_date(mirror, bank)
    assert series(mirror, CHILD_POVERTY, EUROPE) is None
    assert ask(mirror, "SELECT FROM statistical_area WHERE id = :i", i=EUROPE) == []


def test_an_area_of_the_register_that_sotkanet_has_renumbered_is_told(a_mirror, bank):
    bank.regions = [area for area in bank.regions if area["id"] != PIRKANMAA_COUNTY]
    lines = []
    bring_up_to_date(a_mirror(), bank, lines.append)
    assert any(line.startswith("Pirkanmaan hyvinvointialue: Sotkanet does not know its number") for line in lines)
    assert not any(line.startswith("Tampere:") for line in lines)
