"""The catalogue of indicators: series instead of single figures, revisions, sets, what staff judge, what is chosen.

A series is one row, for a page asks for whole series and never for a figure alone: thirty times fewer rows. The figures
are fetched or loaded anew, so nothing is carried over but what staff have decided.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations import tables, walls

revision = "0016"
down_revision = "0015"

MOMENT = sa.DateTime(timezone=True)
DIRECTIONS = "'higher_better', 'lower_better', 'neutral'"
METHODS = "'proportion', 'rate', 'none'"
PERIODS = "'year', 'school_year', 'two_years', 'three_years'"
GENDERS = "'total', 'male', 'female'"
MIRROR = "SELECT, INSERT, UPDATE, DELETE"


def upgrade() -> None:
    op.drop_table("indicator_value")
    op.execute("DELETE FROM indicator_load")
    op.add_column("municipality", sa.Column("urban_group", sa.SmallInteger))
    _listed()
    _indicator()
    _series()
    _revisions()
    _refreshes()
    _judgements()
    _sets()
    _choices()


def _texts(*names: str) -> list[sa.Column]:
    """A text in both languages; blank is ""."""
    return [
        sa.Column(f"{name}_{language}", sa.Text, nullable=False, server_default="")
        for name in names
        for language in ("fi", "sv")
    ]


def _mirrored(table: str) -> None:
    """Read by everybody; written by the nightly refresh."""
    walls.reference(table)
    op.execute(f"GRANT {MIRROR} ON {table} TO welfare_worker")


def _listed() -> None:
    op.create_table(
        "listed_indicator",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
        *_texts("title", "organisation"),
        sa.Column("gone_on", sa.Date),
        sa.Column(
            "words",
            postgresql.TSVECTOR,
            sa.Computed("to_tsvector('finnish', title_fi) || to_tsvector('swedish', title_sv)", persisted=True),
            nullable=False,
        ),
    )
    op.create_index("listed_indicator_words_idx", "listed_indicator", ["words"], postgresql_using="gin")
    _mirrored("listed_indicator")


def _indicator() -> None:
    for column in (
        *_texts("description", "interpretation", "limits"),
        sa.Column("unit_code", sa.Text, nullable=False, server_default=""),
        sa.Column("method", sa.Text, nullable=False, server_default="none"),
        sa.Column("period_kind", sa.Text, nullable=False, server_default="year"),
        sa.Column("revision", sa.Integer, nullable=False, server_default="0"),
        sa.Column("withdrawn_on", sa.Date),
    ):
        op.add_column("indicator", column)
    op.create_check_constraint("method", "indicator", f"method IN ({METHODS})")
    op.create_check_constraint("period_kind", "indicator", f"period_kind IN ({PERIODS})")
    for table in ("indicator", "statistical_area"):
        op.execute(f"GRANT {MIRROR} ON {table} TO welfare_worker")


def _series() -> None:
    op.create_table(
        "indicator_series",
        sa.Column("indicator_id", sa.Integer, sa.ForeignKey("indicator.id"), primary_key=True),
        sa.Column("gender", sa.Text, primary_key=True),
        sa.Column("area_id", sa.Integer, sa.ForeignKey("statistical_area.id"), primary_key=True),
        sa.Column("first_year", sa.SmallInteger, nullable=False),
        # A figure that is not there is a gap in the row of years; the first and the last are there.
        sa.Column("figures", postgresql.ARRAY(sa.Numeric), nullable=False),
        sa.Column("counts", postgresql.ARRAY(sa.Numeric)),
        sa.CheckConstraint(f"gender IN ({GENDERS})", name="gender"),
        sa.CheckConstraint("cardinality(figures) > 0", name="figures"),
        sa.CheckConstraint("counts IS NULL OR cardinality(counts) = cardinality(figures)", name="counts"),
    )
    _mirrored("indicator_series")
    op.create_table(
        "indicator_distribution",
        sa.Column("indicator_id", sa.Integer, sa.ForeignKey("indicator.id"), primary_key=True),
        sa.Column("year", sa.SmallInteger, primary_key=True),
        sa.Column("municipalities", sa.SmallInteger, nullable=False),
        # Least, lower fifth, median, upper fifth, greatest.
        sa.Column("quantiles", postgresql.ARRAY(sa.Numeric), nullable=False),
    )
    _mirrored("indicator_distribution")
    # Where a batch of figures waits, in the transaction that brings it in, to be compared with what is there.
    op.execute(
        "CREATE UNLOGGED TABLE fetched_series (indicator_id integer NOT NULL, gender text NOT NULL,"
        " area_id integer NOT NULL, first_year smallint NOT NULL, figures numeric[] NOT NULL, counts numeric[])"
    )
    op.execute("GRANT SELECT, INSERT, DELETE, TRUNCATE ON fetched_series TO welfare_worker")


def _revisions() -> None:
    op.create_table(
        "indicator_revision",
        sa.Column("indicator_id", sa.Integer, sa.ForeignKey("indicator.id"), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("fetched_at", MOMENT, nullable=False),
        sa.Column("updated_on", sa.Date),
        sa.Column("told", postgresql.JSONB, nullable=False),
        sa.Column("changed_texts", postgresql.ARRAY(sa.Text), nullable=False),
        sa.Column("added_figures", sa.Integer, nullable=False),
        sa.Column("changed_figures", sa.Integer, nullable=False),
        sa.Column("withdrawn_figures", sa.Integer, nullable=False),
    )
    op.create_index("indicator_revision_fetched_at_idx", "indicator_revision", ["fetched_at"])
    op.create_table(
        "superseded_figure",
        sa.Column("indicator_id", sa.Integer, primary_key=True),
        sa.Column("revision", sa.Integer, primary_key=True),
        sa.Column("gender", sa.Text, primary_key=True),
        sa.Column("area_id", sa.Integer, sa.ForeignKey("statistical_area.id"), primary_key=True),
        sa.Column("year", sa.SmallInteger, primary_key=True),
        sa.Column("value", sa.Numeric, nullable=False),
        sa.Column("count", sa.Numeric),
        # At the commit: the revision counts its superseded figures, and so comes after them.
        sa.ForeignKeyConstraint(
            ["indicator_id", "revision"],
            ["indicator_revision.indicator_id", "indicator_revision.number"],
            deferrable=True,
            initially="DEFERRED",
        ),
    )
    for table in ("indicator_revision", "superseded_figure"):
        walls.reference(table)
        op.execute(f"GRANT INSERT ON {table} TO welfare_worker")
        walls.append_only(table)


def _refreshes() -> None:
    op.create_table(
        "figure_refresh",
        tables.id_column(),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("touched_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("fetched", sa.Integer, nullable=False),
        sa.Column("refused", sa.Integer, nullable=False),
        sa.CheckConstraint("state IN ('running', 'complete', 'interrupted', 'no_answer')", name="state"),
    )
    op.create_table(
        "indicator_trouble",
        sa.Column("indicator_id", sa.Integer, sa.ForeignKey("listed_indicator.id"), primary_key=True),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("details", postgresql.JSONB, nullable=False),
        sa.Column("happened_at", MOMENT, nullable=False),
    )
    for table in ("figure_refresh", "indicator_trouble"):
        walls.control(table, staff="SELECT", worker=MIRROR)


def _judgements() -> None:
    op.create_table(
        "indicator_judgement",
        sa.Column("indicator_id", sa.Integer, sa.ForeignKey("listed_indicator.id"), primary_key=True),
        sa.Column("direction", sa.Text, nullable=False),
        sa.Column("method", sa.Text, nullable=False),
        sa.Column("period_kind", sa.Text, nullable=False),
        # Another title under the same number is refused until staff have said that it is the same indicator.
        sa.Column("expected_title_fi", sa.Text, nullable=False),
        sa.Column("set_at", MOMENT, nullable=False),
        sa.Column("set_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.CheckConstraint(f"direction IN ({DIRECTIONS})", name="direction"),
        sa.CheckConstraint(f"method IN ({METHODS})", name="method"),
        sa.CheckConstraint(f"period_kind IN ({PERIODS})", name="period_kind"),
    )
    walls.control("indicator_judgement", staff="SELECT, INSERT, UPDATE", worker="SELECT")
    op.execute("INSERT INTO listed_indicator (id, title_fi, title_sv) SELECT id, title_fi, title_sv FROM indicator")
    op.execute(
        "INSERT INTO indicator_judgement SELECT d.indicator_id, d.direction, i.method, i.period_kind, i.title_fi,"
        " d.set_at, d.set_by FROM indicator_direction d JOIN indicator i ON i.id = d.indicator_id"
    )
    op.drop_table("indicator_direction")
    op.execute("GRANT UPDATE (method, period_kind) ON indicator TO welfare_staff")


def _sets() -> None:
    op.create_table(
        "indicator_set",
        tables.id_column(),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("version", sa.Text, nullable=False),
        *_texts("title", "note"),
        sa.Column("status", sa.Text, nullable=False),
        # How many indicators its publisher says that it has, where we know: ours may be only some of them.
        sa.Column("announced", sa.SmallInteger),
        sa.Column("source", sa.Text, nullable=False),
        sa.UniqueConstraint("kind", "version"),
        sa.CheckConstraint("kind IN ('minimum_list', 'hyte_coefficient')", name="kind"),
        sa.CheckConstraint("status IN ('proposal', 'in_force', 'ended')", name="status"),
    )
    op.create_table(
        "indicator_set_item",
        tables.id_column(),
        sa.Column("set_id", sa.Uuid, sa.ForeignKey("indicator_set.id"), nullable=False),
        sa.Column("position", sa.SmallInteger, nullable=False),
        sa.Column("nature", sa.Text, nullable=False),
        # None where the item has no figures in the bank, such as a self-assessment.
        sa.Column("indicator_id", sa.Integer, sa.ForeignKey("listed_indicator.id")),
        *_texts("title"),
        # At the commit: items change places.
        sa.UniqueConstraint("set_id", "position", deferrable=True, initially="DEFERRED"),
        sa.CheckConstraint("nature IN ('outcome', 'process', 'self_assessment')", name="nature"),
    )
    for table in ("indicator_set", "indicator_set_item"):
        walls.reference(table)
        op.execute(f"GRANT INSERT, UPDATE, DELETE ON {table} TO welfare_staff")


def _choices() -> None:
    op.create_table(
        "chosen_indicator",
        *tables.of_tenant(),
        sa.Column("indicator_id", sa.Integer, sa.ForeignKey("listed_indicator.id"), nullable=False),
        sa.Column("chosen_at", MOMENT, nullable=False),
        sa.Column("chosen_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.UniqueConstraint("tenant_id", "indicator_id"),
    )
    walls.private("chosen_indicator", "SELECT, INSERT, DELETE")
    # Which indicators are to be fetched: their numbers, not whose they are.
    op.execute(
        "CREATE POLICY chosen_indicator_for_worker ON chosen_indicator FOR SELECT TO welfare_worker USING (true)"
    )
    op.execute("GRANT SELECT (indicator_id) ON chosen_indicator TO welfare_worker")
    op.create_table(
        "comparison_municipality",
        *tables.of_tenant(),
        sa.Column("position", sa.SmallInteger, nullable=False),
        sa.Column("municipality_code", sa.CHAR(3), sa.ForeignKey("municipality.code"), nullable=False),
        sa.UniqueConstraint("tenant_id", "position"),
        sa.UniqueConstraint("tenant_id", "municipality_code"),
        sa.CheckConstraint("position BETWEEN 1 AND 4", name="position"),
    )
    walls.private("comparison_municipality", "SELECT, INSERT, DELETE")
    op.create_table(
        "figures_seen",
        *tables.of_tenant(),
        sa.Column("person_id", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.UniqueConstraint("tenant_id", "person_id"),
    )
    walls.private("figures_seen", "SELECT, INSERT, UPDATE (seen_at), DELETE")
