"""What the association advises about writing a section: kept by staff, in both languages, each change a new version."""

import uuid
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.reports.structure import SIX_CHAPTERS, Part
from tenants import audit, clock
from tenants.database import Base


class SectionInstruction(Base):
    """One version of the advice about the sections of a number. A blank one takes the advice away."""

    __tablename__ = "section_instruction"

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    number: Mapped[str]
    version: Mapped[int]
    text_fi: Mapped[str]
    text_sv: Mapped[str]
    written_at: Mapped[datetime] = mapped_column(default=clock.now)
    written_by: Mapped[uuid.UUID]

    def text(self, language: str) -> str:
        """The advice in a language."""
        return self.text_sv if language == "sv" else self.text_fi


def part_of(number: str) -> Part | None:
    """The section of a number; None when reports have none such."""
    return next((part for part in SIX_CHAPTERS if part.number == number), None)


def present_instructions(session: Session) -> dict[str, SectionInstruction]:
    """The newest version of each section that has one."""
    i = SectionInstruction
    newest = select(i).ext(distinct_on(i.number)).order_by(i.number, i.version.desc())
    return {each.number: each for each in session.scalars(newest)}


def versions(session: Session, number: str) -> list[SectionInstruction]:
    """Every version of one, the newest first."""
    i = SectionInstruction
    return list(session.scalars(select(i).where(i.number == number).order_by(i.version.desc())))


def instruct(session: Session, by: uuid.UUID, number: str, texts: dict[str, str]) -> None:
    """A new version; of two at once the second waits and comes after the first."""
    session.execute(select(func.pg_advisory_xact_lock(func.hashtext(f"instruction {number}"))))
    i = SectionInstruction
    last = session.scalar(select(func.max(i.version)).where(i.number == number)) or 0
    session.add(
        SectionInstruction(number=number, version=last + 1, text_fi=texts["fi"], text_sv=texts["sv"], written_by=by)
    )
    audit.write_for_staff(session, by, "instruction.written", section=number, version=last + 1)
