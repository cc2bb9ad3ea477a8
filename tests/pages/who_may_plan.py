"""Every page of welfare plans × every kind of visitor; test_who_may_see asks them all."""

WHO_MAY_PLAN = {
    #                                      anonymous, coordinator, writer, reader, neighbour, staff
    ("plan.index", "GET"):                 (302, 200, 200, 200, 404, 404),
    ("plan.begin", "GET"):                 (302, 200, 200, 403, 404, 404),
    ("plan.begin", "POST"):                (401, 422, 422, 403, 404, 404),
    ("plan.show", "GET"):                  (302, 200, 200, 200, 404, 404),
    ("plan.rename", "GET"):                (302, 200, 200, 403, 404, 404),
    ("plan.rename", "POST"):               (401, 422, 422, 403, 404, 404),
    ("plan.add_emphasis", "GET"):          (302, 200, 200, 403, 404, 404),
    ("plan.add_emphasis", "POST"):         (401, 422, 422, 403, 404, 404),
    ("plan.add_goal", "GET"):              (302, 200, 200, 403, 404, 404),
    ("plan.add_goal", "POST"):             (401, 422, 422, 403, 404, 404),
    ("plan.add_measure", "GET"):           (302, 200, 200, 403, 404, 404),
    ("plan.add_measure", "POST"):          (401, 422, 422, 403, 404, 404),
    ("plan.edit_emphasis", "GET"):         (302, 200, 200, 403, 404, 404),
    ("plan.edit_emphasis", "POST"):        (401, 422, 422, 403, 404, 404),
    ("plan.edit_goal", "GET"):             (302, 200, 200, 403, 404, 404),
    ("plan.edit_goal", "POST"):            (401, 422, 422, 403, 404, 404),
    ("plan.edit_measure", "GET"):          (302, 200, 200, 403, 404, 404),
    ("plan.edit_measure", "POST"):         (401, 422, 422, 403, 404, 404),
    ("plan.move_row", "POST"):             (401, 400, 400, 403, 404, 404),  # no button was pressed
    ("plan.remove_row", "POST"):           (401, 400, 400, 403, 404, 404),  # nor here
    ("plan.removed", "GET"):               (302, 200, 200, 200, 404, 404),
    ("plan.restore_row", "POST"):          (401, 404, 404, 403, 404, 404),  # no row was named
    ("plan.arrange_goal", "GET"):          (302, 200, 200, 403, 404, 404),
    ("plan.arrange_goal", "POST"):         (401, 400, 400, 403, 404, 404),  # no button was pressed
    ("plan.arrange_measure", "GET"):       (302, 200, 200, 403, 404, 404),
    ("plan.arrange_measure", "POST"):      (401, 400, 400, 403, 404, 404),
    ("plan.measuring", "GET"):             (302, 200, 200, 403, 404, 404),
    ("plan.choose_measuring", "POST"):     (401, 400, 400, 403, 404, 404),  # nothing was chosen
    ("plan.describe_measuring", "POST"):   (401, 302, 302, 403, 404, 404),  # nothing is described, as before
    ("plan.target", "GET"):                (302, 200, 200, 403, 404, 404),
    ("plan.target", "POST"):               (401, 422, 422, 403, 404, 404),
    ("plan.people_of_goal", "GET"):        (302, 200, 200, 403, 404, 404),
    ("plan.people_of_goal", "POST"):       (401, 302, 302, 403, 404, 404),  # nobody, as before
    ("plan.people_of_measure", "GET"):     (302, 200, 200, 403, 404, 404),
    ("plan.people_of_measure", "POST"):    (401, 302, 302, 403, 404, 404),
    ("plan.decide", "GET"):                (302, 200, 403, 403, 404, 404),
    ("plan.decide", "POST"):               (401, 422, 403, 403, 404, 404),
    ("plan.begin_change", "POST"):         (401, 302, 403, 403, 404, 404),  # it is in work: back, and told so
    ("plan.versions", "GET"):              (302, 200, 200, 200, 404, 404),
    ("plan.version", "GET"):               (302, 404, 404, 404, 404, 404),  # nothing has been decided
    ("plan.workbook", "GET"):              (302, 200, 200, 200, 404, 404),
    ("plan.bring_in", "GET"):              (302, 200, 200, 403, 404, 404),
    ("plan.bring_in", "POST"):             (401, 422, 422, 403, 404, 404),
    ("plan.pdf_file", "GET"):              (302, 200, 200, 200, 404, 404),
    ("observations.proposals", "GET"):     (302, 200, 200, 403, 404, 404),
    ("observations.take_goal", "POST"):    (401, 400, 400, 403, 404, 404),  # nothing was chosen
    ("reports.plan_decisions", "GET"):     (302, 200, 200, 200, 404, 404),
    ("reports.begin_plan_document", "POST"): (401, 302, 403, 403, 404, 404),  # it is decided: back, and told so
    ("reports.carried_plan", "GET"):       (302, 200, 403, 403, 404, 404),
    ("reports.carried_plan", "POST"):      (401, 302, 403, 403, 404, 404),  # no plan, as before
    ("plan.statutes", "GET"):              (302, 200, 200, 403, 404, 404),
    ("plan.statutes", "POST"):             (401, 422, 422, 403, 404, 404),
    ("plan.statute", "GET"):               (302, 200, 200, 403, 404, 404),
    ("plan.statute", "POST"):              (401, 422, 422, 403, 404, 404),
}  # fmt: skip
READ = ("index", "show", "removed", "versions")
PLANS_SHOWN_TO_SUPPORT = {f"plan.{page}": 200 for page in READ} | {"plan.version": 404, "reports.plan_decisions": 200}
"""What a municipality's consent opens of them."""
