"""The files of a report: pictures for its texts and documents to hand out, frozen with it and published with it."""

import sqlalchemy as sa
from alembic import op

from migrations import tables, walls

revision = "0024"
down_revision = "0023"

MOMENT = sa.DateTime(timezone=True)
FORMATS = "'png', 'jpeg', 'gif', 'webp', 'pdf', 'docx', 'xlsx', 'csv'"


def upgrade() -> None:
    op.create_table(
        "attachment",
        *tables.of_tenant(),
        sa.Column("report_id", sa.Uuid, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("format", sa.Text, nullable=False),
        sa.Column("width", sa.Integer),
        sa.Column("height", sa.Integer),
        sa.Column("name_fi", sa.Text, nullable=False),
        sa.Column("name_sv", sa.Text, nullable=False),
        sa.Column("alternative_fi", sa.Text, nullable=False),
        sa.Column("alternative_sv", sa.Text, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("checksum", sa.Text, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.Column("added_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("removed_at", MOMENT),
        sa.Column("removed_by", sa.Uuid, sa.ForeignKey("person.id")),
        tables.within_tenant("report_id", "report"),
        sa.UniqueConstraint("tenant_id", "report_id", "number"),
        sa.CheckConstraint(f"format IN ({FORMATS})", name="format"),
        sa.CheckConstraint("num_nonnulls(width, height) IN (0, 2)", name="size"),
        sa.CheckConstraint("num_nonnulls(removed_at, removed_by) IN (0, 2)", name="removed"),
        # Whoever does not see a picture hears what it shows.
        sa.CheckConstraint("width IS NULL OR alternative_fi <> '' AND alternative_sv <> ''", name="alternative"),
    )
    names = "name_fi, name_sv, alternative_fi, alternative_sv, removed_at, removed_by"
    walls.private("attachment", f"SELECT, INSERT, UPDATE ({names})")
    op.execute(
        "CREATE TRIGGER attachment_stays_adopted BEFORE INSERT OR UPDATE ON attachment FOR EACH ROW "
        "EXECUTE FUNCTION keep_parts_of_adopted_report()"
    )
    # What residents get of an edition beside its page and its PDF: attachment-1, attachment-2 ...
    op.execute("ALTER TABLE edition_file DROP CONSTRAINT format")
    op.create_check_constraint(
        "format", "edition_file", "format IN ('html', 'pdf') OR format ~ '^attachment-[1-9][0-9]*$'"
    )
