"""A municipality leaves: exports of everything it has, and the deletion of its rows, which only this opens a door for.

Rows that never change (an adopted report, an edition) are removed by one function alone, and by it only while a
deletion is due that nobody has stopped. The triggers that keep such rows ask `is_leaving`, so the owner is bound too.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations import tables, walls

revision = "0014"
down_revision = "0013"

MOMENT = sa.DateTime(timezone=True)
STAYS = (
    "audit_entry", "licence", "licence_event", "licence_order", "renewal", "billing_details", "contract_acceptance",
    "invoice", "invoice_file", "invoice_delivery", "invoice_reminder", "invoice_dispute", "allocation", "card_checkout",
)  # fmt: skip
"""The trail and the ledger. A test holds this against the written list, app/leaving/fates.py."""
PUBLISHED = ("edition", "edition_file")
SHORTEST = 30
LONGEST = 90

BESIDE = """DELETE FROM account_request WHERE to_tenant = asked.about_tenant;
        DELETE FROM feature_switch WHERE about_tenant = asked.about_tenant;"""
"""What stands outside the wall and is the municipality's all the same."""

KEEPS = """
    CREATE FUNCTION leaving_keeps(withdraws boolean) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
        SELECT '{{{stays}}}'::text[] || CASE WHEN withdraws THEN '{{}}' ELSE '{{{published}}}'::text[] END $$"""
IS_LEAVING = f"""
    CREATE FUNCTION is_leaving(its_table oid) RETURNS boolean LANGUAGE sql STABLE AS $$
        SELECT its_table = ANY (tables_of_tenants()) AND its_table <> ALL (leaving_keeps(true)::regclass[])
           AND EXISTS (SELECT FROM deletion_record WHERE about_tenant = {walls.CHOSEN_IF_ANY}
                       AND under_way = pg_current_xact_id_if_assigned()::text) $$"""
ROWS = f"""
    CREATE FUNCTION rows_of_chosen() RETURNS jsonb LANGUAGE plpgsql AS $$
    DECLARE
        counts jsonb := '{{}}';
        each regclass;
        found bigint;
    BEGIN
        FOREACH each IN ARRAY tables_of_tenants() LOOP
            EXECUTE format('SELECT count(*) FROM %s WHERE tenant_id = $1', each) INTO found USING {walls.CHOSEN};
            counts := counts || jsonb_build_object(each::text, found);
        END LOOP;
        RETURN counts;
    END $$"""
TABLES = """
    CREATE FUNCTION tables_of_tenants() RETURNS regclass[] LANGUAGE sql STABLE AS $$
        SELECT array_agg(c.oid::regclass ORDER BY c.relname) FROM pg_class c
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') $$"""
KEEP_RECORD = """
    CREATE FUNCTION keep_deletion_record() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'INSERT' THEN
            -- Nobody, the owner included, asks in the past.
            NEW.asked_at := now();
            RETURN NEW;
        END IF;
        IF TG_OP = 'DELETE' OR OLD.stopped_at IS NOT NULL
           OR (NEW.id, NEW.about_tenant, NEW.asked_by, NEW.asked_at, NEW.delay_days, NEW.withdraws_editions,
              NEW.proposal_id)
              IS DISTINCT FROM
              (OLD.id, OLD.about_tenant, OLD.asked_by, OLD.asked_at, OLD.delay_days, OLD.withdraws_editions,
              OLD.proposal_id)
           OR OLD.closed_at IS NOT NULL AND NEW.closed_at IS DISTINCT FROM OLD.closed_at
           OR OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL AND now() < OLD.due_at
           OR OLD.closed_at IS NULL AND num_nonnulls(NEW.under_way, NEW.done_at) > 0
           OR OLD.done_at IS NOT NULL AND to_jsonb(NEW) - ARRAY['people', 'due_at']
                                           <> to_jsonb(OLD) - ARRAY['people', 'due_at'] THEN
            RAISE EXCEPTION 'a deletion that was asked for is stopped in time or carried out, and nothing else'
                USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$"""
