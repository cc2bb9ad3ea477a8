"""The search reads an index: what an edition says goes with its withdrawal, so that at the door no row must be looked
at before its words may be. `@@` is no leakproof operator, and a policy that asks something keeps it from its index.
"""

from alembic import op

from migrations import walls

revision = "0042"
down_revision = "0041"

IS_WITHDRAWN = (
    "EXISTS (SELECT FROM edition_withdrawal gone"
    " WHERE gone.tenant_id = {0}.tenant_id AND gone.edition_id = {0}.edition_id)"
)
FORGET = """
    CREATE FUNCTION forget_words_of_edition() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        DELETE FROM edition_words WHERE tenant_id = NEW.tenant_id AND edition_id = NEW.edition_id;
        RETURN NULL;
    END $$"""
KEEP = f"""
    CREATE FUNCTION keep_words_of_edition() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'INSERT' THEN
            IF NOT {IS_WITHDRAWN.format("NEW")} THEN
                RETURN NEW;
            END IF;
        ELSIF {IS_WITHDRAWN.format("OLD")} OR is_leaving(TG_RELID) THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'an edition has words for as long as it is published' USING ERRCODE = 'restrict_violation';
    END $$"""
WITHDRAWN_BEFORE = f"DELETE FROM edition_words WHERE {IS_WITHDRAWN.format('edition_words')}"


def upgrade() -> None:
    for function in (FORGET, KEEP):
        op.execute(function)
    op.execute(
        "CREATE OR REPLACE TRIGGER edition_words_refuses BEFORE UPDATE OR TRUNCATE ON edition_words"
        " FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
    )
    op.execute(
        "CREATE TRIGGER edition_words_are_kept BEFORE INSERT OR DELETE ON edition_words"
        " FOR EACH ROW EXECUTE FUNCTION keep_words_of_edition()"
    )
    op.execute(
        "CREATE TRIGGER edition_withdrawal_forgets AFTER INSERT ON edition_withdrawal"
        " FOR EACH ROW EXECUTE FUNCTION forget_words_of_edition()"
    )
    op.execute("GRANT DELETE ON edition_words TO welfare_tenant")
    walls.behind_each(WITHDRAWN_BEFORE)
    op.execute("ALTER POLICY edition_words_at_the_door ON edition_words USING (true)")
