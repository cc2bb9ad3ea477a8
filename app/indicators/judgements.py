"""What we say of an indicator and its source does not: which way is good, how chance moves it, what its year means.

What staff have decided stands before what the service ships. The decision is kept by itself, because figures are
loaded anew again and again.
"""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ForeignKey, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.indicators.models import Indicator, IndicatorTrouble, ListedIndicator
from app.indicators.themes import themes
from tenants import audit, clock
from tenants.database import Base
from tenants.errors import Refused


class IndicatorJudgement(Base):
    """What staff have decided about one indicator. Under another title than the expected one it is not fetched."""

    __tablename__ = "indicator_judgement"

    indicator_id: Mapped[int] = mapped_column(ForeignKey("listed_indicator.id"), primary_key=True)
    direction: Mapped[str]
    method: Mapped[str]
    period_kind: Mapped[str]
    expected_title_fi: Mapped[str]
    set_at: Mapped[datetime]
    set_by: Mapped[uuid.UUID]


@dataclass(frozen=True)
class Judgement:
    """What counts of an indicator. `expected_title_fi` is None where the first title that is fetched will count."""

    direction: str = "neutral"
    method: str = "none"
    period_kind: str = "year"
    expected_title_fi: str | None = None

    @property
    def columns(self) -> dict[str, str]:
        """As the indicator's row has it."""
        return {"direction": self.direction, "method": self.method, "period_kind": self.period_kind}


def judgements(session: Session) -> dict[int, Judgement]:
    """Of every indicator that is mirrored, shipped or decided about."""
    mirrored = {each.id: Judgement(expected_title_fi=each.title_fi) for each in session.execute(MIRRORED)}
    shipped = {
        theme.indicator_id: Judgement(theme.direction, theme.method, theme.period_kind, theme.title_fi)
        for theme in themes()
    }
    decided = {
        each.indicator_id: Judgement(each.direction, each.method, each.period_kind, each.expected_title_fi)
        for each in session.scalars(select(IndicatorJudgement))
    }
    return mirrored | shipped | decided


MIRRORED = select(Indicator.id, Indicator.title_fi)


def apply_judgements(session: Session) -> None:
    """At each release and refresh: what is shipped may be judged anew, and what staff have decided stands."""
    # Locked first: what staff decide meanwhile waits for us, or has been decided before we look.
    mirrored = session.scalars(select(Indicator).with_for_update()).all()
    known = judgements(session)
    ours = {theme.indicator_id: theme.unit for theme in themes() if theme.unit["fi"]}
    for indicator in mirrored:
        for column, value in known[indicator.id].columns.items():
            setattr(indicator, column, value)
        if unit := ours.get(indicator.id):
            indicator.unit_fi, indicator.unit_sv = unit["fi"], unit["sv"]
    session.flush()


def judge(session: Session, by: uuid.UUID, listed: ListedIndicator, **judged: str) -> None:
    """Direction, method and period_kind, all three. Reports that are begun from now on have them; those begun before
    keep what they were begun with.
    """
    before = judgements(session).get(listed.id, Judgement(expected_title_fi=listed.title_fi))
    after = replace(before, **judged)
    _keep(session, by, listed.id, after)
    if after.direction != before.direction:
        audit.write_for_staff(session, by, "direction.set", indicator=listed.id, direction=after.direction)
    if (after.method, after.period_kind) != (before.method, before.period_kind):
        audit.write_for_staff(session, by, "judgement.set", indicator=listed.id)


def accept_title(session: Session, by: uuid.UUID, indicator_id: int, title: str) -> None:
    """It is the same indicator under another title: the next refresh fetches it.

    Raises Refused("title_changed") when the source has meanwhile another title than the one that was looked at.
    """
    trouble = session.get(IndicatorTrouble, indicator_id)
    if trouble is None or trouble.kind != "other_title" or trouble.details["title"] != title:
        raise Refused("title_changed")
    known = judgements(session).get(indicator_id, Judgement())
    _keep(session, by, indicator_id, replace(known, expected_title_fi=title))
    audit.write_for_staff(session, by, "judgement.title_accepted", indicator=indicator_id)


def _keep(session: Session, by: uuid.UUID, indicator_id: int, judgement: Judgement) -> None:
    told = judgement.columns | {"expected_title_fi": judgement.expected_title_fi, "set_at": clock.now(), "set_by": by}
    row = insert(IndicatorJudgement).values(indicator_id=indicator_id, **told)
    session.execute(row.on_conflict_do_update(index_elements=["indicator_id"], set_=told))
    session.execute(update(Indicator).where(Indicator.id == indicator_id).values(**judgement.columns))
