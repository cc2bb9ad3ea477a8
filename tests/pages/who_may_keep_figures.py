"""Every page of own figures and evidence × every kind of visitor; test_who_may_see asks them all."""

WHO_MAY_KEEP_FIGURES = {
    #                                      anonymous, coordinator, writer, reader, neighbour, staff
    ("own_figures.index", "GET"):          (302, 200, 200, 200, 404, 404),
    ("own_figures.show", "GET"):           (302, 200, 200, 200, 404, 404),
    ("own_figures.begin", "GET"):          (302, 200, 200, 403, 404, 404),
    ("own_figures.begin", "POST"):         (401, 422, 422, 403, 404, 404),
    ("own_figures.edit", "GET"):           (302, 200, 200, 403, 404, 404),
    ("own_figures.edit", "POST"):          (401, 422, 422, 403, 404, 404),
    ("own_figures.use", "POST"):           (401, 400, 400, 403, 404, 404),  # no button was pressed
    ("own_figures.enter", "GET"):          (302, 200, 200, 403, 404, 404),
    ("own_figures.enter", "POST"):         (401, 422, 422, 403, 404, 404),
    ("own_figures.correct", "GET"):        (302, 200, 200, 403, 404, 404),
    ("own_figures.correct", "POST"):       (401, 302, 302, 403, 404, 404),  # it stays as it is
    ("own_figures.remove", "POST"):        (401, 404, 404, 403, 404, 404),  # no figure has this number
    ("own_figures.bring_in", "GET"):       (302, 200, 200, 403, 404, 404),
    ("own_figures.bring_in", "POST"):      (401, 422, 422, 403, 404, 404),
    ("own_figures.template", "GET"):       (302, 200, 200, 403, 404, 404),
    ("own_figures.file", "GET"):           (302, 200, 200, 200, 404, 404),
    ("own_figures.cards", "GET"):          (302, 200, 200, 200, 404, 404),
    ("own_figures.card", "GET"):           (302, 200, 200, 200, 404, 404),
    ("own_figures.write_card", "GET"):     (302, 200, 200, 403, 404, 404),
    ("own_figures.write_card", "POST"):    (401, 422, 422, 403, 404, 404),
    ("own_figures.edit_card", "GET"):      (302, 200, 200, 403, 404, 404),
    ("own_figures.edit_card", "POST"):     (401, 422, 422, 403, 404, 404),
    ("own_figures.archive_card", "POST"):  (401, 400, 400, 403, 404, 404),  # no button was pressed
}  # fmt: skip

SHOWN_TO_SUPPORT = dict.fromkeys((f"own_figures.{name}" for name in ("index", "show", "cards", "card")), 200)
"""What a municipality's consent opens of them; files are not handed out."""
