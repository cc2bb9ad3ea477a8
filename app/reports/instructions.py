"""Advice about writing a section, in both languages, each change a new version: the association's, kept by staff, and
a municipality's own in its place.
"""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Row, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Mapped, Session, mapped_column

from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.database import Base, TenantRow, unique_in_tenant


class SectionInstruction(Base):
    """One version of the advice about a section, with an example. A blank one takes it away."""

    __tablename__ = "section_instruction"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    number: Mapped[str]
    """The section's key in the templates (`structure`)."""
    version: Mapped[int]
    text_fi: Mapped[str]
    text_sv: Mapped[str]
    example_fi: Mapped[str]
    """How such a section may begin; may be blank."""
    example_sv: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(default=clock.now)
    written_by: Mapped[uuid.UUID]

    def text(self, language: str) -> str:
        """The advice in a language."""
        return self.text_sv if language == "sv" else self.text_fi

    def example(self, language: str) -> str:
        """The example in a language."""
        return self.example_sv if language == "sv" else self.example_fi


class OwnInstruction(TenantRow, Base):
    """A version of what a municipality's writers see of the advice: its "own", the "association"'s, or "none"."""

    __tablename__ = "own_instruction"
    __table_args__ = (unique_in_tenant("number", "version"),)

    number: Mapped[str]
    version: Mapped[int]
    shown: Mapped[str]
    text_fi: Mapped[str]
    text_sv: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(default=clock.now)
    written_by: Mapped[uuid.UUID] = mapped_column(ForeignKey("person.id"))

    def text(self, language: str) -> str:
        """The advice in a language."""
        return self.text_sv if language == "sv" else self.text_fi


def present_instructions(session: Session) -> dict[str, SectionInstruction]:
    """The newest version of each section that has one."""
    i = SectionInstruction
    newest = select(i).ext(distinct_on(i.number)).order_by(i.number, i.version.desc())
    return {each.number: each for each in session.scalars(newest)}


def versions(session: Session, number: str) -> list[SectionInstruction]:
    """Every version of one, the newest first."""
    i = SectionInstruction
    return list(session.scalars(select(i).where(i.number == number).order_by(i.version.desc())))


def associations_text(session: Session, number: str) -> Row | None:
    """(fi, sv): what the association advises about one section, as a municipality sees it."""
    i = SectionInstruction
    texts = select(i.text_fi.label("fi"), i.text_sv.label("sv")).where(i.number == number)
    return session.execute(texts.order_by(i.version.desc()).limit(1)).one_or_none()


def own_instructions(session: Session) -> dict[str, OwnInstruction]:
    """The newest version of the municipality's choice about each section that has one."""
    i = OwnInstruction
    newest = select(i).ext(distinct_on(i.number)).order_by(i.number, i.version.desc())
    return {each.number: each for each in session.scalars(newest)}


def adjust(
    session: TenantSession, by: uuid.UUID, number: str, shown: str, texts: dict[str, str], name: str = ""
) -> None:
    """Choose what the municipality's writers see: its "own" texts, the "association"'s, or "none".

    `name` is what the trail calls the section.
    """
    session.take_turn()
    i = OwnInstruction
    last = session.scalar(select(func.max(i.version)).where(i.number == number)) or 0
    told = {f"text_{code}": text for code, text in texts.items()}
    session.add(OwnInstruction(number=number, version=last + 1, shown=shown, written_by=by, **told))
    audit.write(session, by, "instruction.adjusted", section=name or number)


def instruct(
    session: Session,
    by: uuid.UUID,
    number: str,
    texts: dict[str, str],
    examples: dict[str, str],
    name: str = "",
) -> None:
    """A new version; of two at once the second waits and comes after the first. `name` is what the trail calls it."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"instruction {number}"))))
    i = SectionInstruction
    last = session.scalar(select(func.max(i.version)).where(i.number == number)) or 0
    session.add(
        SectionInstruction(
            number=number,
            version=last + 1,
            **{f"text_{code}": text for code, text in texts.items()},
            **{f"example_{code}": example for code, example in examples.items()},
            written_by=by,
        )
    )
    audit.write_for_staff(session, by, "instruction.written", section=name or number, version=last + 1)
