"""A section's text: every save a version, two writers merged by paragraphs, nothing lost, people and rights."""

import uuid

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.accounts import handing_over
from app.messages.models import Letter
from app.reports.models import Section, SectionMove
from app.reports.queries import section_at
from app.sections import actions, people_actions, presence, queries
from app.sections.models import KeptText, SectionVersion
from tenants import clock
from tenants.boundary import WorkerSession
from tenants.errors import Refused
from tests.makers import a_municipality, a_person, a_report, an_adopted_report

THREE = "Yksi\n\nKaksi\n\nKolme"


@pytest.fixture
def place(municipality):
    """A municipality whose first section has three paragraphs."""
    a_report(municipality)
    save(municipality, THREE, 0)
    return municipality


def save(municipality, typed, begun_from, language="fi", request=None, by="coordinator"):
    """Somebody's save, committed."""
    with municipality.session() as session, session.begin():
        section = section_at(session, 1, 1)
        return actions.save_text(session, municipality.people[by].id, section, language, typed, begun_from, request)


def stored(municipality, question):
    """What is stored, in a session of its own."""
    with municipality.session(read_only=True) as session:
        return session.scalars(question).all()


def kept(municipality):
    """What waits to be settled."""
    return stored(municipality, select(KeptText.text).where(KeptText.settled_at.is_(None)))


def the_text(municipality):
    """The Finnish text of the first section."""
    return stored(municipality, select(Section.text_fi).where(Section.position == 1))[0]


def test_two_writers_of_different_paragraphs_have_both_changes_in_the_text(place):
    save(place, "Yksi!\n\nKaksi\n\nKolme", 1, by="writer")
    saved = save(place, "Yksi\n\nKaksi\n\nKolme?", 1)
    assert (saved.text, saved.version, saved.kept, saved.is_merged) == ("Yksi!\n\nKaksi\n\nKolme?", 3, 0, True)
    assert kept(place) == []


def test_two_writers_of_one_paragraph_have_one_text_in_place_and_the_other_beside_it(place):
    save(place, "Yksi\n\nKaksi ensin\n\nKolme", 1, by="writer")
    saved = save(place, "Yksi\n\nKaksi toisin\n\nKolme", 1)
    assert (saved.text, saved.kept) == ("Yksi\n\nKaksi ensin\n\nKolme", 1)
    assert kept(place) == ["Kaksi toisin"]


def test_a_save_that_is_sent_again_after_a_lost_answer_is_one_version_and_keeps_nothing_twice(place):
    again = str(uuid.uuid4())
    first, second = (save(place, "Yksi\n\nKaksi muuttui\n\nKolme", 1, request=again) for _ in range(2))
    assert first.version == second.version == 2
    assert second.text == first.text
    save(place, "Yksi\n\nKaksi taas\n\nKolme", 1, request=str(uuid.uuid4()))
    save(place, "Yksi\n\nKaksi taas\n\nKolme", 1, request=str(uuid.uuid4()))
    assert kept(place) == ["Kaksi taas"]


@pytest.mark.parametrize("typed", ["Yksi\n\nKaksi toisin\n\nKolme", "Yksi!\n\nKaksi toisin\n\nKolme"])
def test_a_closed_section_takes_in_nothing_of_a_save_that_is_refused(place, typed):
    save(place, "Yksi\n\nKaksi ensin\n\nKolme", 1, by="writer")
    with place.session() as session, session.begin():
        section = section_at(session, 1, 1)
        actions.move_section(session, place.coordinator, section, "approve")
        with pytest.raises(Refused, match="wrong_section_state"):
            actions.save_text(session, place.coordinator, section, "fi", typed, 1)
    assert (the_text(place), kept(place)) == ("Yksi\n\nKaksi ensin\n\nKolme", [])


def test_a_save_without_a_change_makes_no_version(place):
    assert save(place, THREE, 1).version == 1


def test_a_version_that_nobody_wrote_is_refused_and_nothing_is_stored(place):
    with pytest.raises(Refused, match="unknown_version"):
        save(place, "Jotain", 7)
    assert the_text(place) == THREE


@pytest.mark.parametrize(
    ("choice", "text"),
    [
        ("use", "Yksi\n\nKaksi toisin\n\nKolme"),
        ("after", "Yksi\n\nKaksi ensin\n\nKaksi toisin\n\nKolme"),
        ("leave", "Yksi\n\nKaksi ensin\n\nKolme"),
    ],
)
def test_what_was_kept_is_settled_as_chosen_once_and_its_words_stay(place, choice, text):
    save(place, "Yksi\n\nKaksi ensin\n\nKolme", 1, by="writer")
    save(place, "Yksi\n\nKaksi toisin\n\nKolme", 1)
    for attempt in range(2):
        with place.session() as session, session.begin():
            section = section_at(session, 1, 1)
            waiting = session.scalars(select(KeptText)).one()
            if attempt:
                with pytest.raises(Refused, match="settled_already"):
                    actions.settle(session, place.coordinator, section, waiting, choice)
            else:
                actions.settle(session, place.coordinator, section, waiting, choice)
    assert the_text(place) == text
    assert kept(place) == []
    assert stored(place, select(KeptText.text)) == ["Kaksi toisin"]


