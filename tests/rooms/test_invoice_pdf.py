"""The PDF of an invoice, opened and read as a screen reader, an archive and a payer's telephone would read it."""

from dataclasses import replace

import pypdfium2
import pytest
import zxingcpp
from babel.support import Translations

from app.config import CHECKOUT
from app.payments.invoice_pdf import invoice_pdf
from billing.references import bar_code, rf_reference
from tests.documents import (
    AFTER_CHANGE,
    BEFORE_CHANGE,
    BUYER,
    EVERY_KIND,
    HALF_YEAR,
    LONG_NAME,
    MARKUP,
    a_credit_note,
    a_line,
    an_invoice,
)
from tests.pdf_reading import PROFILES, ReadPdf, failures, scope

EURO = "\N{NO-BREAK SPACE}€"


def read(document) -> ReadPdf:
    return ReadPdf(invoice_pdf(document))


def word(language: str, msgid: str) -> str:
    return Translations.load(CHECKOUT / "translations", [language]).gettext(msgid)


def facts(opened: ReadPdf) -> dict[str, str]:
    """Every label with its value, in the order they are read."""
    items = opened.elements("LI")
    return {opened.text(next(opened.elements("Lbl", below=item))): _body(opened, item) for item in items}


def _body(opened: ReadPdf, item) -> str:
    return opened.text(next(opened.elements("LBody", below=item)))


@pytest.fixture(scope="module", params=EVERY_KIND)
def body(request) -> bytes:
    """The PDF of one document of each kind."""
    return invoice_pdf(EVERY_KIND[request.param])


@pytest.mark.parametrize("profile", PROFILES)
def test_the_pdf_is_accessible_and_archival(body, profile):
    assert failures(body, profile) == []


def test_all_content_is_tagged_or_decoration(body):
    assert ReadPdf(body).untagged == ""


def test_the_pdf_says_what_it_is_from_whom_and_in_which_language():
    opened = read(EVERY_KIND["swedish"])
    assert opened.pdf.Root.Lang == "sv-FI"
    with opened.pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == f"{word('sv', 'Invoice')} 2027-000123"
        assert metadata["dc:creator"] == ["Esimerkkiliitto ry"]


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_an_invoice_has_the_contents_the_law_asks(language):
    """Value Added Tax Act (1501/1993) section 209 e."""
    opened = read(an_invoice(language=language))
    text, told = opened.text(), facts(opened)
    assert told[word(language, "Date")] == "4.1.2027"
    assert told[word(language, "Number")] == "2027-000123"
    assert told[word(language, "VAT number")] == "FI12345671"
    for part in ("Esimerkkiliitto ry", "Esimerkkikatu 1", "00100 Helsinki"):
        assert part in text
    for part in ("Paraisten kaupunki", "Rantatie 28", "21600 Parainen"):
        assert part in text
    lines, tax = map(opened.table, opened.elements("Table"))
    year = f"1\N{NO-BREAK SPACE}{word(language, 'year')}"
    name = "Sähköinen hyvinvointikertomus, lisenssi 2027\n1.1.2027–31.12.2027"
    assert lines[1:] == [[name, year, "3\N{NO-BREAK SPACE}000,00", "25,5", "3\N{NO-BREAK SPACE}000,00"]]
    sums = ["3\N{NO-BREAK SPACE}000,00", "765,00", "3\N{NO-BREAK SPACE}765,00"]
    assert tax[1:] == [["25,5\N{NO-BREAK SPACE}%", *sums], [word(language, "Total"), *sums]]


def test_the_buyer_finds_its_own_numbers():
    told = facts(read(an_invoice()))
    assert told[word("fi", "Your reference")] == "4410 / Hyvinvointi"
    assert told[word("fi", "Order number")] == "T-2026-77"
    assert told[word("fi", "Contract number")] == "HK-12"


def test_the_payer_finds_account_reference_day_and_sum():
    told = facts(read(an_invoice()))
    assert told["IBAN"] == "FI21 1234 5600 0007 85"
    assert told["BIC"] == "NDEAFIHH"
    assert told[word("fi", "Reference number")] == "2 02700 01233"
    assert told[word("fi", "International reference")] == "RF37 2027 0001 233"
    assert told[word("fi", "Due date")] == "3.2.2027"
    assert told[word("fi", "To be paid")] == f"3\N{NO-BREAK SPACE}765,00{EURO}"


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_table_says_which_column_and_which_row(language):
    opened = read(an_invoice(BEFORE_CHANGE, AFTER_CHANGE, language=language))
    for table in opened.elements("Table"):
        header, *rows = opened.elements("TR", below=table)
        assert {scope(cell) for cell in opened.elements("TH", below=header)} == {"/Column"}
        for row in rows:
            assert [scope(cell) for cell in opened.elements("TH", below=row)] == ["/Row"]


