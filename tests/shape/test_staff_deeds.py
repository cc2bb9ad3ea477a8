"""Every act of the association's people leaves a line in a trail, by the route itself or by an action that it calls."""

import ast
import inspect
import textwrap
from collections.abc import Callable, Iterator
from functools import cache

from app.web.access import access_of
from tenants import audit
from tests.source import HOUSES

PENS = (audit.write, audit.write_about, audit.write_for_staff, audit.AuditEntry, audit.StaffAuditEntry)
NOT_WRITTEN_DOWN: dict[str, str] = {}
"""Acts of staff without a line, each with its reason."""


def is_ours(thing: object) -> bool:
    """Whether it is a function of the three houses that has a name, and so a source of its own."""
    named = inspect.isfunction(thing) and thing.__name__ != "<lambda>"
    return named and thing.__module__.partition(".")[0] in HOUSES


def named_in(function: Callable) -> Iterator[object]:
    """What a function's source names, as Python finds it: functions, pens, and those in tables of moves."""
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(function)))):
        if isinstance(node, ast.Name):
            thing = function.__globals__.get(node.id)
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            module = function.__globals__.get(node.value.id)
            thing = getattr(module, node.attr, None) if inspect.ismodule(module) else None
        else:
            continue
        yield from thing.values() if type(thing) is dict else [thing]


@cache
def leads_to(function: Callable) -> list[object]:
    """The functions and classes that it names."""
    return [each for each in named_in(function) if inspect.isroutine(each) or inspect.isclass(each)]


def leaves_a_line(function: Callable) -> bool:
    """Whether it, or something it leads to, takes up the pen."""
    ways, seen = [function], set()
    while ways:
        way = ways.pop()
        if way in PENS:
            return True
        if is_ours(way) and way not in seen:
            seen.add(way)
            ways += leads_to(way)
    return False


def test_every_act_of_staff_leaves_a_line_in_a_trail(app):
    acts = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "POST" in rule.methods and access_of(app, rule.endpoint).kind == "staff"
    }
    silent = {each for each in acts if not leaves_a_line(inspect.unwrap(app.view_functions[each]))}
    assert len(acts) > 25
    assert silent == set(NOT_WRITTEN_DOWN)
