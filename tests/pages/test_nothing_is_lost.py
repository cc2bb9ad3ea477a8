"""A text somebody wrote stays in sight, whatever kept it from being stored."""

import pytest

from app.reports.queries import section_at
from app.web.security import LARGEST_BODY
from tenants.permissions import Role
from tests.makers import a_report, write
from tests.pages.parsed import ParsedPage, text_of
from tests.pages.visitor import Visitor

TEXT = 'Lause on lyhyt.\n\nÅäö, "lainaus" & <b>merkkejä</b>'
FIELDS = ("csrf_token", "text_fi", "text_sv", "version_fi", "version_sv")


class Writer(Visitor):
    """Somebody with a section's page open."""

    def __init__(self, app, municipality, role, position=1):
        super().__init__(app, municipality.people[role])
        self.address = f"/fi/{municipality.facts.slugs['fi']}/kertomukset/1/osat/{position}"
        self.open(self.get(self.address))

    def open(self, answer):
        """Begin from the form of a page."""
        page = ParsedPage(answer.text)
        self.form = {name: page.value_of(name) for name in FIELDS}
        return page

    def save(self, **typed):
        """Send the form as it was opened, with what is typed over it."""
        return self.post(self.address, self.form | typed)


@pytest.fixture
def coordinator(app, municipality):
    """The coordinator with the first section of a new report open."""
    a_report(municipality)
    return Writer(app, municipality, Role.COORDINATOR)


def stored(municipality, position=1):
    with municipality.session(read_only=True) as session:
        section = section_at(session, 1, position)
        return section.text_fi, section.text_sv


def kept(answer):
    return [each.text for each in ParsedPage(answer.text).all("textarea")]


def test_what_is_saved_is_what_was_typed(municipality, coordinator):
    answer = coordinator.save(text_fi=TEXT.replace("\n", "\r\n"), text_sv="På svenska")
    assert (answer.status_code, answer.location) == (302, coordinator.address)
    assert stored(municipality) == (TEXT, "På svenska")
    page = coordinator.open(coordinator.get(coordinator.address))
    assert coordinator.form["text_fi"] == TEXT
    assert any("Tallennettu" in text_of(each) for each in page.with_class("govuk-notification-banner"))


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("\r\n\r\nTeksti\r\n", "Teksti"),
        ("Wordin\vrivinvaihto", "Wordin\nrivinvaihto"),
        ("näkymätön\0\x07merkki\N{ZERO WIDTH NO-BREAK SPACE}", "näkymätönmerkki"),
        ("\N{RIGHT-TO-LEFT MARK}oikealta \N{RIGHT-TO-LEFT OVERRIDE}vasemmalle", None),
        ("=1+1; DROP TABLE report; {{ 7 * 7 }} %(x)s </textarea><script>alert(1)</script>", None),
    ],
)
def test_what_is_stored_is_what_its_writer_could_see(municipality, coordinator, typed, expected):
    expected = expected or typed
    assert coordinator.save(text_fi=typed).status_code == 302
    assert stored(municipality) == (expected, "")
    coordinator.open(coordinator.get(coordinator.address))
    assert coordinator.form["text_fi"] == expected


def test_saving_what_was_opened_changes_nothing(municipality, coordinator):
    coordinator.save(text_fi=TEXT, text_sv="På svenska")
    coordinator.open(coordinator.get(coordinator.address))
    assert coordinator.save().status_code == 302
    assert stored(municipality) == (TEXT, "På svenska")


@pytest.mark.parametrize("token", ["", "wrong"])
def test_a_form_without_a_valid_token_is_explained_and_its_text_shown(municipality, coordinator, token):
    answer = coordinator.save(csrf_token=token, text_fi=TEXT)
    assert answer.status_code == 400
    assert kept(answer) == [TEXT]
    assert len(ParsedPage(answer.text).all("ol")) == 1, "what to do, step by step"
    assert stored(municipality) == ("", "")


def test_a_page_left_open_over_another_sign_in_is_refused_with_its_text(municipality, coordinator):
    old = coordinator.token()
    coordinator.sign_in(municipality.people[Role.COORDINATOR].email)
    assert kept(coordinator.save(csrf_token=old, text_fi=TEXT)) == [TEXT]
    assert stored(municipality) == ("", "")


