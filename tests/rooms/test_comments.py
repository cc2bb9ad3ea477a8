"""Comments and suggestions: said about a paragraph as it was, answered, resolved; taken into the text or not."""

from itertools import product

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.accounts import handing_over
from app.messages.models import Letter
from app.reports.queries import section_at
from app.sections import actions, comment_actions, comment_queries, people_actions, suggestion_actions
from app.sections.comment_models import SectionComment, Suggestion
from app.sections.models import KeptText
from app.sections.pages import comments_shown
from app.sections.paragraphs import paragraphs
from tenants.boundary import WorkerSession
from tenants.errors import Refused
from tests.makers import a_person, a_report, an_adopted_report

THREE = "Yksi\n\nKaksi\n\nKolme"


@pytest.fixture
def place(municipality):
    """A municipality whose first section has three paragraphs and an owner."""
    a_report(municipality)
    save(municipality, THREE)
    with municipality.session() as session, session.begin():
        owner = municipality.coordinator
        people_actions.assign(session, owner, section_at(session, 1, 1), owner, None)
    return municipality


def save(municipality, typed):
    with municipality.session() as session, session.begin():
        section = section_at(session, 1, 1)
        actions.save_text(session, municipality.coordinator, section, "fi", typed, section.version_fi)


def second_paragraph(section):
    return list(paragraphs(section).values())[1]


def commented(municipality, by="reader", **other):
    with municipality.session() as session, session.begin():
        section = section_at(session, 1, 1)
        told = {"paragraph": second_paragraph(section)} | other
        return comment_actions.comment(session, municipality.people[by].id, section, "Tarkoitatko?", **told).id


def suggested(municipality, other, by="reader"):
    with municipality.session() as session, session.begin():
        section = section_at(session, 1, 1)
        read = second_paragraph(section)
        return suggestion_actions.suggest(session, municipality.people[by].id, section, read, other, "Selvempi").id


def decided(municipality, suggestion_id, move, by="writer"):
    with municipality.session() as session, session.begin():
        section = section_at(session, 1, 1)
        made = comment_queries.suggestion_with_id(session, section, suggestion_id)
        move(session, municipality.people[by].id, section, made)
        session.flush()
        kept = session.scalars(select(KeptText).filter_by(settled_at=None)).all()
        return section.text_fi, [(each.text, each.written_by) for each in kept]


def letters(engines, municipality, kind):
    with WorkerSession(engines) as session:
        asked = select(Letter.to_person).filter_by(kind=kind, about_tenant=municipality.facts.id)
        return session.scalars(asked).all()


@pytest.mark.parametrize(
    ("later", "became"), [(THREE, "same"), ("Yksi\n\nKaksi ja puoli\n\nKolme", "changed"), ("Yksi\n\nKolme", "gone")]
)
def test_a_comment_keeps_what_it_is_about_and_tells_what_became_of_it(place, later, became):
    commented(place)
    save(place, later)
    with place.session(read_only=True) as session:
        section = section_at(session, 1, 1)
        (shown,) = comments_shown(comment_queries.comments(session, section, "open", None), section)
    assert (shown["quote"], shown["became"], shown["writer"]) == ("Kaksi", became, place.people["reader"].name)


def test_a_comment_is_answered_resolved_and_opened_again_and_tells_by_whom(place):
    comment_id, writer = commented(place), place.people["writer"]

    def states(which):
        with place.session(read_only=True) as session:
            section = section_at(session, 1, 1)
            found = comment_queries.comments(session, section, which, None)
            return [(each["answers"], each["resolver"], each["reopener"]) for each in found]

    for act in (comment_actions.resolve, comment_actions.reopen, comment_actions.resolve):
        with place.session() as session, session.begin():
            section = section_at(session, 1, 1)
            comment_actions.answer(session, writer.id, section, comment_id, "Kyllä")
            act(session, writer.id, section, comment_queries.comment_with_id(session, section, comment_id))
    assert states("open") == []
    assert states("resolved") == states("all") == [(3, writer.name, writer.name)]


