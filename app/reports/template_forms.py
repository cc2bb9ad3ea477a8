"""What is typed about templates of reports, by staff and by coordinators."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField

from app.indicators.words import BASKETS
from app.reports.forms import settable
from app.reports.rules import Kind
from app.reports.shape_forms import LONGEST_TITLE, AddForm
from app.reports.words import KINDS
from app.web.forms import Form, at_most, required, tidy


def _text(label: object, message: object) -> StringField:
    return StringField(label, filters=[tidy], validators=[required(message), at_most(LONGEST_TITLE), settable])


class TitlesForm(Form):
    """What reports are called that are begun from a template, and of which kind they are."""

    title_fi = _text(_("Title of its reports in Finnish"), _("Give the title in Finnish."))
    title_sv = _text(_("Title of its reports in Swedish"), _("Give the title in Swedish."))
    kind = RadioField(_("Kind of report"), validators=[required(_("Choose the kind of report."))])

    def __init__(self, kinds: list[str], **given: object):
        super().__init__(**given)
        self.kind.choices = [(each, KINDS[each]) for each in kinds]

    @property
    def titles(self) -> dict[str, str]:
        """By field."""
        return {"title_fi": self.title_fi.data, "title_sv": self.title_sv.data}


class DescriptionForm(TitlesForm):
    """The same with what tells a template of the association from the others."""

    note_fi = _text(_("What tells it from the others, in Finnish"), _("Say in Finnish what tells it from the others."))
    note_sv = _text(_("What tells it from the others, in Swedish"), _("Say in Swedish what tells it from the others."))

    def __init__(self, **given: object):
        super().__init__(list(Kind), **given)

    @property
    def words(self) -> dict[str, str]:
        """Everything by field."""
        return self.titles | {"kind": self.kind.data, "note_fi": self.note_fi.data, "note_sv": self.note_sv.data}


class OwnTemplateForm(TitlesForm):
    """Which sections of an outline a municipality keeps as its template. `outline` are (place, name)."""

    sections = SelectMultipleField(
        _("Sections of the template"), coerce=int, validators=[required(_("Choose at least one section."))]
    )

    def __init__(self, outline: list[tuple[int, str]], **given: object):
        super().__init__([each for each in Kind if each != Kind.REGIONAL], **given)
        self.sections.choices = outline


class PlannedForm(AddForm):
    """A section of a template. `known` are (key, name) of sections that advice is written about."""

    part = SelectField(
        _("Which section it is"),
        description=_("Advice, the plan and comparisons between years go by this, whatever the heading says."),
    )
    age_group = SelectField(_("Indicators that are filled in"), choices=[("", _("none")), *BASKETS.items()])
    may_be_empty = BooleanField(_("May be left without text"))

    def __init__(self, known: list[tuple[str, str]], **given: object):
        super().__init__(**given)
        self.part.choices = [("", _("A section that no other template has")), *known]

    @property
    def planned(self) -> dict[str, object]:
        """What was typed of the section."""
        told = {"level": self.level.data, "part": self.part.data or None, "age_group": self.age_group.data or None}
        return self.heading | told
