"""What a writer may write, and how it stands on the page."""

import re

import pytest

from app.writing.html import as_html
from app.writing.parse import parse
from app.writing.reader import DEEPEST_LIST
from app.writing.typst_data import as_typst_data, unprintable


def page(text, **options):
    """The page's HTML without the interface kit's classes."""
    return re.sub(r' class="[^"]*"', "", as_html(parse(text), **options))


def test_a_paragraph_keeps_bold_italics_and_both():
    assert page("a **b** *c* ***d***") == ("<p>a <strong>b</strong> <em>c</em> <strong><em>d</em></strong></p>")


def test_a_line_end_is_a_space_and_a_backslash_before_it_a_line_break():
    assert page("yksi\nkaksi\\\nkolme") == "<p>yksi kaksi<br>kolme</p>"


def test_headings_begin_under_the_sections_title_and_skip_no_level():
    assert page("### a\n# b\n### c\n### d") == "<h3>a</h3>\n<h3>b</h3>\n<h4>c</h4>\n<h5>d</h5>"


def test_headings_never_go_below_the_sixth_level():
    assert page("# a\n## b\n### c", top_heading=5) == "<h5>a</h5>\n<h6>b</h6>\n<h6>c</h6>"


def test_a_heading_without_words_is_no_heading():
    assert page("#\n\n# \N{NO-BREAK SPACE}\n\na") == "<p>a</p>"


def test_lists_stand_within_lists():
    assert page("- a\n  1. b\n- c") == ('<ul>\n<li>a<ol>\n<li value="1">b</li>\n</ol></li>\n<li>c</li>\n</ul>')


def test_a_numbered_list_keeps_the_numbers_that_were_typed():
    assert page("31. toukokuuta\n12. kesäkuuta") == (
        '<ol>\n<li value="31">toukokuuta</li>\n<li value="12">kesäkuuta</li>\n</ol>'
    )


def test_a_heading_sign_within_a_list_is_text():
    assert page("- # a") == "<ul>\n<li># a</li>\n</ul>"


def test_a_list_nested_beyond_measure_ends_in_text():
    html = page("- " * 30 + "sana")
    assert html.count("<ul>") == DEEPEST_LIST
    assert "- - sana" in html


def test_a_table_has_a_header_row_and_right_aligned_columns():
    html = as_html(parse("| Ryhmä | Osuus |\n|---|--:|\n| Lapset | 12,5 |"))
    assert '<th scope="col" class="govuk-table__header">Ryhmä</th>' in html
    assert '<td class="govuk-table__cell govuk-table__cell--numeric">12,5</td>' in html


def test_a_cell_too_many_stays_in_its_row():
    assert "<td>b | c | d</td>" in page("| x | y |\n|---|---|\n| a | b | c | d |")


def test_a_row_too_short_is_filled_with_empty_cells():
    assert "<tr><td>a</td><td></td></tr>" in page("| x | y |\n|---|---|\n| a |")


def test_a_heading_ends_a_table():
    assert page("| x |\n|---|\n| a |\n# b").endswith("<h3>b</h3>")


@pytest.mark.parametrize(
    "address", ["https://thl.fi/hyte?a=1", "http://thl.fi", "mailto:kirjaamo@kunta.example", "/fi/raportit"]
)
def test_a_link_leads_to_the_web_to_mail_or_within_the_site(address):
    assert page(f"[linkki]({address})") == f'<p><a href="{address}">linkki</a></p>'


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "<java\tscript:alert(1)>",
        "&#106;avascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example",
        "https:///evil.example",
        "evil",
    ],
)
def test_a_link_to_anything_else_stays_text(address):
    assert "<a" not in page(f"[linkki]({address})")


def test_a_link_without_words_shows_its_address():
    assert page("[](https://thl.fi)") == '<p><a href="https://thl.fi">https://thl.fi</a></p>'


def test_a_title_hidden_in_a_link_is_shown():
    assert page('[THL](https://thl.fi "laitos")') == '<p><a href="https://thl.fi">THL</a> (laitos)</p>'


def test_html_and_images_and_code_are_shown_as_they_were_typed():
    assert page("<b onclick=x>&amp; `koodi` ![kuva]") == "<p>&lt;b onclick=x&gt;&amp;amp; `koodi` ![kuva]</p>"


def test_a_text_in_another_language_says_so():
    assert page("Hej", language="sv") == '<div lang="sv">\n<p>Hej</p>\n</div>'


def test_words_in_another_language_are_marked_and_are_no_link():
    assert page("Hän: ['**Havet** luft'](lang:SV) [x](lang:sverige)") == (
        "<p>Hän: <span lang=\"sv\">&#39;</span><strong><span lang=\"sv\">Havet</span></strong>"
        "<span lang=\"sv\"> luft&#39;</span> [x](lang:sverige)</p>"
    )


def test_words_line_break_counts_and_control_characters_do_not():
    assert page("a\vb\x00\N{ZERO WIDTH NO-BREAK SPACE}c") == "<p>a bc</p>"


def test_deeply_nested_marks_do_not_exhaust_the_stack():
    assert "sana" in page("*a " * 5000 + "sana" + " a*" * 5000)


def test_the_typesetter_gets_data_and_never_markup():
    assert as_typst_data(parse("# *a*\n- $x$")) == [
        {
            "kind": "heading",
            "level": 1,
            "parts": [{"kind": "run", "text": "a", "strong": False, "emphasis": True, "language": None}],
        },
        {
            "kind": "list",
            "ordered": False,
            "items": [
                {
                    "kind": "item",
                    "number": None,
                    "blocks": [
                        {
                            "kind": "paragraph",
                            "parts": [
                                {"kind": "run", "text": "$x$", "strong": False, "emphasis": False, "language": None}
                            ],
                        }
                    ],
                }
            ],
        },
    ]


def test_only_characters_without_a_glyph_are_unprintable():
    assert unprintable("Åäö ≥ 1\N{NO-BREAK SPACE}234,5 − → čđŋšŧž a\u0308\n\t") == set()
    assert unprintable("hymy 😀 ja 漢字") == {"😀", "漢", "字"}
