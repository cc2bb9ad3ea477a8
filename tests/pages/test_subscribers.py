"""Letters on new editions: asked for, confirmed, one about each edition, ended with one press."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import delete, func, select, text
from sqlalchemy.exc import DBAPIError

from app.messages import outbox as sending
from app.messages.models import Letter
from app.messages.smtp import post_office
from app.messages.writing import write
from app.subscribers import actions, duties, queries
from app.subscribers.models import Subscription
from tenants import attempts, clock, mergers
from tenants.boundary import DoorSession, StaffSession, WorkerSession
from tenants.municipalities import Municipality
from tenants.permissions import Role
from tests.letters import PostOffice, outbox
from tests.makers import a_municipality, a_person, an_adopted_report
from tests.publishing import publish, withdraw

PAGE = {"fi": "/fi/raportit/ilmoitukset", "sv": "/sv/rapporter/meddelanden"}
PLACES = {"fi": ("kirje", "lopeta"), "sv": ("brev", "avsluta")}


@pytest.fixture
def email(municipality):
    """Nobody else's."""
    return f"lukija.{municipality.facts.municipality_code}@asukas.example"


@pytest.fixture(autouse=True)
def only_ours(engines, monkeypatch):
    """Letters and editions of other tests would go first, and a drain ends after ten seconds."""
    with WorkerSession(engines) as session, session.begin():
        session.execute(delete(Letter).where(*sending.WAITING))
    began, newer = clock.now(), queries.new_editions
    monkeypatch.setattr(queries, "new_editions", lambda session, since: newer(session, max(since, began)))


def letters(engines, email, kind="edition_published"):
    return outbox(engines, Letter.to_email == email, Letter.kind == kind)


def ask(engines, visitor, email, language="fi", **chosen):
    """Ask as a stranger; gives the address of the page that confirms."""
    assert visitor().post(PAGE[language], {"email": email} | chosen).status_code == 302
    token = letters(engines, email, "subscription_confirmation")[-1].payload["token"]
    return f"{PAGE[language]}/{PLACES[language][0]}/{token}"


def follow(engines, visitor, email, language="fi", **chosen):
    page = ask(engines, visitor, email, language, **chosen)
    assert visitor().post(page).status_code == 302
    return page


def work(engines):
    duties.write_about_editions(engines, clock.now())


def stop_page(letter, language="fi"):
    return f"{PAGE[language]}/{PLACES[language][1]}/{letter.payload['token']}"


def test_a_resident_hears_once_of_each_edition_until_a_single_press(app, engines, municipality, visitor, email):
    code, report = municipality.facts.municipality_code, an_adopted_report(municipality)
    page = ask(engines, visitor, email, "sv", municipality=code)
    assert municipality.facts.names["sv"] in visitor().get(page).text  # and a look confirms nothing
    publish(app, municipality, report)
    work(engines)
    assert letters(engines, email) == []
    assert visitor().post(page).status_code == 302
    publish(app, municipality, report, {"fi": "Korjattu", "sv": "Rättad"})
    with ThreadPoolExecutor(2) as workers:
        list(workers.map(lambda _: work(engines), range(4)))
    (letter,) = letters(engines, email)
    with PostOffice() as office:
        sending.drain(engines, clock.now(), partial(write, app), partial(post_office, office.settings(), "localhost"))
    (sent,) = [each for each in office.taken if each["To"] == email and "Bekräfta" not in each["Subject"]]
    stop = stop_page(letter, "sv")
    assert sent["List-Unsubscribe"] == f"<http://localhost:8000{stop}>"
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    body = sent.get_body(("plain",)).get_content()
    assert f"/sv/rapporter/{municipality.facts.slugs['sv']}/2025-2029/2" in body and stop in body
    assert visitor().get(stop).status_code == 200  # as a program that looks at links does
    assert app.test_client().post(stop, data={"List-Unsubscribe": "One-Click"}).status_code == 200
    assert [visitor().get(stop).status_code, visitor().post(stop).status_code] == [404, 404]
    publish(app, municipality, report, {"fi": "Taas", "sv": "Igen"})
    work(engines)
    assert len(letters(engines, email)) == 1
    assert not subscriptions(engines, email)


