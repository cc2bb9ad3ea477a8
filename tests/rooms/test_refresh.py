"""The nightly refresh: what it fetches, what it refuses, and that nothing that happens to it can spoil the mirror."""

import os
import random
import signal
import subprocess
import sys
import time
from decimal import Decimal
from threading import Timer

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.indicators.duties import refresh_figures
from app.indicators.judgements import Judgement, accept_title, judge, judgements
from app.indicators.refreshing import followed_indicators
from app.indicators.sotkanet import SotkanetError
from tenants import clock
from tenants.boundary import StaffSession, WorkerSession
from tenants.embedded_postgres import CHECKOUT
from tenants.errors import Refused
from tests.databases import CLUSTER, fresh_database
from tests.makers import a_municipality, a_person
from tests.mirroring import CHILD_POVERTY, DIABETES, POPULATION, TITLES, ask, bring_up_to_date, fill, held
from tests.serving import environment
from tests.sotkanet_server import EUROPE, HELSINKI, PARGAS, PIRKANMAA_COUNTY, TAMPERE, a_sotkanet

SERIES = (
    "SELECT first_year, figures FROM indicator_series WHERE indicator_id = :i AND area_id = :a AND gender = 'total'"
)


@pytest.fixture
def bank():
    with a_sotkanet() as running:
        fill(running)
        yield running


@pytest.fixture
def a_mirror(database_name):
    """A function that makes databases of the test's own: what a refresh commits is seen by no other test."""
    made = {}

    def make(name: str = "mirror"):
        made[name] = fresh_database(f"{database_name}_{name}")
        return made[name]

    yield make
    for engines in made.values():
        engines.dispose()


@pytest.fixture
def mirror(a_mirror, bank):
    """A mirror that has been refreshed from the bank once."""
    engines = a_mirror()
    bring_up_to_date(engines, bank)
    bank.asked.clear()
    return engines


def series(engines, indicator, area):
    """(first year, figures) of all genders together; None where there is no series."""
    rows = ask(engines, SERIES, i=indicator, a=area)
    return tuple(rows[0]) if rows else None


def revisions(engines, indicator):
    """(number, changed texts, added, changed, withdrawn), the newest first; the first is the shipped bundle's."""
    question = (
        "SELECT number, changed_texts, added_figures, changed_figures, withdrawn_figures"
        " FROM indicator_revision WHERE indicator_id = :i ORDER BY number DESC"
    )
    return [tuple(row) for row in ask(engines, question, i=indicator)]


def trouble(engines, indicator):
    """(kind, details) of an indicator's trouble, or None."""
    with WorkerSession(engines, read_only=True) as session:
        found = session.execute(
            text("SELECT kind, details FROM indicator_trouble WHERE indicator_id = :i"), {"i": indicator}
        ).first()
        return tuple(found) if found else None


def runs(engines):
    """(state, total, done, fetched, refused) of every run, in their order."""
    with WorkerSession(engines, read_only=True) as session:
        question = "SELECT state, total, done, fetched, refused FROM figure_refresh ORDER BY begun_at"
        return [tuple(row) for row in session.execute(text(question))]


def move(bank, indicator, day="2026-11-20"):
    """The bank says that it has changed the indicator."""
    bank.metadata[indicator]["data-updated"] = day


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
    with municipality.session() as session, session.begin():
        session.execute(
            text(
                "INSERT INTO chosen_indicator (tenant_id, id, indicator_id, chosen_at, chosen_by)"
                " VALUES (:t, gen_random_uuid(), 4404, now(), :p)"
            ),
            {"t": municipality.facts.id, "p": municipality.coordinator},
        )
    with WorkerSession(engines, read_only=True) as session:
        assert 4404 in followed_indicators(session)
    bring_up_to_date(engines, bank)
    assert series(engines, 4404, TAMPERE) == (2023, [Decimal(1)])


def wrong_title(bank):
    bank.metadata[CHILD_POVERTY]["title"] = {"fi": "Aikuisten pienituloisuusaste", "sv": "", "en": ""}


def no_metadata(bank):
    del bank.metadata[CHILD_POVERTY]


def gone_from_the_list(bank):
    del bank.titles[CHILD_POVERTY]


def no_figures(bank):
    bank.rows[CHILD_POVERTY] = []


