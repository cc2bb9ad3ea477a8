"""Every page of joys and worries and of a report's list × every kind of visitor; test_who_may_see asks them all."""

WHO_MAY_TELL = {
    #                                      anonymous, coordinator, writer, reader, neighbour, staff
    ("observations.index", "GET"):         (302, 200, 200, 200, 404, 404),
    ("observations.index_file", "GET"):    (302, 200, 200, 200, 404, 404),
    ("observations.add", "GET"):           (302, 200, 200, 200, 404, 404),
    ("observations.add", "POST"):          (401, 422, 422, 422, 404, 404),
    ("observations.show", "GET"):          (302, 200, 200, 200, 404, 404),
    ("observations.change", "GET"):        (302, 200, 200, 403, 404, 404),  # the coordinator wrote it down
    ("observations.change", "POST"):       (401, 422, 422, 403, 404, 404),
    ("observations.withdraw", "POST"):     (401, 404, 404, 404, 404, 404),  # nothing has this number
    ("observations.propose", "POST"):      (401, 404, 404, 404, 404, 404),  # nor this
    ("observations.propose_goal", "POST"): (401, 422, 422, 422, 404, 404),
    ("coverage.index", "GET"):             (302, 200, 200, 200, 404, 404),
    ("embedding.charts", "GET"):           (200, 200, 200, 200, 200, 200),
    ("embedding.chart", "GET"):            (200, 200, 200, 200, 200, 200),
    ("embedding.own_chart", "GET"):        (200, 200, 200, 200, 200, 200),
    ("plain_language.summary", "GET"):     (302, 200, 200, 200, 404, 404),
    ("plain_language.write", "POST"):      (401, 302, 302, 403, 404, 404),  # nothing typed is nothing changed
    ("plain_language.history", "GET"):     (302, 200, 200, 200, 404, 404),
    ("plain_language.version", "GET"):     (302, 200, 200, 200, 404, 404),
    ("plain_language.restore", "POST"):    (401, 302, 302, 403, 404, 404),  # it is the newest
    ("coverage.choose", "POST"):           (401, 400, 403, 403, 404, 404),  # no set was named
    ("coverage.decide", "GET"):            (302, 200, 200, 403, 404, 404),
    ("coverage.decide", "POST"):           (401, 422, 422, 403, 404, 404),
}  # fmt: skip
TOLD_TO_SUPPORT = {f"observations.{page}": 200 for page in ("index", "show")} | {
    "coverage.index": 200,
    **dict.fromkeys((f"plain_language.{page}" for page in ("summary", "history", "version")), 200),
}
"""What a municipality's consent opens of them."""
