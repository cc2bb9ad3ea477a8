"""Questions of those who look after the mirror: how its refresh goes, what is in trouble, what has changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, String, cast, func, or_, select
from sqlalchemy.orm import Session

from app.indicators.judgements import IndicatorJudgement, Judgement, judgements
from app.indicators.models import FigureRefresh, Indicator, IndicatorRevision, IndicatorTrouble, ListedIndicator
from app.indicators.themes import themes

ON_A_PAGE = 25


@dataclass(frozen=True)
class Trouble:
    """Why an indicator could not be brought up to date. `is_accepted`: staff have said yes, the next refresh tries."""

    indicator_id: int
    title_fi: str
    title_sv: str
    kind: str
    details: dict[str, Any]
    happened_at: datetime
    is_accepted: bool


def newest_refresh(session: Session) -> FigureRefresh | None:
    """The latest run, under way or over."""
    return session.scalars(select(FigureRefresh).order_by(FigureRefresh.begun_at.desc()).limit(1)).first()


def trouble_count(session: Session) -> int:
    """How many indicators are in trouble."""
    return session.scalar(select(func.count()).select_from(IndicatorTrouble))


def troubles(session: Session, indicator_id: int | None = None) -> list[Trouble]:
    """Of every indicator or of one, by number."""
    known = judgements(session)
    found = select(IndicatorTrouble, ListedIndicator).join(ListedIndicator).order_by(IndicatorTrouble.indicator_id)
    if indicator_id is not None:
        found = found.where(IndicatorTrouble.indicator_id == indicator_id)
    return [
        Trouble(
            trouble.indicator_id,
            listed.title_fi,
            listed.title_sv,
            trouble.kind,
            trouble.details,
            trouble.happened_at,
            is_accepted=trouble.kind == "other_title"
            and known.get(trouble.indicator_id, Judgement()).expected_title_fi == trouble.details["title"],
        )
        for trouble, listed in session.execute(found)
    ]


def changing_revisions(session: Session, page: int) -> Sequence[Row]:
    """Fetches that changed or took away old figures or changed texts, newest first; one more than a page holds."""
    changing = (
        IndicatorRevision.changed_figures > 0,
        IndicatorRevision.withdrawn_figures > 0,
        func.cardinality(IndicatorRevision.changed_texts) > 0,
    )
    return session.execute(
        select(IndicatorRevision, Indicator.title_fi, Indicator.title_sv)
        .join(Indicator, Indicator.id == IndicatorRevision.indicator_id)
        .where(or_(*changing))
        .order_by(IndicatorRevision.fetched_at.desc(), IndicatorRevision.indicator_id)
        .offset((page - 1) * ON_A_PAGE)
        .limit(ON_A_PAGE + 1)
    ).all()


def withdrawn_indicators(session: Session) -> Sequence[Indicator]:
    """Mirrored ones that the source lists no more, the latest first."""
    gone = select(Indicator).where(Indicator.withdrawn_on.is_not(None))
    return session.scalars(gone.order_by(Indicator.withdrawn_on.desc(), Indicator.id)).all()


def judged_indicators(session: Session, language: str, words: str = "", which: str = "") -> Sequence[Row]:
    """Mirrored indicators by title: (Indicator, trouble's kind, whether anybody has judged it).

    `words` are looked for in both titles, or are its number. `which` is "" for all, "unjudged" or "troubled".
    """
    shipped = {theme.indicator_id for theme in themes()}
    judged = or_(IndicatorJudgement.indicator_id.is_not(None), Indicator.id.in_(shipped))
    title = Indicator.title_sv if language == "sv" else Indicator.title_fi
    found = (
        select(Indicator, IndicatorTrouble.kind, judged.label("is_judged"))
        .outerjoin(IndicatorJudgement, IndicatorJudgement.indicator_id == Indicator.id)
        .outerjoin(IndicatorTrouble, IndicatorTrouble.indicator_id == Indicator.id)
        .order_by(func.lower(title), Indicator.id)
    )
    if words:
        texts = [each.icontains(words, autoescape=True) for each in (Indicator.title_fi, Indicator.title_sv)]
        found = found.where(or_(*texts, cast(Indicator.id, String) == words))
    if which:
        found = found.where(~judged if which == "unjudged" else IndicatorTrouble.kind.is_not(None))
    return session.execute(found).all()


def listed_indicator(session: Session, indicator_id: int) -> ListedIndicator | None:
    """One indicator of the bank's list; the number may be any that an address holds."""
    return session.get(ListedIndicator, indicator_id) if indicator_id < 2**31 else None