def subscriptions(engines, email):
    with WorkerSession(engines, read_only=True) as session:
        return session.scalars(select(Subscription).where(Subscription.email == email)).all()


def test_a_worker_killed_among_the_letters_writes_each_once(app, engines, municipality, visitor, email, monkeypatch):
    followers = [f"{number}.{email}" for number in range(3)]
    for each in followers:
        follow(engines, visitor, each, municipality=municipality.facts.municipality_code)
    publish(app, municipality, an_adopted_report(municipality))
    post, posted = actions.post, []

    def killed(*words, **more):
        if posted:
            raise SystemExit
        posted.append(post(*words, **more))

    with monkeypatch.context() as broken, pytest.raises(SystemExit):
        broken.setattr(actions, "post", killed)
        work(engines)
    assert [len(letters(engines, each)) for each in followers] == [0, 0, 0]
    for _ in range(2):
        work(engines)
    assert [len(letters(engines, each)) for each in followers] == [1, 1, 1]


def test_one_address_gets_one_letter_whatever_it_follows_and_a_merged_municipality_s_followers_do(
    app, engines, municipality, visitor, email
):
    new, county = a_municipality(engines), municipality.facts
    with StaffSession(engines) as session, session.begin():
        code = session.scalar(text("SELECT county_code FROM municipality WHERE code = :code"),
                              {"code": new.facts.municipality_code})  # fmt: skip
        codes = (municipality.facts.municipality_code, new.facts.municipality_code)
        mergers.record_merger(session, a_person(engines, is_staff=True).id, *codes, clock.today())
    follow(engines, visitor, email, municipality=county.municipality_code)
    follow(engines, visitor, email.upper())
    follow(engines, visitor, f"c.{email}", county=code)
    follow(engines, visitor, f"c.{email}", county=code)
    other = next(each for each in ("05", "17") if each != code)
    follow(engines, visitor, f"o.{email}", county=other)
    publish(app, new, an_adopted_report(new))
    work(engines)
    assert [len(letters(engines, each)) for each in (email, email.upper(), f"c.{email}", f"o.{email}")] == [1, 0, 1, 0]
    assert len(subscriptions(engines, f"c.{email}")) == 1


def test_who_ends_one_of_two_notices_is_not_told_again_and_both_links_end_what_was_asked_for_twice(
    app, engines, municipality, visitor, email, monkeypatch
):
    monkeypatch.setitem(attempts.LIMITS, "subscription", attempts.Limit())
    code = municipality.facts.municipality_code
    first, _, newest = (follow(engines, visitor, email, municipality=code) for _ in range(3))
    follow(engines, visitor, email)
    publish(app, municipality, an_adopted_report(municipality))
    work(engines)
    (letter,) = letters(engines, email)
    assert visitor().get(newest).status_code == 200
    assert visitor().post(newest.replace("kirje", "lopeta")).status_code == 200
    assert [visitor().get(each).status_code for each in (first, stop_page(letter))] == [404, 404]
    work(engines)
    assert len(letters(engines, email)) == 1 and len(subscriptions(engines, email)) == 1


def test_of_what_is_withdrawn_before_the_letter_goes_nobody_is_told(app, engines, municipality, visitor, email):
    follow(engines, visitor, email, municipality=municipality.facts.municipality_code)
    report = an_adopted_report(municipality)
    number = publish(app, municipality, report)
    work(engines)
    withdraw(municipality, report, number)
    with PostOffice() as office:
        sending.drain(engines, clock.now(), partial(write, app), partial(post_office, office.settings(), "localhost"))
    assert [each["Subject"] for each in office.taken if each["To"] == email and "2025" in each["Subject"]] == []
    assert letters(engines, email) == []


