"""What is translated of what is kept with every save, in the section itself."""

import pytest
from sqlalchemy import event

from app.reports.queries import report_by_number, section_at
from app.sections import actions, links
from app.sections.texts import blocks_of
from tests.makers import a_municipality_like, a_report, an_adopted_report, write

SWEDISH_MAJORITY = "499"
"""Mustasaari, Korsholm."""
FINNISH, SWEDISH = "Yksi\n\nKaksi\n\nKolme", "Ett\n\nTvå\n\nTre"


@pytest.fixture
def place(municipality):
    """A municipality whose first section is written in both languages."""
    write(municipality, a_report(municipality), 1, FINNISH, SWEDISH)
    return municipality


def save(municipality, language, typed):
    """Somebody's save of one language, begun from what is stored."""
    with municipality.session() as session, session.begin():
        section = section_at(session, 1, 1)
        actions.save_text(session, municipality.coordinator, section, language, typed, section.version(language))


def told(municipality):
    """Each row's texts and status, and the counts that are kept beside it."""
    with municipality.session(read_only=True) as session:
        section = section_at(session, 1, 1)
        rows = links.pairs_of(section)
        return [(row.source and row.source.text, row.target and row.target.text, row.status) for row in rows], (
            section.translation_counts
        )


def test_what_is_written_in_both_languages_at_once_belongs_together(place):
    assert told(place) == (
        [("Yksi", "Ett", "current"), ("Kaksi", "Två", "current"), ("Kolme", "Tre", "current")],
        {"current": 3},
    )
    with place.session(read_only=True) as session:
        report = report_by_number(session, 1)
    write(place, report, 1, FINNISH.replace("Kaksi", "Kaksi uutta"), SWEDISH.replace("Två", "Nya"))
    assert told(place)[1] == {"current": 3}


def test_the_language_that_a_section_is_first_written_in_is_its_original(municipality):
    write(municipality, a_report(municipality), 1, "", SWEDISH)
    assert told(municipality) == ([(each, None, "missing") for each in ("Ett", "Två", "Tre")], {"missing": 3})
    save(municipality, "fi", FINNISH)
    assert told(municipality)[1] == {"current": 3}


def test_every_way_of_saving_keeps_what_is_translated_of_what(place):
    save(place, "fi", "Yksi\n\nKaksi muuttui\n\nUusi\n\nKolme")
    rows, counts = told(place)
    assert [status for *_, status in rows] == ["current", "out_of_date", "missing", "current"]
    assert counts == {"current": 2, "out_of_date": 1, "missing": 1}
    with place.session() as session, session.begin():
        section = section_at(session, 1, 1)
        actions.restore(session, place.coordinator, section, actions.version_of(session, section, "fi", 1))
    assert told(place)[1] == {"current": 3}
    save(place, "sv", "Ett\n\nTre")
    assert told(place) == (
        [("Yksi", "Ett", "current"), ("Kaksi", None, "missing"), ("Kolme", "Tre", "current")],
        {"current": 2, "missing": 1},
    )


def test_links_that_were_never_kept_are_reckoned_from_the_texts(place):
    with place.session() as session, session.begin():
        section = section_at(session, 1, 1)
        section.translation = section.translation_counts = None
        section.ids_fi = section.ids_sv = []
    assert [status for *_, status in told(place)[0]] == ["current"] * 3
    save(place, "fi", FINNISH + "\n\nNeljä")
    assert told(place)[1] == {"current": 3, "missing": 1}


def test_the_translation_can_become_the_original_and_what_was_out_of_date_stays_so(place):
    save(place, "fi", FINNISH.replace("Kaksi", "Kaksi uutta"))
    with place.session() as session, session.begin():
        links.turn(section_at(session, 1, 1))
    rows, counts = told(place)
    assert rows[0] == ("Ett", "Yksi", "current")
    assert rows[1] == ("Två", "Kaksi uutta", "out_of_date")
    assert counts == {"current": 2, "out_of_date": 1}


def test_keeping_them_asks_the_database_nothing_more(place, engines):
    asked = []

    def note(connection, cursor, statement, *rest):
        asked.append(statement)

    event.listen(engines.tenant, "before_cursor_execute", note)
    save(place, "fi", FINNISH + "\n\nNeljä")
    event.remove(engines.tenant, "before_cursor_execute", note)
    # The two statements of a save, which have them along, go past what is listened to here.
    assert not [each for each in asked if "UPDATE report_section" in each], asked
    assert len(asked) <= 6, asked
    assert told(place)[1]["missing"] == 1


def test_the_ids_that_are_kept_are_those_of_the_stored_blocks(place):
    with place.session(read_only=True) as session:
        section = section_at(session, 1, 1)
        ids = {block.id for block in blocks_of(section.text_fi, section.ids_fi)}
        assert {source for source, *_ in section.translation} == ids


def test_an_adopted_report_keeps_its_links_as_they_are(municipality):
    an_adopted_report(municipality)
    with municipality.session() as session, session.begin(), pytest.raises(Exception, match="adopted"):
        links.turn(section_at(session, 1, 1))
        session.flush()


def test_where_swedish_is_the_majority_s_language_the_original_is_in_swedish(engines):
    place = a_municipality_like(engines, SWEDISH_MAJORITY)
    a_report(place)
    with place.session(read_only=True) as session:
        assert section_at(session, 1, 1).original_language == "sv"
