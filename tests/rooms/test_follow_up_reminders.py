"""Reminders of follow-up over a year: each once, in its reader's language, none without cause, whatever is killed."""

import os
import re
import signal
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from functools import partial

import pytest
from sqlalchemy import event, func, select, text

from app.accounts import handing_over
from app.follow_up import duties, reminders
from app.follow_up.models import Reminder
from app.messages import outbox
from app.messages.models import Letter
from app.messages.writing import write
from billing import licence_rules, licences
from tenants import clock
from tenants.boundary import WorkerSession
from tenants.membership import add_member
from tenants.permissions import Role
from tests.deliveries import let_nothing_else_wait
from tests.follow_up import a_followed_plan, a_round, own, report
from tests.letters import outbox as letters
from tests.licences import a_customer, turn_to
from tests.makers import a_person, a_report, name_people
from tests.makers import write as write_section
from tests.pages.visitor import Visitor

SPRING, AUTUMN = date(2027, 5, 31), date(2027, 11, 30)
NEW_YEAR = date(2027, 1, 1)


class Killed(BaseException):
    """Nothing catches it, as nothing catches a kill."""


@contextmanager
def killing(engines, step: int, kill):
    """`kill` is called before the step (counted from 1) that comes to the database next: a statement or a commit."""
    steps = iter(range(1, 100_000))

    def count(*_given):
        if next(steps) == step:
            kill()

    moments = ("before_cursor_execute", "commit")
    planes = [(plane, name) for plane in (engines.tenant, engines.worker) for name in moments]
    for plane, name in planes:
        event.listen(plane, name, count)
    try:
        yield
    finally:
        for plane, name in planes:
            event.remove(plane, name, count)


def die():
    """As an exception that only ends what is under way."""
    raise Killed


class Year:
    """A municipality, its mornings, and all letters that have been sent of it."""

    def __init__(self, app, engines, monkeypatch, municipality):
        self.app, self.engines, self.monkeypatch, self.place = app, engines, monkeypatch, municipality
        self.sent, self.ids, self.kills = [], [], 0

    def morning(self, day: date, step: int) -> None:
        """What the worker does, which is killed before a step; then what it does when it is back a minute later."""
        turn_to(self.monkeypatch, day, 5)
        work = (partial(duties.remind_in, self.engines, self.place.facts.id), self._send)
        for act in work:
            try:
                with killing(self.engines, step, die):
                    act(clock.now())
            except Killed:
                self.kills += 1
                act(clock.now() + timedelta(minutes=1))

    def _send(self, now: datetime) -> None:
        @contextmanager
        def office():
            yield lambda address, message: self._take(address, message)

        outbox.drain(self.engines, now, partial(write, self.app), office)

    def _take(self, address: str, message: bytes) -> None:
        letter = message_from_bytes(message, policy=policy.default)
        if letter["Message-ID"] not in self.ids:  # a copy of the same letter is known by it
            language = letter["Content-Language"]
            kinds = {"Tämä odottaa|väntar på dig": "digest", "Vastuusi": "given"}
            kind = next((kind for said, kind in kinds.items() if re.search(said, letter["Subject"])), "reminder")
            self.ids.append(letter["Message-ID"])
            self.sent.append((clock.today(), address, language, kind))


@pytest.fixture
def year(app, engines, monkeypatch):
    """The year 2027 of a municipality with three measures and two days of follow-up."""
    let_nothing_else_wait(engines)
    turn_to(monkeypatch, NEW_YEAR)
    return Year(app, engines, monkeypatch, a_customer(engines, 2027))


def people(year):
    """A Swedish owner, a Finnish deputy, and the coordinator."""
    owner, deputy = a_person(year.engines, "Anna Ägare", language="sv"), year.place.people[Role.WRITER]
    with year.place.session() as session, session.begin():
        add_member(session, owner.id, Role.READER)
    return owner, deputy, year.place.people[Role.COORDINATOR]


