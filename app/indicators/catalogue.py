"""The catalogue: the baskets of indicators, the municipality's own set, and the search for any that Sotkanet has."""

from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, Row, Text, bindparam, cast, column, func, or_, select, text
from sqlalchemy.dialects.postgresql import REGCONFIG, TSVECTOR
from sqlalchemy.orm import Session

from app.indicators.models import Indicator, ListedIndicator
from app.indicators.themes import themes

MOST_FOUND = 100
BASKETS = ("all", "children", "youth", "working_age", "older")

MOST_WORDS = 8
L, INDICATORS = ListedIndicator.__table__, Indicator.__table__
WORDS = column("words", TSVECTOR)
"""The stems of both titles, which the database keeps beside them."""

FOUND = func.count().over().label("found")
IS_MIRRORED = INDICATORS.c.id.is_not(None).label("is_mirrored")
LISTED = text("""
    SELECT l.id, l.title_fi, l.title_sv, l.gone_on, i.id IS NOT NULL AS is_mirrored, i.last_year
    FROM listed_indicator l LEFT JOIN indicator i USING (id) WHERE l.id = ANY (:ids)
""").bindparams(bindparam("ids"))


def search(session: Session, words: str, language: str) -> Sequence[Row]:
    """Indicators whose titles, in either language, have all of the words, or whose number it is; mirrored ones first.

    At most MOST_FOUND; each row's `found` tells how many there are.
    """
    asked = words.split()[:MOST_WORDS]
    if not asked:
        return []
    title = func.lower(func.coalesce(func.nullif(L.c.title_sv, ""), L.c.title_fi) if language == "sv" else L.c.title_fi)
    question = (
        select(L.c.id, L.c.title_fi, L.c.title_sv, L.c.gone_on, IS_MIRRORED, INDICATORS.c.last_year, FOUND)
        .join_from(L, INDICATORS, L.c.id == INDICATORS.c.id, isouter=True)
        .where(*map(_has, asked))
        .order_by(IS_MIRRORED.desc(), L.c.gone_on.desc().nulls_first(), title, L.c.id)
        .limit(MOST_FOUND)
    )
    return session.connection().execute(question).all()


def _has(word: str) -> ColumnElement[bool]:
    """Stems find "lapset" for "lapsille"; parts of words find "lapsiperhe" for "perhe", which no stem does."""
    stems = [WORDS.op("@@")(func.plainto_tsquery(cast(name, REGCONFIG), word)) for name in ("finnish", "swedish")]
    parts = [title.icontains(word, autoescape=True) for title in (L.c.title_fi, L.c.title_sv)]
    return or_(*stems, *parts, cast(L.c.id, Text) == word)


def listed(session: Session, ids: Iterable[int]) -> dict[int, Row]:
    """What Sotkanet calls these indicators, mirrored or not, by number."""
    return {row.id: row for row in session.execute(LISTED, {"ids": list(ids)})}


def basket(name: str) -> list[int]:
    """The indicators of one basket, in the order of the page."""
    return [theme.indicator_id for theme in themes() if theme.age_group == name]


def prefilled(name: str) -> list[int]:
    """Those of a basket that a report which is begun has in its place."""
    return [theme.indicator_id for theme in themes() if theme.age_group == name and theme.is_in_reports]


def every_basket() -> dict[str, list[int]]:
    """All of them, in the order of a report's parts."""
    return {name: basket(name) for name in BASKETS}
