"""The components of pages, drawn alone: without catalogues the words are the English ones of the templates."""

import re

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import DateField, Form, PasswordField, RadioField, SelectChoice, StringField, TextAreaField
from wtforms.validators import InputRequired, Optional

from app.reports.rules import ReportState, SectionState
from app.web import languages, rendering

NEEDED = InputRequired("Say what it is.")


@pytest.fixture(scope="module")
def draw():
    """Draw a piece of template as a page of a language would."""
    app = Flask("app")
    languages.init(app, "no-catalogues")
    rendering.init(app)

    def drawn(source: str, language: str = "fi", **words: object) -> str:
        with app.test_request_context(f"/{language}/"):
            page = app.jinja_env.from_string(source).render(language=language, **words)
        return " ".join(page.replace("\N{NO-BREAK SPACE}", " ").split())

    return drawn


class Questions(Form):
    """One field of each kind that has its own way of being drawn."""

    name = StringField("Name", [NEEDED], description="As in the register")
    phone = StringField("Phone", [Optional()])
    text = TextAreaField("Text")
    password = PasswordField("Password")
    role = RadioField("Role", [NEEDED], choices=[SelectChoice("writer", "Writer"), SelectChoice("reader", "Reader")])
    meeting_on = DateField("Meeting", format=["%d.%m.%Y", "%Y-%m-%d"])


def asked(**typed: str) -> Questions:
    form = Questions(MultiDict(typed))
    form.validate()
    return form


def figure(kind: str, area: str, value: str | None, previous: str | None = None, year: int = 2023) -> dict:
    return {
        "kind": kind, "area": {"fi": area, "sv": area}, "year": None if value is None else year, "value": value,
        "previous_year": None if previous is None else year - 1, "previous_value": previous,
    }


def an_indicator(*figures: dict, sv: str = "Ensamförälderfamiljer", source: str = "THL") -> dict:
    return {
        "title": {"fi": "Yksinhuoltajaperheet", "sv": sv}, "unit": {"fi": "%", "sv": "%"}, "decimals": 1,
        "source": {"fi": source, "sv": source}, "fetched_on": "2026-11-21", "figures": figures,
    }


OWN = figure("own", "Kempele", "1.0")
FIGURES = "{{ indicators | figure_table(language) }}"
FIELD = '{% from "components/fields.html" import form_field %}{{ form_field(field) }}'


def test_a_missing_figure_is_said_to_be_missing_and_is_never_a_zero(draw):
    withheld = an_indicator(figure("own", "Kempele", None), figure("country", "Koko maa", "7.9"))
    page = draw(FIGURES, indicators=[withheld])
    assert page.count("not available") == 1
    assert "cannot be calculated" in page
    assert ">0<" not in page and ">0,0<" not in page


def test_an_area_that_an_indicator_lacks_is_said_to_be_missing_too(draw):
    whole = an_indicator(OWN, figure("country", "Koko maa", "7.9"))
    page = draw(FIGURES, indicators=[whole, an_indicator(OWN)])
    assert page.count("not available") == 1


def test_an_area_without_a_single_figure_has_no_column_and_is_named_below_the_table(draw):
    county, country = figure("county", "Pohde", None), figure("country", "Koko maa", "7.9")
    page = draw(FIGURES, indicators=[an_indicator(OWN, county, country), an_indicator(OWN, county)])
    assert ">Pohde</th>" not in page and ">Koko maa</th>" in page
    assert page.count("No comparison available: Pohde.") == 1
    assert "No comparison" not in draw(FIGURES, indicators=[an_indicator(OWN, country)])


@pytest.mark.parametrize(("now", "before", "sign", "words"), [
    ("19.7", "18.9", "+0,8", "up from 2022"),
    ("18.9", "20.1", "−1,2", "down from 2022"),
    ("84.0", "84.0", "0,0", "same as in 2022"),
])
def test_a_change_is_told_with_its_sign_and_in_words(draw, now, before, sign, words):
    page = draw(FIGURES, indicators=[an_indicator(figure("own", "Kempele", now, before))])
    assert f">{sign}<" in page
    assert words in page


def test_a_comparison_tells_its_year_only_when_it_is_another(draw):
    same, older = figure("county", "Pohde", "2.0"), figure("country", "Koko maa", "3.0", year=2021)
    page = draw(FIGURES, indicators=[an_indicator(OWN, same, older)])
    assert page.count("2023") == 1
    assert page.count("2021") == 1


def test_a_title_that_exists_in_the_other_language_only_is_marked_with_it(draw):
    page = draw(FIGURES, "sv", indicators=[an_indicator(OWN, sv="")])
    assert '<span lang="fi">Yksinhuoltajaperheet</span>' in page


def test_a_source_is_told_once_below_the_table_and_where_there_are_several_each_row_has_its_number(draw):
    thl, tk = an_indicator(OWN), an_indicator(OWN, source="TK")
    one = draw(FIGURES, indicators=[thl, thl])
    assert one.count("Source: THL. Fetched 21.11.2026.") == 1
    assert "source 1" not in one
    rows, below = draw(FIGURES, indicators=[tk, thl, tk]).split("</table>")
    assert re.findall(r"source \d", rows) == ["source 1", "source 2", "source 1"]
    assert re.findall(r"Source \d: \w+", below) == ["Source 1: TK", "Source 2: THL"]


def test_two_areas_of_the_same_kind_have_each_their_column(draw):
    liminka, muhos = figure("municipality", "Liminka", "2.0"), figure("municipality", "Muhos", "3.0")
    page = draw(FIGURES, indicators=[an_indicator(OWN, liminka, muhos)])
    assert page.index(">Kempele</th>") < page.index(">Liminka</th>") < page.index(">Muhos</th>")


@pytest.mark.parametrize("state", [*SectionState, *ReportState])
def test_every_state_has_its_word_beside_its_colour(draw, state):
    page = draw('{% from "components/states.html" import state_tag, state_word %}{{ state_tag(state) }}', state=state)
    word = draw('{% from "components/states.html" import state_word %}{{ state_word(state) }}', state=state)
    assert word
    assert f">{word}<" in page


def test_a_refused_field_says_what_is_wrong_and_is_described_by_it(draw):
    page = draw(FIELD, field=asked(name="").name)
    assert 'aria-describedby="name-hint name-error"' in page
    assert "Say what it is." in page


def test_what_was_typed_comes_back_with_the_refusal_as_text_and_not_as_markup(draw):
    assert ">&lt;b&gt;Kempele&lt;/b&gt;</textarea>" in draw(FIELD, field=asked(text="<b>Kempele</b>").text)
    assert 'value="32.13.2026"' in draw(FIELD, field=asked(meeting_on="32.13.2026").meeting_on)


def test_a_password_is_never_sent_back(draw):
    assert "kissa123" not in draw(FIELD, field=asked(password="kissa123").password)


def test_the_error_summary_leads_to_the_first_choice_of_a_question(draw):
    form = asked(name="Kempele")
    summary = draw('{% from "components/forms.html" import error_summary %}{{ error_summary(form) }}', form=form)
    assert '<a href="#role">Say what it is.</a>' in summary
    assert 'id="role"' in draw(FIELD, field=form.role)


def test_only_what_may_be_left_out_is_marked(draw):
    form = asked()
    assert "(optional)" in draw(FIELD, field=form.phone)
    assert "(optional)" not in draw(FIELD, field=form.name)


def test_a_built_file_carries_the_hash_of_its_content(draw):
    address = draw("{{ asset('app.css') }}")
    assert address.startswith("/static/app-")
    assert (rendering.BUILT / address.removeprefix("/static/")).is_file()
