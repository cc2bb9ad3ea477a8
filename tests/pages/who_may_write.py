"""Every page of a section × every kind of visitor; test_who_may_see asks them all."""

WHO_MAY_WRITE = {
    #                                      anonymous, coordinator, writer, reader, neighbour, staff
    ("sections.show", "GET"):              (302, 200, 200, 200, 404, 404),
    ("sections.write", "POST"):            (401, 302, 302, 403, 404, 404),  # nothing typed is nothing changed
    ("sections.send_back", "POST"):        (401, 302, 403, 403, 404, 404),
    ("sections.autosave", "POST"):         (401, 422, 422, 403, 404, 404),
    ("sections.here", "POST"):             (401, 200, 200, 200, 404, 404),
    ("sections.kept", "GET"):              (302, 200, 200, 200, 404, 404),
    ("sections.settle", "POST"):           (401, 404, 404, 403, 404, 404),  # nothing was kept
    ("sections.history", "GET"):           (302, 200, 200, 200, 404, 404),
    ("sections.version", "GET"):           (302, 200, 200, 200, 404, 404),
    ("sections.act_on_version", "POST"):   (401, 302, 302, 403, 404, 404),
    ("sections.people", "GET"):            (302, 200, 403, 403, 404, 404),
    ("sections.people", "POST"):           (401, 302, 403, 403, 404, 404),
    ("sections.everybody", "GET"):         (302, 200, 403, 403, 404, 404),
    ("sections.everybody", "POST"):        (401, 302, 403, 403, 404, 404),  # nobody is changed
    ("sections.grant", "POST"):            (401, 400, 403, 403, 404, 404),  # nobody was named
    ("reports.advised", "GET"):            (302, 200, 403, 403, 404, 404),
    ("reports.advise", "GET"):             (302, 200, 403, 403, 404, 404),
    ("reports.advise", "POST"):            (401, 422, 403, 403, 404, 404),
    ("reports.shape", "GET"):              (302, 200, 403, 403, 404, 404),
    ("reports.add_section", "GET"):        (302, 200, 403, 403, 404, 404),
    ("reports.add_section", "POST"):       (401, 422, 403, 403, 404, 404),
    ("reports.edit_section", "GET"):       (302, 200, 403, 403, 404, 404),
    ("reports.edit_section", "POST"):      (401, 422, 403, 403, 404, 404),
    ("reports.move_section", "POST"):      (401, 400, 403, 403, 404, 404),  # no button was pressed
    ("reports.delete_section", "GET"):     (302, 200, 403, 403, 404, 404),
    ("reports.delete_section", "POST"):    (401, 409, 403, 403, 404, 404),  # chapter 3 has parts
    ("reports.bring_back", "POST"):        (401, 302, 403, 403, 404, 404),  # it was not left out
    ("sections.comparison", "GET"):        (302, 404, 404, 404, 404, 404),  # no two versions were named
    ("sections.find", "GET"):              (302, 200, 200, 200, 404, 404),
    ("sections.replace", "POST"):          (401, 422, 422, 422, 404, 404),  # whoever may write in one section
    ("attachments.index", "GET"):          (302, 200, 200, 200, 404, 404),
    ("attachments.attach", "POST"):        (401, 422, 422, 403, 404, 404),
    ("attachments.file", "GET"):           (302, 200, 200, 200, 404, 404),
    ("attachments.rename", "GET"):         (302, 200, 200, 403, 404, 404),
    ("attachments.rename", "POST"):        (401, 422, 422, 403, 404, 404),
    ("attachments.remove", "POST"):        (401, 400, 400, 403, 404, 404),  # no button was pressed
    ("sections.comments", "GET"):          (302, 200, 200, 200, 404, 404),
    ("sections.comment", "GET"):           (302, 200, 200, 200, 404, 404),
    ("sections.act_on_comment", "POST"):   (401, 400, 400, 403, 404, 404),  # no button was pressed
    ("sections.new_comment", "GET"):       (302, 200, 200, 403, 404, 404),
    ("sections.new_comment", "POST"):      (401, 422, 422, 403, 404, 404),
    ("sections.suggestions", "GET"):       (302, 200, 200, 200, 404, 404),
    ("sections.suggestion", "GET"):        (302, 200, 200, 200, 404, 404),
    ("sections.suggest", "GET"):           (302, 200, 200, 403, 404, 404),
    ("sections.suggest", "POST"):          (401, 404, 404, 403, 404, 404),  # no paragraph was named
    ("sections.decide", "POST"):           (401, 400, 400, 403, 404, 404),  # no button was pressed
    ("sections.figures", "GET"):           (302, 200, 200, 403, 404, 404),
    ("sections.find_figures", "GET"):      (302, 200, 200, 403, 404, 404),
    ("sections.add_figure", "POST"):       (401, 400, 400, 403, 404, 404),  # no figure was named
    ("sections.append_figure", "POST"):    (401, 400, 400, 403, 404, 404),
    ("sections.decide_figure", "POST"):    (401, 400, 400, 403, 404, 404),
    ("sections.sentences", "GET"):         (302, 200, 200, 403, 404, 404),
    ("sections.accept_sentence", "POST"):  (401, 400, 400, 403, 404, 404),  # no sentence was named
    ("translating.side_by_side", "GET"):   (302, 200, 200, 200, 404, 404),
    ("translating.write", "POST"):         (401, 302, 302, 403, 404, 404),
    ("translating.autosave", "POST"):      (401, 422, 422, 403, 404, 404),
    ("translating.files", "GET"):          (302, 200, 200, 200, 404, 404),
    ("translating.file", "GET"):           (302, 200, 200, 200, 404, 404),
    ("translating.bring_in", "POST"):      (401, 422, 422, 403, 404, 404),
}  # fmt: skip
SECTIONS_SHOWN_TO_SUPPORT = {f"sections.{page}": 200 for page in (
    *("show", "history", "version", "kept"),
    *("comments", "comment", "suggestions", "suggestion"),
)} | dict.fromkeys(("attachments.index", "sections.find"), 200) | {"sections.comparison": 404} | {
    f"translating.{page}": 200 for page in ("side_by_side", "files")
}
"""What a municipality's consent opens of a section."""
