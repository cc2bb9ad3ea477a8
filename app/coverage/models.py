"""The list of one report: copied when it was chosen, so that a later edition of the set changes no report."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base, TenantRow, unique_in_tenant, within_tenant


class RequiredIndicator(TenantRow, Base):
    """One indicator that the report should treat. It is left out with a reason, or told to be handled in a section's
    words; that its figures stand in the report is seen from there.
    """

    __tablename__ = "required_indicator"
    __table_args__ = (
        within_tenant("report_id", "report"),
        ForeignKeyConstraint(
            ["tenant_id", "report_id", "section_id"],
            ["report_section.tenant_id", "report_section.report_id", "report_section.id"],
        ),
        unique_in_tenant("report_id", "position"),
    )

    report_id: Mapped[uuid.UUID]
    position: Mapped[int | None]
    """None when it is not on the list that was chosen last: what was decided about it waits for its return."""
    set_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("indicator_set.id"))
    """The set that it was copied from; None from the municipality's own."""
    indicator_id: Mapped[int | None] = mapped_column(ForeignKey("listed_indicator.id"))
    title_fi: Mapped[str]
    title_sv: Mapped[str]
    section_id: Mapped[uuid.UUID | None]
    """Where somebody says that it is handled in words."""
    reason_fi: Mapped[str] = mapped_column(default="")
    reason_sv: Mapped[str] = mapped_column(default="")
    """Why it is left out."""
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("person.id"))

    def title(self, language: str) -> str:
        """Its title; in the other language where it has none in this one."""
        return (self.title_sv or self.title_fi) if language == "sv" else (self.title_fi or self.title_sv)

    @property
    def is_decided(self) -> bool:
        """Whether it was left out, or told to be handled in words, and not opened again."""
        return bool(self.section_id or self.reason_fi or self.reason_sv)

    def reason(self, language: str) -> str:
        """Why it is left out, in a language."""
        return self.reason_sv if language == "sv" else self.reason_fi