def figures_of_unknown_areas_only(bank):
    bank.rows[CHILD_POVERTY] = [row | {"region": EUROPE} for row in bank.rows[CHILD_POVERTY][:1]]


def a_figure_twice(bank):
    bank.rows[CHILD_POVERTY].append(bank.rows[CHILD_POVERTY][0])


def a_figure_that_is_none(bank):
    bank.rows[CHILD_POVERTY][0]["value"] = "withheld"


def a_figure_beyond_measure(bank):
    bank.rows[CHILD_POVERTY][0]["value"] = 1e99


def another_indicators_figures(bank):
    bank.rows[CHILD_POVERTY] = bank.rows[POPULATION]


def no_range(bank):
    bank.metadata[CHILD_POVERTY]["range"] = {}


def years_backwards(bank):
    bank.metadata[CHILD_POVERTY]["range"] = {"start": 2023, "end": 2020}


def years_of_another_age(bank):
    bank.metadata[CHILD_POVERTY]["range"] = {"start": 202000, "end": 202001}


def decimals_beyond_sense(bank):
    bank.metadata[CHILD_POVERTY]["decimals"] = 2000


SPOILT = [
    (wrong_title, "other_title", "now called 'Aikuisten pienituloisuusaste'"),
    (no_metadata, "no_metadata", "no metadata"),
    (gone_from_the_list, "gone", "gone from Sotkanet's list"),
    (no_figures, "no_figures", "no figures"),
    (figures_of_unknown_areas_only, "no_figures", "no figures"),
    (a_figure_twice, "twice", "two figures for one area, year and gender"),
    (a_figure_that_is_none, "malformed", "not a number"),
    (a_figure_beyond_measure, "malformed", "not a number"),
    (another_indicators_figures, "malformed", "was given 127"),
    (no_range, "malformed", "not a whole number"),
    (years_backwards, "bad_years", "its years are 2023–2020"),
    (years_of_another_age, "bad_years", "its years are 202000–202001"),
    (decimals_beyond_sense, "bad_decimals", "2000 decimals"),
]


@pytest.mark.parametrize(("spoil", "kind", "said"), SPOILT, ids=lambda each: getattr(each, "__name__", None))
def test_an_indicator_that_fails_a_check_keeps_its_figures_and_its_trouble_is_told_until_it_is_over(
    mirror, bank, spoil, kind, said
):
    whole = (dict(bank.metadata[CHILD_POVERTY]), list(map(dict, bank.rows[CHILD_POVERTY])))
    before = held(mirror)
    bank.rows[CHILD_POVERTY][2]["value"] = 99
    move(bank, CHILD_POVERTY)
    spoil(bank)
    lines = []
    refused = bring_up_to_date(mirror, bank, lines.append)
    assert said in refused[CHILD_POVERTY]
    assert any(line.startswith("228 ") and "kept as it was" in line and said in line for line in lines)
    assert trouble(mirror, CHILD_POVERTY)[0] == kind
    for table in ("indicator_series", "indicator_revision", "superseded_figure", "fetched_series"):
        assert held(mirror)[table] == before[table]
    bank.metadata[CHILD_POVERTY], bank.rows[CHILD_POVERTY] = whole
    bank.titles[CHILD_POVERTY] = whole[0]["title"]
    assert CHILD_POVERTY not in bring_up_to_date(mirror, bank)
    assert trouble(mirror, CHILD_POVERTY) is None


def test_one_bad_indicator_does_not_keep_the_others_from_coming(mirror, bank):
    wrong_title(bank)
    bank.rows[DIABETES][0]["value"] = 10.8
    move(bank, DIABETES)
    assert CHILD_POVERTY in bring_up_to_date(mirror, bank)
    assert series(mirror, DIABETES, TAMPERE) == (2023, [Decimal("10.8")])


def test_a_new_title_is_refused_until_staff_say_that_it_is_the_same_indicator(mirror, bank):
    officer = a_person(mirror, is_staff=True)
    wrong_title(bank)
    bank.rows[CHILD_POVERTY][2]["value"] = 99
    bring_up_to_date(mirror, bank)
    assert trouble(mirror, CHILD_POVERTY)[1]["title"] == "Aikuisten pienituloisuusaste"
    with StaffSession(mirror) as session, session.begin():
        with pytest.raises(Refused, match="title_changed"):
            accept_title(session, officer.id, CHILD_POVERTY, "Lasten pienituloisuusaste")
        accept_title(session, officer.id, CHILD_POVERTY, "Aikuisten pienituloisuusaste")
        assert judgements(session)[CHILD_POVERTY].direction == "lower_better"
    assert CHILD_POVERTY not in bring_up_to_date(mirror, bank)
    assert series(mirror, CHILD_POVERTY, TAMPERE)[1][-1] == 99
    assert revisions(mirror, CHILD_POVERTY)[0] == (3, ["title"], 0, 1, 0)


