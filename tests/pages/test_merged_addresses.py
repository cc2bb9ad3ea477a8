"""A municipality that merges into another: its public addresses lead on or stay, and nobody sees more than before."""

from datetime import timedelta

import pytest
from lxml import etree
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.reports.models import Report
from tenants import clock, mergers
from tenants.boundary import StaffSession
from tenants.errors import Refused
from tests.makers import a_municipality, a_person, an_adopted_report
from tests.publishing import publish, withdraw

TODAY = clock.today()


@pytest.fixture(scope="module")
def three(app, engines):
    """The first merged into the second, and that into the third long ago; the first two have published."""
    first, second, third = made = [a_municipality(engines) for _ in range(3)]
    for each in (first, second):
        publish(app, each, an_adopted_report(each))
    record(engines, second, third, TODAY)
    record(engines, first, second, TODAY - timedelta(days=300))
    return made


def record(engines, old, new, first_day):
    codes = [each.facts.municipality_code for each in (old, new)]
    with StaffSession(engines) as session, session.begin():
        mergers.record_merger(session, a_person(engines, is_staff=True).id, *codes, first_day)


def list_of(municipality, language="fi"):
    return f"/{language}/{'raportit' if language == 'fi' else 'rapporter'}/{municipality.facts.slugs[language]}/"


def test_the_list_leads_to_the_last_one_s_at_once_and_shows_what_all_have_published(three, visitor):
    first, second, third = three
    for language in ("fi", "sv"):
        for old in (first, second):
            answer = visitor().get(list_of(old, language))
            assert (answer.status_code, answer.location) == (301, list_of(third, language))
        shown = visitor().get(list_of(third, language))
        assert shown.status_code == 200
        assert all(f"{list_of(each, language)}2025-2029/1" in shown.text for each in (first, second))
        assert f"{first.facts.names[language]}: " in shown.text


def test_what_was_published_stays_at_its_address_and_tells_where_it_belongs_now(app, three, visitor):
    first, _, third = three
    edition = f"{list_of(first)}2025-2029/1"
    for address in (edition, f"{edition}/tunnusluvut"):
        page = visitor().get(address)
        assert page.status_code == 200 and list_of(third) in page.text
        assert f"Kunta {first.facts.names['fi']} on nyt osa kuntaa {third.facts.names['fi']}." in page.text
    assert visitor().get(f"{edition}.pdf").status_code == 200
    assert visitor().get(f"{list_of(third)}2025-2029/1").status_code == 404


def test_search_feed_and_interface_know_what_became_part_of_which(three, visitor):
    first, second, third = three
    for word, editions in ((third, 2), (second, 2), (first, 1)):
        code = word.facts.municipality_code
        told = visitor().get(f"/api/1/editions?municipality={code}").get_json()
        assert told["total"] == editions, code
        feed = visitor().get(f"/fi/raportit/syote.atom?of={code}")
        assert len(etree.fromstring(feed.data).findall("{*}entry")) == editions
    own = visitor().get(f"/api/1/editions/{first.facts.municipality_code}/2025-2029/1").get_json()
    assert own["municipality"]["code"] == first.facts.municipality_code
    assert visitor().get(f"/api/1/editions/{third.facts.municipality_code}/2025-2029/1").status_code == 404


def test_a_withdrawn_edition_of_it_is_gone_all_the_same(app, engines, visitor):
    old, new = (a_municipality(engines) for _ in range(2))
    report = an_adopted_report(old)
    withdraw(old, report, publish(app, old, report))
    record(engines, old, new, TODAY)
    assert visitor().get(f"{list_of(old)}2025-2029/1").status_code == 410
    assert "2025-2029" not in visitor().get(list_of(new)).text


def test_a_merger_that_is_to_come_changes_nothing_yet_and_none_ends_in_itself(engines, three, visitor):
    first, _, third = three
    fourth = a_municipality(engines)
    record(engines, third, fourth, TODAY + timedelta(days=1))
    assert visitor().get(list_of(third)).status_code == 200
    with pytest.raises(Refused, match="merger_into_itself"):
        record(engines, fourth, first, TODAY)
    with pytest.raises(Refused, match="merger_recorded"):
        record(engines, first, fourth, TODAY)


def test_the_successor_sees_nothing_of_what_was_written_and_records_no_merger(engines, three, visitor):
    first, _, third = three
    coordinator = visitor(third.people["coordinator"])
    slug = first.facts.slugs["fi"]
    for page in ("", "kertomukset/", "kertomukset/1"):
        assert coordinator.get(f"/fi/{slug}/{page}").status_code == 404
    with third.session() as session:
        assert session.scalars(select(Report)).all() == []
        for deed in ("SELECT * FROM municipality_merger", "DELETE FROM municipality_merger"):
            with pytest.raises(DBAPIError, match="permission denied"), session.begin_nested():
                session.execute(text(deed))


def test_staff_record_a_merger_and_take_it_back(engines, visitor):
    old, new = (a_municipality(engines).facts.municipality_code for _ in range(2))
    officer = visitor(a_person(engines, is_staff=True))
    page, typed = "/fi/liitto/kuntaliitokset", {"code": old, "into": new, "first_day_typed": "1.1.2027"}
    for wrong, told in (({"first_day_typed": "pian"}, "Kirjoita päivä"), ({"into": old}, "itsensä osa")):
        answer = officer.post(page, typed | wrong)
        assert answer.status_code == 422 and told in answer.text
    assert officer.post(page, typed).status_code == 302
    assert f"{page}/{old}/poista" in officer.get(page).text
    assert officer.post(f"{page}/{old}/poista").status_code == 302
    assert f"{page}/{old}/poista" not in officer.get(page).text
