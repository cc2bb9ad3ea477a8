"""Whether residents find and open reports as quickly among all municipalities' as among one's: 308 with ten editions
each, with as many words as long reports have. Kempele has 21 in both, so that a page of the register is as long.
"""

from functools import partial
from pathlib import Path

import requests
from sqlalchemy import NullPool, create_engine, text

from app.publishing.search_queries import PAGE
from tests.bench.plans import EVERYBODY
from tests.bench.scale import medians, served
from tests.place import CLUSTER, PUBLISHED_PAGE
from tests.serving import Server

EACH, OF_KEMPELE = 10, PAGE + 1
DRAWS, VOCABULARY, TEXTS = 4_000, 40_000, 100
ROUNDS = 100
"""Short answers differ by less than what else a machine does."""

FEW, RARE = 3, "revontulimittari"
PAGES = {
    "a report's page": PUBLISHED_PAGE,
    "its municipality's reports": "/fi/raportit/kempele/",
    "the register": "/fi/raportit/",
    "a word that every report has": "/fi/raportit/?q=hyvinvointi",
    "a word that few have": f"/fi/raportit/?q={RARE}",
    "a word in one municipality's": "/fi/raportit/?q=hyvinvointi&of=244",
    "a word in a year": "/fi/raportit/?q=hyvinvointi&year=2024",
}
ONE_IS_LEFT = """
    DELETE FROM edition_words WHERE (tenant_id, edition_id) NOT IN (SELECT * FROM pattern);
    DELETE FROM edition_file WHERE (tenant_id, edition_id) NOT IN (SELECT * FROM pattern);
    DELETE FROM edition_withdrawal WHERE (tenant_id, edition_id) NOT IN (SELECT * FROM pattern);
    DELETE FROM edition WHERE (tenant_id, id) NOT IN (SELECT * FROM pattern)"""
PATTERN = """
    CREATE TEMPORARY TABLE pattern AS SELECT e.tenant_id, e.id FROM edition e JOIN tenant t ON t.id = e.tenant_id
    WHERE t.municipality_code = '244' AND years = '2021-2025' AND number = 1"""
REPORTS = """
    INSERT INTO report SELECT its.* FROM edition e JOIN report r ON r.tenant_id = e.tenant_id AND r.id = e.report_id
    CROSS JOIN tenant t CROSS JOIN LATERAL jsonb_populate_record(
        r, jsonb_build_object('tenant_id', t.id, 'id', gen_random_uuid(), 'number', 99, 'plan_id', NULL)) its
    WHERE t.kind = 'municipality' AND t.id <> e.tenant_id"""
EDITIONS = """
    INSERT INTO edition (tenant_id, id, report_id, years, number, title_fi, title_sv, content, checksum, published_at)
    SELECT t.id, gen_random_uuid(), r.id, e.years, n, e.title_fi, e.title_sv, e.content, e.checksum,
        e.published_at - make_interval(hours => n * 300 + abs(hashtext(t.id::text)) % 299)
    FROM pattern p JOIN edition e USING (tenant_id, id)
    CROSS JOIN tenant t JOIN report r ON r.tenant_id = t.id AND (r.number = 99 OR r.id = e.report_id),
    generate_series(1, CASE WHEN t.municipality_code = '244' THEN :of_kempele ELSE :each END) n
    WHERE t.kind = 'municipality' AND NOT (t.id = e.tenant_id AND n = 1)"""
FILES = """
    INSERT INTO edition_file (tenant_id, id, edition_id, language, format, body, checksum)
    SELECT e.tenant_id, gen_random_uuid(), e.id, f.language, f.format,
        CASE WHEN f.format = 'html' THEN f.body ELSE 'x' END, f.checksum
    FROM pattern p JOIN edition_file f ON (f.tenant_id, f.edition_id) = (p.tenant_id, p.id), edition e
    WHERE e.id <> p.id"""
TEXTS_OF_WORDS = """
    CREATE TEMPORARY TABLE vocabulary AS SELECT n, array_to_tsvector(ARRAY(
        SELECT DISTINCT 'sana' || floor(:vocabulary * power(random(), 3)) FROM generate_series(1, :draws) WHERE n > 0
    )) AS words FROM generate_series(1, :texts) n"""
WORDS = """
    INSERT INTO edition_words (tenant_id, id, edition_id, language, words)
    SELECT e.tenant_id, gen_random_uuid(), e.id, w.language, w.words || v.words || array_to_tsvector(
        ARRAY['kunta' || t.municipality_code] || CASE WHEN t.municipality_code = '244' AND e.number <= :few
            THEN ARRAY[:rare] ELSE '{}' END)
    FROM pattern p JOIN edition_words w ON (w.tenant_id, w.edition_id) = (p.tenant_id, p.id),
        edition e JOIN tenant t ON t.id = e.tenant_id JOIN vocabulary v ON v.n = abs(hashtext(e.id::text)) % :texts + 1
    WHERE e.id <> p.id"""
ROWS = (EDITIONS, FILES, TEXTS_OF_WORDS, WORDS)
FILLS = {
    "editions": (PATTERN, *ONE_IS_LEFT.split(";"), EVERYBODY, REPORTS, *ROWS),
    "editions_of_one": (PATTERN, *ONE_IS_LEFT.split(";"), *ROWS),
}


def milliseconds_of_the_register(folder: Path) -> dict[str, tuple[float, float]]:
    """By page: the median answer among everybody's editions, and among one municipality's."""
    among, alone = (served(name, folder, partial(_fill, name), anybody) for name in FILLS)
    with among as among, alone as alone:
        return {name: medians(lambda at=at: among(at), lambda at=at: alone(at), ROUNDS) for name, at in PAGES.items()}


def anybody(server: Server) -> requests.Session:
    """Somebody who has not signed in."""
    return requests.Session()


def _fill(name: str) -> None:
    """Past the walls and the triggers that keep editions, as no login of the service could."""
    address = CLUSTER.addresses(name)["owner"].replace("//welfare_owner@", "//postgres@")
    engine = create_engine(address, poolclass=NullPool)
    given = {"each": EACH, "of_kempele": OF_KEMPELE, "few": FEW, "rare": RARE}
    given |= {"draws": DRAWS, "vocabulary": VOCABULARY, "texts": TEXTS}
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))
        for step in FILLS[name]:
            connection.execute(text(step), {word: value for word, value in given.items() if f":{word}" in step})
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
