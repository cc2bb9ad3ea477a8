"""What a text holds: figures, panels, pictures, footnotes and words."""

import re

import pytest
from markupsafe import Markup

from app.writing.contents import (
    attachments_in,
    figures_in,
    images_without_alternative,
    panels_in,
    plain,
    reading_minutes,
    word_count,
)
from app.writing.html import as_html
from app.writing.parse import parse
from app.writing.shown import NoteWords, Printed, Shown
from app.writing.tree import Figure, Image, Link, Note, NoteMark, Notes, Panel, Paragraph, Run
from app.writing.typst_data import as_typst_data

KNOWN = Shown(
    figure={3: "12,7 % < 15"}.get,
    panel={5: Markup("<figure>5</figure>")}.get,
    image=lambda number, alternative: Markup('<img src="/7" alt="{}">').format(alternative) if number == 7 else None,
    notes=NoteWords("s1", "Alaviite", "Takaisin", "Alaviitteet"),
)


def page(text, shown=None):
    """The page's HTML without classes."""
    return re.sub(r' class="[^"]*"', "", as_html(parse(text), shown=shown))


def test_a_figure_stands_in_its_sentence_as_its_reader_reads_it():
    assert page("Osuus on **{{figure:3}}**.", KNOWN) == "<p>Osuus on <strong>12,7 % &lt; 15</strong>.</p>"


def test_a_figure_that_nobody_knows_stands_as_typed_and_marked():
    assert page("{{figure:4}}", KNOWN) == page("{{figure:4}}") == "<p><mark>{{figure:4}}</mark></p>"


@pytest.mark.parametrize(
    "text", [r"\{{figure:3}}", "{{figure:03}}", "{{figure:}}", "{{ figure:3 }}", "{{figure:3}", "{{kuvio:3}}"]
)
def test_what_only_looks_like_a_figure_is_text(text):
    assert parse(text) == (Paragraph((Run(text.lstrip("\\")),)),)


def test_a_panel_stands_alone_and_within_a_sentence_it_is_text():
    assert parse("{{panel:5}}\n\na {{panel:5}}\n\n- {{panel:5}}")[0] == Panel(5)
    assert panels_in("{{panel:5}}\n\na {{panel:6}}\n\n- {{panel:7}}") == [5]
    assert page("{{panel:5}}\n\n{{panel:6}}", KNOWN) == "<figure>5</figure>\n<p><mark>{{panel:6}}</mark></p>"


def test_a_picture_has_an_alternative_text():
    assert parse(r"![Silta \]  *keväällä*](attachment:7)") == (Paragraph((Image(7, "Silta ] *keväällä*"),)),)
    assert page('![a "b"](attachment:7)', KNOWN) == '<p><img src="/7" alt="a &#34;b&#34;"></p>'
    assert page("![<b>](attachment:8)", KNOWN) == "<p><mark>![&lt;b&gt;](attachment:8)</mark></p>"


@pytest.mark.parametrize("text", ["![](attachment:7)", "![ ](attachment:7)", "![a](attachment:x)", "![a](/kuva.png)"])
def test_a_picture_without_words_or_from_elsewhere_is_no_picture(text):
    assert attachments_in(text) == []


def test_a_picture_without_words_is_told_and_one_that_is_only_text_is_not():
    assert images_without_alternative("![](attachment:7) ![ ](attachment:8) ![a](attachment:9)") == [7, 8]
    assert images_without_alternative(r"\![](attachment:7)") == []


def test_a_picture_may_lead_somewhere():
    assert parse("[![a](attachment:7)](https://thl.fi)") == (Paragraph((Link("https://thl.fi", (Image(7, "a"),)),)),)


def test_footnotes_are_numbered_as_the_text_leads_to_them():
    assert parse("a[^x] b[^1] c[^x]\n\n[^1]: eka **e**\n[^x]: toka\nrivi") == (
        Paragraph((Run("a"), NoteMark(1, 1), Run(" b"), NoteMark(2, 1), Run(" c"), NoteMark(1, 2))),
        Notes((Note(1, 2, (Run("toka rivi"),)), Note(2, 1, (Run("eka "), Run("e", strong=True))))),
    )


