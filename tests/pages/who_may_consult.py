"""Every page of a consultation round × every kind of visitor; test_who_may_see asks them all."""

WHO_MAY_CONSULT = {
    #                                      anonymous, coordinator, writer, reader, neighbour, staff
    ("consulting.rounds", "GET"):          (302, 200, 200, 403, 404, 404),
    ("consulting.open_round", "GET"):      (302, 200, 403, 403, 404, 404),
    ("consulting.open_round", "POST"):     (401, 422, 403, 403, 404, 404),
    ("consulting.one_round", "GET"):       (302, 200, 200, 403, 404, 404),
    ("consulting.run_round", "POST"):      (401, 400, 403, 403, 404, 404),  # no button was pressed
    ("consulting.ask_more", "GET"):        (302, 200, 403, 403, 404, 404),
    ("consulting.ask_more", "POST"):       (401, 422, 403, 403, 404, 404),
    ("consulting.move_last_day", "GET"):   (302, 200, 403, 403, 404, 404),
    ("consulting.move_last_day", "POST"):  (401, 422, 403, 403, 404, 404),
    ("consulting.statements", "GET"):      (302, 200, 200, 403, 404, 404),
    ("consulting.statements_file", "GET"): (302, 200, 200, 403, 404, 404),
    ("consulting.statement", "GET"):       (200, 200, 200, 200, 200, 200),  # whoever has the letter's token
    ("consulting.statement", "POST"):      (302, 302, 302, 302, 302, 302),  # nothing typed is kept as nothing
    ("consulting.attachment", "GET"):      (200, 200, 200, 200, 200, 200),
    ("consulting.draft", "GET"):           (200, 200, 200, 200, 200, 200),
}  # fmt: skip