DELETE = f"""
    CREATE FUNCTION delete_leaving_municipality(record_id uuid) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    DECLARE
        asked deletion_record;
        remaining regclass[];
        free regclass[];
        each regclass;
        before jsonb;
        after jsonb;
    BEGIN
        SELECT * INTO asked FROM deletion_record WHERE id = record_id AND about_tenant = {walls.CHOSEN} FOR UPDATE;
        IF asked.id IS NULL OR num_nonnulls(asked.stopped_at, asked.done_at) > 0 OR asked.due_at > now()
           OR asked.closed_at IS NULL THEN
            RAISE EXCEPTION 'no deletion of this municipality is due' USING ERRCODE = 'restrict_violation';
        END IF;
        UPDATE deletion_record SET under_way = pg_current_xact_id()::text WHERE id = record_id;
        before := rows_of_chosen();
        remaining := ARRAY(SELECT unnest(tables_of_tenants())
                           EXCEPT SELECT unnest(leaving_keeps(asked.withdraws_editions))::regclass);
        WHILE cardinality(remaining) > 0 LOOP
            -- What nothing that is left refers to goes first. An edition that stays forgets its report by itself.
            free := ARRAY(SELECT t FROM unnest(remaining) t WHERE NOT EXISTS (
                SELECT FROM pg_constraint k WHERE k.contype = 'f' AND k.confrelid = t AND k.conrelid <> t
                AND k.conrelid = ANY (remaining)));
            IF cardinality(free) = 0 THEN
                RAISE EXCEPTION 'these tables refer to each other in a circle: %', remaining;
            END IF;
            FOREACH each IN ARRAY free LOOP
                EXECUTE format('DELETE FROM %s WHERE tenant_id = $1', each) USING asked.about_tenant;
            END LOOP;
            remaining := ARRAY(SELECT unnest(remaining) EXCEPT SELECT unnest(free));
        END LOOP;
        {BESIDE}
        after := rows_of_chosen();
        IF EXISTS (SELECT FROM jsonb_each(after) t WHERE t.value <> '0'
                   AND t.key <> ALL (leaving_keeps(asked.withdraws_editions))) THEN
            RAISE EXCEPTION 'rows are left: %', after;
        END IF;
        UPDATE deletion_record SET under_way = NULL, done_at = now(), counts_before = before, counts_after = after
        WHERE id = record_id;
    END $$"""


def upgrade() -> None:
    _exports()
    _deletions()
    _gone()
    op.execute(KEEPS.format(stays=",".join(STAYS), published=",".join(PUBLISHED)))
    for function in (TABLES, IS_LEAVING, ROWS, DELETE):
        op.execute(function)
    op.execute("REVOKE EXECUTE ON FUNCTION delete_leaving_municipality(uuid) FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION delete_leaving_municipality(uuid) TO welfare_worker")


