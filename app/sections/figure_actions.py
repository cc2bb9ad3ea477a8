"""What people do to the figures of a section: choose, put into the text, renew, keep, take a sentence to start from."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.indicators.areas import Area
from app.reports import rules
from app.reports.models import Section
from app.sections.actions import enter, hold_open, save_text
from app.text_figures import actions, proposals
from app.text_figures.choices import AnyOffer, again
from app.text_figures.models import TextFigure
from app.text_figures.proposals import Proposal
from app.text_figures.queries import active, state_of
from app.text_figures.rules import news
from app.writing.blocks import BETWEEN
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.errors import Refused


@dataclass(frozen=True)
class Seen:
    """An old figure as somebody saw it when they decided: `revision` is the source's of that moment."""

    kind: str
    number: int
    revision: int


def add_figure(
    session: TenantSession, by: uuid.UUID, section: Section, kind: str, chosen: AnyOffer, own: Area
) -> TextFigure:
    """One more figure or panel for the section's texts; `own` is the municipality. Raises Refused like `save_text`, and
    with "no_figure" or "source_changed".
    """
    _hold_writable(session, by, section)
    figure = actions.choose(session, by, section, kind, chosen, own)
    audit.write(
        session,
        by,
        "section.own_figure_chosen" if _is_own(figure) else "section.figure_chosen",
        **_about(section, figure),
    )
    return figure


def append(session: TenantSession, by: uuid.UUID, section: Section, paragraphs: Mapping[str, str]) -> None:
    """Paragraphs, by language, after what is written. Raises Refused like `save_text`."""
    _hold_writable(session, by, section)
    # The original first: what is added to the other language is its translation.
    for language in sorted(paragraphs, key=lambda language: language != section.original_language):
        paragraph = paragraphs[language]
        written = section.text(language).rstrip("\n")
        typed = BETWEEN.join(filter(None, (written, paragraph)))
        save_text(session, by, section, language, typed, section.version(language))


def accept_sentence(
    session: TenantSession,
    by: uuid.UUID,
    section: Section,
    proposal: Proposal,
    areas: Sequence[Area],
    languages: Sequence[str],
) -> None:
    """The proposal's sentences, with its figures, after what is written in these languages. Raises Refused alike."""
    _hold_writable(session, by, section)
    offers = proposals.offers_of(session, proposal, areas)
    figures = [actions.choose(session, by, section, "figure", each, areas[0]) for each in offers]
    own, other, *_ = [*(f"{{{{figure:{each.number}}}}}" for each in figures), ""]
    append(session, by, section, {language: proposal.text(language, own, other) for language in languages})
    for figure in figures:
        audit.write(session, by, "section.figure_chosen", **_about(section, figure))


def renew_figure(
    session: TenantSession, by: uuid.UUID, section: Section, own: Area, seen: Seen, *, is_newest: bool
) -> None:
    """The source's figure takes the old one's place, of the same period or of the newest; a section that was ready goes
    back into work. `own` is the municipality.

    Raises Refused like `save_text`, and with "source_changed" or "no_figure".
    """
    after = _hold_writable(session, by, section)
    old = _old(session, section, seen)
    found = again(session, own, old, is_newest=is_newest)
    if found is None:
        raise Refused("no_figure")
    actions.renew(session, by, section, old, found, own)
    if after != section.state:
        enter(session, by, section, after)
    audit.write(
        session,
        by,
        "section.own_figure_renewed" if _is_own(old) else "section.figure_renewed",
        **_about(section, old),
    )


def keep_figure(session: TenantSession, by: uuid.UUID, section: Section, seen: Seen, note: str) -> None:
    """The old figure stays, with a note that says why. Raises Refused with "wrong_report_state", "source_changed"."""
    hold_open(session, section)
    old = _old(session, section, seen)
    actions.keep(session, by, old, note)
    audit.write(
        session,
        by,
        "section.own_figure_kept" if _is_own(old) else "section.figure_kept",
        **_about(section, old),
    )


def _old(session: TenantSession, section: Section, seen: Seen) -> TextFigure:
    """The figure that the decision is about, if the source still says what its maker has seen."""
    old = active(session, section.id, seen.kind, seen.number)
    now = state_of(session, old) if old else None
    if now is None or now["revision"] != seen.revision or not news(old.known, now):
        raise Refused("source_changed")
    return old


def _hold_writable(session: TenantSession, by: uuid.UUID, section: Section) -> str:
    """Hold the section to ourselves; gives the state in which a change of what it says leaves it."""
    hold_open(session, section)
    rules.check_final_editing(section.report, by, clock.now())
    return rules.section_after("save", section.state, has_text=True, may_be_empty=True)


def _about(section: Section, figure: TextFigure) -> dict[str, object]:
    """An indicator is named by its number: Sotkanet's, or the municipality's own."""
    indicator = figure.facts["own_indicator"] if _is_own(figure) else figure.indicator_id
    return {"report": section.report.number, "section": section.number, "indicator": indicator}


def _is_own(figure: TextFigure) -> bool:
    return figure.own_figure_id is not None
