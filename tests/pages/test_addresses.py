"""Addresses: what is not there or not the visitor's is not found, and each language has its own spelling."""

import pytest

from tests.makers import a_report
from tests.pages.looks import UNPRINTABLE
from tests.pages.reports_to_look_at import BEGUN, PUBLISHED

LANGUAGES = ("fi", "sv")
OTHER = {"fi": "sv", "sv": "fi"}
NOT_THERE = 99
OF_A_REPORT = (
    ("reports.show", "GET"),
    ("reports.submit", "POST"),
    ("reports.take_back", "POST"),
    ("reports.adoption", "GET"),
    ("reports.adoption", "POST"),
    ("publishing.preview", "GET"),
    ("publishing.publish", "GET"),
    ("publishing.publish", "POST"),
)
OF_A_SECTION = (("sections.show", "GET"), ("sections.write", "POST"), ("sections.send_back", "POST"))


def answer_of(visitor, method, address):
    return visitor.post(address) if method == "POST" else visitor.get(address)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("endpoint", "method"), OF_A_REPORT + OF_A_SECTION)
def test_a_report_that_does_not_exist_is_not_found(world, endpoint, method, language):
    address = world.address(endpoint, language, number=NOT_THERE)
    assert answer_of(world.visitors["coordinator"], method, address).status_code == 404


@pytest.mark.parametrize("position", [0, NOT_THERE])
@pytest.mark.parametrize(("endpoint", "method"), OF_A_SECTION)
def test_a_section_that_does_not_exist_is_not_found(world, endpoint, method, position):
    address = world.address(endpoint, "fi", position=position)
    assert answer_of(world.visitors["coordinator"], method, address).status_code == 404


@pytest.mark.parametrize(("endpoint", "method"), OF_A_REPORT + OF_A_SECTION)
def test_another_municipalitys_report_is_not_found(world, endpoint, method):
    """The neighbour has no report of its own, so every number that answered would be somebody else's."""
    address = world.address(endpoint, "sv", municipality=world.neighbour.facts.slugs["sv"])
    assert answer_of(world.visitors["neighbour"], method, address).status_code == 404


def test_the_same_number_leads_each_municipality_to_its_own_report(world, visitor, municipality):
    a_report(municipality, 2013, 2017)
    own = visitor(municipality.people["coordinator"])
    address = world.address("reports.show", "fi", municipality=municipality.facts.slugs["fi"])
    assert "2013–2017" in own.get(address).text
    assert "2013–2017" not in world.visitors["coordinator"].get(world.address("reports.show", "fi")).text


@pytest.mark.parametrize("endpoint", ["publishing.edition", "publishing.file"])
@pytest.mark.parametrize("wrong", [{"number": NOT_THERE}, {"years": "1999-2003"}, {"municipality": "ei-ole-kuntaa"}])
def test_an_edition_that_was_never_published_is_not_found(world, endpoint, wrong):
    assert world.visitors["anonymous"].get(world.address(endpoint, "fi", **wrong)).status_code == 404


def test_a_municipality_that_has_published_nothing_has_a_page_and_a_word_that_names_none_has_not(world):
    for slug, status in ((world.neighbour.facts.slugs["fi"], 200), ("atlantis", 404)):
        address = world.address("publishing.of_municipality", "fi", municipality=slug)
        assert world.visitors["anonymous"].get(address).status_code == status


@pytest.mark.parametrize("number", ["0", "-1", "1e3", "99999999999999999999", "1%00", "１"])
def test_a_number_that_is_none_is_not_found(world, number):
    slug = world.municipality.facts.slugs["fi"]
    assert world.visitors["coordinator"].get(f"/fi/{slug}/kertomukset/{number}").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("endpoint", ["front.tasks", "reports.show", "sections.show", "accounts.members"])
def test_the_other_languages_spelling_of_a_name_leads_to_the_right_one(world, endpoint, language):
    other = world.municipality.facts.slugs[OTHER[language]]
    answer = world.visitors["reader"].get(world.address(endpoint, language, municipality=other) + "?order=state")
    assert (answer.status_code, answer.location) == (302, world.address(endpoint, language) + "?order=state")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("endpoint", ["publishing.of_municipality", "publishing.edition", "publishing.file"])
