"""Whatever happens to a refresh on its way - faults, kills, another one - the mirror is whole and ends the same."""

import os
import random
import signal
import subprocess
import sys
import time
from decimal import Decimal
from itertools import groupby
from threading import Timer

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.indicators.duties import refresh_figures
from tenants import clock
from tenants.embedded_postgres import CHECKOUT
from tests.databases import CLUSTER
from tests.mirroring import CHILD_POVERTY, bring_up_to_date, held, move, runs, series
from tests.serving import environment
from tests.sotkanet_server import TAMPERE


def test_a_run_says_how_far_it_has_come(a_mirror, bank):
    engines, seen = a_mirror(), []
    bank.at_request = lambda number: seen.append(runs(engines)[-1])
    refused = bring_up_to_date(engines, bank)
    ended = runs(engines)[-1]
    followed = len(refused) + 3
    assert ended == ("complete", followed, followed, 3, len(refused))
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
    left, whole = held(killed), held(quiet)
    for table in ("indicator_series", "indicator_revision", "superseded_figure"):
        assert of_known_origin(left[table], shipped[table], whole[table])
    bring_up_to_date(killed, bank)
    assert held(killed) == whole
    assert [state for state, *_ in runs(killed)] == ["interrupted", "complete"]


def of_known_origin(rows, *wholes):
    """Whether each indicator's rows are all those of one of the wholes."""

    def by_indicator(whole):
        return {number: list(of) for number, of in groupby(whole, lambda row: row.partition(",")[0])}

    known, found = [by_indicator(whole) for whole in wholes], by_indicator(rows)
    return all(
        any(found.get(number) == whole.get(number) for whole in known) for number in set().union(found, *known)
    )


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
