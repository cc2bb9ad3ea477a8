"""Every page about people and their signing in × every kind of visitor; test_who_may_see asks them all."""

WHO_MAY_ENTER = {
    #                                      anonymous, coordinator, writer, reader, neighbour, staff
    ("accounts.sign_in", "GET"):           (200, 200, 200, 200, 200, 200),
    ("accounts.sign_in", "POST"):          (422, 422, 422, 422, 422, 422),
    ("accounts.sign_in_with_passkey", "POST"):
                                           (422, 422, 422, 422, 422, 422),
    ("accounts.passkey_question", "POST"): (200, 200, 200, 200, 200, 200),
    ("accounts.second_step", "GET"):       (302, 302, 302, 302, 302, 302),  # only right after the password
    ("accounts.second_step", "POST"):      (401, 401, 401, 401, 401, 401),
    ("accounts.confirm", "GET"):           (302, 200, 200, 200, 200, 200),
    ("accounts.confirm", "POST"):          (401, 422, 422, 422, 422, 422),
    ("accounts.forgotten", "GET"):         (200, 200, 200, 200, 200, 200),
    ("accounts.forgotten", "POST"):        (422, 422, 422, 422, 422, 422),
    ("accounts.new_password", "GET"):      (200, 200, 200, 200, 200, 200),
    ("accounts.new_password", "POST"):     (422, 422, 422, 422, 422, 422),
    ("accounts.begin_anew", "GET"):        (200, 200, 200, 200, 200, 200),
    ("accounts.begin_anew", "POST"):       (422, 422, 422, 422, 422, 422),
    ("accounts.security", "GET"):          (302, 200, 200, 200, 200, 200),
    ("accounts.password", "GET"):          (302, 200, 200, 200, 200, 200),
    ("accounts.password", "POST"):         (401, 422, 422, 422, 422, 422),
    ("accounts.two_step", "GET"):          (302, 200, 200, 200, 200, 200),
    ("accounts.add_app", "GET"):           (302, 200, 200, 200, 200, 200),
    ("accounts.add_app", "POST"):          (401, 422, 422, 422, 422, 422),
    ("accounts.add_passkey", "GET"):       (302, 200, 200, 200, 200, 200),
    ("accounts.add_passkey", "POST"):      (401, 422, 422, 422, 422, 422),
    ("accounts.new_passkey", "POST"):      (401, 200, 200, 200, 200, 200),
    ("accounts.recovery", "GET"):          (302, 302, 302, 302, 302, 302),  # nobody here has a second factor
    ("accounts.recovery", "POST"):         (401, 302, 302, 302, 302, 302),
    ("accounts.remove_second_factor", "POST"):
                                           (401, 404, 404, 404, 404, 404),  # nobody has this one
    ("accounts.end_sign_in", "POST"):      (401, 404, 404, 404, 404, 404),  # nor this sign-in
    ("accounts.rules", "GET"):             (302, 200, 403, 403, 404, 404),
    ("accounts.rules", "POST"):            (401, 302, 403, 403, 404, 404),
    ("accounts.let_member_begin_anew", "POST"):
                                           (401, 404, 403, 403, 404, 404),  # nobody lets themselves
    ("accounts.colleagues", "GET"):        (302, 403, 403, 403, 403, 200),
    ("accounts.let_colleague_begin_anew", "POST"):
                                           (401, 403, 403, 403, 403, 404),  # this is nobody of the staff
    ("accounts.mine", "GET"):              (302, 302, 302, 302, 302, 302),
    ("accounts.invitation", "GET"):        (200, 200, 200, 200, 200, 200),
    ("accounts.invitation", "POST"):       (422, 422, 422, 422, 422, 422),
    ("accounts.work_account", "GET"):      (200, 200, 200, 200, 200, 200),
    ("accounts.confirm_at_microsofts", "GET"): (302, 404, 404, 404, 404, 404),  # none has linked a work account
    ("accounts.microsoft", "GET"):         (302, 302, 302, 302, 302, 302),  # nobody had been sent there
    ("accounts.accept_with_work_account", "GET"):
                                           (302, 302, 302, 302, 302, 302),  # to Microsoft first
    ("accounts.accept_with_work_account", "POST"):
                                           (302, 302, 302, 302, 302, 302),
    ("accounts.directory", "GET"):         (302, 200, 403, 403, 404, 404),
    ("accounts.directory", "POST"):        (401, 422, 403, 403, 404, 404),
    ("accounts.begin_activating", "GET"):  (302, 302, 403, 403, 404, 404),
    ("accounts.change_directory", "POST"): (401, 400, 403, 403, 404, 404),  # no button was pressed
    ("accounts.account", "GET"):           (302, 200, 200, 200, 200, 200),
    ("accounts.change_details", "GET"):    (302, 200, 200, 200, 200, 200),
    ("accounts.change_details", "POST"):   (401, 422, 422, 422, 422, 422),
    ("accounts.change_email", "GET"):      (302, 200, 200, 200, 200, 200),
    ("accounts.change_email", "POST"):     (401, 422, 422, 422, 422, 422),
    ("accounts.confirm_email", "GET"):     (302, 410, 410, 410, 410, 410),  # the letter was another's
    ("accounts.confirm_email", "POST"):    (401, 410, 410, 410, 410, 410),
    ("accounts.own_data_file", "GET"):     (302, 200, 200, 200, 200, 200),
    ("accounts.begin_linking", "GET"):     (302, 302, 302, 302, 404, 404),  # of one's own municipality
    ("accounts.change_work_account", "POST"): (401, 400, 400, 400, 400, 400),  # no button was pressed
    ("accounts.erase", "GET"):             (302, 200, 200, 200, 200, 200),
    ("accounts.erase", "POST"):            (401, 409, 409, 409, 409, 422),  # members leave first
    ("accounts.leave", "GET"):             (302, 200, 200, 200, 404, 404),
    ("accounts.members", "GET"):           (302, 200, 200, 200, 404, 404),
    ("accounts.member", "GET"):            (302, 200, 403, 403, 404, 404),
    ("accounts.member", "POST"):           (401, 422, 403, 403, 404, 404),
    ("accounts.end_member", "GET"):        (302, 200, 403, 403, 404, 404),
    ("accounts.end_member", "POST"):       (401, 422, 403, 403, 404, 404),  # the only coordinator
    ("accounts.check_members", "GET"):     (302, 200, 403, 403, 404, 404),
    ("accounts.check_members", "POST"):    (401, 302, 403, 403, 404, 404),  # nothing was said of anybody
    ("accounts.domains", "GET"):           (302, 200, 403, 403, 404, 404),
    ("accounts.domains", "POST"):          (401, 422, 403, 403, 404, 404),
    ("accounts.invite", "GET"):            (302, 200, 403, 403, 404, 404),
    ("accounts.invite", "POST"):           (401, 422, 403, 403, 404, 404),
    ("accounts.invite_list", "GET"):       (302, 200, 403, 403, 404, 404),
    ("accounts.invite_list", "POST"):      (401, 422, 403, 403, 404, 404),
    ("accounts.correct_invitation", "GET"):
                                           (302, 200, 403, 403, 404, 404),
    ("accounts.correct_invitation", "POST"):
                                           (401, 422, 403, 403, 404, 404),
    ("accounts.change_invitation", "POST"):
                                           (401, 400, 403, 403, 404, 404),  # nothing was pressed
    ("accounts.ask", "GET"):               (200, 200, 200, 200, 200, 200),
    ("accounts.ask", "POST"):              (422, 422, 422, 422, 422, 422),
    ("accounts.asked", "GET"):             (200, 200, 200, 200, 200, 200),
    ("accounts.own_request", "GET"):       (200, 200, 200, 200, 200, 200),
    ("accounts.own_request", "POST"):      (400, 400, 400, 400, 400, 400),  # nothing was pressed
    ("accounts.account_requests", "GET"):  (302, 200, 403, 403, 404, 404),
    ("accounts.account_request", "GET"):   (302, 200, 403, 403, 404, 404),
    ("accounts.account_request", "POST"):  (401, 422, 403, 403, 404, 404),
    ("accounts.requests_to_association", "GET"):
                                           (302, 403, 403, 403, 403, 200),
    ("accounts.request_to_association", "GET"):
                                           (302, 403, 403, 403, 403, 200),
    ("accounts.request_to_association", "POST"):
                                           (401, 403, 403, 403, 403, 422),
}  # fmt: skip
