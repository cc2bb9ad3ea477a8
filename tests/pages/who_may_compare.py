"""Every page about figures × every kind of visitor; test_who_may_see asks them all."""

WHO_MAY_COMPARE = {
    #                                      anonymous, coordinator, writer, reader, neighbour, staff
    ("indicators.index", "GET"):           (302, 200, 200, 200, 404, 404),
    ("indicators.index_file", "GET"):      (302, 200, 200, 200, 404, 404),
    ("indicators.news_file", "GET"):       (302, 200, 200, 200, 404, 404),
    ("indicators.profile", "GET"):         (302, 200, 200, 200, 404, 404),
    ("indicators.profile_file", "GET"):    (302, 200, 200, 200, 404, 404),
    ("indicators.changes", "GET"):         (302, 200, 200, 200, 404, 404),
    ("indicators.changes_file", "GET"):    (302, 200, 200, 200, 404, 404),
    ("indicators.show", "GET"):            (302, 200, 200, 200, 404, 404),
    ("indicators.indicator_file", "GET"):  (302, 200, 200, 200, 404, 404),
    ("indicators.whats_new", "GET"):       (302, 200, 200, 200, 404, 404),
    ("indicators.whats_new", "POST"):      (401, 400, 400, 400, 404, 404),  # it was not said until when
    ("indicators.comparison", "GET"):      (302, 200, 403, 403, 404, 404),
    ("indicators.comparison", "POST"):     (401, 302, 403, 403, 404, 404),
    ("indicators.choose", "POST"):         (401, 400, 403, 403, 404, 404),  # no indicator was named
    ("indicators.sets", "GET"):            (302, 200, 200, 200, 404, 404),
    ("indicators.one_set", "GET"):         (302, 200, 200, 200, 404, 404),
    ("indicators.set_file", "GET"):        (302, 200, 200, 200, 404, 404),
}  # fmt: skip
FIGURES_SHOWN_TO_SUPPORT = {
    f"indicators.{page}": 200 for page in ("index", "profile", "changes", "show", "whats_new", "sets", "one_set")
}
"""Figures are the same for everybody: the municipality's choices among them are all that is its own."""
