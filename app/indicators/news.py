"""What is new in the figures since somebody last looked: new years, changed old figures, other titles, withdrawals."""

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Row, text
from sqlalchemy.orm import Session

from app.indicators.choices import FiguresSeen
from tenants.boundary import TenantSession

LOOKED_BACK = timedelta(days=60)
"""For somebody who has not said yet until when they have seen the news."""

MOST = 200
NEWS = text("""
    SELECT r.indicator_id, i.title_fi, i.title_sv, max(r.fetched_at) AS fetched_at, min(r.number) = 1 AS is_new,
           sum(r.added_figures) AS added, sum(r.changed_figures) AS changed, sum(r.withdrawn_figures) AS withdrawn,
           bool_or('title' = ANY (r.changed_texts) OR 'unit' = ANY (r.changed_texts)
                   OR 'description' = ANY (r.changed_texts)) AS is_redefined,
           i.last_year, i.period_kind, i.withdrawn_on,
           (SELECT count(*) FROM superseded_figure s WHERE s.indicator_id = r.indicator_id
              AND s.revision >= min(r.number) AND s.area_id = :area) AS own_changed
    FROM indicator_revision r JOIN indicator i ON i.id = r.indicator_id
    WHERE r.fetched_at > :since
      AND (r.added_figures > 0 OR r.changed_figures > 0 OR r.withdrawn_figures > 0 OR cardinality(r.changed_texts) > 0)
    GROUP BY r.indicator_id, i.id
    ORDER BY fetched_at DESC, r.indicator_id LIMIT :most
""")
COUNT = text("""
    SELECT count(DISTINCT indicator_id) FROM indicator_revision
    WHERE fetched_at > coalesce((SELECT seen_at FROM figures_seen WHERE person_id = :person), :otherwise)
      AND (added_figures > 0 OR changed_figures > 0 OR withdrawn_figures > 0 OR cardinality(changed_texts) > 0)
""")


def seen_until(session: TenantSession, person_id: uuid.UUID, now: datetime) -> datetime:
    """Until when a person has seen the news of figures in this municipality."""
    seen = session.query(FiguresSeen.seen_at).filter(FiguresSeen.person_id == person_id).scalar()
    return seen or now - LOOKED_BACK


def news(session: Session, since: datetime, area_id: int) -> Sequence[Row]:
    """An indicator a row, newest first. `own_changed` counts changed figures of the area with this number."""
    return session.execute(NEWS, {"since": since, "area": area_id, "most": MOST}).all()


def news_count(session: TenantSession, person_id: uuid.UUID, now: datetime) -> int:
    """How many indicators have news for a person."""
    return session.scalar(COUNT, {"person": person_id, "otherwise": now - LOOKED_BACK})
