"""The bundle of figures: what is written is what is read, it is loaded once, and what we ship is whole."""

import csv
import gzip
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from app.indicators import actions, bundle
from app.indicators.collecting import collect
from app.indicators.models import Indicator, IndicatorSeries, ListedIndicator
from app.indicators.sotkanet import Sotkanet, SotkanetError
from app.indicators.themes import Theme, themes
from tenants.municipalities import Municipality
from tests.databases import fresh_database
from tests.mirroring import bring_up_to_date
from tests.sotkanet_server import COUNTRY, TAMPERE, a_sotkanet

CHILD_POVERTY, DIABETES, NEW = 228, 683, 990001
TITLES = {theme.indicator_id: theme.title_fi for theme in themes()}
LONG_AGO, FIRST_DAY, NEXT_DAY = date(2020, 1, 1), date(2030, 1, 1), date(2030, 1, 2)


@pytest.fixture
def service():
    with a_sotkanet() as running:
        values = {(TAMPERE, 2020): 13.9, (TAMPERE, 2023): 12.7, (COUNTRY, 2023): 12.2}
        running.add(CHILD_POVERTY, TITLES[CHILD_POVERTY], values, classifications={"sex": {"values": ["female"]}})
        running.metadata[CHILD_POVERTY]["classifications"]["sex"]["values"] += ["total"]
        running.rows[CHILD_POVERTY][0]["absValue"] = 5120
        running.rows[CHILD_POVERTY].append(running.rows[CHILD_POVERTY][1] | {"gender": "female"})
        yield running


@pytest.fixture
def sotkanet(service):
    return Sotkanet(service.url, "tuki@example.example", wait=0)


@pytest.fixture
def mirror(database_name):
    """A database that was loaded before, in which what a refresh commits is seen by no other test."""
    engines = fresh_database(f"{database_name}_bundle")
    yield engines
    engines.dispose()


def own_value(session):
    """Tampere's latest figure."""
    question = select(IndicatorSeries.figures).filter_by(indicator_id=CHILD_POVERTY, area_id=TAMPERE, gender="total")
    return session.scalars(question).one()[-1]


def test_the_bundle_gives_back_what_was_collected(sotkanet, tmp_path):
    collection = collect(sotkanet, themes(), FIRST_DAY, print)
    bundle.write(collection, tmp_path)
    read = bundle.read(tmp_path)
    assert (read.fetched_on, read.areas) == (FIRST_DAY, sorted(collection.areas, key=lambda area: area.id))
    assert read.listing == collection.listing
    assert read.indicators == collection.indicators
    assert {(series.gender, series.counts) for series in read.indicators[0].series} == {
        ("total", (5120, None, None, None)), ("total", None), ("female", None),
    }  # fmt: skip


def test_the_same_figures_make_the_same_bundle(sotkanet, tmp_path):
    for name in ("one", "other"):
        bundle.write(collect(sotkanet, themes(), FIRST_DAY, print), tmp_path / name)
    for file in bundle.FILES:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "other" / file).read_bytes()
    time_of_packing = (tmp_path / "one" / "values.csv.gz").read_bytes()[4:8]
    assert time_of_packing == bytes(4)


def test_a_snapshot_with_something_missing_is_not_written(sotkanet, tmp_path):
    with pytest.raises(SotkanetError, match=f"{len(themes()) - 1} indicators were refused"):
        actions.snapshot(sotkanet, tmp_path / "bundle", FIRST_DAY, print)
    assert not (tmp_path / "bundle").exists()


def test_a_bundle_is_loaded_once(sotkanet, owner_session, tmp_path):
    bundle.write(collect(sotkanet, themes(), FIRST_DAY, print), tmp_path)
    assert actions.load_bundle(owner_session, tmp_path) == 1
    assert actions.load_bundle(owner_session, tmp_path) == 0
    assert own_value(owner_session) == Decimal("12.7")


def test_a_bundle_does_not_replace_figures_fetched_later(sotkanet, service, mirror, tmp_path):
    bundle.write(collect(sotkanet, themes(), LONG_AGO, print), tmp_path)
    service.rows[CHILD_POVERTY][1]["value"] = 12.8
    bring_up_to_date(mirror, service)
    with Session(mirror.owner) as session, session.begin():
        assert actions.load_bundle(session, tmp_path) == 0
        assert own_value(session) == Decimal("12.8")