def test_whom_a_comment_is_for_gets_a_letter_and_finds_it_among_the_tasks_until_it_is_resolved(place, engines):
    writer = place.people["writer"].id
    comment_id = commented(place, assigned_to=writer)
    commented(place, by="writer", assigned_to=writer)
    assert letters(engines, place, "comment_assigned") == [writer]

    def waiting():
        with place.session(read_only=True) as session:
            return [(each.kind, each.number) for each in comment_queries.waiting_for(session, writer)]

    assert waiting() == [("comment", "1"), ("comment", "1")]
    with place.session() as session, session.begin():
        section = section_at(session, 1, 1)
        said = comment_queries.comment_with_id(session, section, comment_id)
        comment_actions.resolve(session, writer, section, said)
        handing_over.hand_over_all(session, writer, place.coordinator)
    assert waiting() == []
    with place.session(read_only=True) as session:
        assert comment_actions.count_assigned(session, place.coordinator) == 1


def test_a_comment_is_for_members_only(place, engines):
    with pytest.raises(Refused, match="not_a_member"):
        commented(place, assigned_to=a_person(engines).id)


def test_an_accepted_suggestion_is_a_new_version_of_its_paragraph_alone(place, engines):
    suggestion_id = suggested(place, "Kaksi\n\nja puoli")
    with place.session(read_only=True) as session:
        assert [each.kind for each in comment_queries.waiting_for(session, place.coordinator)] == ["suggestion"]
    assert decided(place, suggestion_id, suggestion_actions.accept) == ("Yksi\n\nKaksi\n\nja puoli\n\nKolme", [])
    assert letters(engines, place, "suggestion_made") == [place.coordinator]
    assert letters(engines, place, "suggestion_decided") == [place.people["reader"].id]
    with pytest.raises(Refused, match="decided_already"):
        decided(place, suggestion_id, suggestion_actions.reject)


@pytest.mark.parametrize("later", ["Yksi\n\nKaksi toisin\n\nKolme", "Yksi\n\nKolme"])
def test_where_the_paragraph_has_changed_both_texts_are_kept(place, later):
    suggestion_id = suggested(place, "Kaksi minun")
    save(place, later)
    text_now, kept = decided(place, suggestion_id, suggestion_actions.accept)
    assert (text_now, kept) == (later, [("Kaksi minun", place.people["reader"].id)])


def test_a_rejected_or_withdrawn_suggestion_changes_nothing_and_only_its_maker_withdraws(place, engines):
    first, second = suggested(place, "Toisin"), suggested(place, "Aivan toisin")
    assert decided(place, first, suggestion_actions.reject) == (THREE, [])
    with pytest.raises(Refused, match="not_yours"):
        decided(place, second, suggestion_actions.withdraw)
    assert decided(place, second, suggestion_actions.withdraw, by="reader") == (THREE, [])
    assert letters(engines, place, "suggestion_made") == [place.coordinator], "one a day"
    with pytest.raises(Refused, match="nothing_suggested"):
        suggested(place, "Kaksi")


def test_nothing_is_accepted_into_an_approved_section(place):
    suggestion_id = suggested(place, "Toisin")
    save(place, "Yksi\n\nKaksi!\n\nKolme")
    with place.session() as session, session.begin():
        actions.move_section(session, place.coordinator, section_at(session, 1, 1), "approve")
    with pytest.raises(Refused, match="wrong_section_state"):
        decided(place, suggestion_id, suggestion_actions.accept)


def test_what_is_said_about_an_adopted_report_does_not_change(municipality):
    an_adopted_report(municipality)
    with pytest.raises(Refused, match="wrong_report_state"):
        commented(municipality, paragraph=None)
    told, place = "tenant_id, gen_random_uuid(), report_id, id", "FROM report_section LIMIT 1"
    late = (
        f"INSERT INTO section_comment SELECT {told}, NULL, NULL, NULL, 'x', now(), :by {place}",
        f"INSERT INTO section_suggestion SELECT {told}, 'fi', 'x', 'x', 'x', now(), :by, 'x' {place}",
    )
    for statement in late:
        with municipality.session() as session, pytest.raises(DBAPIError, match="does not change"):
            session.execute(text(statement), {"by": municipality.coordinator})


def test_nobody_rewrites_what_was_said(place):
    commented(place)
    suggested(place, "Toisin")
    for table, column in product((SectionComment, Suggestion), ("text", "block", "language")):
        with place.session() as session, pytest.raises(DBAPIError, match="permission denied"):
            session.execute(text(f"UPDATE {table.__tablename__} SET {column} = 'x'"))
