"""What the pages of a section's figures show: the indicator that is looked at, and each old figure in its sentence."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import Row

from app.indicators import catalogue
from app.indicators.areas import Area
from app.indicators.choice_queries import chosen_indicators
from app.text_figures.choices import AnyOffer
from app.text_figures.offers import offer
from app.text_figures.own_offers import own_offer
from app.text_figures.queries import section_indicators
from app.text_figures.rules import KeptFigure, sentence_with, shown
from app.web.addresses import RunningNumber
from tenants.boundary import TenantSession

if TYPE_CHECKING:
    from app.reports.models import Section
    from app.sections.section_page import SectionPage

LANGUAGES = ("fi", "sv")


@dataclass(frozen=True)
class OldFigure:
    """One that has grown old, with the sentences in which it stands, by language."""

    kept: KeptFigure
    sentences: dict[str, str]


def old_figures(section: "SectionPage | Section", kept: Sequence[KeptFigure]) -> list[OldFigure]:
    """Those that stand in a text and of which the source says something else by now."""
    found = []
    for each in kept:
        sentences = _sentences(section, each, kept) if each.news else {}
        if sentences:
            found.append(OldFigure(each, sentences))
    return found


def old_figure(section: "Section", kept: Sequence[KeptFigure], kind: str, number: int) -> OldFigure | None:
    """The one with this number, whether it stands in a text or not; None where there is nothing new of it."""
    found = next((each for each in kept if (each.kind, each.number) == (kind, number) and each.news), None)
    return OldFigure(found, _sentences(section, found, kept)) if found else None


def asked_number(words: object) -> int | None:
    """A number as it is spelled in addresses; None for anything else."""
    return int(words) if isinstance(words, str) and re.fullmatch(RunningNumber.regex, words) else None


def asked_offer(session: TenantSession, areas: Sequence[Area], typed: Mapping[str, str]) -> AnyOffer | None:
    """The indicator, area, gender and year that an address or a form names, or the municipality's own indicator and its
    figure; None where it names no indicator that is here.
    """
    if number := asked_number(typed.get("own_indicator")):
        return own_offer(session, areas[0], number, _asked_id(typed.get("figure")))
    indicator_id = asked_number(typed.get("indicator"))
    if indicator_id is None:
        return None
    asked = {name: typed.get(name, "") for name in ("gender", "area")}
    return offer(session, areas, indicator_id, **asked, year=asked_number(typed.get("year")))


def _asked_id(words: object) -> UUID | None:
    try:
        return UUID(words) if words else None
    except ValueError:
        return None


def indicators_at_hand(session: TenantSession, section: "Section") -> list[Row]:
    """What the section was begun with and what the municipality follows, as Sotkanet lists it."""
    ids = dict.fromkeys([*section_indicators(session, section.id), *chosen_indicators(session)])
    listed = catalogue.listed(session, ids)
    return [listed[each] for each in ids if each in listed]


def _sentences(
    section: "SectionPage | Section", figure: KeptFigure, kept: Iterable[KeptFigure]
) -> dict[str, str]:
    facts = {each.number: each.facts for each in kept if each.kind == "figure"}

    def read(language: str) -> str | None:
        def written(number: int) -> str | None:
            return shown(facts[number], language) if number in facts else None

        return sentence_with(section.text(language), figure, written)

    return {language: found for language in LANGUAGES if (found := read(language)) is not None}
