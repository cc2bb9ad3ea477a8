"""Every page of a negotiation with the county × every kind of visitor; test_who_may_see asks them all."""

WHO_MAY_NEGOTIATE = {
    #                                      anonymous, coordinator, writer, reader, neighbour, staff
    ("negotiating.index", "GET"):          (302, 200, 200, 200, 404, 404),
    ("negotiating.begin", "POST"):         (401, 422, 403, 403, 404, 404),
    ("negotiating.pack", "GET"):           (302, 200, 200, 200, 404, 404),
    ("negotiating.pack_pdf", "GET"):       (302, 200, 200, 200, 404, 404),
    ("negotiating.share", "POST"):         (401, 400, 403, 403, 404, 404),  # no button was pressed
    ("negotiating.prepare", "GET"):        (302, 200, 403, 403, 404, 404),
    ("negotiating.prepare", "POST"):       (401, 302, 403, 403, 404, 404),  # nothing chosen is nothing chosen
    ("negotiating.minutes", "GET"):        (302, 200, 403, 403, 404, 404),
    ("negotiating.minutes", "POST"):       (401, 422, 403, 403, 404, 404),
    ("negotiating.promises", "GET"):       (302, 200, 403, 403, 404, 404),
    ("negotiating.promises", "POST"):      (401, 302, 403, 403, 404, 404),  # nothing is told of any
    ("negotiating.received", "GET"):       (302, 403, 403, 403, 404, 404),  # a county's alone
    ("negotiating.received_pack", "GET"):  (302, 403, 403, 403, 404, 404),
    ("negotiating.received_pdf", "GET"):   (302, 403, 403, 403, 404, 404),
}  # fmt: skip
NEGOTIATING_SHOWN_TO_SUPPORT = {"negotiating.index": 200, "negotiating.pack": 200}
