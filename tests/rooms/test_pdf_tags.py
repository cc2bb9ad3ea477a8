"""The PDF of an edition as it was published, opened: everything in it is tagged as PDF/UA-1 and PDF/A-2a ask."""

import pytest
from sqlalchemy import select

from app.indicators.areas import COUNTRY
from app.publishing import actions, later, queries
from app.publishing.models import Edition
from app.reports.queries import whole_report
from tenants.boundary import DoorSession
from tests.attachments import an_attachment
from tests.figures import PROPORTION, an_indicator, area_of, choose
from tests.makers import a_municipality, a_report, adopt, summarise, write
from tests.pdf_reading import PROFILES, ReadPdf, failures
from tests.pdf_tags import children, faults_of
from tests.publishing import publish
from tests.text_figures import choose_figure

QUOTED = "Havet ger oss luft"
TEXT = f"""# Asukkaat kertovat[^1]

Hän sanoi: ["{QUOTED}, **det vet jag**"](lang:sv), ja niin on[^1]. Katso [THL:n ohje](https://thl.fi/ohje)[^b].

![Silta, jonka alla on jäitä](attachment:1)

- yksi
  - kaksi
    1. kolme
    2. neljä ["fyra"](lang:sv)
- viisi

| Kylä | Osuus |
|---|--:|
"""
ROWS = 90
ADDRESS = {"fi": "https://kunta.example/fi/raportit/x", "sv": "https://kunta.example/sv/rapporter/x"}
NOTES = "\n[^1]: Lähde [Folkhälsan](lang:sv)\n[^b]: Luettu 2.1.2026"


@pytest.fixture(scope="module")
def place(app, engines):
    """A bilingual municipality whose report holds everything that a report can hold; not adopted yet."""
    made = a_municipality(engines, bilingual=True)
    report = a_report(made)
    own = {year: (20 + year - 2019, 500) for year in range(2019, 2024)}
    figures = {area_of(made): own, COUNTRY: {2023: (10, 9000)}}
    indicator = an_indicator(engines, figures, method=PROPORTION, title={"fi": "Osuus", "sv": "Andel"})
    choose(made, indicator)
    an_attachment(made)
    figure, panel = (choose_figure(made, indicator, kind=kind) for kind in ("figure", "panel"))
    rows = "".join(f"| Kylä {number} | {figure} |\n" for number in range(ROWS))
    text = f"{TEXT}{rows}\n{panel}\n{NOTES}"
    summarise(made, report, f"{TEXT}| Kylä | 1 |\n{NOTES}", f"{TEXT}| By | 1 |\n{NOTES}")
    write(made, report, 1, text, text, "approve")
    for section in report.sections[1:]:
        write(made, report, section.position, "Tekstiä", "Text", "approve")
    return made, report


@pytest.fixture(scope="module")
def draft(place):
    """The preview before the adoption."""
    municipality, report = place
    with municipality.session(read_only=True) as session:
        return actions.preview(session, municipality.facts, whole_report(session, report.number), "fi")


@pytest.fixture(scope="module")
def edition(app, place, draft):
    """Adopted and published, after its preview was taken."""
    municipality, report = place
    publish(app, municipality, adopt(municipality, report))


@pytest.fixture(scope="module", params=["fi", "sv"])
def published(engines, place, edition, request):
    """Its first edition's PDF as anybody reads it, in which language, and its title."""
    return as_anybody(engines, place, request.param, "pdf")


@pytest.fixture(scope="module", params=["fi", "sv"])
def summary(engines, place, edition, request):
    """The same of the plain-language summary, once it is made."""
    municipality, _report = place
    with municipality.session() as session, session.begin():
        later.finish(session, session.scalars(select(Edition.id)).one(), ADDRESS, request.param, "summary.pdf")
    return as_anybody(engines, place, request.param, "summary.pdf")


