"""Our own Python as trees, for tests that read the source."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tenants.embedded_postgres import CHECKOUT

HOUSES = ("app", "billing", "tenants")


@cache
def modules(*places: str) -> dict[str, ast.Module]:
    """Parsed files by their path in the checkout, such as "app/web/login.py"; of the three houses unless named."""
    paths = [path for place in places or HOUSES for path in sorted((CHECKOUT / place).rglob("*.py"))]
    ours = [path for path in paths if "node_modules" not in path.parts]
    return {str(path.relative_to(CHECKOUT)): ast.parse(path.read_text("utf-8")) for path in ours}


def nodes(kind: type[ast.AST], *places: str) -> Iterator[tuple[str, ast.AST]]:
    """Every node of a kind with the path of its file."""
    for path, tree in modules(*places).items():
        for node in ast.walk(tree):
            if isinstance(node, kind):
                yield path, node


def at(path: str, node: ast.AST) -> str:
    """Where it stands, as an editor finds it."""
    return f"{path}:{node.lineno}"


def called(call: ast.Call) -> str:
    """The last word of what is called: `execute` in `session.execute(...)`."""
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def files(pattern: str, *places: str) -> list[Path]:
    """Our files of a kind, without what tools put among them."""
    found = [path for place in places for path in sorted((CHECKOUT / place).rglob(pattern))]
    return [path for path in found if not {"node_modules", "built", "__pycache__"} & set(path.parts)]
