"""Every page of the plan's follow-up × every kind of visitor; test_who_may_see asks them all."""

WHO_MAY_FOLLOW_UP = {
    #                                        anonymous, coordinator, writer, reader, neighbour, staff
    ("follow_up.plan", "GET"):               (302, 200, 200, 200, 404, 404),
    ("follow_up.measure", "GET"):            (302, 200, 200, 200, 404, 404),
    ("follow_up.report", "POST"):            (401, 422, 422, 403, 404, 404),  # the reader answers for nothing
    ("follow_up.days", "GET"):               (302, 200, 403, 403, 404, 404),
    ("follow_up.days", "POST"):              (401, 422, 403, 403, 404, 404),
    ("follow_up.move_day", "GET"):           (302, 200, 403, 403, 404, 404),
    ("follow_up.move_day", "POST"):          (401, 422, 403, 403, 404, 404),
    ("follow_up.remove_day", "POST"):        (401, 404, 403, 403, 404, 404),  # no day has this number
    ("follow_up.own", "GET"):                (302, 200, 200, 200, 404, 404),
    ("follow_up.choose_reminders", "POST"):  (401, 400, 400, 400, 404, 404),  # no button was pressed
    ("follow_up.stop", "GET"):               (200, 200, 200, 200, 200, 200),  # whoever has the letter's token
    ("follow_up.stop", "POST"):              (302, 302, 302, 302, 302, 302),
}  # fmt: skip

FOLLOW_UP_SHOWN_TO_SUPPORT = {"follow_up.plan": 200, "follow_up.measure": 200, "follow_up.own": 200}
