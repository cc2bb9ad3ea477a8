"""Two people write in one section of a real report in two browsers, and one trouble after the other befalls them: at
last every character that either typed is in the text or kept beside it."""

import pytest
from sqlalchemy import select

from app.reports.models import Section
from tenants.permissions import Role
from tests.databases import CLUSTER
from tests.journeys.saving.real import Place, RealWriter, signs_in
from tests.journeys.tab import a_person_at
from tests.makers import a_municipality, a_report
from tests.serving import AS_SERVED, Server, environment
from tests.waiting import wait_until

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def place(engines, database_name, tmp_path_factory):
    """A report, and a server of these tests' own."""
    started = []

    def serve(port):
        log = tmp_path_factory.mktemp("server") / "log"
        settings = environment(CLUSTER.addresses(database_name)) | {"PORT": str(port)}
        started.append(Server(log, settings, AS_SERVED))
        return started[-1]

    home = a_municipality(engines)
    yield Place(home, a_report(home), serve)
    started[-1].stop()


@pytest.fixture(scope="module")
def browsers(browser, place):
    """Those of the coordinator and of the writer, signed in, their clocks moved by hand."""
    opened = []
    for role in (Role.COORDINATOR, Role.WRITER):
        context = a_person_at(browser, viewport={"width": 1280, "height": 900})
        context.clock.install()
        signs_in(context, place, place.municipality.people[role])
        opened.append((context, place.municipality.people[role]))
    yield opened
    for context, _ in opened:
        context.close()


@pytest.fixture
def both(browsers, place):
    """Both in front of the same new section."""
    place.begin()
    writers = [RealWriter(context, place, person) for context, person in browsers]
    yield writers
    for context, _ in browsers:
        for page in context.pages:
            page.close()


def all_is_there(place, *writers):
    """Each sentence of each stands in the text or beside it, and nothing stands twice."""
    stored, kept = place.everything()
    everything = "\n".join([stored, *kept])
    typed = [words for writer in writers for words in writer.typed]
    assert [words for words in typed if words not in everything] == [], everything
    assert all(stored.count(words) <= 1 for words in typed), stored
    return stored, kept


def both_pause(*writers):
    for writer in writers:
        writer.pause()
    for writer in writers:
        writer.says("saved")


def test_both_write_at_once_in_other_paragraphs_and_in_the_same(both, place):
    one, other = both
    one.type(" Ensimmäisen oma.", 1)
    other.type(" Toisen oma.", 2)
    both_pause(one, other)
    one.type(" Ensimmäisen alku.", 0)
    other.type(" Toisen alku.", 0)
    both_pause(one, other)
    stored, kept = all_is_there(place, one, other)
    assert stored.endswith("Toka kappale. Ensimmäisen oma.\n\nKolmas kappale. Toisen oma.")
    assert len(kept) == 1


def test_one_loses_the_network_while_the_other_writes_on(both, place):
    one, other = both
    one.context.set_offline(True)
    one.type(" Junassa kirjoitettu.", 0)
    one.pause()
    one.says("waiting")
    other.type(" Toimistossa kirjoitettu.", 0)
    other.type(" Ja lopuksi.", 2)
    both_pause(other)
    one.type(" Vielä tunnelissa.", 1)
    one.context.set_offline(False)
    one.says("saved")
    stored, kept = all_is_there(place, one, other)
    assert "Vielä tunnelissa." in stored and "Ja lopuksi." in stored and len(kept) == 1


def test_the_server_is_killed_while_it_saves_what_both_have_sent(both, place):
    one, other = both
    with place.municipality.session() as held, held.begin():
        held.execute(select(Section.id).where(Section.position == place.position).with_for_update())
        one.type(" Ennen kaatumista.", 0)
        other.type(" Samaan aikaan.", 0)
        for writer in both:
            writer.pause()
        wait_until(lambda: place.waiting_saves() >= 2)
        place.server.kill()
    for writer in both:
        writer.says("waiting")
        assert writer.drafts() == 1
    one.type(" Ensimmäinen kaaduttua.", 1)
    other.type(" Toinen kaaduttua.", 2)
    place.start_again()
    for writer in both:
        writer.tries_until_saved()
    all_is_there(place, one, other)


def test_one_closes_the_tab_in_mid_sentence_while_the_other_saves(both, place, browsers):
    one, other = both
    one.context.set_offline(True)
    one.type(" Välilehti suljettiin kesk", 0)
    other.type(" Toinen tallensi.", 0)
    both_pause(other)
    one.page.close()
    one.context.set_offline(False)
    again = RealWriter(one.context, place, one.person)
    again.says("saved")
    assert again.drafts() == 0
    stored, kept = all_is_there(place, one, other)
    assert "Toinen tallensi." in stored and len(kept) == 1


def test_one_is_signed_out_and_comes_back_while_the_other_writes_on(both, place):
    one, other = both
    one.is_signed_out()
    one.type(" Kirjoitettu kirjautumisen päätyttyä.", 0)
    one.pause()
    one.says("signedOut")
    other.type(" Sillä välin.", 0)
    both_pause(other)
    one.type(" Yhä.", 1)
    one.signs_in_elsewhere()
    one.says("saved")
    stored, kept = all_is_there(place, one, other)
    assert "Toka kappale. Yhä." in stored and len(kept) == 1
