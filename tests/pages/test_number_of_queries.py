"""A page asks the database the same number of questions, however much there is to show."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event

from app.indicators.themes import themes
from tenants import clock
from tenants.membership import add_member
from tenants.permissions import Role
from tests.calendar_years import PLANNED, a_clock, a_feed, a_planned_row, an_entry
from tests.coverage_lists import choose_list
from tests.deliveries import a_failed_delivery
from tests.feedback import give
from tests.figures import a_set, an_indicator, area_of, choose, compare_with, register_of, see_the_news
from tests.follow_up import a_followed_plan, a_round, more_measures, own, report
from tests.handling import a_way_to_look_at, record
from tests.issuing import an_issued_invoice
from tests.letters import a_letter_given_up
from tests.licences import every_kind_of_renewal
from tests.makers import a_municipality, a_person, a_report, an_adopted_report, write
from tests.money import an_unpaid_invoice
from tests.money_at_the_desk import money_at_the_desk
from tests.negotiating import a_negotiation, prepare_more
from tests.observations import TOLD, propose_a_goal, say
from tests.pages.visitor import Visitor
from tests.plans import a_plan

MUNICIPALITYS_PAGES = (
    "",
    "kertomukset/",
    "kertomukset/1",
    "kertomukset/1/osat/4",
    "kirjoitusohjeet",
    "kertomukset/1/rakenne",
    "neuvottelut",
    "neuvottelut/2026",
    "neuvottelut/2026/sisalto",
    "kertomukset/2/kasittely",
    "kertomukset/2/viimeistely",
    "kertomukset/1/luovutuspaketti",
    "kertomukset/1/etsi?q=teksti&deed=replace",
    "kertomukset/1/liitteet",
    "kertomukset/1/osat/4/kaannos",
    "kertomukset/1/kaannokset",
    "kertomukset/2/vahimmaistiedot",
    "kertomukset/2/vahimmaistiedot/1",
    "kertomukset/2/ilot-ja-huolet",
    "kertomukset/2/ilot-ja-huolet/1",
    "kertomukset/2/vastuuhenkilot",
    "palautteet",
    "kertomukset/1/viestinta",
    "vuosikello/",
    f"vuosikello/{clock.today().year}/1",
    "kertomukset/1/esikatselu",
    "kertomukset/1/julkaisu",
    "kertomukset/1/saavutettavuus",
    "kertomukset/1/selkokieli",
    "kertomukset/1/selkokieli/historia/fi",
    "suunnitelmat/1/seuranta",
    "suunnitelmat/1/seuranta/1",
    "suunnitelmat/1/seuranta/paivat",
    "omat-seurannat",
    "ihmiset",
    "ihmiset/tyotilit",
    "ihmiset/pyynnot",
    "ihmiset/kutsu/lista",
    "ihmiset/tarkistus",
    "tapahtumat",
    "lisenssi",
    "lisenssi/irtisanominen",
    "tietojen-vienti",
    "tietojen-poistaminen",
    "tietojen-poistaminen/pyynto",
)
PAGES_OF_FIGURES = (
    "",
    "?q=lapsi",
    "profiili",
    "profiili?basket=own&compare=group",
    "profiili.xlsx",
    "muutokset",
    "uutta",
    "kokoelmat",
    "vertailukunnat",
)
CHOSEN = [theme.indicator_id for theme in themes()][:50]
OTHER_PAGES = ("/fi/", "/fi/raportit/", "/fi/omat/tili", "/api/1/editions", "/api/1/catalog.jsonld")
STAFFS_PAGES = (
    "/fi/liitto/", "/fi/liitto/kunnat", "/fi/liitto/vakiluvut", "/fi/liitto/tapahtumat", "/fi/liitto/kirjeet",
    "/fi/liitto/lisenssit", "/fi/liitto/uusiminen",
    "/fi/liitto/laskut", "/fi/liitto/toimitukset",
    "/fi/liitto/maksut", "/fi/liitto/maksut/tiliotteet", "/fi/liitto/maksut/kortit", "/fi/liitto/maksut/tasmaytys",
    "/fi/liitto/viitekorot", "/fi/liitto/tunnuspyynnot", "/fi/liitto/?q=Testi", "/fi/liitto/tapahtumat?kind=people",
)  # fmt: skip


@contextmanager
def questions(app):
    """A list that fills with what is asked on the planes of the pages."""
    asked = []

    def note(connection, cursor, statement, *rest):
        if "FROM announcement" not in statement:  # every page has the banner, which asks once a minute
            asked.append(statement)

    planes = [getattr(app.extensions["engines"], name) for name in ("tenant", "door", "staff")]
    for engine in planes:
        event.listen(engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        for engine in planes:
            event.remove(engine, "before_cursor_execute", note)


def numbers_of_questions(app, visitor, addresses):
    """By address."""
    numbers = {}
    for address in addresses:
        app.extensions["places"].known.clear()  # these remember a minute, which a slow machine takes longer than
        app.extensions["published_choices"].until = None
        with questions(app) as asked:
            assert visitor.get(address).status_code == 200, address
        numbers[address] = len(asked)
    return numbers


def publish(visitor, slug):
    told = {"told_fi": "Korjattu.", "told_sv": "Rättat."}  # of the first one nobody asks it
    assert visitor.post(f"/fi/{slug}/kertomukset/1/julkaisu", told).status_code == 302


def grow(engines, municipality):
    """Four more reports, twenty more lines of the trail, more people."""
    for _ in range(4):
        report = a_report(municipality)
    choose_list(municipality, [127, *CHOSEN, None], 2)
    for indicator_id in (127, 228, None):
        say(municipality, ["Pimeä tie"] * 5, 2, replace(TOLD, indicator_id=indicator_id))
        propose_a_goal(municipality, 2)
    a_plan(municipality, goals=5, measures=4)
    for year in (2024, 2027, 2028):
        a_negotiation(municipality, year)
    prepare_more(municipality, CHOSEN)
    for step in (3, 4):
        record(municipality, step, "returned", *map(str, range(20)), number=2)
    a_clock(municipality, clock.today().year + 1)
    follow_more(municipality)
    for number in range(20):
        an_entry(municipality, clock.today(), "writer")
        a_planned_row(municipality, planned=replace(PLANNED, planned_on=clock.today()))
        write(municipality, report, 1, f"Teksti {number}", "", "ready" if number % 2 else "save")
    with municipality.session() as session, session.begin():
        for _ in range(3):
            add_member(session, a_person(engines).id, Role.READER)


def follow_more(municipality):
    """Twenty more measures, two more days, reports."""
    more_measures(municipality, 20)
    own(municipality, municipality.coordinator)
    for days in (60, 120):
        a_round(municipality, clock.today() + timedelta(days))
    for measure in (2, 3):
        report(municipality, municipality.coordinator, measure=measure)


def test_a_municipality_with_much_to_show_asks_no_more_than_one_with_little(app, engines, municipality):
    coordinator, slug = Visitor(app, municipality.people[Role.COORDINATOR]), municipality.facts.slugs["fi"]
    own = [f"/fi/{slug}/{page}" for page in MUNICIPALITYS_PAGES]
    own.append(f"/kalenteri-kalender/{a_feed(municipality, municipality.coordinator)}.ics")
    published = [*OTHER_PAGES, f"/fi/raportit/{slug}/", f"/fi/raportit/{slug}/2025-2029/1"]
    published += [f"{published[-1]}/palaute", f"/fi/raportit/{slug}/saavutettavuusseloste"]
    an_adopted_report(municipality)
    a_report(municipality)
    a_followed_plan(municipality, municipality.coordinator)
    a_round(municipality)
    say(municipality, ["Pimeä tie"], 2, replace(TOLD, indicator_id=228))
    a_way_to_look_at(municipality, 2)
    a_plan(municipality)
    a_negotiation(municipality, 2025)
    a_negotiation(municipality, 2026)
    choose_list(municipality, [127], 2)
    an_entry(municipality, clock.today())
    a_planned_row(municipality)
    publish(coordinator, slug)
    give(municipality)
    coordinator.get(f"/fi/{slug}/suunnitelmat/1/seuranta/1")  # the first look of a day is written down
    with_little = numbers_of_questions(app, coordinator, own + published)
    publish(coordinator, slug)
    for _ in range(3):
        give(municipality)
    grow(engines, municipality)
    assert numbers_of_questions(app, coordinator, own + published) == with_little
    assert all(with_little.values())


def test_the_staff_of_many_municipalities_ask_no_more_than_those_of_few(app, engines):
    staff = Visitor(app, a_person(engines, is_staff=True))
    invoice = an_unpaid_invoice(engines)
    waiting = money_at_the_desk(engines, invoice).waiting
    pages = [*STAFFS_PAGES, f"/fi/liitto/maksut/{waiting.id}", f"/fi/liitto/laskut/{invoice.number}"]
    home = a_municipality(engines)
    pages += [f"/fi/liitto/kunnat/{home.facts.municipality_code}", f"/fi/liitto/henkilot/{home.coordinator}"]
    staff.get(pages[-2])  # the first look of an hour is written down
    with_few = numbers_of_questions(app, staff, pages)
    for _ in range(3):
        with home.session() as session, session.begin():
            add_member(session, a_person(engines).id, Role.READER)
        a_letter_given_up(engines)
        every_kind_of_renewal(engines)
        a_failed_delivery(engines, an_issued_invoice(engines, a_municipality(engines)))
        money_at_the_desk(engines, an_unpaid_invoice(engines))
    assert numbers_of_questions(app, staff, pages) == with_few


def test_many_figures_beside_many_municipalities_take_no_more_questions_than_few_beside_none(app, engines):
    home = a_municipality(engines)
    coordinator, figures = Visitor(app, home.people[Role.COORDINATOR]), f"/fi/{home.facts.slugs['fi']}/tunnusluvut"
    small, large = a_set(engines, [127]), a_set(engines, [None, *CHOSEN])
    little = an_indicator(engines, {area_of(home): {2024: 1}})
    choose(home, little)
    see_the_news(home)
    pages = [f"{figures}/{page}" for page in PAGES_OF_FIGURES] + [f"{figures}/kokoelmat/{small.id}"]
    with_few = numbers_of_questions(app, coordinator, [*pages, f"{figures}/{little}"])
    choose(home, *CHOSEN)
    compare_with(home, "091", "837", "853", "564")
    everybody = register_of(home).numbers
    much = an_indicator(engines, {area: dict.fromkeys(range(1990, 2025), 3) for area in everybody})
    pages[-1] = f"{figures}/kokoelmat/{large.id}"
    with_many = numbers_of_questions(app, coordinator, [*pages, f"{figures}/{much}"])
    assert list(with_many.values()) == list(with_few.values())


@pytest.mark.parametrize("address", ["/", "/static/app.css"])
def test_what_needs_no_data_asks_nothing(app, client, address):
    with questions(app) as asked:
        client.get(address)
    assert asked == []
