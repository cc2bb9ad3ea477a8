"""What an edition's indicators mean, beside it: as the source told it when the edition was published."""

from app.reports.queries import whole_report
from tests.figures import LOWER, PROPORTION, an_indicator, area_of
from tests.makers import a_report, adopt, write
from tests.own_figures import FACTS, a_figure, an_own_indicator
from tests.pages.parsed import ParsedPage, text_of
from tests.publishing import publish
from tests.text_figures import choose_figure, choose_own_figure


def told(municipality, meaning, number=None):
    """An indicator of which the source says this in Finnish alone."""
    said = {"description": {"fi": f"<p>{meaning}</p><script>x</script>", "sv": "", "en": ""}}
    said |= {"title": {"fi": "Testattu osuus", "sv": "Testad andel"}}
    figures = {area_of(municipality): {2023: (5, 50)}}
    return an_indicator(municipality.engines, figures, number=number, method=PROPORTION, direction=LOWER, **said)


def test_an_edition_tells_what_its_indicators_meant_whatever_the_source_says_later(app, municipality, visitor):
    number = told(municipality, "Osuus väestöstä")
    report = a_report(municipality)
    an_own_indicator(municipality, FACTS, a_figure())
    token = f"{choose_figure(municipality, number)} ja {choose_own_figure(municipality)}"
    for section in report.sections:
        write(municipality, report, section.position, f"Osuus on {token}.", "", "approve")
    preview = visitor(municipality.people["reader"]).get(
        f"/fi/{municipality.facts.slugs['fi']}/kertomukset/1/esikatselu/tunnusluvut"
    )
    adopt(municipality, report)
    with municipality.session(read_only=True) as session:
        publish(app, municipality, whole_report(session, 1))
    told(municipality, "Jotain muuta", number)
    slugs = municipality.facts.slugs
    edition = visitor().get(f"/fi/raportit/{slugs['fi']}/2025-2029/1")
    address = f"/fi/raportit/{slugs['fi']}/2025-2029/1/tunnusluvut"
    assert address in {each.get("href") for each in ParsedPage(edition.text).all("a")}
    finnish, swedish = visitor().get(address), visitor().get(f"/sv/rapporter/{slugs['sv']}/2025-2029/1/siffror")
    assert "<p>Osuus väestöstä</p>" in finnish.text and "<script>x" not in finnish.text
    assert '<div class="app-source-text" lang="fi"><p>Osuus väestöstä</p>' in swedish.text
    heads = [text_of(each) for each in ParsedPage(swedish.text).all("h2")]
    assert "Testad andel" in heads and heads[-1] == "Lån per invånare"
    assert "Kunnan oma" in finnish.text and '<span lang="fi">lainaa</span>' in swedish.text
    assert "<p>Osuus väestöstä</p>" in preview.text
