"""What is said in the trail of a report's way through the bodies and of negotiations with the county."""

from flask_babel import lazy_gettext as _

OF_WAYS = {
    "handling.planned": _("%(who)s took the usual way through the bodies into use for report %(report)s"),
    "handling.body_added": _("%(who)s added a body to the way of report %(report)s: %(body)s"),
    "handling.body_removed": _("%(who)s took a body off the way of report %(report)s: %(body)s"),
    "handling.body_moved": _("%(who)s moved a body on the way of report %(report)s: %(body)s"),
    "handling.recorded": _(
        "%(who)s recorded what was decided of report %(report)s on %(meeting_on)s, %(body)s: %(decision)s"
    ),
    "handling.change_done": _("%(who)s marked a change that was asked for in report %(report)s as done"),
    "handling.change_reopened": _("%(who)s marked a change that was asked for in report %(report)s as not done"),
    "final_editing.taken": _("%(who)s took the final editing of report %(report)s"),
    "final_editing.handed_over": _("%(who)s handed over the final editing of report %(report)s: %(people)s"),
    "final_editing.released": _("%(who)s ended the final editing of report %(report)s that was held by: %(people)s"),
    "package.asked": _("%(who)s asked for a package for the council of report %(report)s"),
    "package.made": _("%(who)s made a package for the council of report %(report)s"),
    "package.failed": _("%(who)s could not make a package for the council of report %(report)s"),
    "negotiation.begun": _("%(who)s began to prepare the negotiation of %(year)s with the wellbeing services county"),
    "negotiation.prepared": _("%(who)s changed the pack for the negotiation of %(year)s"),
    "negotiation.minuted": _("%(who)s wrote the minutes of the negotiation of %(year)s, held on %(meeting_on)s"),
    "negotiation.judged": _("%(who)s told what became of the promises of the negotiation of %(year)s"),
    "negotiation.shared": _(
        "%(who)s shared the pack of the negotiation of %(year)s with the wellbeing services county"
    ),
    "negotiation.withdrawn": _("%(who)s withdrew the pack of the negotiation of %(year)s from the county"),
}
