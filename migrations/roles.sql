-- The service's database roles and the ground they stand on.
--
-- Production: the database administrator runs this once, as superuser, inside the service's own
-- database, and then gives each login its password (\password welfare_owner, ...):
--
--     createdb --template=template0 --encoding=UTF8 --locale=C.UTF-8 welfare
--     psql -v ON_ERROR_STOP=1 --single-transaction -d welfare -f migrations/roles.sql
--
-- A checkout's embedded PostgreSQL runs it by itself. It may be run again at any time. Rights on
-- the schema and its tables are given by migrations.

DO $$
DECLARE
    login text;
BEGIN
    -- owner: migrations. tenant: a municipality's pages. door: anonymous pages and sign-in.
    -- staff: the association's control plane. worker: the queue. backup: reads every row, writes none.
    FOREACH login IN ARRAY ARRAY['owner', 'tenant', 'door', 'staff', 'worker', 'backup'] LOOP
        login := 'welfare_' || login;
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = login) THEN
            EXECUTE format('CREATE ROLE %I', login);
        END IF;
        -- A role that sees past row-level security would see past the wall between municipalities.
        EXECUTE format(
            'ALTER ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION %s',
            login, CASE WHEN login = 'welfare_backup' THEN 'BYPASSRLS' ELSE 'NOBYPASSRLS' END);
    END LOOP;

    -- Under row-level security a dump would silently hold no rows: backup alone may look past it.
    GRANT pg_read_all_data TO welfare_backup;
    ALTER ROLE welfare_backup SET default_transaction_read_only = on;

    -- Nobody makes temporary tables: one left on a pooled connection would stand before the real
    -- table of the same name when the next municipality uses that connection.
    EXECUTE format('ALTER DATABASE %I OWNER TO welfare_owner', current_database());
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format(
        'GRANT CONNECT ON DATABASE %I TO welfare_tenant, welfare_door, welfare_staff, welfare_worker, welfare_backup',
        current_database());
END
$$;

ALTER SCHEMA public OWNER TO welfare_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
