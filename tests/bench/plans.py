"""Whether a long plan opens as quickly among all municipalities' plans as alone: 60 goals and 400 measures in each."""

from pathlib import Path

from sqlalchemy import NullPool, create_engine, text

from tests.bench.scale import medians, served
from tests.place import CLUSTER, COORDINATOR

GOALS, MEASURES, NUMBER = 60, 400, 9
PAGE = f"/fi/kempele/suunnitelmat/{NUMBER}"
EVERYBODY = """
    INSERT INTO tenant (id, kind, municipality_code, created_at)
    SELECT gen_random_uuid(), 'municipality', code, now() FROM municipality
    WHERE code NOT IN (SELECT municipality_code FROM tenant WHERE municipality_code IS NOT NULL)"""
PLAN = """
    INSERT INTO plan (tenant_id, id, number, title_fi, title_sv, first_year, last_year, state, begun_at, begun_by)
    SELECT t.id, gen_random_uuid(), :number, 'Suunnitelma', 'Plan', 2025, 2029, 'in_work', now(), p.id
    FROM tenant t, person p WHERE p.email = :email AND t.kind = 'municipality'"""
EMPHASES = """
    INSERT INTO emphasis (tenant_id, id, plan_id, number, place, title_fi, title_sv)
    SELECT tenant_id, gen_random_uuid(), id, n, n, 'Painopiste ' || n, 'Prioritering ' || n
    FROM plan, generate_series(1, 5) AS n WHERE plan.number = :number"""
GOALS_OF_EACH = """
    INSERT INTO goal (tenant_id, id, plan_id, emphasis_id, number, place, title_fi, title_sv, age_group, strategy_fi,
        strategy_sv, measured_fi, measured_sv, tags)
    SELECT e.tenant_id, gen_random_uuid(), e.plan_id, e.id, n, n, 'Tavoite ' || n, 'Mål ' || n, 'all', 'Strategia',
        'Strategi', 'Kysely', 'Enkät', '{older_population}'
    FROM emphasis e JOIN plan p ON p.id = e.plan_id AND p.number = :number, generate_series(1, :goals) AS n
    WHERE e.number = n % 5 + 1"""
MEASURES_OF_EACH = """
    INSERT INTO measure (tenant_id, id, plan_id, goal_id, number, place, title_fi, title_sv, body_fi, body_sv,
        partners_fi, partners_sv, resource_fi, resource_sv, cost_cents, begins_on, ends_on, status, tags)
    SELECT g.tenant_id, gen_random_uuid(), g.plan_id, g.id, n, n, 'Toimenpide ' || n, 'Åtgärd ' || n, 'Lautakunta',
        'Nämnden', 'Järjestöt', 'Föreningar', 'Oma työ', 'Eget arbete', 100000, '2025-08-01', '2028-05-31',
        'under_way', '{}'
    FROM goal g JOIN plan p ON p.id = g.plan_id AND p.number = :number, generate_series(1, :measures) AS n
    WHERE g.number = n % :goals + 1"""
INDICATORS = """
    INSERT INTO goal_indicator (tenant_id, id, plan_id, goal_id, place, indicator_id, population_group,
        baseline_period, baseline_value, target_value, target_year)
    SELECT g.tenant_id, gen_random_uuid(), g.plan_id, g.id, 1, 228, '', '2023', 9, 7, 2029
    FROM goal g JOIN plan p ON p.id = g.plan_id AND p.number = :number"""
OTHERS_GO = "DELETE FROM plan WHERE number = :number AND tenant_id NOT IN (SELECT id FROM tenant WHERE"
ALONE = f"{OTHERS_GO} municipality_code = '244')"
ROWS = (EMPHASES, GOALS_OF_EACH, MEASURES_OF_EACH, INDICATORS)


def milliseconds_of_a_plan(folder: Path) -> tuple[float, float]:
    """The median answer among everybody's plans, and alone."""
    fills = {"plans": (EVERYBODY, PLAN, *ROWS), "plan": (PLAN, ALONE, *ROWS)}
    with (
        served("plans", folder, lambda: _fill("plans", fills["plans"])) as among,
        served("plan", folder, lambda: _fill("plan", fills["plan"])) as alone,
    ):
        return medians(lambda: among(PAGE), lambda: alone(PAGE))


def _fill(name: str, steps: tuple[str, ...]) -> None:
    """Past the walls, as no login of the service could."""
    address = CLUSTER.addresses(name)["owner"].replace("//welfare_owner@", "//postgres@")
    engine = create_engine(address, poolclass=NullPool)
    given = {"number": NUMBER, "goals": GOALS, "measures": MEASURES, "email": COORDINATOR}
    with engine.begin() as connection:
        for step in steps:
            connection.execute(text(step), {word: value for word, value in given.items() if f":{word}" in step})
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
