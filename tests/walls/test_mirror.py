"""The mirror's tables: everybody reads figures, the refresh alone writes them, and nobody rewrites what was."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

MIRRORED = (
    "listed_indicator",
    "indicator",
    "statistical_area",
    "indicator_series",
    "indicator_distribution",
    "indicator_revision",
    "superseded_figure",
)
DEEDS = {
    "UPDATE": "UPDATE {} SET {} = {}",
    "DELETE": "DELETE FROM {}",
    "TRUNCATE": "TRUNCATE {} CASCADE",
    "INSERT": "INSERT INTO {} DEFAULT VALUES",
}
KEPT = ("indicator_revision", "superseded_figure")
NUMBER = {"listed_indicator": "id", "indicator": "id", "statistical_area": "id"}


def refused(engines, plane: str, statement: str) -> str:
    """Why the database refuses a statement; "" where it does not."""
    with Session(getattr(engines, plane)) as session:
        try:
            session.execute(text(statement))
        except DBAPIError as error:
            return type(error.orig).__name__
        finally:
            session.rollback()
    return ""


def statement_of(deed: str, table: str) -> str:
    """A statement that changes no row, or none that may be."""
    column = NUMBER.get(table, "indicator_id")
    return DEEDS[deed].format(table, column, column)


@pytest.mark.parametrize("table", MIRRORED)
@pytest.mark.parametrize("plane", ["tenant", "door", "staff"])
def test_pages_read_the_mirror_and_cannot_write_it(engines, plane, table):
    with Session(getattr(engines, plane)) as session:
        session.execute(text(f"SELECT * FROM {table} LIMIT 1"))
    for deed in DEEDS:
        assert refused(engines, plane, statement_of(deed, table)) == "InsufficientPrivilege", deed


@pytest.mark.parametrize("table", MIRRORED)
def test_the_worker_writes_what_the_refresh_brings(engines, table):
    assert refused(engines, "worker", statement_of("INSERT", table)) == "NotNullViolation"  # it may, but not nothing
    if table not in KEPT:
        assert refused(engines, "worker", statement_of("UPDATE", table)) == ""
    assert refused(engines, "worker", statement_of("TRUNCATE", table)) == "InsufficientPrivilege"


@pytest.mark.parametrize("table", KEPT)
@pytest.mark.parametrize("deed", ["UPDATE", "DELETE", "TRUNCATE"])
def test_what_a_fetch_found_is_never_rewritten_not_even_by_the_owner(engines, table, deed):
    assert refused(engines, "owner", statement_of(deed, table)) == "RestrictViolation"
    assert refused(engines, "worker", statement_of(deed, table)) == "InsufficientPrivilege"


@pytest.mark.parametrize("table", ["fetched_series", "figure_refresh", "indicator_trouble", "indicator_judgement"])
@pytest.mark.parametrize("plane", ["tenant", "door"])
def test_how_the_refresh_goes_is_no_business_of_municipalities(engines, plane, table):
    assert refused(engines, plane, f"SELECT FROM {table}") == "InsufficientPrivilege"


def test_staff_judge_of_an_indicator_only_what_is_theirs_to_judge(engines):
    for column in ("direction", "method", "period_kind"):
        assert refused(engines, "staff", f"UPDATE indicator SET {column} = {column}") == ""
    for column in ("title_fi", "revision", "withdrawn_on", "decimals"):
        assert refused(engines, "staff", f"UPDATE indicator SET {column} = {column}") == "InsufficientPrivilege"
    assert refused(engines, "staff", "DELETE FROM indicator_judgement") == "InsufficientPrivilege"
    assert refused(engines, "worker", "DELETE FROM indicator_judgement") == "InsufficientPrivilege"


def test_the_worker_learns_which_indicators_are_chosen_and_not_whose_they_are(engines):
    assert refused(engines, "worker", "SELECT indicator_id FROM chosen_indicator") == ""
    for column in ("tenant_id", "chosen_by", "chosen_at", "id"):
        assert refused(engines, "worker", f"SELECT {column} FROM chosen_indicator") == "InsufficientPrivilege"
