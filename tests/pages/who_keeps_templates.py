"""Every page of templates, and of reports begun from others, × every kind of visitor, which test_who_may_see asks; and
their shapes.
"""

from functools import cache

from app.reports.structure import SHIPPED
from app.reports.template_actions import shipped_id
from tests.pages.reports_to_look_at import BEGUN, PUBLISHED
from tests.pages.shapes import Shape
from tests.pages.visitor import Visitor
from tests.pages.world import World

WHO_KEEPS_TEMPLATES = {
    #                                          anonymous, coordinator, writer, reader, neighbour, staff
    ("reports.own_templates", "GET"):          (302, 200, 403, 403, 404, 404),
    ("reports.keep_template", "GET"):          (302, 404, 403, 403, 404, 404),  # neither report nor template is named
    ("reports.keep_template", "POST"):         (401, 404, 403, 403, 404, 404),
    ("reports.withdraw_template", "POST"):     (401, 404, 403, 403, 404, 404),  # there is none
    ("staff.templates", "GET"):                (302, 403, 403, 403, 403, 200),
    ("staff.template", "GET"):                 (302, 403, 403, 403, 403, 200),
    ("staff.change_template", "POST"):         (401, 403, 403, 403, 403, 400),  # no button was pressed
    ("staff.new_version", "POST"):             (401, 403, 403, 403, 403, 404),  # no template has this id
    ("staff.new_template", "GET"):             (302, 403, 403, 403, 403, 200),
    ("staff.new_template", "POST"):            (401, 403, 403, 403, 403, 422),
    ("staff.describe_template", "GET"):        (302, 403, 403, 403, 403, 200),
    ("staff.describe_template", "POST"):       (401, 403, 403, 403, 403, 422),
    ("staff.template_section", "GET"):         (302, 403, 403, 403, 403, 200),
    ("staff.template_section", "POST"):        (401, 403, 403, 403, 403, 422),
    ("carrying.annual", "GET"):                (302, 200, 403, 403, 404, 404),
    ("carrying.annual", "POST"):               (401, 422, 403, 403, 404, 404),
    ("carrying.next_term", "GET"):             (302, 200, 403, 403, 404, 404),
    ("carrying.next_term", "POST"):            (401, 422, 403, 403, 404, 404),
    ("carrying.bring_up_to_date", "POST"):     (401, 302, 403, 403, 404, 404),
    ("carrying.earlier", "GET"):               (302, 200, 200, 200, 404, 404),
    ("carrying.beside", "GET"):                (302, 404, 404, 404, 404, 404),  # no report was begun before the first
    ("carrying.beside_on_paper", "GET"):       (302, 404, 404, 404, 404, 404),
    ("sections.confirm", "POST"):              (401, 302, 302, 403, 404, 404),  # nothing was carried over
}  # fmt: skip


CARRIED_SHOWN_TO_SUPPORT = {"carrying.earlier": 200, "carrying.beside": 404, "carrying.beside_on_paper": 404}


@cache
def _drafted(staff: Visitor, address: str) -> dict[str, object]:
    return {"template_id": staff.post(address).location.rpartition("/")[2]}


def _draft(world: World) -> dict[str, object]:
    """A new version of the plan's template, which nobody has put in use."""
    shipped = shipped_id(next(each for each in SHIPPED if each.family == "plan"))
    return _drafted(world.visitors["staff"], world.address("staff.new_version", "fi", template_id=shipped))


FROM_A_TEMPLATE = {"template": "three_parts"}
TEMPLATES = (
    Shape("coordinator", "reports.own_templates"),
    *(Shape("coordinator", "reports.keep_template", words) for words in ({"report": BEGUN}, FROM_A_TEMPLATE)),
    Shape("coordinator", "reports.keep_template", FROM_A_TEMPLATE, typed={"title_fi": "Pohja"}, status=422),
    *(Shape("staff", f"staff.{name}") for name in ("templates", "template", "new_template")),
    *(Shape("staff", f"staff.{name}", of=_draft) for name in ("template", "describe_template", "template_section")),
    Shape("staff", "staff.template_section", {"place": 2}, of=_draft),
    Shape("staff", "staff.change_template", typed={"deed": "up", "place": "1"}, status=409, of=_draft),
    *(Shape("staff", f"staff.{name}_template", typed={}, status=422) for name in ("new", "describe")),
    Shape("staff", "staff.template_section", typed={"title_fi": "Vain suomeksi"}, status=422),
    *(Shape("coordinator", f"carrying.{name}") for name in ("annual", "next_term", "earlier")),
    *(Shape("coordinator", f"carrying.{name}", typed={}, status=422) for name in ("annual", "next_term")),
    Shape("reader", "carrying.earlier", {"number": PUBLISHED}),
    Shape("reader", "carrying.beside", {"number": PUBLISHED, "before": BEGUN}),
)
