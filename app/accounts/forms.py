"""What is typed to sign in."""

from flask_babel import lazy_gettext as _
from wtforms import EmailField, HiddenField, PasswordField

from app.web.forms import Form, at_most, required, tidy


class SignInForm(Form):
    """E-mail and password; `next` is the page the visitor was on the way to."""

    email = EmailField(_("E-mail"), filters=[tidy], validators=[required(_("Give your e-mail address.")), at_most(254)])
    password = PasswordField(_("Password"), validators=[required(_("Give your password.")), at_most(1000)])
    next = HiddenField()
