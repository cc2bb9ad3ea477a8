"""The bundle of figures: what is written is what is read, it is loaded once, and what we ship is whole."""

import csv
import gzip
from collections import Counter
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.indicators import actions, bundle
from app.indicators.collecting import collect
from app.indicators.models import Indicator
from app.indicators.queries import figures_for
from app.indicators.sotkanet import Sotkanet, SotkanetError
from app.indicators.themes import themes
from tenants.municipalities import Municipality
from tests.sotkanet_server import COUNTRY, TAMPERE, a_sotkanet

CHILD_POVERTY, DIABETES = 228, 683
TITLES = {theme.indicator_id: theme.title_fi for theme in themes()}
FIRST_DAY, NEXT_DAY = date(2030, 1, 1), date(2030, 1, 2)


@pytest.fixture
def service():
    with a_sotkanet() as running:
        values = {(TAMPERE, 2020): 13.9, (TAMPERE, 2023): 12.7, (COUNTRY, 2023): 12.2}
        running.add(CHILD_POVERTY, TITLES[CHILD_POVERTY], values)
        running.rows[CHILD_POVERTY][0]["absValue"] = 5120
        yield running


@pytest.fixture
def sotkanet(service):
    return Sotkanet(service.url, "tuki@example.example", wait=0)


def own_value(session):
    """Tampere's latest figure."""
    (told,) = figures_for(session, session.get_one(Municipality, "837"), [CHILD_POVERTY]).values()
    return told.figures[0].value


def test_the_bundle_gives_back_what_was_collected(sotkanet, tmp_path):
    collection = collect(sotkanet, themes(), FIRST_DAY, print)
    bundle.write(collection, tmp_path)
    read = bundle.read(tmp_path)
    assert (read.fetched_on, read.areas) == (FIRST_DAY, sorted(collection.areas, key=lambda area: area.id))
    (told,), (wanted,) = read.series, collection.series
    assert told.metadata == wanted.metadata
    assert set(told.values) == set(wanted.values)


def test_the_same_figures_make_the_same_bundle(sotkanet, tmp_path):
    for name in ("one", "other"):
        bundle.write(collect(sotkanet, themes(), FIRST_DAY, print), tmp_path / name)
    for file in bundle.FILES:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "other" / file).read_bytes()
    time_of_packing = (tmp_path / "one" / "values.csv.gz").read_bytes()[4:8]
    assert time_of_packing == bytes(4)


def test_a_snapshot_with_something_missing_is_not_written(sotkanet, tmp_path):
    with pytest.raises(SotkanetError, match="31 indicators were refused"):
        actions.snapshot(sotkanet, tmp_path / "bundle", FIRST_DAY, print)
    assert not (tmp_path / "bundle").exists()


def test_a_bundle_is_loaded_once(sotkanet, owner_session, tmp_path):
    bundle.write(collect(sotkanet, themes(), FIRST_DAY, print), tmp_path)
    assert actions.load_bundle(owner_session, tmp_path) == 1
    assert actions.load_bundle(owner_session, tmp_path) == 0
    assert own_value(owner_session) == Decimal("12.7")


def test_a_bundle_does_not_replace_figures_fetched_later(sotkanet, service, owner_session, tmp_path):
    bundle.write(collect(sotkanet, themes(), FIRST_DAY, print), tmp_path)
    service.rows[CHILD_POVERTY][1]["value"] = 12.8
    actions.refresh(owner_session, sotkanet, NEXT_DAY, print)
    assert actions.load_bundle(owner_session, tmp_path) == 0
    assert own_value(owner_session) == Decimal("12.8")


def test_a_new_bundle_replaces_an_older_ones_figures(sotkanet, service, owner_session, tmp_path):
    bundle.write(collect(sotkanet, themes(), FIRST_DAY, print), tmp_path)
    actions.load_bundle(owner_session, tmp_path)
    service.rows[CHILD_POVERTY][1]["value"] = 12.8
    bundle.write(collect(sotkanet, themes(), NEXT_DAY, print), tmp_path)
    assert actions.load_bundle(owner_session, tmp_path) == 1
    assert own_value(owner_session) == Decimal("12.8")


def test_the_shipped_bundle_holds_every_theme_for_every_municipality(owner_session):
    actions.load_bundle(owner_session)
    loaded = dict(owner_session.execute(select(Indicator.id, Indicator.title_fi)).all())
    assert loaded.keys() >= TITLES.keys()
    areas = {area.id for area in bundle.read(bundle.DIRECTORY).areas}
    assert areas >= set(owner_session.scalars(select(Municipality.sotkanet_region_id)))


def test_the_shipped_bundle_names_its_source_and_its_day():
    told = (bundle.DIRECTORY / "indicators.json").read_text(encoding="utf-8")
    assert '"attribution": "Statistik- och indikatorbanken Sotkanet, THL, CC BY 4.0"' in told
    assert bundle.read(bundle.DIRECTORY).fetched_on == date(2026, 11, 21)


def test_a_withheld_value_is_an_absent_row_in_the_shipped_bundle(owner_session):
    actions.load_bundle(owner_session)
    sottunga = owner_session.get_one(Municipality, "766")
    figures = figures_for(owner_session, sottunga, [DIABETES])[DIABETES].figures
    assert sottunga.name_sv == "Sottunga"
    assert {figure.kind: figure.value is None for figure in figures} == {"own": True, "region": False, "country": False}


def test_the_shipped_bundle_has_a_line_for_each_series_once():
    with gzip.open(bundle.DIRECTORY / "values.csv.gz", "rt", encoding="utf-8", newline="") as lines:
        keys = Counter((row["indicator"], row["area"]) for row in csv.DictReader(lines))
    assert set(keys.values()) == {1}
