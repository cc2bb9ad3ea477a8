"""Every page between a municipality and its residents × every kind of visitor; test_who_may_see asks them all."""

WHO_MAY_FACE_RESIDENTS = {
    #                                      anonymous, coordinator, writer, reader, neighbour, staff
    ("subscribers.follow", "GET"):         (200, 200, 200, 200, 200, 200),
    ("subscribers.follow", "POST"):        (422, 422, 422, 422, 422, 422),
    ("subscribers.asked", "GET"):          (200, 200, 200, 200, 200, 200),
    ("subscribers.confirm", "GET"):        (404, 404, 404, 404, 404, 404),
    ("subscribers.confirm", "POST"):       (404, 404, 404, 404, 404, 404),
    ("subscribers.stop", "GET"):           (404, 404, 404, 404, 404, 404),
    ("subscribers.stop", "POST"):          (404, 404, 404, 404, 404, 404),
    ("subscribers.followers", "GET"):      (302, 200, 403, 403, 404, 404),
    ("feedback.give", "GET"):              (200, 200, 200, 200, 200, 200),
    ("feedback.give", "POST"):             (422, 422, 422, 422, 422, 422),
    ("feedback.given", "GET"):             (200, 200, 200, 200, 200, 200),
    ("feedback.index", "GET"):             (302, 200, 403, 403, 404, 404),
    ("feedback.show", "GET"):              (302, 200, 403, 403, 404, 404),
    ("feedback.show", "POST"):             (401, 422, 403, 403, 404, 404),
    ("accessibility.statement", "GET"):    (200, 200, 200, 200, 200, 200),
    ("accessibility.settings", "GET"):     (302, 200, 403, 403, 404, 404),
    ("accessibility.settings", "POST"):    (401, 422, 403, 403, 404, 404),
    ("look.settings", "GET"):              (302, 200, 403, 403, 404, 404),
    ("look.colour", "POST"):               (401, 422, 403, 403, 404, 404),
    ("look.emblem", "POST"):               (401, 422, 403, 403, 404, 404),
    ("look.style", "GET"):                 (200, 200, 200, 200, 200, 200),
    ("look.picture", "GET"):               (200, 200, 200, 200, 200, 200),
}  # fmt: skip
