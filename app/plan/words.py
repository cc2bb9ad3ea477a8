"""What the plan's rows, states and refusals are called on screen."""

from flask_babel import lazy_gettext as _

ROWS = {"emphasis": _("emphasis"), "goal": _("goal"), "measure": _("measure")}
