"""Own indicators and evidence in the database: nothing is lost, nothing half done, and nobody else's is met."""

import threading
from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.accounts import member_actions
from app.demo.own_figures import fill
from app.own_figures import actions, evidence_actions, evidence_queries, importing, own_files, queries, table_files
from app.own_figures.models import OwnFigure, OwnIndicator
from app.own_figures.reading import read
from app.own_figures.rules import Facts
from tenants.audit import AuditEntry
from tenants.errors import Refused
from tenants.permissions import Role
from tests.makers import a_municipality
from tests.own_figures import (
    CARD,
    FACTS,
    a_corrected_figure,
    a_figure,
    an_evidence_card,
    an_own_indicator,
    the_figures,
)

FILE = "Nimi;Namn;Ajanjakso;Arvo;Yksikkö\nLainat asukasta kohti;;2024;12,3;\nUusi;Ny;2023;1,25;kpl\nUusi;;2024;2;\n"


def deeds(municipality):
    with municipality.session(read_only=True) as session:
        about = select(AuditEntry.deed).where(AuditEntry.deed.like("own_figures.%")).order_by(AuditEntry.at)
        return [deed.partition(".")[2] for deed in session.scalars(about)]


def rows_of(content):
    return read(table_files.table_of(content if isinstance(content, bytes) else content.encode()), "own").rows


def outcomes(municipality, content):
    with municipality.session(read_only=True) as session:
        return [each.outcome for each in importing.planned(session, rows_of(content)).rows]


def bring_in(municipality, content, *, shown=None):
    """Confirmed as it is shown."""
    rows = rows_of(content)
    with municipality.session() as session, session.begin():
        shown = shown or importing.planned(session, rows).fingerprint()
        return importing.confirm(session, municipality.coordinator, rows, shown)


def numbers_of_rows(municipality):
    with municipality.session(read_only=True) as session:
        return [session.scalar(select(func.count()).select_from(table)) for table in (OwnIndicator, OwnFigure)]


def test_a_corrected_figure_leaves_what_stood_there_with_who_and_when(municipality):
    indicator = an_own_indicator(municipality, FACTS, a_figure())
    a_corrected_figure(municipality, indicator, a_figure(value="12.7", count=Decimal(3), denominator=Decimal(9)))
    with municipality.session(read_only=True) as session:
        (now,), (before,) = queries.holding_figures(session, indicator), queries.ended_figures(session, indicator)
        names = queries.names_in(session, indicator, [now, before])
    assert (now.value, now.count, now.denominator) == (Decimal("12.7"), 3, 9)
    assert (before.value, before.ended_by, names[before.ended_by]) == (
        Decimal("12.3"), municipality.coordinator, municipality.people[Role.COORDINATOR].name
    )  # fmt: skip
    assert before.ended_at is not None
    assert deeds(municipality) == ["begun", "entered", "corrected"]


def test_a_removed_figure_stays_among_what_was_before_and_its_place_is_free(municipality):
    indicator = an_own_indicator(municipality, FACTS, a_figure())
    with municipality.session() as session, session.begin():
        (figure,) = queries.holding_figures(session, indicator)
        actions.remove_figure(session, municipality.coordinator, indicator, figure)
    assert the_figures(municipality) == []
    with municipality.session() as session, session.begin():
        assert len(queries.ended_figures(session, indicator)) == 1
        actions.enter_figure(session, municipality.coordinator, indicator, a_figure(value="5"))
    assert [each.value for each in the_figures(municipality)] == [5]


def test_saying_the_same_again_changes_nothing_and_leaves_no_trace(municipality):
    indicator = an_own_indicator(municipality, FACTS, a_figure())
    a_corrected_figure(municipality, indicator, a_figure())
    with municipality.session() as session, session.begin():
        stored = queries.indicator_by_number(session, 1)
        actions.change_indicator(session, municipality.coordinator, stored, FACTS, municipality.coordinator)
    assert deeds(municipality) == ["begun", "entered"]
    assert numbers_of_rows(municipality) == [1, 1]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE own_figure SET value = 1",
        "DELETE FROM own_figure",
        "DELETE FROM own_indicator",
        "DELETE FROM evidence_card",
    ],
)
def test_pages_can_neither_change_nor_delete_a_figure_whatever_their_code_says(municipality, statement):
    an_own_indicator(municipality, FACTS, a_figure())
    with municipality.session() as session, session.begin(), pytest.raises(DBAPIError, match="permission denied"):
        session.execute(text(statement))


def test_two_figures_never_hold_in_one_place(municipality):
    indicator = an_own_indicator(municipality, FACTS, a_figure())
    with municipality.session() as session, session.begin():
        with pytest.raises(Refused, match="place_taken"):
            actions.enter_figure(session, municipality.coordinator, indicator, a_figure("1.1.2024–31.12.2024", "5"))
        with pytest.raises(IntegrityError), session.begin_nested():
            session.add(actions.new_figure(municipality.coordinator, indicator.id, a_figure(value="5")))
            session.flush()