def test_an_earlier_version_becomes_the_text_again_as_a_new_version(place):
    save(place, "Aivan muuta", 1)
    with place.session() as session, session.begin():
        section = section_at(session, 1, 1)
        actions.restore(session, place.coordinator, section, actions.version_of(session, section, "fi", 1))
    versions = stored(place, select(SectionVersion).order_by(SectionVersion.number))
    assert [(each.number, each.text, each.restored_from) for each in versions] == [
        (1, THREE, None),
        (2, "Aivan muuta", None),
        (3, THREE, 1),
    ]
    assert the_text(place) == THREE


def test_a_version_is_named_but_its_words_never_change(place):
    with place.session() as session, session.begin():
        version = actions.version_of(session, section_at(session, 1, 1), "fi", 1)
        actions.name_version(session, version, "  Ennen lausuntokierrosta ")
    assert stored(place, select(SectionVersion.name)) == ["Ennen lausuntokierrosta"]
    with place.session() as session, pytest.raises(DBAPIError, match="permission denied"):
        session.execute(text("UPDATE section_version SET text = 'muuta'"))


def test_a_text_written_before_there_were_versions_becomes_the_first_one(municipality):
    a_report(municipality)
    with municipality.session() as session, session.begin():
        session.execute(text("UPDATE report_section SET text_fi = 'Vanha alku' WHERE position = 1"))
    save(municipality, "Vanha alku\n\nUusi loppu", 0)
    numbers = stored(municipality, select(SectionVersion.number).order_by(SectionVersion.number))
    assert numbers == [0, 1]
    saved = save(municipality, "Vanha alku, korjattu", 0)
    assert "korjattu" in saved.text and "Uusi loppu" in saved.text


def test_every_move_tells_who_when_and_why(place):
    with place.session() as session, session.begin():
        section = section_at(session, 1, 1)
        actions.move_section(session, place.people["writer"].id, section, "ready")
        actions.move_section(session, place.coordinator, section, "return", " Lisää luvut. ")
    moves = stored(place, select(SectionMove).order_by(SectionMove.moved_at))
    assert [(each.state, each.note) for each in moves] == [("in_work", ""), ("ready", ""), ("returned", "Lisää luvut.")]
    assert [each.moved_by for each in moves][1:] == [place.people["writer"].id, place.coordinator]


def test_an_adopted_report_takes_no_version_and_no_kept_text(municipality):
    an_adopted_report(municipality)
    with pytest.raises(Refused, match="wrong_report_state"):
        save(municipality, "Myöhässä", 1)
    with municipality.session() as session, pytest.raises(DBAPIError, match="does not change"):
        session.execute(
            text(
                "INSERT INTO kept_text SELECT tenant_id, gen_random_uuid(), report_id, id, 'fi', 'x', 'x', now(), :by,"
                " NULL, NULL FROM report_section LIMIT 1"
            ),
            {"by": municipality.coordinator},
        )


def test_whoever_is_named_for_a_section_hears_of_it_once(place, engines):
    writer = place.people["writer"].id
    for _ in range(2):
        with place.session() as session, session.begin():
            people_actions.assign(session, place.coordinator, section_at(session, 1, 1), writer, place.coordinator)
    with WorkerSession(engines) as session:
        about = (Letter.kind == "section_assigned", Letter.about_tenant == place.facts.id)
        assert session.scalars(select(Letter.to_person).where(*about)).all() == [writer]


def test_only_members_answer_for_a_section_and_nobody_twice(place, engines):
    stranger = a_person(engines).id
    with place.session() as session, session.begin():
        section = section_at(session, 1, 1)
        with pytest.raises(Refused, match="not_a_member"):
            people_actions.assign(session, place.coordinator, section, stranger, None)
        with pytest.raises(Refused, match="not_a_member"):
            people_actions.grant(session, place.coordinator, section, stranger, "write")
    with place.session() as session, pytest.raises(DBAPIError, match="two_people"):
        session.execute(text("UPDATE report_section SET owner_id = :me, deputy_id = :me"), {"me": place.coordinator})


def test_what_a_leaving_person_answers_for_becomes_the_heirs(place):
    writer, heir = place.people["writer"].id, place.coordinator
    with place.session() as session, session.begin():
        people_actions.assign(session, heir, section_at(session, 1, 1), writer, heir)
        people_actions.assign(session, heir, section_at(session, 1, 2), heir, writer)
        assert people_actions.count_owned(session, writer) == 2
        handing_over.hand_over_all(session, writer, heir)
        assert people_actions.count_owned(session, writer) == 0
    owners = stored(place, select(Section.owner_id).where(Section.position <= 2))
    deputies = stored(place, select(Section.deputy_id).where(Section.position <= 2))
    assert (owners, deputies) == ([heir, heir], [None, None])


def test_who_is_in_a_section_is_seen_by_the_others_and_forgotten_after_a_minute(place):
    with place.session() as session, session.begin():
        section = section_at(session, 1, 1)
        presence.notice(session, section, place.people["writer"].id)
        presence.notice(session, section, place.people["writer"].id)
        names = queries.present_people(session, section.id, clock.now(), but=place.coordinator)
        own = queries.present_people(session, section.id, clock.now(), but=place.people["writer"].id)
        later = queries.present_people(session, section.id, clock.now() + queries.PRESENT, but=place.coordinator)
    assert (names, own, later) == ([place.people["writer"].name], [], [])


def test_another_municipality_never_meets_these_texts(place, engines):
    with a_municipality(engines).session(read_only=True) as session:
        assert session.scalars(select(SectionVersion)).all() == []
