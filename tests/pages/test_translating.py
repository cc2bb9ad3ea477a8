"""One view writes beside the other: what is out of date is shown, nothing is lost, figures are the same in both."""

import io
import re

import pytest

from app.reports.queries import section_at
from tests.makers import a_report, write
from tests.pages.parsed import ParsedPage, text_of

FINNISH, SWEDISH = "Yksi\n\nKaksi {{figure:1}}\n\nKolme", "Ett\n\nTvå {{figure:1}}"


@pytest.fixture
def place(municipality):
    """A municipality whose first section is half translated."""
    write(municipality, a_report(municipality), 1, FINNISH, SWEDISH)
    return municipality


@pytest.fixture
def report(place):
    """Where its report is, in Finnish."""
    return f"/fi/{place.facts.slugs['fi']}/kertomukset/1"


@pytest.fixture
def coordinator(visitor, place):
    return visitor(place.people["coordinator"])


class SideBySide:
    """The page, opened; what is sent is what stands in it, with what is typed over it."""

    def __init__(self, visitor, report):
        self.visitor, self.address = visitor, f"{report}/osat/1/kaannos"
        self.open(visitor.get(self.address).text)

    def open(self, text):
        self.page = ParsedPage(text)
        self.fields = self.page.all("textarea")
        self.names = [each.get("name") for each in self.fields]
        self.versions = {name: self.page.value_of(name) for name in ("version_fi", "version_sv", "into")}
        self.tags = [text_of(each) for each in self.page.with_class("govuk-tag")]

    @property
    def texts(self):
        return [(each.text or "").lstrip("\n") for each in self.fields]

    def send(self, typed, move="save"):
        rows = dict(zip(self.names, typed, strict=True))
        return self.visitor.post(self.address, self.versions | rows | {"move": move})

    def again(self):
        self.open(self.visitor.get(self.address).text)


@pytest.fixture
def opened(coordinator, report):
    return SideBySide(coordinator, report)


def swedish(place):
    with place.session(read_only=True) as session:
        return section_at(session, 1, 1).text_sv


def save_finnish(coordinator, report, text, version):
    told = {"text_fi": text, "text_sv": SWEDISH, "version_fi": version, "version_sv": 1}
    assert coordinator.post(f"{report}/osat/1", told).status_code == 302


def test_each_paragraph_stands_beside_its_translation_and_what_is_missing_is_written_there(opened, place):
    assert opened.texts == ["Ett", "Två {{figure:1}}", ""]
    assert opened.tags == ["ajan tasalla", "ajan tasalla", "puuttuu"]
    assert opened.send([*opened.texts[:2], "Tre"]).status_code == 302
    assert swedish(place) == SWEDISH + "\n\nTre"
    opened.again()
    assert opened.tags == ["ajan tasalla"] * 3


def test_what_is_out_of_date_shows_what_has_changed_and_can_be_said_to_be_right(coordinator, report, opened):
    save_finnish(coordinator, report, FINNISH.replace("Yksi", "Yksi ja vielä"), 1)
    opened.again()
    assert opened.tags[0] == "vanhentunut"
    (added,) = opened.page.all("ins")
    assert "ja vielä" in text_of(added)
    assert "1 vanhentunut, 1 puuttuu" in coordinator.get(f"{report}/osat/1").text
    assert "1 vanhentunut, 1 puuttuu" in coordinator.get(report).text
    assert opened.send(opened.texts, f"current:{opened.names[0]}").status_code == 302
    opened.again()
    assert opened.tags == ["ajan tasalla", "ajan tasalla", "puuttuu"]


def test_a_translation_of_what_has_changed_meanwhile_is_out_of_date(coordinator, report, opened, place):
    save_finnish(coordinator, report, FINNISH + " ja uutta", 1)
    assert opened.send([*opened.texts[:2], "Tre"]).status_code == 302
    opened.again()
    assert opened.tags[2] == "vanhentunut"
    assert swedish(place).endswith("Tre")


