"""Which figures the council's one page has, and what it says of them: the tests choose."""

from datetime import date

import pytest

from app.hand_over.files import as_pdf
from app.hand_over.main_figures import MOST_FIGURES, main_figures
from app.hand_over.papers import Asked, summary
from app.publishing.document import document
from app.publishing.pdf import reader_of
from tests.edition_contents import _section as a_section
from tests.edition_contents import a_definition, a_full_content, content_with, yearly
from tests.pdf_reading import ReadPdf

STEADY, RISING, FALLING = (100, 100, 100, 100, 100), (100, 110, 121, 133, 146), (146, 133, 121, 110, 100)


def a_content(*sections):
    """Each section with its definitions."""
    definitions = [each for section in sections for each in section]
    return content_with(definitions, sections=[a_section(at, list(each), "") for at, each in enumerate(sections)])


def rows(content, language="fi"):
    """What is said before the table, and each row's words."""
    said, table = main_figures(content, reader_of(content, language, {}))
    return said, [[cell["text"] for cell in row] for row in table["rows"]], [each["text"] for each in table["columns"]]


def test_what_the_tests_judge_comes_before_the_first_figures_of_each_section():
    said, told, columns = rows(
        a_content(
            [a_definition(1, own=yearly(STEADY), country="10.0"), a_definition(2, own=yearly(STEADY), country="5.0")],
            [a_definition(3, own=[[2024, "7.0", None]]), a_definition(4, own=yearly(FALLING), country="20.0")],
        )
    )
    assert (said, columns[-1]) == ("", "Mitä testit kertovat")
    assert [[row[0], row[-1]] for row in told] == [
        ["Osuus 2 (%)", "Huonompi kuin koko maassa"],
        ["Osuus 4 (%)", "Parempi ja paranee"],
        ["Osuus 1 (%)", "Ei eroa"],
        ["Osuus 3 (%)", "Ei testattu"],
    ]
    assert told[0][1:4] == ["10,0", "5,0", "2024"] and told[3][1:4] == ["7,0", "–", "2024"]


@pytest.mark.parametrize(
    ("definition", "words"),
    [
        (a_definition(1, own=yearly(STEADY), country="10.0"), "Testen hittar inga skillnader"),
        (a_definition(1, own=[[2024, "7.0", None]], country="10.0"), "kunde testas, så ingen sägs sticka ut"),
    ],
)
def test_where_no_test_judges_any_figure_that_is_said_and_the_first_ones_are_shown(definition, words):
    said, told, columns = rows(a_content([definition]), "sv")
    assert words in said
    assert told[0][0] == "Andel 1 (%)" and "Vad testen visar" not in columns


def test_a_report_without_figures_says_nothing_of_them():
    content = a_content([])
    assert main_figures(content, reader_of(content, "fi", {})) == ("", None)


@pytest.mark.parametrize("title", ["", "Kunnan asukkaiden kokema yksinäisyys ja osallisuus kaikissa ikäryhmissä " * 3])
def test_the_most_figures_with_the_longest_names_are_still_one_accessible_page(title):
    content = a_full_content(title)
    del content["sections"][-1]  # its plan is one to be counted, not to be printed
    reader = reader_of(content, "fi", {})
    told = document(content, reader, draft=True, made_on=date(2026, 11, 30))
    asked = Asked("Valtuusto hyväksyy hyvinvointikertomuksen. " * 30, "KEMP/1/2026")
    read = ReadPdf(as_pdf(summary(content, told, asked, reader)))
    assert len(read.pdf.pages) == 1 and read.untagged.strip() == ""
    assert len(main_figures(content, reader)[1]["rows"]) == MOST_FIGURES