def test_who_does_not_confirm_is_forgotten(engines, municipality, visitor, email):
    page = ask(engines, visitor, email)
    duties.forget_unconfirmed(engines, clock.now() + timedelta(days=6))
    assert visitor().get(page).status_code == 200
    duties.forget_unconfirmed(engines, clock.now() + timedelta(days=8))
    assert (visitor().get(page).status_code, subscriptions(engines, email)) == (404, [])


def test_what_was_typed_wrong_is_told_at_its_field_and_too_much_has_to_wait(municipality, visitor, email):
    code = municipality.facts.municipality_code
    refused = visitor().post(PAGE["fi"], {"email": "ei osoite", "municipality": code, "county": "17"})
    assert refused.status_code == 422
    assert 'id="email-error"' in refused.text and 'id="county-error"' in refused.text
    assert f'value="{code}" selected' in refused.text and 'value="ei osoite"' in refused.text
    assert [visitor().post(PAGE["fi"], {"email": email}).status_code for _ in range(4)] == [302, 302, 302, 422]
    assert f'value="{code}" selected' in visitor().get(f"{PAGE['fi']}?of={code}").text


def test_the_addresses_are_read_by_nobody(engines, municipality, visitor, email):
    follow(engines, visitor, email)
    with DoorSession(engines) as door:
        assert door.scalar(select(func.count()).select_from(Subscription)) == 0
        own = "INSERT INTO edition_subscription (id, email, language, token_digest, asked_at, confirmed_at) VALUES"
        with pytest.raises(DBAPIError, match="permission denied"), door.begin_nested():
            door.execute(text(f"{own} (gen_random_uuid(), 'a@b.example', 'fi', 'x', now(), now())"))
    for session in (municipality.session(), StaffSession(engines)):
        for asked in ("email FROM edition_subscription", "id FROM edition_subscription", "id FROM edition_notice"):
            with session as reader, pytest.raises(DBAPIError, match="permission denied"), reader.begin():
                reader.execute(text(f"SELECT {asked}"))
    with StaffSession(engines) as staff:
        assert staff.scalars(select(Letter.id).where(Letter.to_email == email)).all() == []


def test_a_coordinator_counts_who_is_written_to_and_nobody_else_s_followers(
    engines, municipality, visitor, email
):
    code, other = municipality.facts.municipality_code, a_municipality(engines).facts.municipality_code
    before = counted(municipality)
    page = f"/fi/{municipality.facts.slugs['fi']}/seuraajat"
    with DoorSession(engines) as door:
        county = door.get(Municipality, code).county_code
    of_county = {"county": county} if county else {}  # Helsinki has none
    wider = ("county" if county else "all", "sv")
    follow(engines, visitor, email, municipality=code)
    follow(engines, visitor, f"b.{email}", "sv", municipality=code)
    follow(engines, visitor, f"c.{email}", "sv", **of_county)
    follow(engines, visitor, f"d.{email}", municipality=other)
    ask(engines, visitor, f"e.{email}", municipality=code)  # and does not confirm
    told = counted(municipality)
    assert [told[each] - before.get(each, 0) for each in (("municipality", "fi"), ("municipality", "sv"))] == [1, 1]
    assert told[wider] - before.get(wider, 0) == 1
    shown = visitor(municipality.people[Role.COORDINATOR]).get(page).text
    assert municipality.facts.names["fi"] in shown and email not in shown
    with a_merger(engines, other, code, clock.today() + timedelta(days=1)):
        assert counted(municipality) == told
    with a_merger(engines, other, code, clock.today()):
        assert counted(municipality)["municipality", "fi"] == told["municipality", "fi"] + 1


def counted(municipality):
    with municipality.session(read_only=True) as session:
        return queries.followers_counted(session, municipality.facts.municipality_code)


@contextmanager
def a_merger(engines, code, into, first_day):
    """For a while: other tests share the register."""
    with StaffSession(engines) as staff, staff.begin():
        mergers.record_merger(staff, a_person(engines, is_staff=True).id, code, into, first_day)
    try:
        yield
    finally:
        with StaffSession(engines) as staff, staff.begin():
            mergers.remove_merger(staff, a_person(engines, is_staff=True).id, mergers.recorded_merger(staff, code))