def test_a_writer_who_has_been_signed_out_still_sees_the_text(municipality, coordinator):
    coordinator.client.delete_cookie("session")
    answer = coordinator.save(text_fi=TEXT, text_sv="Kort")
    assert answer.status_code == 401
    assert kept(answer) == [TEXT, "Kort"]
    assert stored(municipality) == ("", "")


def test_somebody_without_the_right_still_sees_the_text(app, municipality, coordinator):
    reader = Writer(app, municipality, Role.WRITER)
    answer = reader.save(text_fi=TEXT, move="approve")
    assert (answer.status_code, kept(answer)) == (403, [TEXT])
    assert stored(municipality) == ("", "")


def test_only_what_a_person_wrote_is_shown_again(municipality, coordinator):
    answer = coordinator.save(csrf_token="wrong", text_fi=TEXT)
    assert kept(answer) == [TEXT]
    secret = coordinator.post("/fi/kirjaudu", {"csrf_token": "wrong", "password": "oikein pitkä salasana"})
    assert secret.status_code == 400
    assert "oikein pitkä salasana" not in secret.text


def test_two_writers_who_begin_one_text_have_both_paragraphs_in_it(app, municipality, coordinator):
    writer = Writer(app, municipality, Role.WRITER)
    coordinator.save(text_fi="Ensimmäisen teksti")
    assert writer.save(text_fi="Toisen teksti", text_sv="Den andras text").status_code == 302
    assert stored(municipality) == ("Ensimmäisen teksti\n\nToisen teksti", "Den andras text")


def test_two_writers_of_one_paragraph_lose_neither_and_somebody_settles_it(app, municipality, coordinator):
    coordinator.save(text_fi="Yhteinen", text_sv="Gemensam")
    coordinator.open(coordinator.get(coordinator.address))
    writer = Writer(app, municipality, Role.WRITER)
    coordinator.save(text_fi="Ensimmäisen teksti", text_sv="Den förstas text")
    answer = writer.save(text_fi="Toisen teksti", text_sv="Den andras text")
    assert answer.location.endswith("#kept")
    assert stored(municipality) == ("Ensimmäisen teksti", "Den förstas text")
    page = writer.open(writer.get(writer.address))
    assert [text_of(each) for each in page.with_class("app-kept")] == ["Toisen teksti", "Den andras text"]
    forms = [each.get("action") for each in page.all("form") if "/rinnakkaiset/" in each.get("action", "")]
    assert writer.post(forms[0], {"choice": "after"}).status_code == 302
    assert writer.post(forms[1], {"choice": "use"}).status_code == 302
    assert stored(municipality) == ("Ensimmäisen teksti\n\nToisen teksti", "Den andras text")
    assert ParsedPage(writer.get(writer.address).text).with_class("app-kept") == []


def test_a_text_that_cannot_be_taken_in_any_more_still_waits(app, municipality, coordinator):
    coordinator.save(text_fi="Yhteinen")
    coordinator.open(coordinator.get(coordinator.address))
    writer = Writer(app, municipality, Role.WRITER)
    coordinator.save(text_fi="Ensimmäisen teksti")
    writer.save(text_fi="Toisen teksti")
    (form,) = [
        each.get("action")
        for each in ParsedPage(writer.get(writer.address).text).all("form")
        if "/rinnakkaiset/" in each.get("action", "")
    ]
    coordinator.open(coordinator.get(coordinator.address))
    assert coordinator.save(move="approve").status_code == 302
    writer.post(form, {"choice": "use"})
    assert stored(municipality) == ("Ensimmäisen teksti", "")
    coordinator.post(f"{coordinator.address}/palauta", {"note": ""})
    assert "Toisen teksti" in writer.get(writer.address).text


def test_a_save_after_somebody_approved_the_section_keeps_the_text_in_its_field(municipality, app, coordinator):
    writer = Writer(app, municipality, Role.WRITER)
    write(municipality, a_report(municipality), 1, "", "")
    coordinator.save(text_fi="Hyväksytty teksti", move="approve")
    answer = writer.save(text_sv="Den svenska texten")
    assert answer.status_code == 409
    assert ParsedPage(answer.text).value_of("text_sv") == "Den svenska texten"
    assert stored(municipality) == ("Hyväksytty teksti", "")


def test_a_body_that_is_too_large_is_said_to_be_so(municipality, coordinator):
    answer = coordinator.save(text_fi="a" * LARGEST_BODY)
    assert answer.status_code == 413
    assert len(ParsedPage(answer.text).headings) == 1
    assert stored(municipality) == ("", "")
