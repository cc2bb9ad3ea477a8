"""Every page of a report's way through the bodies × every kind of visitor; test_who_may_see asks them all."""

WHO_MAY_HANDLE = {
    #                                      anonymous, coordinator, writer, reader, neighbour, staff
    ("handling.way", "GET"):               (302, 200, 200, 200, 404, 404),
    ("handling.change_way", "POST"):       (401, 400, 403, 403, 404, 404),  # no button was pressed
    ("handling.add_body", "GET"):          (302, 200, 403, 403, 404, 404),
    ("handling.add_body", "POST"):         (401, 422, 403, 403, 404, 404),
    ("handling.step", "GET"):              (302, 200, 403, 403, 404, 404),
    ("handling.step", "POST"):             (401, 422, 403, 403, 404, 404),
    ("handling.mark_change", "POST"):      (401, 400, 400, 403, 404, 404),  # no change was named
    ("handling.final_editing", "GET"):     (302, 200, 200, 200, 404, 404),
    ("handling.edit_finally", "POST"):     (401, 400, 400, 403, 404, 404),  # no button was pressed
    ("hand_over.package", "GET"):          (302, 200, 200, 200, 404, 404),
    ("hand_over.ask", "POST"):             (401, 422, 403, 403, 404, 404),
    ("hand_over.fetch", "GET"):            (302, 404, 404, 404, 404, 404),  # no package has this number
    ("hand_over.schema", "GET"):           (200, 200, 200, 200, 200, 200),
}  # fmt: skip
HANDLING_SHOWN_TO_SUPPORT = {"handling.way": 200, "handling.final_editing": 200, "hand_over.package": 200}
HANDLING_SHOWN_TO_SUPPORT |= {"hand_over.fetch": 404}  # no package has this number
