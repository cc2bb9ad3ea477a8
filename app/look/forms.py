"""What is typed about a municipality's look."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import StringField
from wtforms.validators import ValidationError
from wtforms.widgets import ColorInput, HiddenInput

from app.accounts.request_forms import as_seen
from app.attachments.kinds import Kind, kind_of
from app.look import contrast
from app.web.forms import Form, at_most, required, tidy

LARGEST_EMBLEM = 512 * 1024
MOST_PIXELS_A_SIDE = 4_000
FORMATS = frozenset({"png", "jpeg", "webp"})


def _small(text: str | None) -> str:
    """A colour as it is written: with its sign, in small letters."""
    colour = (tidy(text) or "").lower()
    return f"#{colour}" if contrast.HEX.fullmatch(f"#{colour}") else colour


class ColourForm(Form):
    """A colour, typed or picked: whichever was changed counts, and what was typed where both were."""

    colour = StringField(
        _("Main colour"),
        description=_("A sign # and six digits from 0 to 9 and a to f, for example #14386b."),
        filters=[_small],
        validators=[required(_("Give a colour."))],
    )
    picked = StringField(_("Or pick the colour"), filters=[_small], widget=ColorInput())
    seen = StringField(filters=[_small], widget=HiddenInput())
    """What both showed when the page was opened."""
    begun_from = StringField(widget=HiddenInput())
    """The colour that was in use then."""
    offered: str | None = None
    """A darker colour, where the chosen one was too light."""
    in_use: str | None = None
    """What somebody else has chosen since the page was opened."""

    def choose(self, colour: str | None) -> None:
        """Settle which colour is meant, before it is checked; `colour` is one that a button names."""
        is_picked = self.picked.data and self.colour.data == self.seen.data != self.picked.data
        self._show(_small(colour) or (self.picked.data if is_picked else self.colour.data))

    def show_what_is_in_use(self, colour: str) -> None:
        """From now on this form has seen what somebody else chose meanwhile."""
        self.in_use = self.begun_from.data = colour

    def validate_colour(self, field: StringField) -> None:
        """A colour, dark enough for white text on it."""
        if not contrast.HEX.fullmatch(field.data):
            self.picked.data = self.seen.data = "#000000"
            raise ValidationError(_("Write the colour as # and six digits, for example #14386b."))
        if not contrast.is_enough(field.data):
            self.offered = contrast.nearest_darker(field.data)
            told = {"ratio": ratio_told(contrast.ratio(field.data)), "colour": self.offered}
            raise ValidationError(
                gettext("Too light: its contrast to white is %(ratio)s:1, and 4.5:1 is needed.", **told)
                + " "
                + gettext("The nearest darker colour that can be used is %(colour)s.", **told)
            )

    def _show(self, colour: str) -> None:
        self.colour.data = self.picked.data = self.seen.data = colour


def ratio_told(ratio: float) -> str:
    """Rounded down, so that what is refused never looks like enough."""
    return f"{int(ratio * 100) / 100:.2f}".replace(".", ",")


class EmblemForm(Form):
    """A coat of arms or logo and what it shows; the file can be left out when there is one already."""

    begun_from = StringField(widget=HiddenInput())
    """The mark of the picture and its words that were shown when the page was opened."""
    file = FileField(_("Coat of arms or logo (PNG, JPEG or WebP, at most 500 kB)"))
    alternative_fi = StringField(
        _("What it shows, in Finnish"), description=_("For example: the coat of arms of Kempele."),
        filters=[tidy, as_seen], validators=[required(_("Write what it shows.")), at_most(200)],
    )  # fmt: skip
    alternative_sv = StringField(
        _("What it shows, in Swedish"), filters=[tidy, as_seen],
        validators=[required(_("Write what it shows.")), at_most(200)],
    )  # fmt: skip

    def __init__(self, written_in: Sequence[str], *, has_one: bool, **given: object):
        super().__init__(**given)
        self.written_in, self.has_one = written_in, has_one
        self.body, self.kind, self.is_late = b"", None, False
        for language in {"fi", "sv"} - set(written_in):
            del self[f"alternative_{language}"]

    def validate(self, **given: object) -> bool:
        """What is in the file is known before it is judged."""
        self.body = self.file.data.read(LARGEST_EMBLEM + 1) if self.file.data else b""
        self.kind: Kind | None = kind_of(self.body) if len(self.body) <= LARGEST_EMBLEM else None
        return super().validate(**given)

    def validate_file(self, field: FileField) -> None:
        """A picture, and no larger than a page can bear."""
        if not self.body:
            if not self.has_one:
                raise ValidationError(_("Choose a file."))
            return
        if len(self.body) > LARGEST_EMBLEM:
            raise ValidationError(_("The file is too large: at most 500 kB."))
        if self.kind is None or self.kind.format not in FORMATS:
            raise ValidationError(_("Choose a picture in PNG, JPEG or WebP. This file is another kind or broken."))
        if max(self.kind.width, self.kind.height) > MOST_PIXELS_A_SIDE:
            raise ValidationError(_("The picture is too large: at most 4,000 pixels on a side."))

    def show_what_is_shown_now(self, mark: str) -> None:
        """From now on this form has seen what somebody else chose meanwhile."""
        self.is_late, self.begun_from.data = True, mark

    @property
    def alternatives(self) -> dict[str, str]:
        """In both languages; in one in which the municipality does not write, the same as in its own."""
        own = {each: each if each in self.written_in else self.written_in[0] for each in ("fi", "sv")}
        return {each: self[f"alternative_{own[each]}"].data for each in own}