def test_an_indicator_that_is_followed_no_more_takes_no_figures_until_it_is_again(municipality):
    indicator = an_own_indicator(municipality, FACTS, a_figure())
    with municipality.session() as session, session.begin():
        stored = queries.indicator_by_number(session, 1)
        for _ in range(2):
            actions.end_indicator(session, municipality.coordinator, stored)
        with pytest.raises(Refused, match="ended"):
            actions.enter_figure(session, municipality.coordinator, stored, a_figure("2025"))
        actions.resume_indicator(session, municipality.coordinator, stored)
        actions.enter_figure(session, municipality.coordinator, stored, a_figure("2025"))
    assert deeds(municipality) == ["begun", "entered", "ended", "resumed", "entered"]
    assert len(the_figures(municipality, indicator.number)) == 2


def test_a_survey_s_group_of_fourteen_is_not_stored(municipality):
    survey = an_own_indicator(municipality, Facts(kind="school_health_survey", title_fi="Kiusattuna"))
    with municipality.session() as session, session.begin(), pytest.raises(Refused, match="too_few"):
        figure = a_figure("2023", "7", denominator=Decimal(14))
        actions.enter_figure(session, municipality.coordinator, survey, figure)


@pytest.mark.parametrize(
    "facts", [Facts(title_fi="LAINAT ASUKASTA KOHTI"), Facts(title_fi="x", title_sv="lån per invånare")]
)
def test_a_title_in_either_language_is_one_indicator_s(municipality, facts):
    an_own_indicator(municipality)
    with pytest.raises(Refused, match="title_taken"):
        an_own_indicator(municipality, facts)
    other = an_own_indicator(municipality, Facts(title_fi="Toinen"))
    with municipality.session() as session, session.begin(), pytest.raises(Refused, match="title_taken"):
        by = municipality.coordinator
        actions.change_indicator(session, by, session.merge(other), facts, by)


def test_a_series_for_drawing_has_each_group_from_the_oldest_period_in_both_languages(municipality):
    figures = [a_figure("lukuvuosi 2024–2025", "2"), a_figure("2022", "1"), a_figure("2022", "9", "Tytöt")]
    an_own_indicator(municipality, FACTS, *figures)
    with municipality.session(read_only=True) as session:
        indicator = queries.indicator_by_number(session, 1)
        series = queries.series_of(indicator, queries.holding_figures(session, indicator))
    assert list(series.groups) == ["", "Tytöt"]
    assert [(point.period["sv"], point.value) for point in series.groups[""]] == [("2022", 1), ("läsåret 2024–2025", 2)]
    assert (series.title["sv"], series.unit["sv"], series.decimals) == ("Lån per invånare", "lainaa", 1)


def test_a_file_brings_new_indicators_and_figures_and_once_more_nothing(municipality):
    an_own_indicator(municipality, FACTS, a_figure(value="1"))
    assert outcomes(municipality, FILE) == ["changed", "new", "new"]
    bring_in(municipality, FILE)
    assert outcomes(municipality, FILE) == ["same"] * 3
    with municipality.session(read_only=True) as session:
        new = queries.indicator_by_number(session, 2)
        assert (new.title_sv, new.unit_fi, new.decimals, new.owner_id) == ("Ny", "kpl", 2, municipality.coordinator)
        entry = session.scalars(select(AuditEntry).where(AuditEntry.deed == "own_figures.imported")).one()
        assert entry.details == {"indicators": 1, "new": 2, "changed": 1}
    with pytest.raises(Refused, match="not_ready"):
        bring_in(municipality, FILE)
    assert numbers_of_rows(municipality) == [2, 4]


def test_a_file_with_one_bad_row_stores_nothing_at_all(municipality):
    with pytest.raises(Refused, match="not_ready"):
        bring_in(municipality, FILE + "Uusi;;2025;x;\n")
    assert numbers_of_rows(municipality) == [0, 0]


def test_what_changed_since_it_was_shown_is_not_stored(municipality):
    indicator = an_own_indicator(municipality, FACTS, a_figure(value="1"))
    with municipality.session(read_only=True) as session:
        shown = importing.planned(session, rows_of(FILE)).fingerprint()
    a_corrected_figure(municipality, indicator, a_figure(value="2"))
    with pytest.raises(Refused, match="changed_meanwhile"):
        bring_in(municipality, FILE, shown=shown)
    assert numbers_of_rows(municipality) == [1, 2]


