"""What is typed about a section's place in its report: its titles, whose part it is."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField, StringField

from app.reports.forms import settable
from app.reports.shape import CHAPTER, PART
from app.web.forms import Form, at_most, required, tidy

LONGEST_TITLE = 200


class HeadingForm(Form):
    """A section's titles; both languages are equal, so both are needed."""

    title_fi = StringField(
        _("Heading in Finnish"),
        filters=[tidy],
        validators=[required(_("Give the heading in Finnish.")), at_most(LONGEST_TITLE), settable],
    )
    title_sv = StringField(
        _("Heading in Swedish"),
        filters=[tidy],
        validators=[required(_("Give the heading in Swedish.")), at_most(LONGEST_TITLE), settable],
    )
    may_be_empty = BooleanField(
        _("May be left without text"), description=_("For example a heading for the parts of its chapter.")
    )

    @property
    def heading(self) -> dict[str, object]:
        """What was typed of the section itself."""
        return {"title_fi": self.title_fi.data, "title_sv": self.title_sv.data, "may_be_empty": self.may_be_empty.data}


class AddForm(HeadingForm):
    """A new section, after another."""

    level = RadioField(
        _("What it is"),
        choices=[(PART, _("A part of the chapter")), (CHAPTER, _("A chapter of its own"))],
        coerce=int,
        default=PART,
    )


class EditForm(HeadingForm):
    """A section's titles and whose part it is. `chapters` are (position, name)."""

    chapter = SelectField(_("Where it belongs"))

    def __init__(self, chapters: list[tuple[str, str]], **given: object):
        super().__init__(**given)
        self.chapter.choices = [("", _("A chapter of its own")), *chapters]
