"""The pages of a section's figures, without scripts: chosen, put into the text, renewed, kept, sentences to start from;
and figures as residents read them.
"""

import re

import pytest

from app.indicators.areas import COUNTRY
from app.own_figures.actions import enter_figure
from app.own_figures.queries import indicator_by_number
from app.publishing import actions
from app.publishing.content import content_of
from app.publishing.pages import draw
from app.reports.queries import section_at, whole_report
from app.text_figures.queries import figures_of_report
from tests.figures import LOWER, PROPORTION, an_indicator, area_of, choose
from tests.makers import a_municipality, a_report, write
from tests.own_figures import FACTS, a_figure, an_own_indicator, the_figures
from tests.pages.parsed import ParsedPage, text_of
from tests.pages.test_number_of_queries import numbers_of_questions
from tests.pdf_reading import PROFILES, ReadPdf, failures
from tests.text_figures import choose_figure, choose_own_figure

PERCENT = "\N{NO-BREAK SPACE}%"
OWN = {year: (20 + 2 * (year - 2019), 20 * (10 + year - 2019)) for year in range(2019, 2024)}


@pytest.fixture
def place(engines):
    """A bilingual municipality with a report in work."""
    made = a_municipality(engines, bilingual=True)
    a_report(made)
    return made


@pytest.fixture
def indicator(engines, place):
    """A share that rises year by year and is greater than in the whole country, which is worse."""
    figures = {area_of(place): OWN, COUNTRY: {2023: (10, 100_000), 2022: (10, 100_000)}}
    title = {"fi": "Testattu osuus", "sv": "Testad andel"}
    number = an_indicator(engines, figures, method=PROPORTION, direction=LOWER, title=title)
    choose(place, number)
    return number


@pytest.fixture
def address(place):
    return f"/fi/{place.facts.slugs['fi']}/kertomukset/1/osat/1"


@pytest.fixture
def writer(place, visitor):
    return visitor(place.people["writer"])


def main_of(answer):
    """What the page's main part says, with its blanks as they are kept."""
    return text_of(ParsedPage(answer.text).all("main")[0]).replace(" %", PERCENT)


def texts(place):
    with place.session(read_only=True) as session:
        section = section_at(session, 1, 1)
        return section.text_fi, section.text_sv


def again(engines, place, indicator, figures):
    an_indicator(engines, {area_of(place): OWN | figures}, number=indicator, method=PROPORTION, direction=LOWER)


def test_a_figure_is_chosen_by_area_and_year_and_put_to_the_end_of_a_text(place, writer, address, indicator):
    shown = main_of(writer.get(f"{address}/luvut?indicator={indicator}&area=country&year=2022"))
    assert f"Testattu osuus, Koko maa, 2022: 10,0{PERCENT}" in shown
    assert f", 2023: 28,0{PERCENT}" in main_of(writer.get(f"{address}/luvut?indicator={indicator}&area=x&year=1"))
    asked = {"indicator": indicator, "area": "country", "gender": "total", "year": 2022, "kind": "figure"}
    answer = writer.post(f"{address}/luvut", asked)
    assert answer.location.endswith("/luvut#figure-1")
    page = writer.get(f"{address}/luvut")
    assert [text_of(each) for each in ParsedPage(page.text).with_class("app-token")] == ["{{figure:1}}"]
    writer.post(f"{address}/luvut/tekstiin", {"kind": "figure", "number": 1, "language": "sv"})
    assert texts(place) == ("", "Testad andel, Hela landet, 2022: {{figure:1}}.")


def test_indicators_are_searched_for_and_those_of_the_own_set_are_at_hand(writer, address, indicator):
    assert f"indicator={indicator}#offer" in writer.get(f"{address}/luvut").text
    assert f"indicator={indicator}#offer" in writer.get(f"{address}/luvut?q=testattu").text
    told = writer.client.get(f"{address}/luvut/haku?q=testattu osuus").json["found"]
    (shown,) = [each["shown"] for each in told if each["asked"] == {"indicator": indicator}]
    assert shown == f"28,0{PERCENT}"


