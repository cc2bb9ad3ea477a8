"""A real row of one municipality in every table about the writing of sections."""

import uuid
from collections.abc import Callable

from sqlalchemy import select

from app.own_figures.rules import Facts
from app.plain_language.models import PlainSummaryVersion
from app.reports.instructions import OwnInstruction, adjust
from app.reports.models import PlainSummary, SectionMove
from app.reports.queries import section_at
from app.reports.template_actions import keep_as_own
from app.reports.template_models import Planned
from app.sections import actions, comment_actions, figure_actions, people_actions, presence, suggestion_actions
from app.sections.comment_models import CommentAnswer, SectionComment, Suggestion
from app.sections.models import KeptText, SectionPresence, SectionRight, SectionVersion
from app.sections.paragraphs import paragraphs
from app.text_figures.offers import areas_of
from app.text_figures.own_offers import own_offer
from tenants.database import TenantRow
from tests.makers import MunicipalityOfTest, a_report, summarise
from tests.own_figures import a_figure, an_own_indicator


def _of_a_section(kind: type[TenantRow]) -> Callable[[MunicipalityOfTest], uuid.UUID]:
    def make(municipality: MunicipalityOfTest) -> uuid.UUID:
        section_id = _a_section_spoken_of(municipality)
        with municipality.session(read_only=True) as session:
            return session.scalars(select(kind.id).where(kind.section_id == section_id).limit(1)).one()

    return make


def _a_section_spoken_of(municipality: MunicipalityOfTest) -> uuid.UUID:
    """One that two have written in and spoken of, with somebody there who has a right in it: the one for all tables."""
    with municipality.session(read_only=True) as session:
        if known := session.scalar(select(Suggestion.section_id).limit(1)):
            return known
    number, by = a_report(municipality).number, municipality.coordinator
    with municipality.session() as session, session.begin():
        section = section_at(session, number, 2)
        for text, begun_from in (("Yhteinen", 0), ("Ensimmäisen", 1), ("Toisen", 1)):
            actions.save_text(session, by, section, "fi", text, begun_from)
        people_actions.grant(session, by, section, by, "approve")
        presence.notice(session, section, by)
        first = next(iter(paragraphs(section).values()))
        said = comment_actions.comment(session, by, section, "Kommentti", first, by)
        comment_actions.answer(session, by, section, said.id, "Vastaus")
        suggestion_actions.suggest(session, by, section, first, "Ehdotus", "Syy")
        return section.id


def _a_text_figure(municipality: MunicipalityOfTest) -> uuid.UUID:
    """Of the municipality's own figures, for a section of a report of its own."""
    number, by, code = a_report(municipality).number, municipality.coordinator, municipality.facts.municipality_code
    indicator = an_own_indicator(municipality, Facts(title_fi=f"Tekstissä {uuid.uuid4()}"), a_figure())
    with municipality.session() as session, session.begin():
        own = areas_of(session, code)[0]
        chosen = own_offer(session, own, indicator.number)
        return figure_actions.add_figure(session, by, section_at(session, number, 2), "figure", chosen, own).id


def _own_advice(municipality: MunicipalityOfTest) -> uuid.UUID:
    """A coordinator has left out the advice about a section."""
    with municipality.session() as session, session.begin():
        adjust(session, municipality.coordinator, "3.2", "none", {"fi": "", "sv": ""})
        session.flush()
        return session.scalars(select(OwnInstruction.id).limit(1)).one()


def _of_a_summary(kind: type[PlainSummary | PlainSummaryVersion]) -> Callable[[MunicipalityOfTest], uuid.UUID]:
    """A report has a plain-language summary in Finnish."""

    def make(municipality: MunicipalityOfTest) -> uuid.UUID:
        report = a_report(municipality)
        summarise(municipality, report, "Selkokieltä")
        with municipality.session(read_only=True) as session:
            return session.scalars(select(kind.id).where(kind.report_id == report.id)).one()

    return make


def an_own_template(municipality: MunicipalityOfTest) -> uuid.UUID:
    """A coordinator has kept the shape of a report."""
    with municipality.session() as session, session.begin():
        titles = {"title_fi": "Oma pohja", "title_sv": "Egen mall"}
        shape = [Planned("Luku", "Kapitel")]
        return keep_as_own(session, municipality.coordinator, "own", titles, shape).id


MAKERS = {
    kind.__tablename__: _of_a_section(kind)
    for kind in (
        *(SectionVersion, KeptText, SectionRight, SectionMove, SectionPresence),
        *(SectionComment, CommentAnswer, Suggestion),
    )
} | {
    "text_figure": _a_text_figure,
    "own_instruction": _own_advice,
    "own_template": an_own_template,
    **{kind.__tablename__: _of_a_summary(kind) for kind in (PlainSummary, PlainSummaryVersion)},
}