def test_a_published_page_too_is_found_under_the_other_spelling(world, endpoint, language):
    other = world.municipality.facts.slugs[OTHER[language]]
    answer = world.visitors["anonymous"].get(world.address(endpoint, language, municipality=other))
    assert (answer.status_code, answer.location) == (301, world.address(endpoint, language))


def test_a_form_sent_to_the_other_spelling_is_taken_all_the_same(world):
    """A redirect would lose what was typed."""
    slug = world.municipality.facts.slugs["sv"]
    address = world.address("reports.begin", "fi", municipality=slug)
    assert world.visitors["coordinator"].post(address).status_code == 422


@pytest.mark.parametrize(
    ("header", "cookie", "expected"),
    [
        ("sv", "", "/sv/"),
        ("fi", "", "/fi/"),
        ("sv-FI,sv;q=0.9,fi;q=0.8", "", "/sv/"),
        ("en-GB,en;q=0.9,sv;q=0.4,fi;q=0.3", "", "/sv/"),
        ("de", "", "/fi/"),
        ("", "", "/fi/"),
        ("fi", "sv", "/sv/"),
        ("sv", "fi", "/fi/"),
        ("sv", "en", "/sv/"),
    ],
)
def test_the_bare_address_follows_the_readers_choice_and_then_the_browser(visitor, header, cookie, expected):
    reader = visitor()
    if cookie:
        reader.client.set_cookie("language", cookie)
    answer = reader.get("/", headers={"Accept-Language": header} if header else {})
    assert (answer.status_code, answer.location) == (302, expected)
    assert {"Accept-Language", "Cookie"} <= set(answer.vary)


def test_reading_in_a_language_is_remembered_for_the_next_visit(visitor):
    reader = visitor()
    reader.get("/sv/")
    assert reader.get("/", headers={"Accept-Language": "fi"}).location == "/sv/"
    reader.get("/fi/raportit/")
    assert reader.get("/", headers={"Accept-Language": "sv"}).location == "/fi/"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("kind", "endpoint", "words"),
    [
        ("anonymous", "home.front", {}),
        ("anonymous", "accounts.sign_in", {}),
        ("anonymous", "publishing.register", {}),
        ("anonymous", "publishing.edition", {}),
        ("coordinator", "sections.show", {"position": 5}),
        ("coordinator", "reports.adoption", {"number": PUBLISHED}),
        ("coordinator", "publishing.preview", {"number": BEGUN}),
        ("staff", "staff.register", {}),
    ],
)
def test_the_switch_of_language_keeps_the_visitor_on_the_same_page(world, kind, endpoint, words, language):
    page = world.visitors[kind].get(world.address(endpoint, language, **words) + "?order=state")
    switch = world.address(endpoint, OTHER[language], **words) + "?order=state"
    assert f'class="app-header__link" href="{switch}" hreflang="{OTHER[language]}"' in page.text
    assert world.visitors[kind].get(switch).status_code == 200


def test_the_switch_on_a_refused_form_leads_to_a_page_that_opens(world):
    refused = world.visitors["writer"].post(world.address("sections.write", "fi"), {"text_fi": UNPRINTABLE})
    assert refused.status_code == 422
    assert f'href="{world.address("sections.show", "sv")}" hreflang="sv"' in refused.text


def test_the_switch_on_an_answer_to_an_address_that_only_takes_forms_leads_to_the_front_page(world):
    refused = world.visitors["coordinator"].post(world.address("reports.submit", "fi"))
    assert refused.status_code == 409
    assert 'href="/sv/" hreflang="sv"' in refused.text


def test_no_address_of_a_page_is_made_from_what_the_browser_calls_the_host(world, visitor):
    answers = [
        visitor().get(address, headers={"Host": "evil.example"})
        for address in ("/", "/fi/", "/fi/raportit", "/fi/kirjaudu", world.address("publishing.edition", "fi"))
    ]
    for answer in answers:
        assert "evil.example" not in (answer.location or answer.text)
