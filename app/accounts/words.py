"""The roles, their rights and what may be refused about people, on screen."""

from flask_babel import lazy_gettext as _

from tenants.permissions import MAY, Role, role_in

ROLES = {Role.COORDINATOR: _("coordinator"), Role.WRITER: _("writer"), Role.READER: _("reader")}

RIGHTS = {
    "front.open": _("see what waits for oneself"),
    "pack.receive": _("read what municipalities have shared with the county"),
    "negotiation.run": _("prepare the negotiation with the wellbeing services county and share its pack"),
    "report.read": _("read the reports, also those being written"),
    "figures.enter": _("enter the municipality's own figures and write evidence cards"),
    "section.write": _("write the sections of a report and mark them ready"),
    "section.take_part": _("take part in the sections that one has been given"),
    "section.approve": _("approve sections or return them to their writers"),
    "consultation.read": _("read the statements of consultation rounds"),
    "consultation.run": _("open consultation rounds and close them"),
    "follow_up.read": _("read how the measures of the welfare plan go"),
    "follow_up.take_part": _("tell how the measures that one answers for go"),
    "follow_up.report": _("tell how any measure of the welfare plan goes"),
    "follow_up.lead": _("choose the days of follow-up"),
    "follow_up.choose_reminders": _("stop one's own reminders and have them again"),
    "plan.read": _("read the welfare plans, also those being written"),
    "plan.write": _("write the welfare plan: goals, measures and what they are measured by"),
    "plan.decide": _("record a decision about a welfare plan and begin a change of it"),
    "report.begin": _("begin a report"),
    "report.submit": _("submit a report to the council"),
    "report.return": _("return a report from the council to work"),
    "report.adopt": _("record the council's decision"),
    "report.publish": _("publish a report"),
    "report.withdraw": _("withdraw what was published"),
    "feedback.answer": _("read and answer feedback about published reports"),
    "public_pages.change": _("decide what stands around the published reports: the accessibility statement, the look"),
    "figures.choose": _("choose comparison municipalities and the municipality's own set of indicators"),
    "calendar.read": _("see the annual clock and the communication plans"),
    "calendar.take_part": _("tell how far one's own things in the annual clock are, and see its days in a calendar"),
    "calendar.change": _("change the annual clock and the communication plans"),
    "people.read": _("see who else uses the service in the municipality"),
    "people.invite": _("invite people, answer account requests, change roles and end access"),
    "licence.read": _("see the licence and the invoices"),
    "licence.change": _("order a licence and give notice"),
    "billing.change": _("change the invoicing details"),
    "trail.read": _("see who has done what"),
    "people.leave": _("leave the municipality by oneself"),
    "directory.change": _("let people sign in with the municipality's own work accounts"),
    "rules.change": _("decide how people sign in here and whether support may read"),
    "data.export": _("take along everything the municipality has here"),
    "data.delete": _("have everything the municipality has here deleted"),
    "support.open": _("let the association's support look"),
}
"""Every right of tenants.permissions in words; a test keeps it so."""

REFUSALS = {
    "already_decided": _("This request has been answered already."),
    "already_invited": _("An invitation to this e-mail waits already. It can be sent again or withdrawn."),
    "already_member": _("Somebody with this e-mail is a member already. Decline the request and say so."),
    "of_staff": _("This e-mail is of the association's own staff. Only a municipality's coordinator can let them in."),
    "no_customer": _("The municipality is not a customer, so nobody can be let in."),
    "request_closed": _("This has been done already, or it can no longer be done."),
    "no_heir": _("Choose who takes over what the person is responsible for."),
    "wrong_heir": _("Choose another member who takes over."),
    "no_member": _("This person is not a member any more."),
    "last_coordinator": _("The municipality must keep a coordinator. Make somebody else a coordinator first."),
    "invitation_closed": _("This invitation has been accepted or withdrawn already."),
}

ALSO = _("everything that the role above may")

BAD_ROWS = {
    "columns": _("write name; e-mail; role"),
    "email": _("the e-mail is not in the form first.last@municipality.fi"),
    "role": _("the role must be coordinator, writer or reader"),
    "name": _("the name is too long"),
    "twice": _("the same e-mail stands on an earlier row"),
    "member": _("is a member already"),
    "invited": _("has been invited already"),
}

AT_MICROSOFTS = {
    "not_proven": _("Microsoft did not let you in, or its answer was not in order. Try again."),
    "too_many_attempts": _("Too many attempts. Wait 15 minutes and try again."),
}


def what_roles_may(*, is_county: bool = False) -> list[tuple[object, list[object]]]:
    """(role, what it may do in words), the least first; each begins with all that the one before it may, if it does."""
    told, before = [], frozenset()
    for role in reversed(ROLES):
        here = role_in(role, is_county=is_county)
        rights = {permission for permission in MAY if here in MAY[permission]}
        also = [ALSO] if before and before <= rights else []
        new = rights - before if also else rights
        told.append((ROLES[role], also + [RIGHTS[each] for each in MAY if each in new]))
        before = rights
    return told