def test_the_title_of_an_indicator_that_nobody_has_judged_is_the_first_one_fetched(a_mirror, bank):
    engines = a_mirror()
    bank.add(4404, "Tupakoivat", {(TAMPERE, 2023): 1})
    with Session(engines.owner) as session, session.begin():
        session.execute(text("INSERT INTO listed_indicator (id, title_fi) VALUES (4404, 'x') ON CONFLICT DO NOTHING"))
    municipality = a_municipality(engines)
    with municipality.session() as session, session.begin():
        session.execute(
            text(
                "INSERT INTO chosen_indicator (tenant_id, id, indicator_id, chosen_at, chosen_by)"
                " VALUES (:t, gen_random_uuid(), 4404, now(), :p)"
            ),
            {"t": municipality.facts.id, "p": municipality.coordinator},
        )
    assert 4404 not in bring_up_to_date(engines, bank)
    bank.metadata[4404]["title"] = {"fi": "Juovat", "sv": "", "en": ""}
    assert "now called 'Juovat'" in bring_up_to_date(engines, bank)[4404]


def test_what_staff_have_judged_stands_when_figures_come_anew(mirror, bank):
    officer = a_person(mirror, is_staff=True)
    with StaffSession(mirror) as session, session.begin():
        judge(session, officer.id, CHILD_POVERTY, Judgement("neutral", "rate", "two_years", TITLES[CHILD_POVERTY]))
    move(bank, CHILD_POVERTY)
    bring_up_to_date(mirror, bank)
    judged = ask(mirror, "SELECT direction, method, period_kind FROM indicator WHERE id = 228")
    assert tuple(judged[0]) == ("neutral", "rate", "two_years")


def test_an_indicator_that_the_bank_has_no_more_stays_and_is_marked_until_it_is_back(mirror, bank):
    before = held(mirror)["indicator_series"]
    titles = bank.titles.copy()
    gone_from_the_list(bank)
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


def test_a_service_that_is_down_changes_nothing(mirror, bank):
    before = held(mirror)
    bank.troubles = ["503"] * 1000
    with pytest.raises(SotkanetError):
        bring_up_to_date(mirror, bank)
    assert held(mirror) == before
    assert [state for state, *_ in runs(mirror)] == ["complete", "no_answer"]


def test_one_indicator_that_the_service_does_not_answer_about_is_told_and_the_run_goes_on(mirror, bank):
    bank.asked.clear()
    bank.at_request = lambda number: bank.troubles.extend(["503"] if bank.asked[-1] == "indicators/228" else [])
    assert bring_up_to_date(mirror, bank).keys() >= {CHILD_POVERTY}
    assert trouble(mirror, CHILD_POVERTY)[0] == "no_answer"
    assert trouble(mirror, DIABETES) is None


def test_a_run_says_how_far_it_has_come(a_mirror, bank):
    engines, seen = a_mirror(), []
    bank.at_request = lambda number: seen.append(runs(engines)[-1])
    refused = bring_up_to_date(engines, bank)
    ended = runs(engines)[-1]
    assert ended == ("complete", 60, 60, 3, len(refused))
    assert {state for state, *_ in seen} == {"running"}
    assert seen[-1][2] > seen[2][2] > 0


def test_a_second_run_beside_the_first_does_nothing(mirror, bank):
    lines = []

    def another(number):
        bank.at_request = lambda number: None
        assert bring_up_to_date(mirror, bank, lines.append) == {}

    bank.at_request = another
    bring_up_to_date(mirror, bank)
    assert lines == ["a refresh is under way already"]
    assert [state for state, *_ in runs(mirror)] == ["complete", "complete"]