@pytest.mark.parametrize("form", [str, rf_reference])
def test_the_bar_code_is_read_as_its_digits(form):
    document = an_invoice(reference=form(an_invoice().reference))
    drawn = pypdfium2.PdfDocument(invoice_pdf(document))[0].render(scale=3).to_pil()
    (code,) = zxingcpp.read_barcodes(drawn)
    digits = bar_code("FI2112345600000785", 376_500, document.reference, document.due_on)
    assert (str(code.format), code.text) == ("Code 128", digits)


def test_the_bar_code_is_told_in_digits_to_who_cannot_see_it():
    document = an_invoice()
    opened = read(document)
    digits = bar_code(document.seller.iban, document.gross_cents, document.reference, document.due_on)
    (figure,) = opened.elements("Figure")
    assert str(figure.Alt) == f"{word('fi', 'Virtual bar code')} {digits}"
    assert f"{word('fi', 'Virtual bar code')}: {digits}" in opened.text()


def test_a_credit_note_names_its_invoice_and_asks_for_no_payment():
    opened = read(a_credit_note(HALF_YEAR))
    told = facts(opened)
    credited = {"number": "2027-000123", "day": "4.1.2027"}
    assert told[word("fi", "Credits")] == word("fi", "invoice %(number)s of %(day)s") % credited
    assert f"{word('fi', 'Credit note')} 2027-000130" in opened.text()
    assert f"{word('fi', 'Credited in total')}: −1\N{NO-BREAK SPACE}897,97{EURO}" in opened.text()
    assert not {"IBAN", word("fi", "Due date"), word("fi", "Reference number")} & told.keys()
    assert list(opened.elements("Figure")) == []


def test_each_rate_has_its_own_row():
    opened = read(an_invoice(BEFORE_CHANGE, AFTER_CHANGE))
    lines, tax = map(opened.table, opened.elements("Table"))
    assert [row[3] for row in lines[1:]] == ["24", "25,5"]
    assert [row[0] for row in tax[1:]] == ["24\N{NO-BREAK SPACE}%", "25,5\N{NO-BREAK SPACE}%", word("fi", "Total")]
    assert tax[3][1:] == ["3\N{NO-BREAK SPACE}000,00", "735,00", "3\N{NO-BREAK SPACE}735,00"]


def test_a_part_of_a_year_is_told_in_days_with_the_price_that_makes_the_sum():
    opened = read(an_invoice(HALF_YEAR))
    lines = opened.table(next(opened.elements("Table")))
    days = f"184\N{NO-BREAK SPACE}{word('fi', 'days')}"
    assert lines[1][1:] == [days, "8,21918", "25,5", "1\N{NO-BREAK SPACE}512,33"]


@pytest.mark.parametrize("text", [LONG_NAME, MARKUP])
def test_names_are_there_to_their_last_letter(text):
    opened = read(an_invoice(a_line(description=text), buyer=replace(BUYER, name=text, street=text)))
    assert opened.text().replace("\N{SOFT HYPHEN}", "").count(text) == 3


def test_a_letter_without_a_glyph_does_not_stop_an_invoice():
    assert "Ii ?" in read(an_invoice(buyer=replace(BUYER, name="Ii 漢"))).text()


def test_notes_are_printed():
    text = read(EVERY_KIND["swedish"]).text()
    assert "Fakturan gäller hela året." in text
    assert "Avgiften följer invånarantalet." in text


def test_a_test_invoice_says_so_in_its_text_and_across_every_page():
    lines = [a_line() for _ in range(60)]
    opened = read(an_invoice(*lines, is_test=True))
    pages = range(len(opened.pdf.pages))
    assert len(pages) > 1
    assert all("TESTILASKU / PROVFAKTURA" in opened.artifacts[number] for number in pages)
    assert opened.text().lstrip("\n").startswith("TESTILASKU / PROVFAKTURA")
    assert "TESTILASKU" not in read(an_invoice()).text()


def test_the_same_document_is_the_same_file():
    assert invoice_pdf(an_invoice()) == invoice_pdf(an_invoice())
