"""What the mirror refuses: an answer that fails a check keeps the last good figures, and its trouble is told."""

from decimal import Decimal

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.indicators.judgements import accept_title, judgements
from app.indicators.sotkanet import SotkanetError
from tenants.boundary import StaffSession
from tenants.errors import Refused
from tests.makers import a_municipality, a_person
from tests.mirroring import (
    CHILD_POVERTY,
    DIABETES,
    POPULATION,
    bring_up_to_date,
    choose,
    held,
    move,
    revisions,
    runs,
    series,
    trouble,
)
from tests.sotkanet_server import EUROPE, TAMPERE


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
    after = held(mirror)
    for table in ("indicator_series", "indicator_revision", "superseded_figure", "fetched_series"):
        assert after[table] == before[table]
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
    choose(municipality, 4404)
    assert 4404 not in bring_up_to_date(engines, bank)
    bank.metadata[4404]["title"] = {"fi": "Juovat", "sv": "", "en": ""}
    assert "now called 'Juovat'" in bring_up_to_date(engines, bank)[4404]


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