def test_the_municipality_s_own_indicators_are_at_hand_and_found_and_chosen_by_period(place, writer, address):
    an_own_indicator(place, FACTS, a_figure("2023", "11.5"), a_figure("lukuvuosi 2024–2025", "12.3"))
    page = writer.get(f"{address}/luvut")
    assert "own_indicator=1#offer" in page.text
    (found,) = writer.client.get(f"{address}/luvut/haku?q=lainat asukasta").json["found"]
    name = place.facts.names["fi"]
    label = f"Lainat asukasta kohti, {name}, lukuvuosi 2024–2025"
    assert found == {"asked": {"own_indicator": 1}, "label": label, "shown": "12,3"}
    older = the_figures(place)[1].id
    assert "2023: 11,5" in main_of(writer.get(f"{address}/luvut?own_indicator=1&figure={older}"))
    assert "2024–2025: 12,3" in main_of(writer.get(f"{address}/luvut?own_indicator=1&figure=x"))
    assert writer.get(f"{address}/luvut?own_indicator=7").status_code == 200
    asked = {"own_indicator": 1, "figure": older, "kind": "figure"}
    assert writer.post(f"{address}/luvut", asked).location.endswith("/luvut#figure-1")
    assert writer.post(f"{address}/luvut", {"own_indicator": 1, "kind": "panel"}).location.endswith("/luvut#panel-1")
    writer.post(f"{address}/luvut/tekstiin", {"kind": "figure", "number": 1, "language": "fi"})
    assert texts(place)[0] == f"Lainat asukasta kohti, {name}, 2023: {{{{figure:1}}}}."


def test_an_old_own_figure_is_told_in_its_sentence_with_its_period_and_renewed(place, writer, address):
    an_own_indicator(place, FACTS, a_figure("2023", "11.5"))
    write(place, whole(place), 1, f"Lainoja on {choose_own_figure(place)} nyt.", "")
    with place.session() as session, session.begin():
        indicator = indicator_by_number(session, 1)
        enter_figure(session, place.coordinator, indicator, a_figure("våren 2025", "14"))
    page = writer.get(address)
    assert "Uusin lähteessä14,0 kevät 2025" in main_of(page)
    inputs = ParsedPage(page.text).all("input")
    (revision,) = {each.get("value") for each in inputs if each.get("name") == "revision"}
    told = {"kind": "figure", "number": 1, "revision": revision, "choice": "renew", "take": "newest"}
    assert writer.post(f"{address}/luvut/vanhentunut", told).status_code == 302
    assert "kevät 2025: 14,0" in main_of(writer.get(f"{address}/luvut"))


def test_an_old_figure_is_told_in_its_sentence_and_on_the_front_page_until_somebody_decides(
    engines, place, writer, address, indicator
):
    report = whole(place)
    write(place, report, 1, f"Alku. Osuus on {choose_figure(place, indicator)} nyt.", "")
    front = f"/fi/{place.facts.slugs['fi']}/"
    assert "vanhat tunnusluvut" not in main_of(writer.get(front))
    again(engines, place, indicator, {2023: (27, 135), 2024: (30, 150)})
    assert "Tarkista vanhat tunnusluvut: 1 Tiivistelmä" in main_of(writer.get(front))
    shown = main_of(writer.get(address))
    for words in (f"Osuus on 28,0{PERCENT} nyt.", f"27,0{PERCENT}", f"30,0{PERCENT}"):
        assert words in shown
    told = {"kind": "figure", "number": 1, "revision": 2}
    refused = writer.post(f"{address}/luvut/vanhentunut", told | {"choice": "keep", "note": "  "})
    assert refused.status_code == 422
    assert "Kirjoita, miksi vanha luku säilytetään." in refused.text
    answer = writer.post(f"{address}/luvut/vanhentunut", told | {"choice": "renew", "take": "newest"})
    assert answer.status_code == 302
    assert "perustuu vanhaan lukuun" not in main_of(writer.get(address))
    assert "vanhat tunnusluvut" not in main_of(writer.get(front))
    history = f"{address}/historia/fi/1"
    assert f"Osuus on 28,0{PERCENT} nyt." in main_of(writer.get(history))


