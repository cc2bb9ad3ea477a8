"""What every answer carries, whatever it is, and what no answer lets happen."""

import re
from dataclasses import replace

import pytest

from app import create_app
from tests.pages.parsed import ParsedPage
from tests.pages.test_every_page import NOT_PAGES
from tests.pages.visitor import Visitor

ADDRESS = "https://kertomus.example"
SCRIPT_WORD = re.compile(r"script-src 'nonce-([\w-]{20,})'")
SIGNED_IN = {"coordinator", "writer", "reader", "neighbour", "trialist", "staff", "supporter", "newcomer", "expert"}
ANSWERS = ("/", "/fi/", "/fi/omat", "/fi/ei-ole", "/static/ei-ole.js", "/fi/liitto/", "/fi/raportit/", "/sv/logga-in")


@pytest.fixture(scope="module")
def over_https(settings):
    """The service as it is set up behind TLS."""
    return create_app(replace(settings, public_url=ADDRESS))


@pytest.mark.parametrize("address", ANSWERS)
@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS", "PUT"])
def test_every_answer_carries_the_headers_that_bind_a_browser(over_https, address, method):
    headers = over_https.test_client().open(address, method=method, base_url=ADDRESS).headers
    policy = headers["Content-Security-Policy"]
    for rule in ("default-src 'self'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"):
        assert rule in policy
    assert "unsafe" not in policy
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in headers


def test_each_answer_has_a_word_of_its_own_for_its_scripts(client):
    words = set()
    for _ in range(3):
        answer = client.get("/fi/")
        (word,) = SCRIPT_WORD.findall(answer.headers["Content-Security-Policy"])
        assert [each.get("nonce") for each in ParsedPage(answer.text).all("script")] == [word]
        words.add(word)
    assert len(words) == 3


def test_a_page_that_is_kept_for_many_readers_has_none_and_runs_our_own_scripts_all_the_same(world, client):
    answer = client.get(world.address("publishing.edition", "fi"))
    assert "script-src" not in answer.headers["Content-Security-Policy"]
    assert [each.get("nonce") for each in ParsedPage(answer.text).all("script")] == [None]


def test_every_answer_says_what_it_is_and_in_which_letters(looks, client):
    assert {look.answer.headers["Content-Type"] for look in looks} == {"text/html; charset=utf-8"}
    style = ParsedPage(client.get("/fi/").text).all("link")
    (sheet,) = [each.get("href") for each in style if each.get("rel") == "stylesheet"]
    assert client.get(sheet).headers["Content-Type"] == "text/css; charset=utf-8"


def test_every_page_of_somebody_signed_in_has_its_sign_out(looks):
    signed_in = [look for look in looks if look.shape.kind in SIGNED_IN]
    assert len(signed_in) > 50
    for look in signed_in:
        actions = {form.get("action") for form in look.page.all("form")}
        assert actions & {"/fi/kirjaudu-ulos", "/sv/logga-ut"}, str(look)


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_the_name_of_every_file_is_plain(world, language):
    """Nothing of it can be mistaken for another part of the header, or for a path."""
    named = 0
    for endpoint in sorted(NOT_PAGES - {"static", "home.root"}):
        for kind in ("coordinator", "staff"):
            given = world.visitors[kind].get(world.address(endpoint, language)).headers.get("Content-Disposition")
            if given:
                assert re.fullmatch(r"(inline|attachment); filename=\"?[\w.-]+\"?", given, re.ASCII), given
                named += 1
    assert named >= 8


def test_cookies_have_names_that_no_other_host_can_set(over_https, world):
    visitor = Visitor(over_https)
    answer = visitor.get("/fi/kirjaudu", base_url=ADDRESS)
    cookies = answer.headers.getlist("Set-Cookie")
    assert sorted(cookie.partition("=")[0] for cookie in cookies) == ["__Host-language", "__Host-session"]
    for cookie in cookies:
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(cookie.split("; ")[1:])
        assert "Domain" not in cookie
        assert len(cookie) < 4096


@pytest.mark.parametrize(
    "host", ["evil.example", "kertomus.example.evil.example", "evil.example:443", "127.0.0.1", "]["]
)
def test_a_request_that_calls_us_by_another_name_is_refused(over_https, host):
    answer = over_https.test_client().get("/fi/", headers={"Host": host}, base_url=ADDRESS)
    assert answer.status_code == 400
    assert "href" not in answer.text


def test_a_forwarded_name_is_believed_from_nobody_unless_a_proxy_is_set_up(over_https):
    answer = over_https.test_client().get("/", headers={"X-Forwarded-Host": "evil.example"}, base_url=ADDRESS)
    assert (answer.status_code, answer.location) == (302, "/fi/")


DANGEROUS = {
    "accounts": "account_request add_app add_passkey change_directory change_email change_work_account check_members"
    " correct_invitation domains end_member erase invite invite_list leave let_colleague_begin_anew"
    " let_member_begin_anew member own_data_file password recovery remove_second_factor"
    " request_to_association rules",
    "leaving": "ask_for_deletion ask_for_export fetch",
    "ledger": "decide_rate give_back",
    "staff": "approve_renewals credit decide decide_prices deletion emergency features_of_all features_of_one merger"
    " move_licence prices",
    "support": "access",
}
"""What lets people in or out, opens what is written, takes it along, deletes it or moves money."""


@pytest.mark.parametrize("room", DANGEROUS)
def test_what_is_dangerous_asks_again_who_is_there(app, room):
    for name in DANGEROUS[room].split():
        assert app.view_functions[f"{room}.{name}"].access.asks_again, name
