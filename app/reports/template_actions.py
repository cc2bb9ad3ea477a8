"""What is done to templates of reports: staff keep the association's, coordinators their municipality's own."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import replace

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.reports import shape
from app.reports.shape import Entry
from app.reports.structure import SHIPPED, Shipped
from app.reports.template_models import DRAFT, IN_USE, WITHDRAWN, OwnTemplate, Planned, ReportTemplate, rows_of
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.errors import Refused

NAMESPACE = uuid.UUID("6a1f6c9e-6d1b-4c53-9a52-0d6b8a1f7c2e")
"""A shipped version has the same id in every installation, so that a report that moves still knows its template."""


def load_templates(session: Session) -> int:
    """Store the first versions of what the service ships and is not there yet; returns how many."""
    known = set(session.scalars(select(ReportTemplate.family).distinct()))
    missing = [each for each in SHIPPED if each.family not in known]
    for each in missing:
        template = _shipped(each)
        session.add(template)
        session.flush()
        template.state = IN_USE
        session.flush()
    return len(missing)


def shipped_id(shipped: Shipped) -> uuid.UUID:
    """The id of its first version."""
    return uuid.uuid5(NAMESPACE, f"{shipped.family} 1")


def _shipped(shipped: Shipped) -> ReportTemplate:
    return ReportTemplate(
        id=shipped_id(shipped),
        family=shipped.family,
        version=1,
        kind=shipped.kind,
        title_fi=shipped.fi,
        title_sv=shipped.sv,
        note_fi=shipped.note_fi,
        note_sv=shipped.note_sv,
        sections=rows_of(map(Planned.of, shipped.parts)),
    )


def new_version(session: Session, by: uuid.UUID, old: ReportTemplate) -> ReportTemplate:
    """A draft with the same sections. Raises Refused("draft_exists") where somebody has begun one already."""
    _hold(session, old.family)
    versions = select(ReportTemplate).where(ReportTemplate.family == old.family)
    if session.scalar(versions.where(ReportTemplate.state == DRAFT).limit(1)):
        raise Refused("draft_exists")
    last = session.scalar(select(func.max(ReportTemplate.version)).where(ReportTemplate.family == old.family))
    words = {name: getattr(old, name) for name in ("kind", "title_fi", "title_sv", "note_fi", "note_sv")}
    return _drafted(session, by, old, family=old.family, version=last + 1, **words)


def new_template(session: Session, by: uuid.UUID, old: ReportTemplate, **words: str) -> ReportTemplate:
    """Another template that begins with the sections of this one; `words` are its kind, titles and notes."""
    return _drafted(session, by, old, family=uuid.uuid4().hex[:12], version=1, **words)


def _drafted(session: Session, by: uuid.UUID, old: ReportTemplate, **facts: object) -> ReportTemplate:
    made = ReportTemplate(state=DRAFT, made_by=by, sections=rows_of(old.shape), **facts)
    session.add(made)
    session.flush()
    audit.write_for_staff(session, by, "template.drafted", title=made.title_fi, version=made.version)
    return made


def describe(session: Session, by: uuid.UUID, draft: ReportTemplate, **words: str) -> None:
    """Its kind, titles and notes. Raises Refused("not_a_draft")."""
    _hold_draft(session, draft)
    for name, value in words.items():
        setattr(draft, name, value)
    audit.write_for_staff(session, by, "template.changed", title=draft.title_fi, version=draft.version)


def put_in_use(session: Session, by: uuid.UUID, draft: ReportTemplate) -> None:
    """Reports are begun from it from now on, and from the version before it no more. Raises Refused("not_a_draft")."""
    _hold_draft(session, draft)
    t = ReportTemplate
    for old in session.scalars(select(t).where(t.family == draft.family, t.state == IN_USE)):
        old.state = WITHDRAWN
    session.flush()
    draft.state = IN_USE
    audit.write_for_staff(session, by, "template.put_in_use", title=draft.title_fi, version=draft.version)


def withdraw(session: Session, by: uuid.UUID, template: ReportTemplate) -> None:
    """Nothing is begun from it any more; what was begun stays as it is. Raises Refused("last_template")."""
    _hold(session, "")
    session.refresh(template, ["state"])
    in_use = select(func.count()).select_from(ReportTemplate).where(ReportTemplate.state == IN_USE)
    if template.state == IN_USE and session.scalar(in_use) == 1:
        raise Refused("last_template")
    template.state = WITHDRAWN
    audit.write_for_staff(session, by, "template.withdrawn", title=template.title_fi, version=template.version)


def put_section(
    session: Session, by: uuid.UUID, draft: ReportTemplate, place: int | None, planned: Planned
) -> None:
    """What the section at a place is from now on; with None a new one at the end. One that no other template has gets
    a key of its own. Raises Refused with "not_a_draft", "section_deleted" or "chapter_first".
    """
    _hold_draft(session, draft)
    outline, planned = draft.shape, replace(planned, part=planned.part or f"s{uuid.uuid4().hex[:8]}")
    if place is None:
        outline.append(planned)
    else:
        outline[_at(outline, place)] = planned
    _lay_out(session, by, draft, outline)


def move_section(session: Session, by: uuid.UUID, draft: ReportTemplate, place: int, way: str) -> None:
    """One step "up" or "down", a chapter with its parts. Raises Refused like `put_section` and "nothing_to_pass"."""
    _hold_draft(session, draft)
    outline = draft.shape
    key = _at(outline, place)
    moved = shape.moved([Entry(at, each.level) for at, each in enumerate(outline)], key, way)
    _lay_out(session, by, draft, [outline[entry.key] for entry in moved])


def leave_out(session: Session, by: uuid.UUID, draft: ReportTemplate, place: int) -> None:
    """Take a section out. Raises Refused like `put_section`, and with "has_parts" or "last_chapter"."""
    _hold_draft(session, draft)
    outline = draft.shape
    left = shape.removed([Entry(at, each.level) for at, each in enumerate(outline)], _at(outline, place))
    _lay_out(session, by, draft, [outline[entry.key] for entry in left])


def keep_as_own(
    session: TenantSession, by: uuid.UUID, kind: str, titles: dict[str, str], outline: Iterable[Planned]
) -> OwnTemplate:
    """A template of the municipality's own. Raises Refused("chapter_first")."""
    session.take_turn()
    outline = list(outline)
    _check(outline)
    number = (session.scalar(select(func.max(OwnTemplate.number))) or 0) + 1
    made = OwnTemplate(number=number, kind=kind, sections=OwnTemplate.kept(outline), made_by=by, **titles)
    session.add(made)
    audit.write(session, by, "own_template.kept", title=made.title_fi)
    session.flush()
    return made


