"""Small files, short functions, honest names, and a sentence at everything that others may use."""

import ast
import re
import subprocess
import sys

import pytest

from tenants.embedded_postgres import CHECKOUT
from tests.source import at, called, files, modules

OURS = ("app", "billing", "tenants", "migrations", "tests")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_ROUTE, LONGEST_TEMPLATE = 300, 40, 15, 120
LONGEST_STYLE_OR_SCRIPT = 300
EMPTY_WORDS = re.compile(r"(^|[_-])(utils?|helpers?|common|managers?|services?|handlers?|misc)($|[_-])")


def lines_of(function: ast.AST) -> int:
    """Lines of a function from its `def` to its end, the docstring left out: that may be as long as it needs."""
    body = function.body
    told = body[0].end_lineno - body[0].lineno + 1 if ast.get_docstring(function) else 0
    return function.end_lineno - function.lineno + 1 - told


def functions(*places: str):
    """Every function with the path of its file."""
    for path, tree in modules(*places).items():
        for node in ast.walk(tree):
            if isinstance(node, FUNCTIONS):
                yield path, node


def is_route(function: ast.AST) -> bool:
    """Whether an address leads to it."""
    return any(
        isinstance(each, ast.Call) and called(each) in {"page", "get", "route"} for each in function.decorator_list
    )


@pytest.mark.parametrize(
    ("pattern", "places", "longest"),
    [
        ("*.py", OURS, LONGEST_FILE),
        ("*.sql", ("migrations",), LONGEST_FILE),
        ("*.html", ("app/templates",), LONGEST_TEMPLATE),
        ("*.scss", ("app/static",), LONGEST_STYLE_OR_SCRIPT),
        ("*.js", ("app/static",), LONGEST_STYLE_OR_SCRIPT),
        ("*.typ", ("app",), LONGEST_STYLE_OR_SCRIPT),
    ],
)
def test_a_file_is_short(pattern, places, longest):
    found = files(pattern, *places)
    assert found
    assert [path for path in found if len(path.read_text("utf-8").splitlines()) > longest] == []


def test_a_function_is_short():
    assert [at(path, each) for path, each in functions(*OURS) if lines_of(each) > LONGEST_FUNCTION] == []


def test_a_page_s_function_is_very_short():
    routes = [(path, each) for path, each in functions("app") if is_route(each)]
    assert len(routes) >= 20
    assert [at(path, each) for path, each in routes if lines_of(each) > LONGEST_ROUTE] == []


def test_files_are_named_for_what_they_are_for():
    named = [path for path in files("*", *OURS, "translations") if EMPTY_WORDS.search(path.stem)]
    assert named == []


def test_everything_that_others_may_use_says_what_it_is_for():
    silent = []
    for path, tree in modules().items():
        if not ast.get_docstring(tree):
            silent.append(path)
        for node in tree.body:
            if isinstance(node, (*FUNCTIONS, ast.ClassDef)):
                silent += [at(path, each) for each in public_parts(node) if not ast.get_docstring(each)]
    assert silent == []


def public_parts(node: ast.AST) -> list[ast.AST]:
    """A public class or function and a class's public methods, properties included."""
    if node.name.startswith("_"):
        return []
    methods = [each for each in node.body if isinstance(each, FUNCTIONS)] if isinstance(node, ast.ClassDef) else []
    return [node, *(each for each in methods if not each.name.startswith("_"))]


def test_every_test_file_says_what_it_is_about():
    silent = [path for path, tree in modules("tests").items() if tree.body and not ast.get_docstring(tree)]
    assert silent == []


def test_ruff_has_nothing_to_say():
    command = [sys.executable, "-m", "ruff", "check", "--no-cache", "."]
    checked = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout
