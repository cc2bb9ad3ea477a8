"""What the service is measured against: a database with nothing but pages, for `bare` to serve."""

from sqlalchemy import NullPool, create_engine, text

from tests.place import CLUSTER, empty


def bare_database(pages: list[str]) -> dict[str, str]:
    """The settings of the bare application: a table with these pages, numbered from 1."""
    empty("bare")
    address = CLUSTER.addresses("bare")["owner"]
    engine = create_engine(address, poolclass=NullPool)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE page (id integer PRIMARY KEY, body text NOT NULL)"))
        rows = [{"id": number, "body": page} for number, page in enumerate(pages, start=1)]
        connection.execute(text("INSERT INTO page VALUES (:id, :body)"), rows)
    return {"BARE_DATABASE_URL": address}
