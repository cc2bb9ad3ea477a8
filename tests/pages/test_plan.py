"""The pages of the welfare plan: written from nothing to a decision, read in parts, as quick when it is long."""

import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from app.observations.models import GoalProposal
from tests.makers import a_municipality, a_report
from tests.observations import propose_a_goal, say
from tests.pages.parsed import ParsedPage
from tests.pages.test_number_of_queries import numbers_of_questions
from tests.plans import MEASURE, a_plan, the_plan


@pytest.fixture
def writer(visitor, municipality):
    return visitor(municipality.people["writer"])


@pytest.fixture
def plans(municipality):
    return f"/fi/{municipality.facts.slugs['fi']}/suunnitelmat"


def test_a_plan_is_written_measured_and_decided_in_both_languages_of_a_bilingual_municipality(visitor, engines):
    municipality = a_municipality(engines, bilingual=True)
    slug = municipality.facts.slugs["fi"]
    plans, writer = f"/fi/{slug}/suunnitelmat", visitor(municipality.people["writer"])
    assert writer.post(f"{plans}/uusi", {"first_year": "2025", "last_year": "2029"}).status_code == 302
    emphasis = {"title_fi": "Turva <b>", "title_sv": "Trygghet"}
    assert writer.post(f"{plans}/1/painopisteet/uusi", emphasis).status_code == 302
    goal = {"title_sv": "Trygga gator", "age_group": "all", "owner": "", "deputy": ""}
    added = writer.post(f"{plans}/1/painopisteet/1/tavoite", goal)
    assert added.location.endswith("/1/tavoitteet/1/mittarit")
    coordinator, decision = visitor(municipality.people["coordinator"]), {
        "body_fi": "Kunnanhallitus", "body_sv": "Kommunstyrelsen", "meeting_on": "12.1.2026", "meeting_section": "§ 7",
    }  # fmt: skip
    refused = coordinator.post(f"{plans}/1/paatos", decision)
    assert refused.status_code == 422 and "mitataan" in refused.text
    chosen = writer.post(f"{plans}/1/tavoitteet/1/mittarit", {"indicator": "127"})
    assert ParsedPage(writer.get(chosen.location).text).value_of("baseline_value")
    assert writer.post(chosen.location, {"target_value": "12,5", "target_year": "2029"}).status_code == 302
    assert writer.post(chosen.location, {"target_value": "monta", "target_year": "2029"}).status_code == 422
    told = {"title_fi": "Valot", "title_sv": "Ljus", "owner": "", "deputy": "", "cost": "1 500,50"}
    told |= {"begins": "1.8.2026"}
    assert writer.post(f"{plans}/1/tavoitteet/1/toimenpide", told | {"ends": "1.7.2026"}).status_code == 422
    assert writer.post(f"{plans}/1/tavoitteet/1/toimenpide", told | {"ends": "1.9.2026"}).status_code == 302
    refused = coordinator.post(f"{plans}/1/paatos", decision)
    assert refused.status_code == 422 and "molemmilla" in refused.text
    read = writer.get(f"{plans}/1").text
    assert '<span lang="sv">Trygga' in read and read.count("/tavoitteet/1\"") == 2
    assert writer.post(f"{plans}/1/tavoitteet/1", goal | {"title_fi": "Kadut"}).status_code == 302
    half = coordinator.post(f"{plans}/1/paatos", decision | {"body_sv": " "})
    assert half.status_code == 422 and 'id="body_sv-error"' in half.text and 'id="body_fi-error"' not in half.text
    assert coordinator.post(f"{plans}/1/paatos", decision).status_code == 302
    read = writer.get(f"{plans}/1").text
    assert "Turva &lt;b&gt;" in read and "1\N{NO-BREAK SPACE}500,50" in read
    assert "Kunnanhallitus 12.1.2026, § 7" in writer.get(f"{plans}/1/versiot/1").text
    swedish = writer.get(f"/sv/{municipality.facts.slugs['sv']}/planer/1/versioner/1").text
    assert "Kommunstyrelsen 12.1.2026, § 7" in swedish
    late = writer.post(f"{plans}/1/toimenpiteet/1", told)
    assert late.status_code == 422 and "Valot" in late.text


