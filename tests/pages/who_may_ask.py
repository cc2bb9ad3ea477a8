"""Every page of support, help and trainings × every kind of visitor; test_who_may_see asks them all."""

WHO_MAY_ASK = {
    #                                      anonymous, coordinator, writer, reader, neighbour, staff
    ("support.access", "GET"):             (302, 200, 403, 403, 404, 404),
    ("support.access", "POST"):            (401, 422, 403, 403, 404, 404),
    ("support.close", "POST"):             (401, 404, 403, 403, 404, 404),  # no session has this number
    ("support.shared_case", "GET"):        (302, 200, 403, 403, 404, 404),
    ("support.ask", "GET"):                (302, 200, 200, 200, 200, 200),
    ("support.ask", "POST"):               (401, 422, 422, 422, 422, 422),
    ("support.consulting", "GET"):         (302, 200, 200, 200, 200, 200),
    ("support.consulting", "POST"):        (401, 422, 422, 422, 422, 422),
    ("support.ask_as_visitor", "GET"):     (200, 200, 200, 200, 200, 200),
    ("support.ask_as_visitor", "POST"):    (422, 422, 422, 422, 422, 422),
    ("support.asked", "GET"):              (200, 200, 200, 200, 200, 200),
    ("support.by_letter", "GET"):          (200, 200, 200, 200, 200, 200),
    ("support.by_letter", "POST"):         (422, 422, 422, 422, 422, 422),
    ("support.mine", "GET"):               (302, 200, 200, 200, 200, 200),
    ("support.my_case", "GET"):            (302, 404, 200, 404, 404, 404),  # the writer asked
    ("support.my_case", "POST"):           (401, 404, 422, 404, 404, 404),
    ("support.desk", "GET"):               (302, 403, 403, 403, 403, 200),
    ("support.case", "GET"):               (302, 403, 403, 403, 403, 200),
    ("support.case", "POST"):              (401, 403, 403, 403, 403, 422),
    ("support.triage", "POST"):            (401, 403, 403, 403, 403, 400),  # nothing was chosen
    ("support.canned_answers", "GET"):     (302, 403, 403, 403, 403, 200),
    ("support.canned_answers", "POST"):    (401, 403, 403, 403, 403, 422),
    ("support.canned_answer", "GET"):      (302, 403, 403, 403, 403, 200),
    ("support.canned_answer", "POST"):     (401, 403, 403, 403, 403, 422),
    ("support.help_pages", "GET"):         (200, 200, 200, 200, 200, 200),
    ("support.help_page", "GET"):          (200, 200, 200, 200, 200, 200),
    ("support.kept_help", "GET"):          (302, 403, 403, 403, 403, 200),
    ("support.new_help", "GET"):           (302, 403, 403, 403, 403, 200),
    ("support.new_help", "POST"):          (401, 403, 403, 403, 403, 422),
    ("support.edit_help", "GET"):          (302, 403, 403, 403, 403, 200),
    ("support.edit_help", "POST"):         (401, 403, 403, 403, 403, 422),
    ("support.help_version", "GET"):       (302, 403, 403, 403, 403, 200),
    ("support.trainings", "GET"):          (302, 200, 200, 200, 200, 200),
    ("support.training", "GET"):           (302, 200, 200, 200, 200, 200),
    ("support.training", "POST"):          (401, 400, 400, 400, 400, 400),  # no button was pressed
    ("support.kept_trainings", "GET"):     (302, 403, 403, 403, 403, 200),
    ("support.new_training", "GET"):       (302, 403, 403, 403, 403, 200),
    ("support.new_training", "POST"):      (401, 403, 403, 403, 403, 422),
    ("support.kept_training", "GET"):      (302, 403, 403, 403, 403, 200),
    ("support.kept_training", "POST"):     (401, 403, 403, 403, 403, 422),
    ("support.participants", "GET"):       (302, 403, 403, 403, 403, 200),
    ("support.looks", "GET"):              (302, 403, 403, 403, 403, 200),
    ("support.looks", "POST"):             (401, 403, 403, 403, 403, 422),
    ("support.end_look", "POST"):          (401, 403, 403, 403, 403, 404),  # no session has this number
}  # fmt: skip
