"""The catalogue: the baskets of indicators, the municipality's own set, and the search for any that Sotkanet has."""

import re
from collections.abc import Iterable, Sequence

from sqlalchemy import Row, bindparam, text
from sqlalchemy.orm import Session

from app.indicators.themes import themes

MOST_FOUND = 100
BASKETS = ("all", "children", "youth", "working_age", "older")
WILD, ESCAPED = re.compile(r"([\\%_])"), r"\\\1"

# Stems find "lapset" for "lapsille"; parts of words find "lapsiperhe" for "perhe", which no stem does.
SEARCH = """
    SELECT l.id, l.title_fi, l.title_sv, l.gone_on, i.id IS NOT NULL AS is_mirrored, i.last_year,
           count(*) OVER () AS found
    FROM listed_indicator l LEFT JOIN indicator i USING (id)
    WHERE {words}
    ORDER BY is_mirrored DESC, l.gone_on DESC NULLS FIRST, {title}, l.id LIMIT :most
"""
A_WORD = """
    (l.words @@ plainto_tsquery('finnish', :word{at}) OR l.words @@ plainto_tsquery('swedish', :word{at})
     OR l.title_fi ILIKE :part{at} OR l.title_sv ILIKE :part{at} OR l.id::text = :word{at})
"""
TITLE = {"fi": "lower(l.title_fi)", "sv": "lower(coalesce(nullif(l.title_sv, ''), l.title_fi))"}
MOST_WORDS = 8
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
    clause = " AND ".join(A_WORD.format(at=at) for at in range(len(asked)))
    given = {f"word{at}": word for at, word in enumerate(asked)}
    given |= {f"part{at}": "%" + WILD.sub(ESCAPED, word) + "%" for at, word in enumerate(asked)}
    question = text(SEARCH.format(words=clause, title=TITLE[language]))
    return session.execute(question, given | {"most": MOST_FOUND}).all()


def listed(session: Session, ids: Iterable[int]) -> dict[int, Row]:
    """What Sotkanet calls these indicators, mirrored or not, by number."""
    return {row.id: row for row in session.execute(LISTED, {"ids": list(ids)})}


def basket(name: str) -> list[int]:
    """The indicators of one basket, in the order of the page."""
    return [theme.indicator_id for theme in themes() if theme.age_group == name]


def every_basket() -> dict[str, list[int]]:
    """All of them, in the order of a report's parts."""
    return {name: basket(name) for name in BASKETS}
