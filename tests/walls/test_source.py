"""What no wall can see: that no code of ours chooses a municipality by itself or lets words become SQL."""

import ast
import re

from tests.source import at, called, files, modules, nodes

THE_WALL = {"tenants/boundary.py", "tenants/inspection.py"}
CHOOSING = re.compile(
    r"app\.tenant_id|\bset_config\b|\bSET\s+(SESSION|LOCAL|ROLE|app)\b|\bexecution_options\b", re.IGNORECASE
)
OPERATORS_CODE = ("app/commands.py", "app/demo/", "tenants/boundary.py", "tenants/inspection.py", "tenants/database.py")
PLANES = {"owner", "tenant", "door", "staff", "worker"}

TAKES_SQL = {"execute", "executemany", "scalar", "scalars", "exec_driver_sql", "copy", "stream", "stream_scalars"}
MAKES_SQL = {"text", "literal_column", "DDL"}
MENDS_TEXT = {"format", "join", "replace", "format_map", "Template", "substitute"}
ANNOUNCING = "tenants/boundary.py"
"""Its one literal statement is made of ids that it has parsed as UUIDs first."""


def test_only_the_boundary_chooses_a_municipality():
    wall = THE_WALL | {"migrations/walls.py"}
    naming = {
        str(path)
        for path, tree in modules("app", "billing", "tenants", "migrations").items()
        for node in ast.walk(tree)
        if CHOOSING.search(_words(node))
    }
    assert naming - wall == set()
    assert naming >= THE_WALL


def _words(node: ast.AST) -> str:
    """The text, name or attribute that a node is."""
    for part in ("value", "attr", "id", "arg"):
        if isinstance(word := getattr(node, part, None), str):
            return word
    return ""


def test_only_migrations_name_the_setting_in_sql_files():
    sql = {path.name for path in files("*.sql", "app", "billing", "tenants", "migrations")}
    assert sql == {"roles.sql"}
    assert not any(CHOOSING.search(path.read_text()) for path in files("*.sql", "migrations"))


def test_only_the_operator_s_code_takes_an_engine_into_its_own_hands():
    taking = {
        path
        for path, node in nodes(ast.Attribute)
        if node.attr in PLANES and (getattr(node.value, "id", "") == "engines" or _is_call_of(node.value, "engines"))
    }
    assert {path for path in taking if not path.startswith(OPERATORS_CODE)} == set()
    assert "app/commands.py" in taking


def _is_call_of(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Call) and called(node) == name


def test_values_are_bound_and_never_put_into_sql():
    risky = [at(path, call) for path, call in nodes(ast.Call) if path != ANNOUNCING and _puts_words_into_sql(call)]
    assert risky == []


def test_the_boundary_s_one_statement_of_words_stands_alone():
    risky = [call for path, call in nodes(ast.Call) if path == ANNOUNCING and _puts_words_into_sql(call)]
    assert len(risky) == 1


def test_the_look_at_the_source_finds_what_it_looks_for():
    for line in (
        'session.execute(f"SELECT {name}")',
        'session.execute(text("SELECT " + name))',
        'session.scalar(text("SELECT %s" % name))',
        'connection.exec_driver_sql("SELECT {}".format(name))',
        'session.execute(statement="; ".join(words))',
        "text(statement)",
        'sa.text(f"{name}")',
        'select(literal_column(f"{name}"))',
    ):
        calls = [node for node in ast.walk(ast.parse(line)) if isinstance(node, ast.Call)]
        assert any(_puts_words_into_sql(call) for call in calls), line
    for line in (
        'session.execute(text("SELECT 1"), {"a": f"{b}"})',
        "session.scalars(select(Report))",
        "section.text(language)",
        'text(f"SELECT {COLUMNS} FROM report")',
        'server.execute(sql.SQL("CREATE ROLE {}").format(sql.Identifier(name)))',
    ):
        calls = [node for node in ast.walk(ast.parse(line)) if isinstance(node, ast.Call)]
        assert not any(_puts_words_into_sql(call) for call in calls), line


def _puts_words_into_sql(call: ast.Call) -> bool:
    """Whether SQL is made of anything but a constant, or of a statement that was."""
    sql = next(iter([*call.args, *(word.value for word in call.keywords)]), None)
    module = getattr(getattr(call.func, "value", None), "id", "")
    is_ours = isinstance(call.func, ast.Name) or module in ("sa", "sqlalchemy")
    if called(call) in MAKES_SQL and is_ours:
        return not _is_constant(sql)
    return called(call) in TAKES_SQL and _is_mended_text(sql)


def _is_constant(node: ast.AST | None) -> bool:
    """A constant, one by its name (which the linter keeps to modules), or words put together of such."""
    if isinstance(node, ast.JoinedStr):
        return all(_is_constant(part) for part in node.values)
    if isinstance(node, ast.FormattedValue):
        return isinstance(node.value, ast.Name) and _is_constant(node.value)
    return isinstance(node, ast.Constant) or (isinstance(node, ast.Name) and node.id.isupper())


def _is_mended_text(node: ast.AST | None) -> bool:
    if isinstance(node, ast.Call) and called(node) in MENDS_TEXT:
        composed = node.func.value if isinstance(node.func, ast.Attribute) else None
        return not _is_call_of(composed, "SQL")  # psycopg's own composing quotes what it puts in
    return isinstance(node, (ast.JoinedStr, ast.BinOp))