def test_footnote_and_mark_lead_to_each_other_and_say_where():
    html = page("a[^x] b[^x]\n\n[^x]: c", KNOWN)
    hidden = "<span>{} </span>"
    assert f'a<sup id="s1-mark-1-1"><a href="#s1-1">{hidden.format("Alaviite")}1</a></sup>' in html
    assert '<section aria-label="Alaviitteet">\n<ol>\n<li id="s1-1">c <a href="#s1-mark-1-1">' in html
    assert f'<a href="#s1-mark-1-2">{hidden.format("Takaisin")}↩</a></li>' in html


def test_no_footnote_and_no_mark_is_lost_when_the_other_is_missing():
    assert page("a[^1]\n\n[^2]: b **c**") == "<p>a[^1]</p>\n<p>[^2]: b <strong>c</strong></p>"
    assert page("a[^1]\n\n[^1]: b\n\n[^1]: c").startswith("<p>a<sup")
    assert "<p>[^1]: c</p>" in page("a[^1]\n\n[^1]: b\n\n[^1]: c")


def test_a_footnote_leads_to_no_other():
    assert parse("a[^1]\n\n[^1]: b[^2]\n[^2]: c") == (
        Paragraph((Run("a"), NoteMark(1, 1))),
        Paragraph((Run("[^2]: c"),)),
        Notes((Note(1, 1, (Run("b[^2]"),)),)),
    )


def test_a_footnote_sign_within_a_list_is_text():
    assert "<li>a<p>[^1]: b</p></li>" in page("c[^1]\n\n- a\n  [^1]: b")


def test_the_typesetter_gets_figures_as_text_and_what_is_unknown_as_typed():
    printed = Printed(figure={3: "12,7 %"}.get, panel={5: {"rows": []}}.get, image={7: "<svg/>"}.get)
    first, second, panel, unknown = as_typst_data(
        parse("*{{figure:3}}*{{figure:4}}\n\n![a](attachment:7)![b](attachment:8)\n\n{{panel:5}}\n\n{{panel:6}}"),
        printed,
    )
    assert [(each["text"], each["emphasis"]) for each in first["parts"]] == [("12,7 %", True), ("{{figure:4}}", False)]
    picture, typed = second["parts"]
    assert picture == {"kind": "image", "attachment": 7, "alternative": "a", "svg": "<svg/>"}
    assert typed["text"] == "![b](attachment:8)"
    assert panel == {"kind": "panel", "number": 5, "panel": {"rows": []}}
    assert unknown["parts"][0]["text"] == "{{panel:6}}"


EVERYTHING = """# Otsikko {{figure:1}}

Yksi, kaksi[^1] ja 12,7 % [kolme](https://thl.fi)\\\nneljä ![silta](attachment:7)

| a | b |
|---|---|
| {{figure:1}} | {{figure:2}} |

{{panel:5}}

[^1]: Viite {{figure:3}}"""


def test_a_text_tells_which_figures_panels_and_attachments_it_names():
    assert figures_in(EVERYTHING) == [1, 1, 2, 3]
    assert panels_in(EVERYTHING) == [5]
    assert attachments_in(EVERYTHING) == [7]


def test_the_words_alone_are_a_line_for_each_paragraph_and_cell():
    assert plain(parse(EVERYTHING), {1: "9"}.get).split("\n") == [
        "Otsikko 9",
        "Yksi, kaksi ja 12,7 % kolme neljä silta",
        "a",
        "b",
        "9",
        "{{figure:2}}",
        "Viite {{figure:3}}",
    ]


def test_a_figure_counts_as_a_word_and_signs_do_not():
    assert word_count("Osuus on {{figure:3}} – 12,7 % vuonna 2024–2025, EU:n COVID-19") == 9
    assert word_count("") == 0


def test_reading_takes_whole_minutes_and_longer_in_finnish():
    assert [reading_minutes(words, "fi") for words in (0, 1, 161, 162)] == [0, 1, 1, 2]
    assert reading_minutes(1990, "sv") == 10


def test_a_figure_knows_how_it_was_typed():
    assert [each.token for each in (Figure(3), Panel(3), Image(3, "a"))] == [
        "{{figure:3}}",
        "{{panel:3}}",
        "![a](attachment:3)",
    ]
