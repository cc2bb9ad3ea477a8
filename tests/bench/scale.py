"""Whether pages about figures stay as quick when the mirror is full: 3,000 indicators of every municipality and 30
years, made by a generator, against 100 of them. A municipality's own set of 100 is its profile in both.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

import requests
from sqlalchemy import NullPool, create_engine, text

from tests.place import CLUSTER, COORDINATOR, PASSWORD, made_for_show
from tests.serving import Server, signed_in

FEW, MANY = 100, 3000
FIRST, YEARS = 800_000, 30
ROUNDS = 25
PAGES = {
    "profile of 100 indicators": "/fi/kempele/tunnusluvut/profiili?basket=own",
    "one indicator": f"/fi/kempele/tunnusluvut/{FIRST}",
    "what changes": "/fi/kempele/tunnusluvut/muutokset?basket=own",
    "what is new": "/fi/kempele/tunnusluvut/uutta",
    "search": "/fi/kempele/tunnusluvut/?q=ikävakioitu",
}

LISTED = """
    INSERT INTO listed_indicator (id, title_fi, title_sv, organisation_fi, organisation_sv)
    SELECT :first + n, 'Tuotettu indikaattori ' || n, 'Genererad indikator ' || n, 'Generaattori', 'Generator'
    FROM generate_series(0, :count - 1) AS n"""
MIRRORED = """
    INSERT INTO indicator (id, title_fi, title_sv, unit_code, unit_fi, unit_sv, decimals, direction, method,
        organisation_fi, organisation_sv, source_fi, source_sv, first_year, last_year, fetched_on, revision)
    SELECT :first + n, 'Tuotettu indikaattori ' || n, 'Genererad indikator ' || n, 'PROS', '%', '%', 1, 'lower_better',
        'proportion', 'Generaattori', 'Generator', '', '', 1995, 1994 + :years, now(), 0
    FROM generate_series(0, :count - 1) AS n"""
SERIES = """
    INSERT INTO indicator_series (indicator_id, gender, area_id, first_year, figures, counts)
    SELECT :first + n, 'total', area.id, 1995,
        ARRAY(SELECT round((10 + 5 * sin(n + area.id + y) + y / 10.0)::numeric, 1)
              FROM generate_series(1, :years) AS y),
        ARRAY(SELECT round((200 + 100 * sin(n + area.id + y) + 2 * y)::numeric) FROM generate_series(1, :years) AS y)
    FROM generate_series(0, :count - 1) AS n
    JOIN statistical_area AS area ON area.category IN ('KUNTA', 'HYVINVOINTIALUE', 'MAAKUNTA', 'MAA')"""
DISTRIBUTIONS = """
    INSERT INTO indicator_distribution (indicator_id, year, municipalities, quantiles)
    SELECT indicator_id, 1994 + :years, count(*), percentile_cont(ARRAY[0, 0.2, 0.5, 0.8, 1])
        WITHIN GROUP (ORDER BY figures[:years])
    FROM indicator_series WHERE indicator_id >= :first GROUP BY 1"""
REVISIONS = """
    INSERT INTO indicator_revision SELECT id, 1, now() - interval '200 days', NULL, '{}', '{}', 9000, 0, 0
    FROM indicator WHERE id >= :first"""
CHOSEN = """
    INSERT INTO chosen_indicator (tenant_id, id, indicator_id, chosen_at, chosen_by)
    SELECT t.id, gen_random_uuid(), :first + n, now(), p.id FROM tenant t, person p, generate_series(0, 99) AS n
    WHERE t.municipality_code = '244' AND p.email = :email"""
STEPS = (LISTED, MIRRORED, SERIES, DISTRIBUTIONS, REVISIONS, CHOSEN)


def milliseconds_of_pages(folder: Path) -> dict[str, tuple[float, float]]:
    """By page: the median answer with the mirror full, and with few indicators in it."""
    with (
        served("many", folder, lambda: _fill("many", MANY)) as full,
        served("few", folder, lambda: _fill("few", FEW)) as small,
    ):
        return {name: medians(lambda at=at: full(at), lambda at=at: small(at)) for name, at in PAGES.items()}


def coordinator(server: Server) -> requests.Session:
    """Who opens the pages, if nobody else is named."""
    return signed_in(server.url, COORDINATOR, PASSWORD)


@contextmanager
def served(
    name: str, folder: Path, fill: Callable[[], None], visitor: Callable[[Server], requests.Session] = coordinator
) -> Iterator[Callable[[str], float]]:
    """A service on a database that was filled; gives a function that opens a page and tells how long it took."""
    settings = made_for_show(name)
    fill()
    with Server(folder / f"{name}.log", settings) as server:
        visit = visitor(server)

        def milliseconds(path: str) -> float:
            began = time.perf_counter()
            visit.get(server.url + path).raise_for_status()
            return (time.perf_counter() - began) * 1000

        yield milliseconds


def _fill(name: str, count: int) -> None:
    """Past the walls, as no login of the service could."""
    address = CLUSTER.addresses(name)["owner"].replace("//welfare_owner@", "//postgres@")
    engine = create_engine(address, poolclass=NullPool)
    given = {"first": FIRST, "count": count, "years": YEARS, "email": COORDINATOR}
    with engine.begin() as connection:
        for step in STEPS:
            connection.execute(text(step), {word: value for word, value in given.items() if f":{word}" in step})
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))


def medians(ours: Callable[[], float], theirs: Callable[[], float], times: int = ROUNDS) -> tuple[float, float]:
    """In turns, so that what else the machine does falls on both; the first of each warms up."""
    rounds = [(ours(), theirs()) for _ in range(times + 1)][1:]
    return tuple(median(side) for side in zip(*rounds, strict=True))