def _exports() -> None:
    op.create_table(
        "export",
        *tables.of_tenant(),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("asked_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("step", sa.Integer, nullable=False),
        sa.Column("steps", sa.Integer, nullable=False),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("ended_at", MOMENT),
        sa.Column("size", sa.BigInteger),
        sa.Column("checksum", sa.Text),
        sa.CheckConstraint("state IN ('waiting', 'ready', 'failed')", name="state"),
        sa.CheckConstraint("(state = 'waiting') = (ended_at IS NULL)", name="end"),
        sa.CheckConstraint("(state = 'ready') = (checksum IS NOT NULL)", name="result"),
    )
    # A second press does not make a second one.
    op.create_index(
        "export_waiting_key", "export", ["tenant_id"], unique=True, postgresql_where=sa.text("state = 'waiting'")
    )
    walls.private("export")
    walls.shared_with("worker", "export", "SELECT")
    op.create_table(
        "export_chunk",
        *tables.of_tenant(),
        sa.Column("export_id", sa.Uuid, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        tables.within_tenant("export_id", "export"),
        sa.UniqueConstraint("tenant_id", "export_id", "position"),
    )
    # A zip does not become smaller.
    op.execute("ALTER TABLE export_chunk ALTER COLUMN body SET STORAGE EXTERNAL")
    walls.private("export_chunk", "SELECT, INSERT, DELETE")


def _deletions() -> None:
    # No column is called tenant_id: the record is what remains when the municipality's rows are gone.
    due = "((asked_at AT TIME ZONE 'UTC') + make_interval(days => delay_days)) AT TIME ZONE 'UTC'"
    op.create_table(
        "deletion_record",
        tables.id_column(),
        sa.Column("about_tenant", sa.Uuid, sa.ForeignKey("tenant.id"), nullable=False, index=True),
        sa.Column("asked_by", sa.Uuid, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False, server_default=sa.func.now()),
        sa.Column("delay_days", sa.Integer, nullable=False),
        sa.Column("due_at", MOMENT, sa.Computed(due, persisted=True), nullable=False),
        sa.Column("withdraws_editions", sa.Boolean, nullable=False),
        # What two of the staff agreed on, where the municipality did not ask by itself.
        sa.Column("proposal_id", sa.Uuid, sa.ForeignKey("proposal.id"), unique=True),
        sa.Column("stopped_at", MOMENT),
        sa.Column("stopped_by", sa.Uuid, sa.ForeignKey("person.id")),
        sa.Column("closed_at", MOMENT),
        sa.Column("people", JSONB),
        sa.Column("under_way", sa.Text),
        sa.Column("done_at", MOMENT),
        sa.Column("counts_before", JSONB),
        sa.Column("counts_after", JSONB),
        sa.CheckConstraint(f"delay_days BETWEEN {SHORTEST} AND {LONGEST}", name="delay"),
        sa.CheckConstraint("num_nonnulls(stopped_at, stopped_by) IN (0, 2)", name="stop"),
        sa.CheckConstraint("num_nonnulls(stopped_at, closed_at) < 2", name="outcome"),
        sa.CheckConstraint("num_nonnulls(done_at, counts_before, counts_after) IN (0, 3)", name="proof"),
    )
    op.create_index(
        "deletion_record_open_key", "deletion_record", ["about_tenant"], unique=True,
        postgresql_where=sa.text("stopped_at IS NULL AND done_at IS NULL"),
    )  # fmt: skip
    _keep_record()
    _walls_of_deletions()


def _keep_record() -> None:
    op.execute(KEEP_RECORD)
    op.execute(
        "CREATE TRIGGER deletion_record_stays BEFORE INSERT OR UPDATE OR DELETE ON deletion_record "
        "FOR EACH ROW EXECUTE FUNCTION keep_deletion_record()"
    )
    op.execute(
        "CREATE TRIGGER deletion_record_refuses BEFORE TRUNCATE ON deletion_record "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )


def _walls_of_deletions() -> None:
    asking = "INSERT (id, about_tenant, asked_by, delay_days, withdraws_editions)"
    walls.control(
        "deletion_record",
        tenant=f"SELECT, {asking}, UPDATE (stopped_at, stopped_by, closed_at, people)",
        staff=f"SELECT, {asking.removesuffix(')')}, proposal_id), UPDATE (stopped_at, stopped_by)",
        worker="SELECT, UPDATE (people)",
        door="SELECT (about_tenant, closed_at)",
    )
    op.execute("ALTER TABLE deletion_record ENABLE ROW LEVEL SECURITY")
    op.execute(
        "CREATE POLICY deletion_of_tenant ON deletion_record TO welfare_tenant "
        f"USING (about_tenant = {walls.CHOSEN}) WITH CHECK (about_tenant = {walls.CHOSEN})"
    )
    op.execute("CREATE POLICY deletion_for_worker ON deletion_record TO welfare_worker USING (true)")
    op.execute("CREATE POLICY deletion_seen_by_staff ON deletion_record FOR SELECT TO welfare_staff USING (true)")
    op.execute("CREATE POLICY deletion_stopped_by_staff ON deletion_record FOR UPDATE TO welfare_staff USING (true)")
    # Staff ask for one only by what two of them have agreed on, as they agreed on it and just now.
    op.execute(
        "CREATE POLICY deletion_agreed ON deletion_record FOR INSERT TO welfare_staff WITH CHECK ("
        "EXISTS (SELECT FROM proposal p WHERE p.id = proposal_id AND p.kind = 'deletion' AND p.is_approved"
        " AND p.payload ->> 'tenant' = about_tenant::text AND p.decided_by = asked_by"
        " AND (p.payload ->> 'delay_days')::integer = delay_days"
        " AND (p.payload ->> 'withdraws_editions')::boolean = withdraws_editions"
        " AND p.decided_at > now() - interval '5 minutes'))"
    )


def _gone() -> None:
    # Who would order for a municipality that has left is told so.
    op.execute(
        "CREATE POLICY deletion_of_gone ON deletion_record FOR SELECT TO welfare_door USING (closed_at IS NOT NULL)"
    )
    # Whatever else lets staff invite: nobody comes in where everybody was let out.
    op.execute(
        "CREATE POLICY invitation_of_no_gone ON invitation AS RESTRICTIVE FOR INSERT TO welfare_staff WITH CHECK "
        "(NOT EXISTS (SELECT FROM deletion_record"
        " WHERE about_tenant = invitation.tenant_id AND closed_at IS NOT NULL))"
    )
