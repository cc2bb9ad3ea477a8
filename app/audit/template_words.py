"""What people did to templates of reports, and to texts carried over from one report to the next, in words."""

from flask_babel import lazy_gettext as _

OF_TEMPLATES = {
    "report.carried": _("%(who)s carried the texts of report %(before)s over into report %(report)s"),
    "section.confirmed": _("%(who)s confirmed what was carried over into section %(section)s of report %(report)s"),
    "own_template.kept": _("%(who)s kept the template %(title)s"),
    "own_template.withdrawn": _("%(who)s withdrew the template %(title)s"),
    "template.drafted": _("%(who)s began version %(version)s of the template %(title)s"),
    "template.changed": _("%(who)s changed the draft of version %(version)s of the template %(title)s"),
    "template.put_in_use": _("%(who)s put version %(version)s of the template %(title)s in use"),
    "template.withdrawn": _("%(who)s withdrew version %(version)s of the template %(title)s"),
}