@pytest.mark.parametrize("seed", range(4))
def test_troubles_on_the_way_end_in_the_very_tables_of_a_quiet_night(a_mirror, bank, seed):
    quiet, rough = a_mirror("quiet"), a_mirror("rough")
    bring_up_to_date(quiet, bank)
    bank.chance = random.Random(seed)
    asked = len(bank.asked)
    bring_up_to_date(rough, bank)
    assert held(rough) == held(quiet)
    assert len(bank.asked) > 2 * asked - asked / 2


def test_readers_see_the_old_figures_until_an_indicator_is_wholly_new(mirror, bank):
    old, seen = series(mirror, CHILD_POVERTY, TAMPERE), []
    bank.rows[CHILD_POVERTY][2]["value"] = 12.9
    move(bank, CHILD_POVERTY)
    bank.at_request = lambda number: seen.append(series(mirror, CHILD_POVERTY, TAMPERE))
    with Session(mirror.owner) as blocking, blocking.begin():
        # The last table that a merge writes is held: all of it is there but the commit.
        blocking.execute(text("LOCK TABLE indicator_distribution IN SHARE MODE"))
        release = Timer(0.5, blocking.rollback)
        watch = Timer(0.3, lambda: seen.append(("while it is merged", series(mirror, CHILD_POVERTY, TAMPERE))))
        for timer in (release, watch):
            timer.start()
        bring_up_to_date(mirror, bank)
        release.join()
    assert ("while it is merged", old) in seen
    assert seen[0] == old
    assert series(mirror, CHILD_POVERTY, TAMPERE)[1][-1] == Decimal("12.9")


def refreshing_process(name, bank):
    """The operator's command as a process of its own."""
    settings = environment(CLUSTER.addresses(name)) | {"SOTKANET_URL": bank.url, "DEMO": "false"}
    return subprocess.Popen(
        [sys.executable, "-m", "flask", "--app", "wsgi", "indicators", "refresh"],
        cwd=CHECKOUT,
        env=os.environ | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.mark.parametrize(("request_number", "pause"), [(3, 0.0), (4, 0.0), (4, 0.02), (6, 0.005), (8, 0.02)])
def test_a_killed_refresh_leaves_no_indicator_half_and_the_next_one_goes_on(
    a_mirror, bank, database_name, request_number, pause
):
    quiet, killed = a_mirror("quiet"), a_mirror("killed")
    shipped = held(killed)
    bring_up_to_date(quiet, bank)
    bank.asked.clear()
    process = refreshing_process(f"{database_name}_killed", bank)

    def kill(number):
        if number == request_number:
            time.sleep(pause)
            os.kill(process.pid, signal.SIGKILL)

    bank.at_request = kill
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    bank.at_request = lambda number: None
    for table in ("indicator_series", "indicator_revision", "superseded_figure"):
        assert of_known_origin(held(killed)[table], shipped[table], held(quiet)[table])
    bring_up_to_date(killed, bank)
    assert held(killed) == held(quiet)
    assert [state for state, *_ in runs(killed)] == ["interrupted", "complete"]


def of_known_origin(rows, *wholes):
    """Whether each indicator's rows are all those of one of the wholes."""

    def of(number, whole):
        return [row for row in whole if row.partition(",")[0] == number]

    numbers = {row.partition(",")[0] for whole in (rows, *wholes) for row in whole}
    return all(any(of(number, rows) == of(number, whole) for whole in wholes) for number in numbers)


def test_the_command_tells_the_operator_and_ends_badly_when_something_was_refused(a_mirror, bank, database_name):
    a_mirror("command")
    process = refreshing_process(f"{database_name}_command", bank)
    said, _ = process.communicate()
    assert process.returncode == 1
    assert "228 Lasten pienituloisuusaste: 8 figures, 2020–2024" in said
    assert "453 Toimeentulotuki, euroa / asukas: kept as it was, it is gone from Sotkanet's list" in said


def test_the_nightly_duty_refreshes_and_bears_a_service_that_is_down(a_mirror, bank, app, monkeypatch):
    engines = a_mirror()
    settings = app.config["SETTINGS"]
    with app.app_context():
        monkeypatch.setitem(app.config, "SETTINGS", type("Told", (), vars(settings) | {"sotkanet_url": bank.url})())
        refresh_figures(engines, clock.now())
        assert runs(engines)[-1][0] == "complete"
        bank.troubles = ["400"]
        refresh_figures(engines, clock.now())
    assert [state for state, *_ in runs(engines)] == ["complete", "no_answer"]
