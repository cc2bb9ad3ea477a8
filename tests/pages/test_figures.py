"""Pages about figures as their readers meet them: what is said, what is coloured, what a chart tells without eyes."""

import re

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from app.indicators.areas import COUNTRY
from app.indicators.profile import profile
from app.indicators.themes import themes
from tests.figures import (
    HIGHER,
    LOWER,
    NEUTRAL,
    PROPORTION,
    an_indicator,
    area_of,
    choose,
    indicator_of_genders,
    register_of,
)
from tests.makers import a_municipality, a_municipality_like
from tests.pages.figure_reader import SVG, Reader, charts_of, classes_in, main_text, rows_by_indicator
from tests.pages.parsed import ParsedPage, text_of

JUDGING = ("app-outcome--better", "app-outcome--worse")
COLOURED = (*JUDGING, "app-outcome--similar", "app-outcome--higher", "app-outcome--lower")
HARMFUL = """<p onclick="alert(1)">Ensimmäinen <b>kappale</b></p><script>alert(2)</script><style>p {}</style>
<p style="color: red">Toinen <a href="javascript:alert(3)">linkki</a> ja <a href="https://thl.fi/x">ohje</a></p>
<iframe src="https://example.com"></iframe><img src="x" onerror="alert(4)"><svg onload="alert(5)"></svg>"""


@pytest.fixture(scope="module")
def home(engines):
    """A bilingual municipality; what tests choose in it they choose in one of their own."""
    return a_municipality(engines, bilingual=True)


@pytest.fixture(scope="module")
def reader(app, home):
    """Its coordinator."""
    return Reader(app, home)


@pytest.fixture(scope="module")
def own(home):
    """Its number in Sotkanet."""
    return area_of(home)


def test_the_source_s_html_is_harmless_and_its_paragraphs_stay(engines, reader, own):
    number = an_indicator(engines, {own: {2024: 1}}, description={"fi": HARMFUL, "sv": ""})
    answer = reader.get(reader.address(number))
    (shown, *_) = ParsedPage(answer.text).with_class("app-source-text")
    assert [text_of(each) for each in shown.iter("p")] == ["Ensimmäinen kappale", "Toinen linkki ja ohje"]
    assert {each.tag for each in shown.iter()} == {"div", "p", "b", "a"}
    assert {name for each in shown.iter() for name in each.attrib} == {"class", "href", "rel"}
    assert [each.get("href") for each in shown.iter("a")] == [None, "https://thl.fi/x"]
    assert "alert(" not in answer.text and "javascript:" not in answer.text


def test_a_text_that_the_source_has_in_the_other_language_only_is_shown_in_it_and_marked(engines, reader, own):
    title, text = {"fi": "Vain suomeksi oleva", "sv": ""}, {"fi": "<p>Suomeksi</p>", "sv": ""}
    number = an_indicator(engines, {own: {2024: 1}}, title=title, interpretation=text)
    page = reader.page(number, "sv")
    (heading,) = page.all("h1")
    assert [(each.get("lang"), text_of(each)) for each in heading] == [("fi", "Vain suomeksi oleva")]
    (shown,) = page.with_class("app-source-text")
    assert (shown.get("lang"), text_of(shown)) == ("fi", "Suomeksi")
    assert "bara på finska" in main_text(page)
    assert all(each.get("lang") is None for each in reader.page(number, "fi").with_class("app-source-text"))


@pytest.mark.parametrize("place", ["?q=vainluettelossa", "uutta", "profiili?basket=own", "kokoelmat"])
def test_a_title_in_the_other_language_is_marked_in_every_list(engines, app, place):
    home = a_municipality(engines, bilingual=True)
    title = {"fi": "Vainluettelossa oleva", "sv": ""}
    choose(home, an_indicator(engines, {area_of(home): {2024: 1}}, title=title))
    swedish = place.replace("uutta", "nytt").replace("profiili", "profil").replace("kokoelmat", "samlingar")
    page = Reader(app, home).page(swedish, "sv")
    links = [each for each in page.all("a") if text_of(each) == title["fi"]]
    assert links
    assert all(each.find("span[@lang='fi']") is not None for each in links)


