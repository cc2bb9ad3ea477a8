"""A municipality's own figures and its cards of evidence. A figure is never changed and never removed: it is ended, and
another one may stand in its place. The grants keep it so, not the pages.
"""

import sqlalchemy as sa
from alembic import op

from migrations import tables, walls

revision = "0017"
down_revision = "0016"

MOMENT = sa.DateTime(timezone=True)
KINDS = "'own', 'teaviisari', 'school_health_survey'"
DIRECTIONS = "'higher_better', 'lower_better', 'neutral'"
AGE_GROUPS = "'all', 'children', 'youth', 'working_age', 'older'"
CARD_KINDS = "'survey', 'hearing', 'citation', 'observation'"


def upgrade() -> None:
    _indicators()
    _figures()
    _cards()


def _bilingual(*names: str) -> list[sa.Column]:
    """A text in both languages; blank is ""."""
    return [sa.Column(f"{name}_{language}", sa.Text, nullable=False) for name in names for language in ("fi", "sv")]


def _signed(*deeds: str) -> list[sa.Column]:
    """Who did it and when; both or neither."""
    return [
        column
        for deed in deeds
        for column in (
            sa.Column(f"{deed}_at", MOMENT),
            sa.Column(f"{deed}_by", sa.Uuid, sa.ForeignKey("person.id")),
            sa.CheckConstraint(f"num_nonnulls({deed}_at, {deed}_by) IN (0, 2)", name=deed),
        )
    ]


def _made(deed: str) -> list[sa.Column]:
    return [
        sa.Column(f"{deed}_at", MOMENT, nullable=False),
        sa.Column(f"{deed}_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
    ]


def _indicators() -> None:
    op.create_table(
        "own_indicator",
        *tables.of_tenant(),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        *_bilingual("title", "unit", "source"),
        sa.Column("decimals", sa.SmallInteger, nullable=False),
        sa.Column("direction", sa.Text, nullable=False),
        sa.Column("age_group", sa.Text, nullable=False),
        # Who looks after it: named, not bound, so that somebody who leaves can hand it over.
        sa.Column("owner_id", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        *_made("created"),
        *_signed("changed", "ended"),
        sa.UniqueConstraint("tenant_id", "number"),
        sa.CheckConstraint(f"kind IN ({KINDS})", name="kind"),
        sa.CheckConstraint(f"direction IN ({DIRECTIONS})", name="direction"),
        sa.CheckConstraint(f"age_group IN ({AGE_GROUPS})", name="age_group"),
        sa.CheckConstraint("decimals BETWEEN 0 AND 6", name="decimals"),
        sa.CheckConstraint("title_fi <> '' OR title_sv <> ''", name="title"),
    )
    # A file names an indicator by its title.
    for language in ("fi", "sv"):
        op.create_index(
            f"own_indicator_title_{language}_key", "own_indicator", ["tenant_id", f"title_{language}"], unique=True,
            postgresql_where=sa.text(f"title_{language} <> ''"),
        )  # fmt: skip
    walls.private("own_indicator", "SELECT, INSERT, UPDATE")


def _figures() -> None:
    op.create_table(
        "own_figure",
        *tables.of_tenant(),
        sa.Column("indicator_id", sa.Uuid, nullable=False),
        sa.Column("period", sa.Text, nullable=False),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.Column("population_group", sa.Text, nullable=False),
        sa.Column("value", sa.Numeric, nullable=False),
        sa.Column("count", sa.Numeric),
        sa.Column("denominator", sa.Numeric),
        *_made("entered"),
        *_signed("ended"),
        tables.within_tenant("indicator_id", "own_indicator"),
        sa.CheckConstraint("first_day <= last_day", name="days"),
        sa.CheckConstraint("count >= 0", name="count"),
        sa.CheckConstraint("denominator > 0", name="denominator"),
    )
    # One figure holds for a period and a group; those before it stay, with who ended them.
    op.create_index(
        "own_figure_holding_key", "own_figure",
        ["tenant_id", "indicator_id", "first_day", "last_day", "population_group"], unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )  # fmt: skip
    walls.private("own_figure", "SELECT, INSERT, UPDATE (ended_at, ended_by)")


def _cards() -> None:
    op.create_table(
        "evidence_card",
        *tables.of_tenant(),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        *_bilingual("title", "text"),
        sa.Column("heard", sa.Text, nullable=False),
        sa.Column("first_day", sa.Date, nullable=False),
        sa.Column("last_day", sa.Date, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("consent", sa.Text, nullable=False),
        sa.Column("age_group", sa.Text, nullable=False),
        sa.Column("indicator_id", sa.Integer, sa.ForeignKey("listed_indicator.id")),
        sa.Column("own_indicator_id", sa.Uuid),
        *_made("created"),
        *_signed("changed", "archived"),
        sa.UniqueConstraint("tenant_id", "number"),
        tables.within_tenant("own_indicator_id", "own_indicator"),
        sa.CheckConstraint(f"kind IN ({CARD_KINDS})", name="kind"),
        sa.CheckConstraint(f"age_group IN ({AGE_GROUPS})", name="age_group"),
        sa.CheckConstraint("title_fi <> '' OR title_sv <> ''", name="title"),
        sa.CheckConstraint("text_fi <> '' OR text_sv <> ''", name="text"),
        sa.CheckConstraint("first_day <= last_day", name="days"),
        sa.CheckConstraint("kind <> 'citation' OR consent <> ''", name="consent"),
    )
    walls.private("evidence_card", "SELECT, INSERT, UPDATE")
