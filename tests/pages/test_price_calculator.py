"""The price calculator on the front page: by address, for every municipality that can subscribe, without a script."""

import pytest

from billing.example_prices import EXAMPLE
from tests.pages.parsed import ParsedPage, text_of

KEMPELE, PARAINEN, MAARIANHAMINA = "244", "445", "478"


def facts(answer) -> dict[str, str]:
    """The quote's rows."""
    page = ParsedPage(answer.text)
    names = [text_of(each) for each in page.with_class("govuk-summary-list__key")]
    return dict(zip(names, (text_of(each) for each in page.with_class("govuk-summary-list__value")), strict=True))


def test_a_chosen_municipality_sees_its_class_its_population_with_source_and_its_fee(client):
    shown = facts(client.get(f"/fi/?municipality={KEMPELE}"))
    assert shown["Hintaluokka"] == "10 000–19 999 asukasta"
    assert shown["Viitepäivä"] == "31.12.2022"
    assert "THL" in shown["Lähde"]
    assert shown["Vuosimaksu ilman arvonlisäveroa"] == "1 990,00 €"
    assert shown["Arvonlisävero 25,5 prosenttia"] == "507,45 €"
    assert shown["Yhteensä arvonlisäveroineen"] == "2 497,45 €"


def test_the_choice_stays_in_the_field_and_in_the_switch_of_language(client):
    answer = client.get(f"/sv/?municipality={PARAINEN}")
    chosen = [each for each in ParsedPage(answer.text).all("option") if each.get("selected") is not None]
    assert [(each.get("value"), text_of(each)) for each in chosen] == [(PARAINEN, "Pargas")]
    assert f'href="/fi/?municipality={PARAINEN}"' in answer.text


@pytest.mark.parametrize("typed", [MAARIANHAMINA, "999", "' OR 1=1 --", "%00"])
def test_what_cannot_subscribe_has_no_price_and_is_told_so(client, typed):
    answer = client.get(f"/fi/?municipality={typed}")
    assert answer.status_code == 200
    assert facts(answer) == {}
    assert "Tälle kunnalle ei ole hintaa." in answer.text


def test_the_mainland_s_municipalities_and_the_counties_stand_in_the_choice(client):
    options = [each.get("value") for each in ParsedPage(client.get("/fi/").text).all("option")]
    assert len(options) == len(set(options)) == 1 + 308 - 16 + 21
    assert MAARIANHAMINA not in options


@pytest.mark.parametrize(
    ("language", "name", "said"),
    [("fi", "Keski-Suomen hyvinvointialue", "Pyydä tarjous"), ("sv", "Mellersta Finlands välfärdsområde", "offert")],
)
def test_a_county_sees_its_fee_and_that_it_cannot_order_yet(client, language, name, said):
    page = ParsedPage(client.get(f"/{language}/").text)
    (code,) = [each.get("value") for each in page.all("option") if text_of(each) == name]
    answer = client.get(f"/{language}/?municipality={code}")
    assert list(facts(answer).values()) == ["7 990,00 €", "2 037,45 €", "10 027,45 €"]
    assert said in answer.text
    links = [each.get("href") for each in ParsedPage(answer.text).all("a")]
    assert not [link for link in links if "tilaa?" in link or "bestall?" in link or "offert?" in link]
    assert f'value="{code}"' not in client.get(f"/{language}/{'tilaa' if language == 'fi' else 'bestall'}").text


@pytest.mark.parametrize(("language", "note"), [("fi", EXAMPLE.note_fi), ("sv", EXAMPLE.note_sv)])
def test_the_whole_list_is_shown_with_the_counties_row_and_marked_as_an_example(client, language, note):
    page = ParsedPage(client.get(f"/{language}/").text)
    (table,) = page.all("table")
    rows = [text_of(each) for each in table.iter("tr")]
    assert len(rows) == 1 + len(EXAMPLE.classes) + 1
    assert "7 990,00 € 10 027,45 €" in rows[-1]
    assert [text_of(each) for each in page.with_class("govuk-inset-text")] == [note]
