"""What staff hand in."""

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField, FileRequired

from app.web.forms import Form


class PopulationForm(Form):
    """A year's population as a CSV file."""

    file = FileField(_("Population file (CSV)"), validators=[FileRequired(_("Choose a file."))])