def test_a_year_of_reminders_with_a_worker_that_is_killed_every_day(year, engines):
    owner, deputy, coordinator = people(year)
    a_followed_plan(year.place, owner.id, deputy.id, measures=2)
    a_round(year.place, SPRING)
    a_round(year.place, AUTUMN)
    happens = {
        date(2027, 5, 29): lambda: report(year.place, owner.id, measure=1),
        date(2027, 6, 9): lambda: report(year.place, owner.id, measure=2),
        date(2027, 11, 10): lambda: hand_over(year, owner.id, deputy.id),
        date(2027, 11, 26): lambda: stop(year, deputy.id),
        date(2027, 12, 20): lambda: own(year.place, None),
    }
    for number in range(365):
        day = NEW_YEAR + timedelta(number)
        if day in happens:
            turn_to(year.monkeypatch, day, 4)
            happens[day]()
        year.morning(day, step=1 + number % 17)
    assert year.kills > 100
    anna, ville, carla = (each.email for each in (owner, deputy, coordinator))
    # 31.5. is a Monday; a week with another letter has no digest.
    assert year.sent == [
        (date(2027, 5, 3), anna, "sv", "digest"),
        (date(2027, 5, 10), anna, "sv", "digest"),
        (date(2027, 5, 17), anna, "sv", "reminder"),
        (date(2027, 5, 28), anna, "sv", "reminder"),
        (date(2027, 5, 31), anna, "sv", "reminder"),
        (date(2027, 6, 7), anna, "sv", "digest"),
        (date(2027, 11, 1), anna, "sv", "digest"),
        (date(2027, 11, 8), anna, "sv", "digest"),
        (date(2027, 11, 10), ville, "fi", "digest"),
        (date(2027, 11, 11), ville, "fi", "given"),
        (date(2027, 11, 16), ville, "fi", "reminder"),
        (date(2027, 12, 20), carla, "fi", "digest"),
        (date(2027, 12, 27), carla, "fi", "digest"),
    ]
    assert len(set(year.ids)) == len(year.ids)


def hand_over(year, leaving, heir):
    with year.place.session() as session, session.begin():
        handing_over.hand_over_all(session, leaving, heir)


def stop(year, person_id):
    with year.place.session() as session, session.begin():
        reminders.stop(session, person_id)


def test_a_worker_that_is_killed_dead_before_any_step_posts_each_letter_once(year, engines):
    owner, deputy, coordinator = people(year)
    a_followed_plan(year.place, owner.id, measures=3)
    with year.place.session() as session, session.begin():
        session.execute(text("UPDATE measure SET owner_id = NULL, deputy_id = :id WHERE number = 2"), {"id": deputy.id})
        session.execute(text("UPDATE measure SET owner_id = NULL WHERE number = 3"))
    a_round(year.place, SPRING)
    morning = datetime(2027, 5, 17, 5, tzinfo=UTC)
    kills = 0
    while (ended := killed_in_a_process(year, morning, step=kills + 1)) == -signal.SIGKILL:
        kills += 1
    assert ended == 0 and kills >= 10
    posted = letters(engines, Letter.about_tenant == year.place.facts.id, Letter.kind == "follow_up_reminder")
    assert Counter(each.to_person for each in posted) == Counter(each.id for each in (owner, deputy, coordinator))
    with year.place.session(read_only=True) as session:
        assert session.scalar(select(func.count()).select_from(Reminder)) == 3


def killed_in_a_process(year, now: datetime, step: int) -> int:
    """How a process ends that does the duty and is killed by the system before a step."""
    child = os.fork()
    if child == 0:
        try:
            for plane in (year.engines.tenant, year.engines.worker):
                plane.dispose(close=False)  # the parent's connections are the parent's
            with killing(year.engines, step, lambda: os.kill(os.getpid(), signal.SIGKILL)):
                duties.remind_in(year.engines, year.place.facts.id, now)
        except BaseException:
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_a_letter_that_waits_is_not_sent_when_what_it_tells_has_been_done_meanwhile(year, engines):
    owner, *_ = people(year)
    a_followed_plan(year.place, owner.id)
    a_round(year.place, SPRING)
    turn_to(year.monkeypatch, date(2027, 5, 17), 5)
    duties.remind_in(engines, year.place.facts.id, clock.now())
    report(year.place, owner.id)
    year._send(clock.now())
    assert (year.sent, letters(engines, Letter.about_tenant == year.place.facts.id)) == ([], [])
    year.morning(date(2027, 5, 17), step=99)
    assert year.sent == []