@pytest.mark.parametrize("direction", [HIGHER, LOWER, NEUTRAL])
def test_only_an_indicator_of_which_one_way_is_better_is_coloured_better_or_worse(engines, app, direction):
    home = a_municipality(engines)
    falling = {2020 + back: (30 - 5 * back, 3000 - 500 * back) for back in range(5)}
    figures = {area_of(home): falling, COUNTRY: {2024: 20}}
    number = an_indicator(engines, figures, method=PROPORTION, direction=direction)
    choose(home, number)
    reader = Reader(app, home)
    for page in (reader.page(number), reader.page("profiili?basket=own")):
        judged = {name for name in classes_in(page.all("main")[0]) if name in JUDGING}
        expected = {HIGHER: {"app-outcome--worse"}, LOWER: {"app-outcome--better"}, NEUTRAL: set()}[direction]
        assert judged == expected


@pytest.mark.parametrize("compared", ["country", "county", "group", "091"])
def test_no_row_of_a_real_profile_is_coloured_without_a_test(home, reader, compared):
    mine, other = register_of(home).areas_of(home.facts.municipality_code, [compared])
    with home.session(read_only=True) as session:
        rows = {row.indicator.id: row for row in profile(session, [t.indicator_id for t in themes()], mine, other)}
    drawn = rows_by_indicator(reader.page(f"profiili?compare={compared}"))
    assert drawn.keys() == rows.keys()
    for number, row in rows.items():
        comparison, trend = drawn[number].findall("td")[2], drawn[number].findall("td")[4]
        coloured = classes_in(comparison) & set(COLOURED)
        assert coloured == ({f"app-outcome--{row.comparison.outcome}"} if row.comparison.is_tested else set())
        assert bool(text_of(comparison).partition("ei testattu")[1]) == (
            not row.comparison.is_tested and row.comparison.outcome != "unavailable"
        )
        assert row.trend.method or not classes_in(trend) & set(COLOURED)


def test_a_comparison_is_said_in_words_and_not_by_colour_and_sign_alone(home, reader):
    for row in rows_by_indicator(reader.page("profiili")).values():
        comparison = row.findall("td")[2]
        hidden = "".join(text_of(each) for each in comparison.iter() if each.get("aria-hidden"))
        assert re.sub(r"\W", "", text_of(comparison).replace(hidden, "", 1))


def test_a_median_is_marked_and_explained(reader):
    page = reader.page("profiili?compare=group")
    assert main_text(page).count("mediaani*") >= len(themes()) - 5
    (note,) = [each for each in page.with_class("app-figures__source") if text_of(each).startswith("*")]
    assert "mediaani" in text_of(note)
    assert "mediaani*" not in main_text(reader.page("profiili?compare=091")), "a municipality has no municipalities"


@pytest.mark.parametrize("place", ["profiili?compare=group&basket=children", "228?area=group&area=091&gender=total"])
def test_the_other_language_s_link_keeps_what_was_chosen(reader, place):
    (link,) = (each for each in reader.page(place).all("link") if each.get("hreflang") == "sv")
    assert link.get("href").partition("?")[2] == place.partition("?")[2]
    assert reader.get(link.get("href")).status_code == 200


def test_links_to_files_keep_what_was_chosen_and_nothing_that_addresses_are_made_of(reader):
    page = reader.page("profiili?compare=group&basket=children&suffix=x&language=sv&municipality=x&endpoint=x")
    links = [each.get("href") for each in page.all("a") if each.get("download") is not None]
    assert len(links) == 2
    for link, suffix in zip(links, ("xlsx", "csv"), strict=True):
        assert link == reader.address(f"profiili.{suffix}?compare=group&basket=children&suffix=x")[: len(link)]


@pytest.mark.parametrize("place", ["profiili", "228", "228?area=country&area=county&area=region&area=group&print=1"])
def test_every_chart_has_a_title_and_a_description_of_its_own(reader, place):
    page = reader.page(place)
    charts = charts_of(page)
    assert len(charts) >= 3
    assert len(page.ids) == len(set(page.ids))
    for chart in charts:
        title, description = chart.find(f"{SVG}title"), chart.find(f"{SVG}desc")
        assert chart.get("role") == "img"
        assert chart.get("aria-labelledby").split() == [title.get("id"), description.get("id")]
        assert text_of(title) and text_of(description)


def test_every_figure_of_the_charts_stands_in_a_table_on_the_same_page(engines, home, reader, own):
    everybody = register_of(home).numbers
    figures = {own: {2021: "1.1", 2023: "3.3"}, COUNTRY: {2022: "7.7", 2023: "8.8"}}
    figures |= {other: {2023: 40 + place} for place, other in enumerate(sorted(everybody - {own})[:3])}
    page = reader.page(f"{an_indicator(engines, figures)}?area=country")
    table = page.all("table")[-1]
    told = [[text_of(cell) for cell in row] for row in table.iter("tr")]
    assert [row[1:] for row in told[1:]] == [["3,3", "8,8"], ["ei saatavilla", "7,7"], ["1,1", "ei saatavilla"]]
    assert [row[0] for row in told[1:]] == ["2023", "2022", "2021"]
    listed = [text_of(each) for each in page.with_class("app-catalogue")[0]]
    assert len(listed) == len(everybody)
    assert any(each.endswith(": 3,3") for each in listed)
    assert any(each.endswith(": ei saatavilla") for each in listed)