def test_a_reader_is_shown_the_figure_in_each_language_and_no_notice(place, visitor, address, indicator):
    sign = choose_figure(place, indicator)
    write(place, whole(place), 1, f"Osuus {sign}", f"Andel {sign}\n\n{{{{panel:7}}}}", "approve")
    shown = main_of(visitor(place.people["reader"]).get(address))
    assert f"Osuus 28,0{PERCENT}" in shown and f"Andel 28,0{PERCENT}" in shown
    assert "{{panel:7}}" in shown


def test_a_sentence_is_taken_into_both_texts_by_its_button_alone(place, writer, address, indicator):
    page = ParsedPage(writer.get(f"{address}/lauseet").text)
    seen = next(each.get("value") for each in page.all("input") if each.get("name") == "seen")
    assert seen.startswith(f"Testattu osuus: kunnassa 28,0{PERCENT} (2023). Luku on huonompi kuin koko maassa")
    assert texts(place) == ("", "")
    changed = writer.post(f"{address}/lauseet", {"indicator": indicator, "seen": "muuta"})
    assert changed.location.endswith("/lauseet") and texts(place) == ("", "")
    writer.post(f"{address}/lauseet", {"indicator": indicator, "seen": seen})
    finnish, swedish = texts(place)
    level, worse = "kunnassa {{figure:1}} (2023).", "Luku on huonompi kuin koko maassa ({{figure:2}})"
    assert finnish.startswith(f"Testattu osuus: {level} {worse}")
    level, worse = "i kommunen {{figure:1}} (2023).", "Siffran är sämre än i hela landet ({{figure:2}})"
    assert swedish.startswith(f"Testad andel: {level} {worse}")


def test_an_approved_section_takes_no_sentence(place, writer, address, indicator):
    write(place, whole(place), 1, "Valmis", "Klar", "approve")
    page = ParsedPage(writer.get(f"{address}/lauseet").text)
    seen = next(each.get("value") for each in page.all("input") if each.get("name") == "seen")
    writer.post(f"{address}/lauseet", {"indicator": indicator, "seen": seen})
    assert texts(place) == ("Valmis", "Klar")


def test_figures_and_panels_are_read_on_the_page_and_in_the_pdf(app, place, indicator):
    figure, panel = choose_figure(place, indicator), choose_figure(place, indicator, kind="panel")
    text = f"Osuus on {figure}.\n\n{panel}\n\n{panel}"
    write(place, whole(place), 1, text, text)
    with app.test_request_context("/sv/"), place.session(read_only=True) as session:
        report = whole_report(session, 1)
        body = draw(content_of(place.facts, report, figures_of_report(session, report.id)), "sv")
        pdf = actions.preview(session, place.facts, report, "sv")
    assert f"Osuus on 28,0{PERCENT}." in body
    charts = re.findall(r'<svg [^>]*aria-labelledby="([^"]+)"', body)
    assert len(charts) == len(set(charts)) == 2
    assert "uppgift saknas" in body and "Hela landet" in body
    opened = ReadPdf(pdf)
    assert f"Osuus on 28,0{PERCENT}." in opened.text()
    described = [str(each.Alt) for each in opened.elements("Figure") if "/Alt" in each]
    assert len(described) == 2 and described[0].startswith("Testad andel, procent. ")
    assert [failures(pdf, profile) for profile in PROFILES] == [[] for _ in PROFILES]


def test_many_figures_take_no_more_questions_than_one(app, engines, place, visitor, address, indicator):
    coordinator = visitor(place.people["coordinator"])
    front = f"/fi/{place.facts.slugs['fi']}/"
    pages = [front, address, f"{address}/luvut", f"{address}/lauseet", f"{address}/historia/fi/1"]
    write(place, whole(place), 1, f"Osuus {choose_figure(place, indicator)}", "")
    coordinator.get(front)
    with_one = numbers_of_questions(app, coordinator, pages)
    signs = [choose_figure(place, indicator, year=year) for year in OWN]
    signs += [choose_figure(place, each) for each in (127, 761, 182)]
    choose(place, 127, 761, 182)
    write(place, whole(place), 1, "Osuus " + " ".join(signs), "")
    again(engines, place, indicator, dict.fromkeys(OWN, (5, 50)))
    assert numbers_of_questions(app, coordinator, pages) == with_one


def whole(place):
    with place.session(read_only=True) as session:
        return whole_report(session, 1)