def test_a_plan_is_taken_to_the_bodies_in_one_document_at_a_time(visitor, municipality, plans):
    a_plan(municipality)
    coordinator = visitor(municipality.people["coordinator"])
    begun = coordinator.post(f"{plans}/1/paatokset")
    assert "Hyvinvointisuunnitelma 2025" in coordinator.get(begun.location).text
    read = coordinator.get(f"{plans}/1/paatokset").text
    assert f"{begun.location}/kasittely" in read and "omana asiakirjanaan" not in read
    assert coordinator.post(f"{plans}/1/paatokset").location == f"{plans}/1/paatokset"
    assert "jo työn alla" in coordinator.get(f"{plans}/1/paatokset").text


def test_of_two_who_write_at_once_the_second_keeps_what_was_typed(writer, visitor, municipality, plans):
    a_plan(municipality)
    seen = ParsedPage(writer.get(f"{plans}/1/toimenpiteet/1").text).value_of("seen")
    other = visitor(municipality.people["coordinator"])
    typed = {"owner": "", "deputy": "", "seen": seen}
    assert other.post(f"{plans}/1/toimenpiteet/1", typed | {"title_fi": "Ensin"}).status_code == 302
    refused = writer.post(f"{plans}/1/toimenpiteet/1", typed | {"title_fi": "Toiseksi"})
    assert refused.status_code == 422 and ParsedPage(refused.text).value_of("title_fi") == "Toiseksi"
    typed["seen"] = ParsedPage(refused.text).value_of("seen")
    assert writer.post(f"{plans}/1/toimenpiteet/1", typed | {"title_fi": "Toiseksi"}).status_code == 302
    assert the_plan(municipality).measures[0].title_fi == "Toiseksi"


def test_a_plan_read_as_a_statutory_plan_names_its_law_and_leaves_out_the_rest(writer, municipality, plans):
    a_plan(municipality, goals=2)
    older = writer.get(f"{plans}/1?tag=older_population").text
    assert "980/2012" in older and MEASURE.title_fi in older
    assert MEASURE.title_fi not in writer.get(f"{plans}/1?tag=children_and_youth").text
    printed = writer.get(f"{plans}/1.pdf?tag=older_population")
    assert printed.mimetype == "application/pdf" and printed.data.startswith(b"%PDF")


def test_a_long_plan_takes_no_more_questions_than_a_short_one(app, writer, municipality, plans):
    a_plan(municipality)
    a_plan(municipality, goals=20, measures=7)
    short, long = ([f"{plans}/{number}", f"{plans}/{number}?status=done"] for number in (1, 2))
    few, many = (numbers_of_questions(app, writer, pages) for pages in (short, long))
    assert list(few.values()) == list(many.values())


def test_a_proposal_from_a_worry_becomes_a_goal_once(writer, municipality, plans):
    a_report(municipality)
    say(municipality, ["Pimeä tie"])
    propose_a_goal(municipality)
    a_plan(municipality)
    page = f"{plans.removesuffix('suunnitelmat')}kertomukset/1/tavoite-ehdotukset"
    form = ParsedPage(writer.get(page).text)
    with municipality.session(read_only=True) as session:
        proposal = session.scalars(select(GoalProposal)).one().id
    typed = {"proposal": str(proposal), "emphasis": str(the_plan(municipality).emphases[0].id)}
    assert form.value_of("proposal") == str(proposal)
    for _ in range(2):
        assert writer.post(page, typed).status_code == 302
    goals = the_plan(municipality).goals
    assert [(each.title_sv, each.age_group) for each in goals[1:]] == [("Tryggare vardag", "older")]
    assert "suunnitelmat/1#goal-2" in writer.get(page).text


def workbook_of(answer):
    """The one sheet, and the rows by their codes."""
    book = load_workbook(io.BytesIO(answer.data))
    headings = [each.value for each in book.active[1]]
    return book, {row[0].value: dict(zip(headings, row, strict=True)) for row in book.active.iter_rows(min_row=2)}


def append(book, **cells):
    """One more row; the cells by their headings."""
    book.active.append([cells.get(each.value) for each in book.active[1]])


def sent(writer, page, book):
    """The answer to a workbook that is brought in."""
    file = io.BytesIO()
    book.save(file)
    return writer.post(page, {"file": (io.BytesIO(file.getvalue()), "suunnitelma.xlsx")})


