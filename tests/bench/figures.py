"""What bringing figures in costs: the whole bundle copied and merged as series, against a bare COPY of its figures."""

import time
from collections.abc import Callable, Iterator
from decimal import Decimal

from psycopg import Cursor
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

from app.commands import upgrade
from app.indicators.bundle import DIRECTORY, read
from app.indicators.collecting import Collection
from app.indicators.loading import load, load_areas
from tests.place import CLUSTER, empty

TABLE = """
    CREATE TABLE figure (
        indicator_id integer NOT NULL, area_id integer NOT NULL, gender text NOT NULL, year smallint NOT NULL,
        value numeric NOT NULL, count numeric, PRIMARY KEY (indicator_id, gender, area_id, year))"""
COPY = "COPY figure (indicator_id, area_id, gender, year, value, count) FROM STDIN"
Row = tuple[int, int, str, int, Decimal, Decimal | None]


def figures_a_second() -> tuple[Callable[[], tuple[float]], Callable[[], tuple[float]]]:
    """Measurements of single figures brought in per second: (into the mirror, by a bare COPY); each into nothing.

    Both begin with the figures in memory and end with the commit.
    """
    collection = read(DIRECTORY)
    rows = list(_rows(collection))
    return _merged(collection, len(rows)), _copied(rows)


def _merged(collection: Collection, count: int) -> Callable[[], tuple[float]]:
    def measure() -> tuple[float]:
        empty("figures")
        address = CLUSTER.addresses("figures")["owner"]
        upgrade(address)
        engine = create_engine(address)
        with Session(engine) as session, session.begin():
            load_areas(session, collection.areas)
        began = time.perf_counter()
        with Session(engine) as session, session.begin():
            load(session, collection.indicators, collection.fetched_on)
        seconds = time.perf_counter() - began
        _check(engine, "SELECT sum(cardinality(array_remove(figures, NULL))) FROM indicator_series", count)
        return (count / seconds,)

    return measure


def _copied(rows: list[Row]) -> Callable[[], tuple[float]]:
    def measure() -> tuple[float]:
        empty("copied")
        engine = create_engine(CLUSTER.addresses("copied")["owner"])
        with engine.begin() as connection:
            connection.execute(text(TABLE))
        began = time.perf_counter()
        with engine.begin() as connection, connection.connection.cursor() as cursor:
            _copy(cursor, rows)
        seconds = time.perf_counter() - began
        _check(engine, "SELECT count(*) FROM figure", len(rows))
        return (len(rows) / seconds,)

    return measure


def _copy(cursor: Cursor, rows: list[Row]) -> None:
    with cursor.copy(COPY) as copy:
        for row in rows:
            copy.write_row(row)


def _check(engine: object, question: str, count: int) -> None:
    with engine.connect() as connection:
        if connection.scalar(text(question)) != count:
            raise RuntimeError(f"not {count} figures: {question}")
    engine.dispose()


def _rows(collection: Collection) -> Iterator[Row]:
    for each in collection.indicators:
        for series in each.series:
            counts = series.counts or (None,) * len(series.figures)
            for year, (figure, count) in enumerate(zip(series.figures, counts, strict=True), series.first_year):
                if figure is not None:
                    yield each.metadata.id, series.area_id, series.gender, year, figure, count