def as_anybody(engines, place, language, kind):
    """A file of the first edition, in which language it is, and the edition's title."""
    with DoorSession(engines, read_only=True) as door:
        row = queries.edition_file(door, place[0].facts.slugs["fi"], "2025-2029", 1, language, kind)
        title = row.title_sv if language == "sv" else row.title_fi
        return queries.file_body(door, row.tenant_id, row.file_id), language, title


def test_the_published_pdf_is_tagged_from_its_first_page_to_its_last(published):
    body, language, title = published
    assert faults_of(body, title, language) == []
    assert [failures(body, profile) for profile in PROFILES] == [[], []]


def test_the_published_summary_is_tagged_and_has_its_picture_its_notes_and_its_languages(summary):
    body, language, title = summary
    name = {"fi": "Kertomus selkokielellä", "sv": "Berättelsen på lätt språk"}[language]
    assert faults_of(body, f"{title} – {name}", language) == []
    assert [failures(body, profile) for profile in PROFILES] == [[], []]
    opened = ReadPdf(body)
    assert [str(each.Alt) for each in opened.elements("Figure")] == ["Silta, jonka alla on jäitä"]
    assert [opened.text(each) for each in opened.elements("Note")] == ["1Lähde Folkhälsan", "2Luettu 2.1.2026"]
    assert QUOTED in "".join(text for spoken, text in opened.spoken() if spoken == "sv-FI")


def test_a_table_over_pages_is_one_whose_repeated_header_is_decoration(published):
    opened = ReadPdf(published[0])
    table = max(opened.elements("Table"), key=lambda each: len(opened.table(each)))
    assert len(opened.table(table)) == ROWS + 1
    assert [str(each.S) for each in children(table)] == ["/THead", "/TBody"]
    pages = [number for number, text in opened.artifacts.items() if "KyläOsuus" in text]
    assert len(pages) >= 2 and opened.text().count("Kylä\nOsuus") == 1


def test_a_list_stands_in_the_item_that_it_belongs_to(published):
    opened = ReadPdf(published[0])
    outer, inner, numbered = opened.elements("L")
    assert [opened.text(each).splitlines()[0] for each in children(outer)] == ["•yksi", "•viisi"]
    for below, above in ((inner, outer), (numbered, inner)):
        body = next(opened.elements("LBody", below=above))
        assert below.objgen in [each.objgen for each in children(body)]
        assert below.P.objgen == body.objgen
    assert "neljä" in opened.text(children(numbered)[1])


def test_a_footnote_is_led_to_by_references_and_leads_back(published):
    opened = ReadPdf(published[0])
    notes = list(opened.elements("Note"))
    references = [each for each in opened.elements("Reference") if each.P.S != "/TOCI"]
    assert [opened.text(each) for each in notes] == ["1Lähde Folkhälsan", "2Luettu 2.1.2026"]
    assert [opened.text(each) for each in references] == ["1", "1", "2"]
    assert all(list(opened.elements("Link", below=each)) for each in (*notes, *references))


def test_a_swedish_quotation_in_a_finnish_report_is_marked_as_swedish(published):
    opened = ReadPdf(published[0])
    quoted = "".join(text for language, text in opened.spoken() if language == "sv-FI")
    around = "".join(text for language, text in opened.spoken() if language != "sv-FI")
    assert f'"{QUOTED}, det vet jag"' in quoted and "Folkhälsan" in quoted
    assert published[1] == "sv" or ("Hän sanoi: " in around and QUOTED not in around)


def test_header_footer_and_watermark_are_decoration(published, draft):
    opened, before = ReadPdf(published[0]), ReadPdf(draft)
    for number in range(1, len(opened.pdf.pages)):
        assert f"{number + 1} ({len(opened.pdf.pages)})" in opened.artifacts[number]
    assert all("Luonnos" in before.artifacts[number] for number in range(len(before.pdf.pages)))
    assert not any("Luonnos" in text or "Utkast" in text for text in opened.artifacts.values())


def test_the_draft_is_tagged_as_well(draft):
    with_title = ReadPdf(draft)
    with with_title.pdf.open_metadata() as told:
        assert faults_of(draft, told["dc:title"], "fi") == []
