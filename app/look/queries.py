"""Questions about looks."""

from sqlalchemy import Row, Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from app.look.models import SERVICES_COLOUR, PublicLook
from tenants.municipalities import Municipality
from tenants.registry import Tenant

L = PublicLook
SHOWN = (
    L.mark.label("look"), L.emblem_format, L.alternative_fi.label("emblem_fi"), L.alternative_sv.label("emblem_sv"),
)  # fmt: skip
"""What a page tells of it."""


def with_look(asked: Select, tenant_id: InstrumentedAttribute) -> Select:
    """The same rows, each with the look of its municipality, where it has one."""
    return asked.add_columns(*SHOWN).outerjoin(L, L.tenant_id == tenant_id)


def look(session: Session) -> PublicLook:
    """What the session's municipality has chosen; not yet stored where it has chosen nothing."""
    unchosen = {"emblem_format": None, "emblem_checksum": None, "alternative_fi": "", "alternative_sv": "", "mark": ""}
    return session.scalar(select(L)) or L(colour=SERVICES_COLOUR, **unchosen)


def colour_of_look(session: Session, slug: str, mark: str) -> str | None:
    """The colour of a municipality's present look. At the door."""
    return session.scalar(_of(slug, mark).with_only_columns(L.colour, maintain_column_froms=True))


def emblem_of_look(session: Session, slug: str, mark: str) -> Row | None:
    """(bytes, format) of the coat of arms or logo in a municipality's present look. At the door."""
    columns = (L.emblem, L.emblem_format)
    asked = _of(slug, mark).with_only_columns(*columns, maintain_column_froms=True).where(L.emblem.is_not(None))
    return session.execute(asked).one_or_none()


def _of(slug: str, mark: str) -> Select:
    at = or_(Municipality.slug_fi == slug, Municipality.slug_sv == slug)
    of_tenant = select(L).join(Tenant, Tenant.id == L.tenant_id)
    return of_tenant.join(Municipality, Municipality.code == Tenant.municipality_code).where(at, L.mark == mark)
