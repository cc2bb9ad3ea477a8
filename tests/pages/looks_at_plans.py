"""The pages of welfare plans in each of their shapes."""

from tests.pages.shapes import Shape

FORMS = ("begin", "rename", "add_emphasis", "add_goal", "add_measure", "edit_emphasis", "edit_goal", "edit_measure")
PLANS = (
    *(Shape(kind, f"plan.{name}") for kind in ("coordinator", "reader") for name in ("index", "show", "removed")),
    *(Shape("writer", f"plan.{name}") for name in (*FORMS, "arrange_goal", "arrange_measure", "measuring", "target")),
    *(Shape("writer", f"plan.{name}") for name in ("statutes", "statute", "bring_in")),
    Shape("writer", "plan.bring_in", typed={"table": '[["x"],[[2,["y"]]]]'}, status=422),
    *(Shape("writer", f"plan.{name}", {"row": 2}) for name in ("edit_goal", "edit_measure", "measuring")),
    *(Shape("writer", f"plan.{name}", typed={}, status=422) for name in (*FORMS[1:], "statutes")),
    *(Shape("coordinator", f"plan.{name}") for name in ("decide", "versions")),
    *(Shape("reader", f"plan.{name}", {"number": 2, "version": 2}) for name in ("show", "version", "versions")),
    Shape("coordinator", "plan.show", {"number": 2}),
    *(Shape("writer", f"plan.people_of_{kind}", {"number": 2}) for kind in ("goal", "measure")),
    Shape("writer", "plan.people_of_goal", typed={"owner": "x", "deputy": "x"}, status=422),
    Shape("coordinator", "plan.decide", typed={}, status=422),
    Shape("coordinator", "reports.carried_plan"),
    *(Shape("coordinator", "reports.plan_decisions", {"number": number}) for number in (1, 2)),
    Shape("writer", "observations.proposals"),
    Shape("coordinator", "reports.carried_plan", typed={"plan": "99"}, status=422),
    Shape("writer", "plan.add_measure", typed={"title_fi": "x", "cost": "-1", "ends": "eilen"}, status=422),
    Shape("writer", "plan.target", typed={"target_value": "paljon", "target_year": "3"}, status=422),
    Shape("writer", "plan.arrange_goal", typed={"deed": "split"}, status=422),
    *(Shape("writer", "plan.measuring", {"q": words}) for words in ("lapsi", "zzz")),
    *(Shape("reader", "plan.show", {"tag": tag}) for tag in ("children_and_youth", "own-1", "x")),
    Shape("reader", "plan.show", {"age": "older", "status": "done", "body": "Sivistyslautakunta"}),
)