def withdraw_own(session: TenantSession, by: uuid.UUID, template: OwnTemplate) -> None:
    """It is offered no more; the reports that were begun from it stay."""
    template.withdrawn_at = clock.now()
    audit.write(session, by, "own_template.withdrawn", title=template.title_fi)


def chosen(outline: Iterable[Planned], places: Collection[int]) -> list[Planned]:
    """The sections at some places of an outline, counted from 1."""
    return [each for place, each in enumerate(outline, start=1) if place in places]


def _lay_out(session: Session, by: uuid.UUID, draft: ReportTemplate, outline: list[Planned]) -> None:
    _check(outline)
    draft.sections = rows_of(outline)
    session.flush()
    audit.write_for_staff(session, by, "template.changed", title=draft.title_fi, version=draft.version)


def _check(outline: list[Planned]) -> None:
    """A part belongs to the chapter before it, so a report begins with a chapter."""
    if not outline or outline[0].level != shape.CHAPTER:
        raise Refused("chapter_first")


def _at(outline: list[Planned], place: int) -> int:
    if not 1 <= place <= len(outline):
        raise Refused("section_deleted")
    return place - 1


def _hold_draft(session: Session, draft: ReportTemplate) -> None:
    """Of two at once the second waits, and sees what the first has done."""
    session.flush()
    session.refresh(draft, with_for_update=True)
    session.refresh(draft, ["sections"])
    if not draft.is_draft:
        raise Refused("not_a_draft")


def _hold(session: Session, family: str) -> None:
    session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"template {family}"))))
