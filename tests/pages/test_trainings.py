"""Trainings: a place or a turn in the queue, letters about it, and the desk's list."""

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.messages.models import Letter
from app.support.training_duties import give_free_places, remind_of_tomorrow
from tenants import clock
from tenants.boundary import DoorSession, StaffSession
from tenants.permissions import Role
from tests.letters import outbox
from tests.makers import a_municipality, a_person
from tests.pages.visitor import Visitor
from tests.support import a_training, sign_up

TYPED = {
    "name_fi": "Uusi koulutus", "name_sv": "Ny utbildning", "place_fi": "Etänä", "place_sv": "På distans",
    "starts_at": "12.1.2037 9.00", "ends_at": "12.1.2037 11.30", "sign_up_until": "10.1.2037 16.00", "places": "20",
}  # fmt: skip


@pytest.fixture(scope="module")
def staff(engines):
    return a_person(engines, is_staff=True)


@pytest.fixture(scope="module")
def desk(app, staff):
    return Visitor(app, staff)


def letters_to(engines, person):
    return [letter.kind for letter in outbox(engines, Letter.to_person == person.id)]


def test_staff_set_up_a_training_and_everybody_signed_in_sees_it(app, engines, desk):
    made = desk.post("/fi/liitto/koulutukset/uusi", TYPED)
    number = made.location.rpartition("/")[2]
    reader = Visitor(app, a_person(engines))
    assert "12.1.2037 klo\N{NO-BREAK SPACE}9.00–11.30" in reader.get("/fi/koulutukset").text
    assert "Ny utbildning" in reader.get(f"/sv/utbildningar/{number}").text
    form = desk.get(f"/fi/liitto/koulutukset/{number}").text
    assert all(f'value="{each}"' in form for each in ("12.1.2037 9.00", "12.1.2037 11.30", "10.1.2037 16.00"))


@pytest.mark.parametrize(
    ("field", "typed"),
    [("ends_at", "12.1.2037 9.00"), ("starts_at", "nyt"), ("places", "0"), ("places", "9" * 400), ("name_sv", " ")],
)
def test_a_training_that_cannot_be_is_refused_at_its_field(desk, field, typed):
    answer = desk.post("/fi/liitto/koulutukset/uusi", TYPED | {field: typed})
    assert (answer.status_code, f'id="{field}-error"' in answer.text) == (422, True)


def test_a_member_signs_up_and_cancels_in_the_browser(app, engines, staff, desk):
    home, number = a_municipality(engines), a_training(engines, staff)
    person = home.people[Role.WRITER]
    writer, page = Visitor(app, person), f"/fi/koulutukset/{number}"
    assert writer.post(page, {"deed": "sign_up", "municipality": str(home.facts.id)}).status_code == 302
    assert "Sinulla on paikka." in writer.get(page).text
    assert letters_to(engines, person) == ["training_place"]
    listed = desk.get(f"/fi/liitto/koulutukset/{number}.csv").text
    assert all(each in listed for each in [person.email, home.facts.names["fi"], "on paikka"])
    writer.post(page, {"deed": "sign_up", "municipality": ""})
    assert "Olet jo ilmoittautunut." in writer.get(page).text
    writer.post(page, {"deed": "cancel"})
    assert "Sinulla on paikka." not in writer.get(page).text
    assert person.email not in desk.get(f"/fi/liitto/koulutukset/{number}").text
    other = a_municipality(engines)
    assert writer.post(page, {"deed": "sign_up", "municipality": str(other.facts.id)}).status_code == 422


def test_who_waits_longest_gets_the_place_that_becomes_free(app, engines, staff):
    number = a_training(engines, staff, places=1)
    first, second, third = (a_person(engines) for _ in range(3))
    assert [sign_up(engines, each, number) for each in (first, second, third)] == [True, False, False]
    assert letters_to(engines, second) == ["training_waiting"]
    Visitor(app, first).post(f"/fi/koulutukset/{number}", {"deed": "cancel"})
    assert not sign_up(engines, first, number), "those who wait come first"
    for _ in range(2):
        give_free_places(engines, clock.now())
    assert letters_to(engines, second) == ["training_waiting", "training_place"]
    assert letters_to(engines, third) == ["training_waiting"]


def test_more_places_reach_those_who_wait_and_none_is_taken_away(engines, staff, desk):
    number = a_training(engines, staff, places=1)
    people = [a_person(engines) for _ in range(2)]
    for each in people:
        sign_up(engines, each, number)
    assert desk.post(f"/fi/liitto/koulutukset/{number}", TYPED | {"places": "2"}).status_code == 302
    give_free_places(engines, clock.now())
    assert letters_to(engines, people[1])[-1] == "training_place"
    assert desk.post(f"/fi/liitto/koulutukset/{number}", TYPED | {"places": "1"}).status_code == 422


def test_a_training_that_has_begun_or_is_cancelled_takes_nobody(app, engines, staff, desk):
    over, called_off = a_training(engines, staff, starts_in=timedelta(minutes=-5)), a_training(engines, staff)
    coming, late = a_person(engines), Visitor(app, a_person(engines))
    sign_up(engines, coming, called_off)
    desk.post(f"/fi/liitto/koulutukset/{called_off}", {"deed": "cancel"})
    assert letters_to(engines, coming)[-1] == "training_cancelled"
    for number in (over, called_off):
        late.post(f"/fi/koulutukset/{number}", {"deed": "sign_up", "municipality": ""})
        assert "Ilmoittautuminen tähän koulutukseen on päättynyt." in late.get(f"/fi/koulutukset/{number}").text


def test_those_with_a_place_are_reminded_once_on_the_day_before(engines, staff):
    noon = clock.beginning_of(clock.today()) + timedelta(hours=12)
    tomorrow = noon + timedelta(days=1)
    number = a_training(engines, staff, starts_in=tomorrow - clock.now(), places=1)
    comes, waits = a_person(engines), a_person(engines)
    for each in (comes, waits):
        sign_up(engines, each, number)
    remind_of_tomorrow(engines, noon - timedelta(days=1))
    assert "training_tomorrow" not in letters_to(engines, comes)
    for _ in range(2):
        remind_of_tomorrow(engines, noon)
    assert letters_to(engines, comes).count("training_tomorrow") == 1
    assert "training_tomorrow" not in letters_to(engines, waits)


def test_a_person_sees_only_the_own_sign_up_and_signs_up_nobody_else(engines, staff):
    number, me, another = a_training(engines, staff), a_person(engines), a_person(engines)
    for each in (me, another):
        sign_up(engines, each, number)
    with DoorSession(engines, me.id) as session:
        assert set(session.scalars(text("SELECT person_id FROM training_sign_up"))) == {me.id}
        with pytest.raises(DBAPIError, match="row-level security"):
            session.execute(text(FORGED), {"who": another.id})
    with StaffSession(engines) as session, pytest.raises(DBAPIError, match="permission denied"):
        session.execute(text("DELETE FROM training_sign_up"))


FORGED = (
    "INSERT INTO training_sign_up (id, training_id, person_id, signed_up_at, has_place)"
    " SELECT gen_random_uuid(), training_id, :who, now(), true FROM training_sign_up"
)
