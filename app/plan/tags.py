"""The statutory plans that a welfare plan can be read and printed as: three of the law, and the municipality's own."""

import uuid
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.plan.models import StatuteTag
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.errors import Refused


@dataclass(frozen=True)
class Tag:
    """Titles and laws by language. `number` is an own one's place in addresses; `is_ended`: it is offered no more."""

    key: str
    title: dict[str, str]
    law: dict[str, str]
    number: int | None = None
    is_ended: bool = False

    def as_content(self) -> dict[str, dict[str, str]]:
        """As a version keeps it."""
        return {"title": self.title, "law": self.law}


BUILT_IN = (
    Tag(
        "children_and_youth",
        {"fi": "Lasten ja nuorten hyvinvointisuunnitelma", "sv": "Välfärdsplan för barn och unga"},
        {"fi": "Lastensuojelulaki 417/2007, 12 §", "sv": "Barnskyddslagen 417/2007, 12 §"},
    ),
    Tag(
        "older_population",
        {
            "fi": "Suunnitelma ikääntyneen väestön tukemiseksi",
            "sv": "Plan för att stödja den äldre befolkningen",
        },
        {
            "fi": "Laki ikääntyneen väestön toimintakyvyn tukemisesta sekä iäkkäiden sosiaali- ja terveyspalveluista"
            " 980/2012, 5 §",
            "sv": "Lagen om stödjande av den äldre befolkningens funktionsförmåga och om social- och"
            " hälsovårdstjänster för äldre 980/2012, 5 §",
        },
    ),
    Tag(
        "substance_abuse_prevention",
        {"fi": "Ehkäisevän päihdetyön suunnitelma", "sv": "Plan för förebyggande rusmedelsarbete"},
        {
            "fi": "Laki ehkäisevän päihdetyön järjestämisestä 523/2015, 5 §",
            "sv": "Lagen om organisering av det förebyggande rusmedelsarbetet 523/2015, 5 §",
        },
    ),
)


def every_tag(session: Session) -> dict[str, Tag]:
    """By key: the law's first, then the municipality's own, those that are ended too."""
    own = session.scalars(select(StatuteTag).order_by(StatuteTag.number))
    return {tag.key: tag for tag in (*BUILT_IN, *map(_as_tag, own))}


def own_tag(session: Session, number: int) -> StatuteTag | None:
    """One of the municipality's own."""
    return session.scalar(select(StatuteTag).where(StatuteTag.number == number))


def add_tag(session: TenantSession, by: uuid.UUID, titles: dict[str, str], laws: dict[str, str]) -> StatuteTag:
    """One more, by language. Raises Refused("title_taken")."""
    session.take_turn()
    _refuse_taken(session, titles)
    number = (session.scalar(select(func.max(StatuteTag.number))) or 0) + 1
    tag = StatuteTag(number=number, **_columns(titles, laws))
    session.add(tag)
    audit.write(session, by, "plan.tag_added", number=number)
    return tag


def change_tag(
    session: TenantSession, by: uuid.UUID, tag: StatuteTag, titles: dict[str, str], laws: dict[str, str]
) -> None:
    """Other words for it. Raises Refused("title_taken")."""
    session.take_turn()
    _refuse_taken(session, titles, tag.key)
    for name, value in _columns(titles, laws).items():
        setattr(tag, name, value)
    if session.is_modified(tag):
        audit.write(session, by, "plan.tag_changed", number=tag.number)


def end_tag(session: TenantSession, by: uuid.UUID, tag: StatuteTag) -> None:
    """It is offered no more; what has it keeps it."""
    if tag.ended_at is None:
        tag.ended_at = clock.now()
        audit.write(session, by, "plan.tag_ended", number=tag.number)


def resume_tag(session: TenantSession, by: uuid.UUID, tag: StatuteTag) -> None:
    """Offer it again."""
    if tag.ended_at is not None:
        tag.ended_at = None
        audit.write(session, by, "plan.tag_resumed", number=tag.number)


def _columns(titles: dict[str, str], laws: dict[str, str]) -> dict[str, str]:
    texts = {"title": titles, "law": laws}
    return {f"{name}_{language}": text for name, by in texts.items() for language, text in by.items()}


def _as_tag(row: StatuteTag) -> Tag:
    title = {"fi": row.title("fi"), "sv": row.title("sv")}
    return Tag(row.key, title, {"fi": row.law_fi, "sv": row.law_sv}, row.number, row.ended_at is not None)


def _refuse_taken(session: Session, titles: dict[str, str], key: str | None = None) -> None:
    wanted = {title.casefold() for title in titles.values() if title}
    for other in every_tag(session).values():
        if other.key != key and wanted & {title.casefold() for title in other.title.values()}:
            raise Refused("title_taken")