def test_a_bundle_fills_an_indicator_whose_figures_were_left_behind_when_the_tables_changed(
    sotkanet, service, owner_session, tmp_path
):
    service.add(NEW, "Uusi", {(TAMPERE, 2023): 1})
    ours = Theme("all", NEW, "neutral", "none", "year", True, {"fi": "", "sv": ""}, "Uusi")
    bundle.write(collect(sotkanet, [ours], LONG_AGO, print), tmp_path)
    values = {"title_fi": "Uusi", "direction": "neutral", "decimals": 0, "first_year": 2000, "last_year": 2000}
    texts = dict.fromkeys(("title_sv", "unit_fi", "unit_sv", "organisation_fi", "organisation_sv"), "")
    texts |= {"source_fi": "", "source_sv": ""}
    owner_session.execute(insert(Indicator).values(id=NEW, fetched_on=NEXT_DAY, **values, **texts))
    assert actions.load_bundle(owner_session, tmp_path) == 1
    assert owner_session.scalar(select(func.count()).select_from(IndicatorSeries).filter_by(indicator_id=NEW)) == 1


def test_a_new_bundle_replaces_an_older_ones_figures(sotkanet, service, owner_session, tmp_path):
    bundle.write(collect(sotkanet, themes(), FIRST_DAY, print), tmp_path)
    actions.load_bundle(owner_session, tmp_path)
    service.rows[CHILD_POVERTY][1]["value"] = 12.8
    bundle.write(collect(sotkanet, themes(), NEXT_DAY, print), tmp_path)
    assert actions.load_bundle(owner_session, tmp_path) == 1
    assert own_value(owner_session) == Decimal("12.8")


def test_what_is_shipped_may_be_judged_anew_without_new_figures(owner_session):
    owner_session.execute(update(Indicator).values(direction="neutral", method="none", unit_fi="x"))
    assert actions.load_bundle(owner_session) == 0
    told = owner_session.get_one(Indicator, CHILD_POVERTY)
    assert (told.direction, told.method) == ("lower_better", "proportion")
    assert owner_session.get_one(Indicator, 5432).unit_fi == "Euroa / asukas"


def test_every_indicator_of_the_bank_can_be_found_though_few_are_mirrored(owner_session):
    listed = select(func.count()).select_from(ListedIndicator)
    assert owner_session.scalar(listed) > 2400
    assert owner_session.scalar(listed.where(ListedIndicator.title_sv == "")) < 10
    assert owner_session.scalar(listed.where(ListedIndicator.organisation_fi.contains("(THL)"))) > 900


def test_the_shipped_bundle_is_small():
    assert sum((bundle.DIRECTORY / name).stat().st_size for name in bundle.FILES) < 1_000_000


def test_the_shipped_bundle_holds_every_theme_for_every_municipality(owner_session):
    actions.load_bundle(owner_session)
    loaded = dict(owner_session.execute(select(Indicator.id, Indicator.title_fi)).all())
    assert loaded.keys() >= TITLES.keys()
    areas = {area.id for area in bundle.read(bundle.DIRECTORY).areas}
    assert areas >= set(owner_session.scalars(select(Municipality.sotkanet_region_id)))


def test_the_shipped_bundle_names_its_source_and_its_day():
    told = (bundle.DIRECTORY / "indicators.json").read_text(encoding="utf-8")
    assert '"attribution": "Statistik- och indikatorbanken Sotkanet, THL, CC BY 4.0"' in told
    assert bundle.read(bundle.DIRECTORY).fetched_on == date(2026, 11, 30)


def test_a_withheld_value_is_an_absent_series_in_the_shipped_bundle(owner_session):
    sottunga = owner_session.get_one(Municipality, "766")
    assert sottunga.name_sv == "Sottunga"
    areas = set(owner_session.scalars(select(IndicatorSeries.area_id).filter_by(indicator_id=DIABETES)))
    assert sottunga.sotkanet_region_id not in areas
    assert {sottunga.region.sotkanet_region_id, 658} <= areas


def test_the_shipped_bundle_has_a_line_for_each_series_once():
    with gzip.open(bundle.DIRECTORY / "values.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        keys = Counter((row["indicator"], row["area"], row["gender"]) for row in csv.DictReader(lines))
    assert set(keys.values()) == {1}
