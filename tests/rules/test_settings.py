"""A missing or bad setting stops the start with a sentence that names it."""

import pytest

from app.config import BadSetting, settings_from_environment

COMPLETE = {
    **{f"DATABASE_URL_{plane}": f"postgresql+psycopg://welfare_{plane.lower()}@db/welfare"
       for plane in ("OWNER", "TENANT", "DOOR", "STAFF", "WORKER")},
    "SECRET_KEY": "0123456789abcdef0123456789abcdef",
    "PUBLIC_URL": "https://hyvinvointikertomus.example",
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
        ("OPERATOR_LOGO", "/nowhere/logo.svg"),
    ],
)
def test_a_missing_or_bad_setting_is_named(environment, name, value):
    with pytest.raises(BadSetting, match=name):
        environment(**{name: value})


def test_the_shipped_operator_is_plainly_an_example(environment):
    operator = environment().operator
    assert "esimerkki" in operator.name["fi"]
    assert "exempel" in operator.name["sv"]
    assert operator.email.endswith(".example")