def test_the_version_for_print_speaks_by_hatches_instead_of_colours(reader):
    def patterns(place):
        return sum(len(list(each.iter(f"{SVG}pattern"))) for each in charts_of(reader.page(place)))

    assert patterns("228") == 1, "the dots of what is missing"
    assert patterns("228?print=1") > 3, "and the hatches of the classes"


def one_with(engines, size):
    """A municipality like the first with such a latest number of inhabitants."""
    question = (
        "SELECT m.code FROM municipality m WHERE act_applies AND (SELECT inhabitants FROM municipality_population p"
        f" WHERE p.municipality_code = m.code ORDER BY year DESC LIMIT 1) {size} ORDER BY 1 LIMIT 1"
    )
    with Session(engines.owner) as session:
        code = session.scalar(text(question))
    return a_municipality_like(engines, code)


def test_a_small_municipality_is_warned_that_chance_moves_its_figures(engines, app):
    small, large = (one_with(engines, size) for size in ("< 5000", ">= 5000"))
    warned = [bool(Reader(app, each).page("228").with_class("govuk-inset-text")) for each in (small, large)]
    assert warned == [True, False]


def test_each_gender_is_shown_when_it_is_asked_for(engines, reader, own):
    number = indicator_of_genders(engines, {"total": {own: {2024: 1}}, "female": {own: {2024: 2}}})
    shown = [text_of(reader.page(f"{number}?gender={g}").with_class("app-headline")[0]) for g in ("total", "female")]
    assert ["1,0" in shown[0], "2,0" in shown[1]] == [True, True]
    (select,) = reader.page(f"{number}?gender=female").all("select")
    assert [option.get("value") for option in select if "selected" in option.attrib] == ["female"]


def test_a_school_year_is_told_as_one(engines, reader, own):
    number = an_indicator(engines, {own: {2023: 1}, COUNTRY: {2023: 2}}, period="school_year")
    page = reader.page(number)
    assert "2023–2024" in text_of(page.with_class("app-headline")[0])
    assert all("2023–2024" in "".join(chart.itertext()) for chart in charts_of(page)[:1])


def test_a_chart_says_where_a_median_stands_in_and_joins_it_with_no_figure_of_the_source(engines, home, reader, own):
    shared = register_of(home).shared_by(home.facts.municipality_code)
    one, two = sorted(shared["county"].members - {own})[:2]
    medians = {area: {2022: 2, 2023: 7} for area in (own, one, two)}
    only_medians = reader.page(f"{an_indicator(engines, medians)}?area=county")
    lines, strip, _ = ("".join(each.itertext()) for each in charts_of(only_medians))
    assert "mediaani" in lines and "mediaani" in strip
    both = reader.page(f"{an_indicator(engines, medians | {shared['county'].area_id: {2022: 5}})}?area=county")
    lines, strip, _ = ("".join(each.itertext()) for each in charts_of(both))
    assert "5,0 (2022)" in lines and "mediaani" not in lines
    assert "mediaani" in strip, "in 2023 there is nothing else"


def test_revisions_are_told_in_whole_sentences(engines, reader, own):
    before = {"fi": "Vanha nimi", "sv": "", "en": ""}
    number = an_indicator(engines, {own: {2022: 5, 2023: 6}}, title=before)
    an_indicator(engines, {own: {2022: 4}}, number=number)
    (told,) = [text_of(each) for each in reader.page(number).all("li") if "Vanha nimi" in text_of(each)]
    assert re.search(r"muuttunut: 1\. .* poistettu: 1\. ", told)
    assert "2022" in told and "5,0" in told and "6,0" in told
    assert not re.search(r"\.[A-Za-zÅÄÖåäö]", told), "a space after each"


def test_where_only_another_municipality_has_a_figure_the_page_says_what_is_missing(engines, home, reader, own):
    page = reader.page(an_indicator(engines, {min(register_of(home).numbers - {own}): {2024: 5}}))
    assert "ei saatavilla" in text_of(page.with_class("app-headline")[0])
    assert len(charts_of(page)) == 2, "the strip and the map of the others"
