"""What has to be declared in one place for everything made in another: access, deeds, words, migrations."""

import ast
import re

from app.accounts.words import RIGHTS
from app.audit.rules import KINDS
from app.audit.sentences import DEEDS
from app.reports.rules import SECTION_MOVES
from app.web.access import Access, access_of
from tenants.inspection import MIGRATIONS
from tenants.permissions import MAY
from tests.source import at, called, modules, nodes

ACCESS = {"halfway", "public", "signed_in", "staff", "invited", "tenant"}
PENS = {"write", "write_about", "write_for_staff"}
SAYING = {"_", "gettext", "lazy_gettext", "ngettext", "lazy_ngettext", "pgettext"}


def test_every_route_says_who_may_use_it(app):
    declared = {rule.endpoint: access_of(app, rule.endpoint) for rule in app.url_map.iter_rules()}
    assert len(declared) > 20
    assert {endpoint for endpoint, access in declared.items() if not isinstance(access, Access)} == set()
    assert {access.kind for access in declared.values()} <= ACCESS
    assert {access.permission for access in declared.values() if access.kind == "tenant"} <= set(MAY)


def test_a_page_inside_a_municipality_asks_for_a_right_in_it(app):
    inside = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if re.match(r"/(fi|sv)/<municipality>", rule.rule) and access_of(app, rule.endpoint).kind != "tenant"
    }
    assert inside == set()


def test_every_right_is_asked_for_somewhere(app):
    asked = {access_of(app, rule.endpoint).permission for rule in app.url_map.iter_rules()}
    said = {node.value for _, node in nodes(ast.Constant, "app") if isinstance(node.value, str)}
    assert set(MAY) - asked - said == set()


def test_every_right_is_told_in_words_where_people_are_invited():
    assert set(RIGHTS) == set(MAY)


def test_every_deed_has_its_sentence_and_every_sentence_its_deed():
    written = [call.args[2] for path, call in nodes(ast.Call) if called(call) in PENS and is_audit(call)]
    deeds = {deed for node in written for deed in possible(node)}
    assert deeds == set(DEEDS)


def test_every_deed_is_of_one_kind_that_a_reader_can_choose():
    words = [word for kind in KINDS.values() for word in kind]
    assert sorted(words) == sorted({deed.partition(".")[0] for deed in DEEDS}), "app/audit/rules.py lists them"


def is_audit(call: ast.Call) -> bool:
    """Whether it is the trail's pen: `audit.write(...)`."""
    return getattr(getattr(call.func, "value", None), "id", "") == "audit"


def possible(deed: ast.AST) -> set[str]:
    """The deeds a piece of source may write: a constant, one of two, or `section.` and each state a move leads to."""
    if isinstance(deed, ast.IfExp):
        return possible(deed.body) | possible(deed.orelse)
    if isinstance(deed, ast.Constant):
        return {deed.value}
    assert ast.unparse(deed) == "f'section.{after}'"
    return {f"section.{after}" for _, after in SECTION_MOVES.values()}


def test_words_on_screen_are_constants_so_that_they_can_be_translated():
    made = [
        at(path, call)
        for path, call in nodes(ast.Call, "app")
        if called(call) in SAYING and any(is_put_together(word) for word in call.args)
    ]
    assert made == []


def is_put_together(word: ast.AST) -> bool:
    """Whether a sentence is made while the program runs, so that no catalogue can hold it."""
    return isinstance(word, (ast.JoinedStr, ast.BinOp)) or (isinstance(word, ast.Call) and called(word) == "format")


def test_migrations_stand_in_one_row_numbered_as_their_files():
    row = []
    for path, tree in modules("migrations").items():
        told = {
            node.targets[0].id: ast.literal_eval(node.value)
            for node in tree.body
            if isinstance(node, ast.Assign) and node.targets[0].id in ("revision", "down_revision")
        }
        if told:
            assert path.startswith(f"migrations/versions/{told['revision']}_")
            row.append((told["down_revision"], told["revision"]))
    numbers = [revision for _, revision in row]
    assert len(numbers) == len(list(MIGRATIONS.glob("*.py")))
    assert row == list(zip([None, *numbers], numbers, strict=False))