def test_other_figures_are_refused_at_their_field_and_nothing_typed_is_lost(opened, place):
    answer = opened.send(["Ett!", "Två {{figure:2}}", "Tre"])
    assert answer.status_code == 422
    page = ParsedPage(answer.text)
    (message,) = page.with_class("govuk-error-message")
    assert "{{figure:1}}" in text_of(message) and "{{figure:2}}" in text_of(message)
    assert message.get("id") == "row-2-error"
    assert [each.text.lstrip("\n") for each in page.all("textarea")] == ["Ett!", "Två {{figure:2}}", "Tre"]
    assert swedish(place) == SWEDISH


def test_figures_that_came_to_differ_elsewhere_are_told_at_their_paragraph(coordinator, report, opened):
    save_finnish(coordinator, report, FINNISH.replace("{{figure:1}}", "{{figure:2}}"), 1)
    page = ParsedPage(coordinator.get(opened.address).text)
    told = [text_of(each) for each in page.with_class("govuk-inset-text")]
    assert len(told) == 1 and "{{figure:2}}" in told[0] and "{{figure:1}}" in told[0]


def test_a_translation_is_moved_to_the_paragraph_that_it_belongs_to(opened, place):
    assert opened.send(opened.texts, f"down:{opened.names[1]}").status_code == 302
    opened.again()
    assert opened.texts == ["Ett", "", "Två {{figure:1}}"]
    assert opened.tags == ["ajan tasalla", "puuttuu", "ajan tasalla"]
    assert swedish(place) == SWEDISH


def test_two_who_translate_at_once_both_find_their_words(coordinator, visitor, place, report, opened):
    other = SideBySide(visitor(place.people["writer"]), report)
    opened.send(["Ett av mig", *opened.texts[1:]])
    answer = other.send(["Ett av annan", other.texts[1], "Tre"])
    assert answer.location.endswith("#kept")
    assert swedish(place) == "Ett av mig\n\nTvå {{figure:1}}\n\nTre"
    assert "Ett av annan" in coordinator.get(f"{report}/osat/1").text


def test_the_translation_becomes_the_original_with_what_was_just_typed(opened, place):
    assert opened.send([*opened.texts[:2], "Tre"], "turn").status_code == 302
    opened.again()
    assert opened.texts == FINNISH.split("\n\n")
    assert swedish(place).endswith("Tre")


def test_a_form_of_before_the_languages_were_turned_mixes_nothing(coordinator, visitor, place, report, opened):
    other = SideBySide(visitor(place.people["writer"]), report)
    opened.send(opened.texts, "turn")
    for answer in (other.send([*other.texts[:2], "Tre"]), opened.send(opened.texts, "turn")):
        assert answer.status_code == 409
    assert "Tre" in other.send([*other.texts[:2], "Tre"]).text, "what was typed stays in sight"
    with place.session(read_only=True) as session:
        section = section_at(session, 1, 1)
        assert (section.text_fi, section.text_sv, section.original_language) == (FINNISH, SWEDISH, "sv")


def test_whoever_may_only_read_sees_both_and_writes_neither(visitor, place, report, opened):
    reader = visitor(place.people["reader"])
    assert ParsedPage(reader.get(opened.address).text).all("textarea") == []
    assert reader.post(opened.address, {"move": "turn"}).status_code == 403


def test_where_one_language_is_written_there_is_nothing_to_translate(coordinator, opened, report, place):
    coordinator.post(f"/fi/{place.facts.slugs['fi']}/saannot", {"writes_in_one_language": "y"})
    for address in (opened.address, f"{report}/kaannokset", f"{report}/kaannokset/sv.csv"):
        assert coordinator.get(address).status_code == 404
    assert "kaannos" not in coordinator.get(f"{report}/osat/1").text + coordinator.get(report).text


def bring(coordinator, report, content, name):
    return coordinator.post(f"{report}/kaannokset", {"file": (io.BytesIO(content), name)})


def confirm(coordinator, report, preview):
    page = ParsedPage(preview.text)
    return coordinator.post(f"{report}/kaannokset", {name: page.value_of(name) for name in ("units", "shown")})