def test_whoever_may_not_report_under_the_licence_is_not_reminded(engines, monkeypatch):
    turn_to(monkeypatch, NEW_YEAR)
    closed = a_customer(engines, 2027, state="read_only")
    a_followed_plan(closed, closed.coordinator)
    a_round(closed, SPRING)
    turn_to(monkeypatch, date(2027, 5, 17), 5)
    with closed.session(read_only=True) as session:
        assert reminders.letters_due(session, clock.now()) == []
    may_write = licence_rules.states_that_permit("follow_up.report")
    with WorkerSession(engines, read_only=True) as session:
        assert closed.facts.id not in licences.tenants_in(session, may_write)
        assert a_customer(engines, 2027).facts.id in licences.tenants_in(session, may_write)


def test_the_digest_tells_what_else_waits_for_its_reader_and_that_nobody_else_coordinates(app, engines, monkeypatch):
    turn_to(monkeypatch, date(2027, 2, 1), 5)
    place = a_customer(engines, 2027)
    write_section(place, a_report(place), 1, "Luonnos", "Utkast")
    name_people(place)
    for _ in range(2):
        duties.remind_in(engines, place.facts.id, clock.now())
    (letter,) = letters(engines, Letter.about_tenant == place.facts.id, Letter.kind == "weekly_digest")
    _address, message = write(app, letter)
    plain = message_from_bytes(message, policy=policy.default).get_body("plain").get_content()
    assert letter.to_person == place.coordinator
    assert re.search(r"- Kertomuksen osia kirjoitettavana: \d", plain) and "ainoa koordinaattori" in plain


def test_the_link_of_a_letter_stops_the_reminders_without_signing_in_and_opens_nothing_else(app, engines, municipality):
    owner = municipality.people[Role.WRITER]
    a_followed_plan(municipality, owner.id)
    a_round(municipality)
    duties.remind_in(engines, municipality.facts.id, clock.now())
    (letter,) = letters(engines, Letter.about_tenant == municipality.facts.id, Letter.kind == "follow_up_reminder")
    _address, message = write(app, letter)
    plain = message_from_bytes(message, policy=policy.default).get_body("plain").get_content().splitlines()
    slug = municipality.facts.slugs["fi"]
    assert f"http://localhost:8000/fi/{slug}/suunnitelmat/1/seuranta/1" in plain and "Kävelyseura joka kylään" in plain
    (link,) = (line.removeprefix("http://localhost:8000") for line in plain if "/muistutukset/" in line)
    anybody = Visitor(app)
    assert "<button" in anybody.get(link).text
    assert letters_of_tomorrow(municipality) != []
    assert anybody.post(link).status_code == 302
    assert letters_of_tomorrow(municipality) == []
    assert anybody.get(f"{link}x").status_code == 404
    assert anybody.get(f"/fi/{slug}/omat-seurannat").status_code == 302
    assert Visitor(app, owner).post(f"/fi/{slug}/omat-seurannat", {"move": "start"}).status_code == 302
    assert letters_of_tomorrow(municipality) != []


def letters_of_tomorrow(municipality):
    """A week later, that is: the next letter is due then."""
    with municipality.session(read_only=True) as session:
        return reminders.letters_due(session, clock.now() + timedelta(10))


def test_the_form_is_where_the_letter_leads_once_its_reader_has_signed_in(app, municipality):
    owner = municipality.people[Role.READER]
    a_followed_plan(municipality, owner.id)
    a_round(municipality)
    form = f"/fi/{municipality.facts.slugs['fi']}/suunnitelmat/1/seuranta/1"
    visitor = Visitor(app)
    asked = visitor.get(form)
    assert asked.status_code == 302 and "/fi/kirjaudu?next=" in asked.location
    assert visitor.sign_in(owner.email, next=form).location == form
    assert 'name="light"' in visitor.get(form).text
