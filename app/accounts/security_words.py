"""How somebody has signed in, on what, and why a second factor was refused: on screen."""

from flask_babel import lazy_gettext as _

METHODS = {
    "password": _("password"),
    "app": _("password and authenticator app"),
    "recovery_code": _("password and recovery code"),
    "password_and_passkey": _("password and passkey"),
    "passkey": _("passkey"),
    "microsoft": _("work account (Microsoft)"),
}

REFUSALS = {
    "wrong_code": _("This code is not right. Wait for the next one in the app, or use a recovery code."),
    "not_from_this_app": _("This code is not right. Wait for the app's next one; the phone's clock must be right too."),
    "passkey_not_accepted": _("The passkey was not accepted. Try again, or sign in another way."),
    "too_many_attempts": _("Too many attempts. Wait an hour and try again."),
    "too_many": _("You have as many devices as there can be. Remove one first."),
    "not_sealed_by_us": _("The page was open too long. Here is a new code for the app."),
    "staff_need_one": _("Staff must have two-step sign-in. Add another device first, then remove this one."),
}
