"""What is typed to let the association look, to ask it, at its desk, to keep the help, and about trainings."""

import re
import uuid
from collections.abc import Collection, Iterable, Iterator

from flask_babel import lazy_gettext as _
from wtforms import (
    BooleanField,
    EmailField,
    Field,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import ValidationError

from app.support.rules import KINDS, URGENCIES, CaseState
from app.support.words import CASE_STATES, KIND_WORDS, URGENCY_WORDS
from app.web.forms import FORM_OF_AN_EMAIL, Form, at_most, between, moment_in, required, tidy
from app.web.typed import as_moment
from app.writing.parse import legible
from tenants.support import LONGEST_REASON

LONGEST_TEXT = 10_000


def reason_field() -> StringField:
    """Why somebody looks: it is read in the trail for good."""
    return StringField(
        _("Why is it needed?"),
        description=_("The reason is shown in the trail. Do not write personal details."),
        filters=[tidy],
        validators=[required(_("Write why the access is needed.")), at_most(LONGEST_REASON)],
    )


def one_of(first: object, rows: Iterable[tuple[object, str]]) -> list[tuple[str, object]]:
    """What a list offers: what says that nothing is chosen, and (id, name) of each."""
    return [("", first), *((str(id), name) for id, name in rows)]


class OwnAccessForm(Form):
    """Where a person of the association wants to look, and why."""

    municipality = SelectField(_("Municipality"), validators=[required(_("Choose the municipality."))])
    reason = reason_field()

    def __init__(self, municipalities: list[tuple[uuid.UUID, str]]):
        super().__init__()
        self.municipality.choices = one_of(_("Choose a municipality"), municipalities)


class AccessForm(Form):
    """Whom a coordinator lets look, and why."""

    staff = SelectField(_("Who may look?"), validators=[required(_("Choose a person."))])
    reason = reason_field()
    case = SelectField(_("Which question is it about?"), default="")

    def __init__(self, association: list[tuple[uuid.UUID, str]], cases: list[tuple[uuid.UUID, str]]):
        super().__init__()
        self.case.choices = one_of(_("None of them"), cases)
        self.staff.choices = one_of(_("Choose a person"), association)

    def staff_id(self) -> uuid.UUID:
        """Who was chosen."""
        return uuid.UUID(self.staff.data)

    def case_id(self) -> uuid.UUID | None:
        """What it is about, where that was said."""
        return uuid.UUID(self.case.data) if self.case.data else None


def whole(text: str | None) -> str | None:
    """A longer answer, its lines kept, without signs that nobody can see."""
    return legible(text.replace("\r\n", "\n")).strip() if text else text


def text_field(label: object, message: object, description: object = "") -> TextAreaField:
    """Room for a longer answer."""
    validators = [required(message), at_most(LONGEST_TEXT)]
    return TextAreaField(label, description=description, filters=[whole], validators=validators)


class AskForm(Form):
    """A question; `page` is where the asker came from."""

    subject = StringField(
        _("Subject"), filters=[tidy], validators=[required(_("Write in a few words what it is about.")), at_most(120)]
    )
    text = text_field(
        _("Your question"),
        _("Write your question."),
        _("Tell what you tried to do and what happened. Do not write passwords or personal details of others."),
    )
    page = HiddenField()


class MemberForm(AskForm):
    """A question by somebody with an account, perhaps about one of their municipalities."""

    municipality = SelectField(_("Municipality"))
    is_shared = BooleanField(_("The municipality's coordinators may see my question and its answers"))

    def __init__(self, municipalities: list[tuple[uuid.UUID, str]], page: str = ""):
        only = str(municipalities[0][0]) if len(municipalities) == 1 else ""
        super().__init__(page=page, municipality=only)
        self.municipality.choices = one_of(_("No municipality in particular"), municipalities)


class VisitorForm(AskForm):
    """A question by somebody without an account."""

    name = StringField(_("Your name"), filters=[tidy], validators=[required(_("Give your name.")), at_most(100)])
    email = EmailField(
        _("Your e-mail"),
        filters=[tidy],
        description=_("We send you a link. Your question comes to us when you have opened it."),
        validators=[required(_("Give your e-mail address.")), at_most(254), FORM_OF_AN_EMAIL],
    )

    def __iter__(self) -> Iterator[Field]:
        """In the order of the page, which the error summary follows."""
        return iter([self[name] for name in ("name", "email", "subject", "text", "page")])


class ConsultingForm(Form):
    """A wish for training or advice, which the association makes an offer for."""

    municipality = SelectField(_("Municipality"))
    text = text_field(
        _("What do you need help with?"),
        _("Write what you need help with."),
        _("For example training for writers, or a look at your report before it goes to the council."),
    )
    when = StringField(
        _("When would it suit you?"),
        filters=[tidy],
        validators=[required(_("Write when it would suit you.")), at_most(120)],
    )
    where = RadioField(
        _("Where?"),
        choices=[("remote", _("Remotely")), ("here", _("In our municipality"))],
        default="remote",
        validators=[required(_("Choose where."))],
    )

    def __init__(self, municipalities: list[tuple[uuid.UUID, str]]):
        super().__init__(municipality=str(municipalities[0][0]) if len(municipalities) == 1 else "")
        self.municipality.choices = one_of(_("No municipality in particular"), municipalities)


class ReplyForm(Form):
    """More from the one who asked."""

    text = text_field(_("Write more"), _("Write your message."))


class AnswerForm(Form):
    """The desk's answer or note; a canned answer can be put into the text before it is sent."""

    canned = SelectField(_("Canned answer"), default="")
    text = text_field(_("Answer"), _("Write your message."))

    def __init__(self, canned: list[tuple[uuid.UUID, str]]):
        super().__init__()
        self.canned.choices = one_of(_("Choose an answer"), canned)

    def put(self, words: str) -> None:
        """The chosen words after what has been written already."""
        self.text.data = "\n\n".join(each for each in (self.text.data, words) if each)


class TriageForm(Form):
    """What a case is, and whose."""

    kind = SelectField(_("Kind"), choices=[(each, KIND_WORDS[each]) for each in KINDS])
    urgency = SelectField(_("Urgency"), choices=[(each, URGENCY_WORDS[each]) for each in URGENCIES])
    state = SelectField(_("State"), choices=[(each, CASE_STATES[each]) for each in CaseState])
    assigned_to = SelectField(_("Who takes care of it"))

    def __init__(self, association: list[tuple[uuid.UUID, str]], **now: str):
        super().__init__(**now)
        self.assigned_to.choices = one_of(_("Nobody yet"), association)

    def assignee(self) -> uuid.UUID | None:
        """Whoever was chosen."""
        return uuid.UUID(self.assigned_to.data) if self.assigned_to.data else None


class CannedForm(Form):
    """An answer that is given again and again."""

    name = StringField(_("Name at the desk"), filters=[tidy], validators=[required(_("Give it a name.")), at_most(100)])
    text_fi = text_field(_("In Finnish"), _("Write the answer in Finnish."))
    text_sv = text_field(_("In Swedish"), _("Write the answer in Swedish."))


def _title(label: object) -> StringField:
    return StringField(label, filters=[tidy], validators=[required(_("Write something here.")), at_most(120)])


def _moment(label: object) -> StringField:
    return StringField(label, filters=[tidy], description=_("For example 12.1.2026 9.00"))


class HelpForm(Form):
    """A page in both languages, and the views that lead to it; `version` is the one it was begun from."""

    title_fi = _title(_("Title in Finnish"))
    text_fi = text_field(_("Text in Finnish"), _("Write the text in Finnish."))
    title_sv = _title(_("Title in Swedish"))
    text_sv = text_field(_("Text in Swedish"), _("Write the text in Swedish."))
    views = TextAreaField(
        _("Views whose help this is"),
        description=_("The names of views, such as home.front, each on its own line."),
        filters=[whole],
        validators=[at_most(2000)],
    )
    version = HiddenField()

    def __init__(self, known: Collection[str], **more: object):
        super().__init__(**more)
        self.known = known

    def validate_views(self, field: TextAreaField) -> None:
        """Refuse a name that no view has."""
        strange = [each for each in (field.data or "").split() if each not in self.known]
        if strange:
            raise ValidationError(_("There is no view with the name %(name)s.", name=strange[0]))

    def words(self) -> dict[str, str]:
        """As a version keeps them."""
        told = {name: self[name].data for name in ("title_fi", "text_fi", "title_sv", "text_sv")}
        return told | {"views": " ".join((self.views.data or "").split())}

    def begun_from(self) -> int:
        """The version that the writer saw; -1, which never was, where that is not told."""
        told = str(self.version.data)
        return int(told) if re.fullmatch("[0-9]{1,6}", told) else -1


class SignUpForm(Form):
    """From which municipality somebody comes to a training."""

    municipality = SelectField(_("Municipality"), default="")

    def __init__(self, municipalities: list[tuple[uuid.UUID, str]]):
        super().__init__(municipality=str(municipalities[0][0]) if len(municipalities) == 1 else "")
        self.municipality.choices = one_of(_("No municipality in particular"), municipalities)


SO_MANY = _("Give a number from 1 to 1000.")


class TrainingForm(Form):
    """A training in both languages; its times are Finland's."""

    name_fi, name_sv = _title(_("Name in Finnish")), _title(_("Name in Swedish"))
    place_fi, place_sv = _title(_("Place or link in Finnish")), _title(_("Place or link in Swedish"))
    starts_at = _moment(_("Begins"))
    ends_at = _moment(_("Ends"))
    sign_up_until = _moment(_("Sign up before"))
    places = IntegerField(_("Places"), validators=[required(SO_MANY), between(1, 1000, SO_MANY)])
    materials_fi = TextAreaField(_("Materials in Finnish"), filters=[whole], validators=[at_most(LONGEST_TEXT)])
    materials_sv = TextAreaField(_("Materials in Swedish"), filters=[whole], validators=[at_most(LONGEST_TEXT)])

    def validate_starts_at(self, field: StringField) -> None:
        """Refuse what is no moment."""
        moment_in(field)

    validate_sign_up_until = validate_starts_at

    def validate_ends_at(self, field: StringField) -> None:
        """Refuse an end that is not after the beginning."""
        ends = moment_in(field)
        if as_moment(self.starts_at.data or "") and ends <= moment_in(self.starts_at):
            raise ValidationError(_("The training must end after it begins."))

    def columns(self) -> dict[str, object]:
        """As a training keeps it."""
        kept = {name: self[name].data or "" for name in KEPT_AS_TYPED} | {"places": self.places.data}
        return kept | {name: moment_in(self[name]) for name in MOMENTS}


KEPT_AS_TYPED = ("name_fi", "name_sv", "place_fi", "place_sv", "materials_fi", "materials_sv")
MOMENTS = ("starts_at", "ends_at", "sign_up_until")
