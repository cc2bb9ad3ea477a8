"""Every page of the annual clock and communication plans × every kind of visitor; test_who_may_see asks them all."""

WHO_MAY_KEEP_THE_YEAR = {
    #                                          anonymous, coordinator, writer, reader, neighbour, staff
    ("calendar.index", "GET"):                 (302, 200, 200, 200, 404, 404),
    ("calendar.of_year", "GET"):               (302, 200, 200, 200, 404, 404),
    ("calendar.begin", "POST"):                (401, 302, 403, 403, 404, 404),  # it is begun already
    ("calendar.add_entry", "GET"):             (302, 200, 403, 403, 404, 404),
    ("calendar.add_entry", "POST"):            (401, 422, 403, 403, 404, 404),
    ("calendar.entry", "GET"):                 (302, 200, 200, 200, 404, 404),
    ("calendar.move_entry", "POST"):           (401, 400, 403, 403, 404, 404),  # no state was named, nobody owns it
    ("calendar.change_entry", "GET"):          (302, 200, 403, 403, 404, 404),
    ("calendar.change_entry", "POST"):         (401, 422, 403, 403, 404, 404),
    ("calendar.remove_entry", "POST"):         (401, 404, 403, 403, 404, 404),  # no entry has this number
    ("calendar.feed", "GET"):                  (302, 200, 200, 200, 404, 404),
    ("calendar.make_feed", "POST"):            (401, 422, 422, 422, 404, 404),
    ("calendar.end_feed", "POST"):             (401, 302, 302, 302, 404, 404),
    ("calendar.feed_file", "GET"):             (200, 200, 200, 200, 200, 200),  # whoever has the address
    ("calendar.communication", "GET"):         (302, 200, 200, 200, 404, 404),
    ("calendar.communication_file", "GET"):    (302, 200, 200, 200, 404, 404),
    ("calendar.add_communication", "GET"):     (302, 200, 403, 403, 404, 404),
    ("calendar.add_communication", "POST"):    (401, 422, 403, 403, 404, 404),
    ("calendar.change_communication", "GET"):  (302, 200, 403, 403, 404, 404),
    ("calendar.change_communication", "POST"): (401, 422, 403, 403, 404, 404),
    ("calendar.move_communication", "POST"):   (401, 400, 403, 403, 404, 404),  # no deed was named, nobody owns it
}  # fmt: skip
YEAR_SHOWN_TO_SUPPORT = {f"calendar.{page}": 200 for page in ("index", "of_year", "entry", "communication")}
"""What a municipality's consent opens of them."""
