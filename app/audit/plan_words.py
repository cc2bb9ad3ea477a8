"""What people did to welfare plans, in words."""

from flask_babel import lazy_gettext as _

OF_PLANS = {
    "plan.begun": _("%(who)s began welfare plan %(number)s"),
    "plan.renamed": _("%(who)s changed the title or the years of welfare plan %(number)s"),
    "plan.brought_in": _("%(who)s brought in a file of welfare plan %(number)s: new rows %(new)s, changed %(changed)s"),
    "plan.decided": _("%(who)s recorded the decision on welfare plan %(number)s on %(meeting_on)s, § %(section)s"),
    "plan.reopened": _("%(who)s began a change of welfare plan %(number)s"),
    "plan.row_added": _("%(who)s added a row to welfare plan %(plan)s: %(row)s %(number)s"),
    "plan.row_changed": _("%(who)s changed a row of welfare plan %(plan)s: %(row)s %(number)s"),
    "plan.row_assigned": _("%(who)s named who answers for a row of welfare plan %(plan)s: %(row)s %(number)s"),
    "plan.row_moved": _("%(who)s moved a row of welfare plan %(plan)s: %(row)s %(before)s is now %(number)s"),
    "plan.row_removed": _("%(who)s removed a row from welfare plan %(plan)s: %(row)s %(number)s"),
    "plan.row_restored": _("%(who)s brought a row back into welfare plan %(plan)s: %(row)s %(number)s"),
    "plan.row_split": _("%(who)s split a row of welfare plan %(plan)s in two: %(row)s %(number)s"),
    "plan.row_merged": _("%(who)s merged a row of welfare plan %(plan)s: %(row)s %(number)s into %(into)s"),
    "plan.tag_added": _("%(who)s added statutory plan %(number)s to those of the welfare plan"),
    "plan.tag_changed": _("%(who)s changed the words of statutory plan %(number)s"),
    "plan.tag_ended": _("%(who)s ended statutory plan %(number)s"),
    "plan.tag_resumed": _("%(who)s took statutory plan %(number)s into use again"),
    "plan.indicator_added": _("%(who)s chose a figure by which goal %(number)s of welfare plan %(plan)s is measured"),
    "plan.indicator_changed": _("%(who)s changed the beginning or target of goal %(number)s of welfare plan %(plan)s"),
    "plan.indicator_removed": _("%(who)s removed a figure that measured goal %(number)s of welfare plan %(plan)s"),
}
