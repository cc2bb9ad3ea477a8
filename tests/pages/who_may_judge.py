"""Every page of staff about the mirror, judgements and sets × every kind of visitor; test_who_may_see asks them all."""

WHO_MAY_JUDGE = {
    #                                      anonymous, coordinator, writer, reader, neighbour, staff
    ("staff.figures", "GET"):              (302, 403, 403, 403, 403, 200),
    ("staff.judged", "GET"):               (302, 403, 403, 403, 403, 200),
    ("staff.judge", "GET"):                (302, 403, 403, 403, 403, 200),
    ("staff.judge", "POST"):               (401, 403, 403, 403, 403, 302),  # it stays as it is
    ("staff.accept_title", "POST"):        (401, 403, 403, 403, 403, 302),  # no title was sent: it is told
    ("staff.kept_sets", "GET"):            (302, 403, 403, 403, 403, 200),
    ("staff.kept_set", "GET"):             (302, 403, 403, 403, 403, 200),
    ("staff.edit_set", "GET"):             (302, 403, 403, 403, 403, 200),
    ("staff.edit_set", "POST"):            (401, 403, 403, 403, 403, 422),
    ("staff.add_item", "GET"):             (302, 403, 403, 403, 403, 200),
    ("staff.add_item", "POST"):            (401, 403, 403, 403, 403, 422),
    ("staff.copy_set", "GET"):             (302, 403, 403, 403, 403, 200),
    ("staff.copy_set", "POST"):            (401, 403, 403, 403, 403, 422),
    ("staff.change_item", "POST"):         (401, 403, 403, 403, 403, 404),  # no item has this number
}  # fmt: skip