@pytest.mark.parametrize("suffix", ["csv", "xlf"])
def test_texts_go_out_to_a_translator_and_come_back_after_a_preview(coordinator, report, place, suffix):
    handed_out = coordinator.get(f"{report}/kaannokset/sv.{suffix}?only=1").data
    assert b"Kolme" in handed_out and b"Yksi" not in handed_out
    filled = {"csv": (b";;missing", b";Tre;missing"), "xlf": (b"</source>", b"</source><target>Tre</target>")}[suffix]
    preview = bring(coordinator, report, handed_out.replace(*filled), f"x.{suffix}")
    assert preview.status_code == 200 and "Tre" in preview.text
    assert swedish(place) == SWEDISH
    assert confirm(coordinator, report, preview).status_code == 302
    assert swedish(place) == SWEDISH + "\n\nTre"
    assert "käännöksiä tiedostosta: 1" in coordinator.get(f"/fi/{place.facts.slugs['fi']}/tapahtumat").text


def test_of_a_file_only_what_fits_is_stored_and_the_rest_is_told(coordinator, report, place):
    whole = coordinator.get(f"{report}/kaannokset/sv.csv").data.decode("utf-8-sig")
    save_finnish(coordinator, report, FINNISH.replace("Yksi", "Yksi muuttui"), 1)
    id_of = {words: unit for unit, words in re.findall(r"^([^;]+);(Yksi|Kaksi|Kolme)", whole, re.M)}
    rows = [
        "id;fi;sv;state",
        f"{id_of['Yksi']};Yksi;Etta;current",
        f"{id_of['Kaksi']};Kaksi {{{{figure:1}}}};Två {{{{figure:9}}}};current",
        f"{id_of['Kolme']};Kolme;;missing",
        "tuntematon.x;Neljä;Fyra;missing",
    ]
    preview = bring(coordinator, report, "\r\n".join(rows).encode(), "x.csv")
    words = text_of(ParsedPage(preview.text).all("main")[0])
    for told in ("eri tunnusluvut kuin", "ei enää tässä", "merkitään vanhentuneeksi", "ei käännöstä"):
        assert told in words.lower()
    assert confirm(coordinator, report, preview).status_code == 302
    assert swedish(place) == "Etta\n\nTvå {{figure:1}}"
    assert "1 vanhentunut, 1 puuttuu" in coordinator.get(report).text


def test_a_file_brings_nothing_that_no_form_would_take(coordinator, report, place):
    """Of such a text no PDF can be made, and nobody could save the section again."""
    handed_out = coordinator.get(f"{report}/kaannokset/sv.csv").data
    preview = bring(coordinator, report, handed_out.replace(b";Ett;", ";Ett \N{PARTY POPPER};".encode()), "x.csv")
    assert "ei voi tulostaa" in preview.text
    long = handed_out.replace(b";Ett;", b";" + b"Ett " * 30_000 + b";")
    answer = confirm(coordinator, report, bring(coordinator, report, long, "x.csv"))
    assert answer.status_code == 409 and "liian pitkä" in answer.text
    unseen = handed_out.replace(b";Yksi;Ett;", b";Yksi\0;Etta\0;")
    assert confirm(coordinator, report, bring(coordinator, report, unseen, "x.csv")).status_code == 302
    assert swedish(place) == SWEDISH.replace("Ett", "Etta")


def test_what_changed_between_preview_and_confirmation_is_shown_anew(coordinator, report, opened, place):
    handed_out = coordinator.get(f"{report}/kaannokset/sv.csv").data
    preview = bring(coordinator, report, handed_out.replace(b";Ett;", b";Etta;"), "x.csv")
    opened.send(["Ett annat", *opened.texts[1:]])
    answer = confirm(coordinator, report, preview)
    assert answer.status_code == 409
    assert "Ett annat" in answer.text
    assert swedish(place).startswith("Ett annat")


@pytest.mark.parametrize("content", [b"", b"<x/>", b"<x", b"a;b;c", b"\xff\xfe"])
def test_a_file_that_is_none_of_ours_is_refused_at_its_field(coordinator, report, content):
    answer = bring(coordinator, report, content, "x.csv")
    assert answer.status_code == 422
    (message,) = ParsedPage(answer.text).with_class("govuk-error-message")
    assert message.get("id") == "file-error"
