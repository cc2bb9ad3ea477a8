"""A missing or bad setting stops the start with a sentence that names it."""

import pytest

from app.config import BadSetting, settings_from_environment

COMPLETE = {
    **{f"DATABASE_URL_{plane}": f"postgresql+psycopg://welfare_{plane.lower()}@db/welfare"
       for plane in ("OWNER", "TENANT", "DOOR", "STAFF", "WORKER")},
    "SECRET_KEY": "0123456789abcdef0123456789abcdef",
    "PUBLIC_URL": "https://hyvinvointikertomus.example",
    "SMTP_HOST": "posti.hyvinvointikertomus.example",
}  # fmt: skip


@pytest.fixture
def environment(monkeypatch):
    """Production's settings, and nothing that the machine happens to have set."""

    def of(**changes):
        for name, value in (COMPLETE | changes).items():
            if value is None:
                monkeypatch.delenv(name, raising=False)
            else:
                monkeypatch.setenv(name, value)
        return settings_from_environment()

    return of


def test_production_settings_say_https_and_no_demo(environment):
    settings = environment()
    assert settings.is_https
    assert not settings.is_demo
    assert settings.databases["worker"].startswith("postgresql+psycopg://welfare_worker@")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL_DOOR", None),
        ("DATABASE_URL_STAFF", "mysql://somewhere"),
        ("SECRET_KEY", None),
        ("SECRET_KEY", "short"),
        ("TRUSTED_PROXIES", "two"),
        ("PUBLIC_URL", "hyvinvointikertomus.example"),
        ("DEMO", "perhaps"),
        ("SMTP_HOST", None),
        ("SMTP_PORT", "mail"),
        ("SMTP_SECURITY", "ssl3"),
        ("SMTP_PASSWORD", "a password of nobody"),
        ("MAIL_FROM", "Liitto <palvelu@liitto.example>"),
        ("STRIPE_SECRET_KEY", "sk_test_1"),
        ("STRIPE_WEBHOOK_SECRET", "whsec_1"),
        ("ENTRA_CLIENT_ID", "ours"),
        ("ENTRA_CLIENT_SECRET", "of two"),
        ("E_INVOICE_FOLDER", "/nowhere/e-invoices"),
        ("E_INVOICE_FORMAT", "teappsxml"),
        ("OPERATOR_LOGO", "/nowhere/logo.svg"),
        ("OPERATOR_IBAN", "FI21 1234 5600 0007 86"),
        ("OPERATOR_BIC", "NORDEA"),
        ("OPERATOR_BUSINESS_ID", "1234567-8"),
    ],
)
def test_a_missing_or_bad_setting_is_named(environment, name, value):
    with pytest.raises(BadSetting, match=name):
        environment(**{name: value})


def test_letters_go_encrypted_unless_the_settings_say_otherwise(environment):
    mail = environment().mail
    assert (mail.security, mail.port, mail.caught_in) == ("starttls", 587, None)
    assert environment(SMTP_SECURITY="tls").mail.port == 465
    assert environment(SMTP_SECURITY="none", SMTP_PORT="2525").mail.port == 2525


def test_letters_come_from_the_association_unless_the_settings_name_another(environment):
    assert environment(OPERATOR_EMAIL="tuki@liitto.example").mail.sender == "tuki@liitto.example"
    assert environment(MAIL_FROM="palvelu@liitto.example").mail.sender == "palvelu@liitto.example"


def test_no_password_stands_in_what_the_settings_say_of_themselves(environment):
    assert "hunter2" not in repr(environment(SMTP_USER="liitto", SMTP_PASSWORD="hunter2").mail)


def test_the_shipped_operator_is_plainly_an_example(environment):
    operator = environment().operator
    assert "esimerkki" in operator.name["fi"]
    assert "exempel" in operator.name["sv"]
    assert operator.email.endswith(".example")


def test_without_a_key_nobody_can_pay_by_card_and_no_key_is_ever_shown(environment):
    assert environment().stripe is None
    settings = environment(STRIPE_SECRET_KEY="sk_live_hunter2", STRIPE_WEBHOOK_SECRET="whsec_hunter2")
    assert settings.stripe.api_base == "https://api.stripe.com"
    assert "hunter2" not in repr(settings)


def test_work_accounts_need_a_registration_at_an_authority_that_nobody_on_the_way_can_pretend_to_be(environment):
    assert environment().entra is None
    ours = {"ENTRA_CLIENT_ID": "ours", "ENTRA_CLIENT_SECRET": "hunter2"}
    assert environment(**ours).entra.authority == "https://login.microsoftonline.com"
    assert "hunter2" not in repr(environment(**ours))
    assert environment(**ours, ENTRA_AUTHORITY="http://127.0.0.1:9/").entra.authority == "http://127.0.0.1:9"
    for elsewhere in ("http://login.example", "http://127.0.0.1.evil.example", "ftp://login.example", "login.example"):
        with pytest.raises(BadSetting, match="ENTRA_AUTHORITY"):
            environment(**ours, ENTRA_AUTHORITY=elsewhere)


def test_e_invoices_go_where_the_operator_picks_them_up_and_without_such_a_place_by_e_mail(environment, tmp_path):
    assert environment().e_invoices.folder is None
    named = environment(E_INVOICE_FOLDER=str(tmp_path), E_INVOICE_FORMAT="ubl").e_invoices
    assert (named.folder, named.format) == (tmp_path, "ubl")