def test_a_board_s_workbook_comes_back_after_a_preview_and_loses_nothing(writer, municipality, plans):
    a_plan(municipality, goals=2, measures=2)
    taken = writer.get(f"{plans}/1.xlsx")
    book, rows = workbook_of(taken)
    same = sent(writer, f"{plans}/1/tiedosto", book)
    assert same.status_code == 200 and 'name="table"' not in same.text
    rows["M2"]["Nimi ruotsiksi"].value = None
    rows["M3"]["Nimi suomeksi"].value = "Lautakunnan nimi"
    rows["M3"]["Kustannus"].value = 12.5
    append(book, **{"Rivi": "toimenpide", "Nimi suomeksi": "Uusi toimenpide"})
    book.active.delete_rows(2 + list(rows).index("M1"))
    preview = sent(writer, f"{plans}/1/tiedosto", book)
    assert "Kävelyseura joka kylään → Lautakunnan nimi" in preview.text
    page = ParsedPage(preview.text)
    confirmed = {name: page.value_of(name) for name in ("table", "shown")}
    assert the_plan(municipality).measures[2].title_fi == MEASURE.title_fi
    assert writer.post(f"{plans}/1/tiedosto", confirmed).status_code == 302
    measures = the_plan(municipality).measures
    assert [each.title_fi for each in measures] == [
        MEASURE.title_fi, MEASURE.title_fi, "Lautakunnan nimi", MEASURE.title_fi, "Uusi toimenpide"]  # fmt: skip
    assert (measures[1].title_sv, measures[2].cost_cents) == (MEASURE.title_sv, 1250)
    again = writer.post(f"{plans}/1/tiedosto", confirmed)
    assert again.status_code == 409 and "muuttunut" in again.text


def test_a_board_s_workbook_brings_in_order_states_figures_and_what_it_marks_as_removed(writer, municipality, plans):
    a_plan(municipality, goals=2, measures=3)
    book, rows = workbook_of(writer.get(f"{plans}/1.xlsx"))
    assert rows["T2/127"]["Lähtötaso"].value == 9.5
    rows["M3"]["Järjestys"].value = 1
    rows["M3"]["Tila"].value = "käynnissä"
    rows["T1/127"]["Tavoitetaso"].value = 6.25
    rows["T2/127"]["Poista"].value = "x"
    rows["M5"]["Poista"].value = "x"
    # Below the second goal's measures: what the goal is measured by besides.
    figure = {"Indikaattorin numero": 228, "Tavoitetaso": 0, "Tavoitetason vuosi": 2028}
    append(book, Rivi="tavoitteen mittari", **figure)
    said = sent(writer, f"{plans}/1/tiedosto", book).text
    assert "Järjestys: 3 → 1" in said and "Tavoitetaso: 7 → 6,25" in said and "Tila: aloittamatta → käynnissä" in said
    assert "Poistettavat" in said and "(M5)" in said and "(T2/127)" in said
    page = ParsedPage(said)
    confirmed = {name: page.value_of(name) for name in ("table", "shown")}
    assert writer.post(f"{plans}/1/tiedosto", confirmed).status_code == 302
    first, second = the_plan(municipality).goals
    assert [(each.number, each.status) for each in first.measures] == [
        (3, "under_way"), (1, "not_begun"), (2, "not_begun")]  # fmt: skip
    assert [each.number for each in second.measures] == [4, 6]
    (figure,) = first.indicators
    assert (figure.target_value, figure.baseline_value, figure.target_year) == (Decimal("6.25"), Decimal("9.5"), 2029)
    (figure,) = second.indicators
    assert (figure.indicator_id, figure.target_value, figure.target_year) == (228, 0, 2028) and figure.baseline_value
    assert writer.get(f"{plans}/1/poistetut").text.count('name="row"') == 1


def test_a_workbook_with_what_nobody_understands_stores_nothing(writer, municipality, plans):
    a_plan(municipality)
    book, rows = workbook_of(writer.get(f"{plans}/1.xlsx"))
    rows["M1"]["Alkaa"].value = "keväällä"
    rows["T1"]["Vastuuhenkilö"].value = "Ei Kukaan"
    rows["P1"]["Tunnus"].value = "P9"
    rows["T1/127"]["Lähtötaso"].value = "noin 9"
    rows["T1/127"]["Tavoitetason vuosi"].value = 29
    append(book, Rivi="toimenpide", Poista="ehkä", **{"Nimi suomeksi": "Uusi"})
    refused = sent(writer, f"{plans}/1/tiedosto", book)
    assert refused.status_code == 422 and 'name="table"' not in refused.text
    assert all(column in refused.text for column in ("Alkaa", "P9", "Lähtötaso", "Tavoitetason vuosi", "Poista"))