def test_of_two_who_confirm_the_same_file_at_once_one_stores_it(municipality):
    with municipality.session(read_only=True) as session:
        shown, refused = importing.planned(session, rows_of(FILE)).fingerprint(), []

    def confirm():
        try:
            bring_in(municipality, FILE, shown=shown)
        except Refused as reason:
            refused.append(reason.reason)

    both = [threading.Thread(target=confirm) for _ in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert refused == ["not_ready"]
    assert numbers_of_rows(municipality) == [2, 3]


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("suffix", own_files.FILES)
def test_all_figures_as_a_file_are_the_same_here_and_new_elsewhere(municipality, engines, language, suffix):
    figures = [a_figure("lukuvuosi 2024–2025", "-2.5"), a_figure("2022", "1", "=Tytöt", denominator=Decimal(3))]
    an_own_indicator(municipality, replace(FACTS, title_fi='=Lainat; "kaikki"', direction="lower_better"), *figures)
    points = Facts("teaviisari", "", "Motion: Ledning", "p.", "p.", 0, "neutral", "THL", "THL", "older")
    an_own_indicator(municipality, points, a_figure("2024", "78"))
    with municipality.session(read_only=True) as session:
        write, _ = own_files.FILES[suffix]
        content = write(queries.file_rows(session, language), language)
    assert outcomes(municipality, content) == ["same"] * 3
    neighbour = a_municipality(engines)
    bring_in(neighbour, content)
    with neighbour.session(read_only=True) as session, municipality.session(read_only=True) as other:
        assert [each.facts for each in queries.every_indicator(session)] == [
            each.facts for each in queries.every_indicator(other)
        ]
    assert outcomes(neighbour, content) == ["same"] * 3


def test_thousands_of_rows_are_brought_in_by_a_handful_of_questions(municipality):
    lines = [f"Indikaattori {number // 10};{2000 + number % 10};{number}" for number in range(4000)]
    bring_in(municipality, "\n".join(["Nimi;Ajanjakso;Arvo", *lines]))
    assert numbers_of_rows(municipality) == [400, 4000]


def test_another_municipality_s_indicator_and_card_are_nobody_here(municipality, engines):
    neighbour = a_municipality(engines)
    theirs = an_own_indicator(neighbour, FACTS, a_figure())
    with municipality.session() as session, session.begin():
        assert queries.indicator_by_number(session, theirs.number) is None
        assert queries.holding_figures(session) == []
    with municipality.session() as session, pytest.raises(IntegrityError), session.begin():
        told = replace(CARD, indicator_id=None, own_indicator_id=theirs.id)
        evidence_actions.write_card(session, municipality.coordinator, told)


def test_a_card_is_changed_archived_and_taken_out_again_with_its_lines_in_the_trail(municipality):
    number = an_evidence_card(municipality).number
    with municipality.session() as session, session.begin():
        card = evidence_queries.card_by_number(session, number)
        evidence_actions.change_card(session, municipality.coordinator, card, CARD)
        assert card.changed_at is None
        evidence_actions.change_card(session, municipality.coordinator, card, replace(CARD, title_sv="De ungas kväll"))
        for _ in range(2):
            evidence_actions.archive_card(session, municipality.coordinator, card)
        evidence_actions.restore_card(session, municipality.coordinator, card)
        assert (card.archived_at, card.archived_by) == (None, None)
    with municipality.session(read_only=True) as session:
        about = select(AuditEntry.deed).where(AuditEntry.deed.like("evidence.%")).order_by(AuditEntry.at)
        assert list(session.scalars(about)) == [
            "evidence.written", "evidence.changed", "evidence.archived", "evidence.restored"
        ]  # fmt: skip


def test_the_database_keeps_a_quotation_without_consent_out(municipality):
    with pytest.raises(IntegrityError):
        an_evidence_card(municipality, replace(CARD, kind="citation", consent=""))


def test_whoever_looks_after_an_indicator_hands_it_over_before_leaving(municipality):
    writer, reader = municipality.people[Role.WRITER].id, municipality.people[Role.READER].id
    with municipality.session() as session, session.begin():
        actions.add_indicator(session, writer, FACTS, writer)
    with municipality.session() as session, pytest.raises(Refused, match="no_heir"):
        member_actions.end(session, municipality.coordinator, writer)
    with municipality.session() as session, session.begin():
        member_actions.end(session, municipality.coordinator, writer, reader)
        assert queries.indicator_by_number(session, 1).owner_id == reader


def test_the_example_is_stored_as_anybody_s_and_says_what_it_is(municipality):
    with municipality.session() as session, session.begin():
        fill(session, municipality.coordinator)
    with municipality.session(read_only=True) as session:
        cards = evidence_queries.every_card(session)
        titles = [queries.indicator_by_number(session, 1), *cards]
    assert (len(the_figures(municipality)), len(cards)) == (3, 2)
    assert all("(esimerkki)" in each.title("fi") and "(exempel)" in each.title("sv") for each in titles)
