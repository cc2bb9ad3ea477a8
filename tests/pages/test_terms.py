"""From an empty account to a report and plan of a term, a follow-up and annual reports, and the next term: in both
languages, by the people's own pages, and no figure is typed twice.
"""

import pytest

from app.reports.queries import report_by_number
from tests.makers import name_people
from tests.pages.parsed import ParsedPage

GOAL = {"title_fi": "Yksinäisyys vähenee", "title_sv": "Ensamheten minskar", "age_group": "older"}
MEASURE = {"title_fi": "Kävelyseura", "title_sv": "Promenadsällskap", "body_fi": "Lautakunta", "body_sv": "Nämnden"}
TOLD = {
    "status": "done", "light": "green", "sentence_fi": "Seura kävelee.", "sentence_sv": "Sällskapet går.",
    "outcome_fi": "12 ryhmää", "outcome_sv": "12 grupper", "seen": "none",
}  # fmt: skip
NOBODY = {"owner": "", "deputy": ""}


class Term:
    """A municipality whose coordinator works on its pages."""

    def __init__(self, municipality, visitor):
        self.municipality = municipality
        self.coordinator = visitor(municipality.people["coordinator"])
        self.fi, self.sv = (f"/{code}/{municipality.facts.slugs[code]}" for code in ("fi", "sv"))

    def do(self, place: str, **typed: str) -> str:
        """Send a form; gives where it leads."""
        answer = self.coordinator.post(f"{self.fi}/{place}", typed)
        assert answer.status_code == 302, (place, answer.text[-3000:])
        return answer.location

    def see(self, place: str, *words: str) -> ParsedPage:
        """A page that says all of it."""
        answer = self.coordinator.get(place if place.startswith("/") else f"{self.fi}/{place}")
        assert answer.status_code == 200
        assert [each for each in words if each not in answer.text] == []
        return ParsedPage(answer.text)

    def sections(self, number: int) -> list:
        """A report's sections as they are stored."""
        with self.municipality.session(read_only=True) as session:
            return report_by_number(session, number).sections

    def section(self, number: int, part: str) -> str:
        """Where a section of a report is."""
        found = next(each for each in self.sections(number) if each.part == part)
        return f"kertomukset/{number}/osat/{found.position}"

    def approve_everything(self, number: int) -> None:
        """What is written stays; what is blank is written."""
        for each in self.sections(number):
            typed = {"text_fi": each.text_fi or f"Oma {number}", "text_sv": each.text_sv or f"Egen {number}"}
            versions = {"version_fi": each.version_fi, "version_sv": each.version_sv, "move": "approve"}
            self.do(f"kertomukset/{number}/osat/{each.position}", **typed, **versions)
        name_people(self.municipality)

    def adopt(self, number: int, day: str) -> None:
        """Through the council."""
        self.do(f"kertomukset/{number}/valtuustolle")
        self.do(f"kertomukset/{number}/hyvaksynta", meeting_on=day, meeting_section="12")


@pytest.fixture
def term(municipality, visitor):
    return Term(municipality, visitor)


def begin_the_term(term) -> str:
    """The report and its plan; gives the figure that the goal begins from, which nobody has typed."""
    years = {"first_year": "2021", "last_year": "2025", "plan_first_year": "2025", "plan_last_year": "2029"}
    term.do("kertomukset/uusi", template="six_chapters", **years)
    assert term.do("kertomukset/1/suunnitelma", plan="new").endswith("/suunnitelmat/1")
    term.do("suunnitelmat/1/painopisteet/uusi", title_fi="Osallisuus", title_sv="Delaktighet")
    term.do("suunnitelmat/1/painopisteet/1/tavoite", **GOAL, **NOBODY)
    chosen = term.do("suunnitelmat/1/tavoitteet/1/mittarit", indicator="127")
    baseline = term.see(chosen).value_of("baseline_value")
    assert term.coordinator.post(chosen, {"target_value": "15000", "target_year": "2029"}).status_code == 302
    for _ in range(2):
        term.do("suunnitelmat/1/tavoitteet/1/toimenpide", **MEASURE, **NOBODY)
    term.approve_everything(1)
    term.adopt(1, "12.1.2026")
    return baseline


def test_a_term_its_years_and_the_next_one(term):
    assert begin_the_term(term)
    term.see("kertomukset/1", "Laaja hyvinvointikertomus 2021–2025 ja hyvinvointisuunnitelma 2025–2029")
    term.see(f"{term.sv}/planer/1", "2025–2029", "Ensamheten minskar", "Promenadsällskap")
    term.do("suunnitelmat/1/seuranta/1", **TOLD)
    a_year(term)
    the_year_after(term)
    the_next_term(term)


def a_year(term) -> None:
    """The annual report of 2026: the measures as they were told of, in both languages."""
    term.do("suunnitelmat/1/vuosiraportti", year="2026")
    refused = term.coordinator.post(f"{term.fi}/suunnitelmat/1/vuosiraportti", {"year": "2026"})
    assert refused.status_code == 422 and 'href="#year"' in refused.text
    beyond = term.coordinator.post(f"{term.fi}/suunnitelmat/1/vuosiraportti", {"year": "2030"})
    assert beyond.status_code == 422 and "2025–2029" in beyond.text
    term.see(term.section(2, "measures"), "12 ryhmää – Seura kävelee", "12 grupper – Sällskapet går", "klar")
    term.approve_everything(2)
    term.adopt(2, "8.2.2027")
    preview = term.see("kertomukset/2/esikatselu", "Kävelyseura", "valmis", "Hyvinvointiraportti 2026")
    assert preview.all("table")
    term.see(f"{term.sv}/berattelser/2/granska", "Promenadsällskap", "klar", "Välfärdsrapport 2026")


def the_year_after(term) -> None:
    """What was carried over is marked, in the list and in the section, until it is confirmed or changed."""
    term.do("suunnitelmat/1/vuosiraportti", year="2027")
    term.see("kertomukset/3", "Siirretty aiemmasta, ei vahvistettu.")
    term.see(f"{term.sv}/berattelser/3", "Överfört från tidigare, inte bekräftat.")
    summary = term.section(3, "1")
    term.see(summary, "Siirretty aiemmasta kertomuksesta, ei vahvistettu", "Oma 2")
    term.approve_everything(3)
    refused = term.coordinator.post(f"{term.fi}/kertomukset/3/valtuustolle")
    assert refused.status_code == 409 and "Vahvista tai muuta" in refused.text
    term.coordinator.post(f"{term.fi}/{summary}/palauta")
    term.do(summary, text_fi="Väki väheni.", text_sv="Folket minskade.", version_fi="1", version_sv="1", move="approve")
    for each in term.sections(3):
        term.do(f"kertomukset/3/osat/{each.position}/vahvistus")
    beside = term.see("kertomukset/3/rinnalla/2", "<del>", "<ins>", "Teksti on sama.")
    assert "Väki väheni." in " ".join(beside.words())
    printed = term.coordinator.get(f"{term.fi}/kertomukset/3/rinnalla/2/vertailu.pdf")
    assert printed.data.startswith(b"%PDF") and printed.mimetype == "application/pdf"
    assert term.coordinator.get(f"{term.fi}/kertomukset/2/rinnalla/3").status_code == 404
    term.adopt(3, "7.2.2028")


def the_next_term(term) -> None:
    """Begun from the report of the term before; its years are offered, its plan goes on, its outcomes are told."""
    form = term.see("kertomukset/1/seuraava")
    years = {name: form.value_of(name) for name in ("first_year", "last_year", "plan_first_year", "plan_last_year")}
    assert list(years.values()) == ["2025", "2029", "2029", "2033"]
    term.do("kertomukset/1/seuraava", template="three_parts", **years)
    goal = ("Yksinäisyys vähenee", "Ensamheten minskar", "15\N{NO-BREAK SPACE}000 (2029)")
    term.see(term.section(4, "outcomes"), *goal, "valmis", "klar")
    plan = term.see("suunnitelmat/2", "Yksinäisyys vähenee", "Kävelyseura")
    assert "1.1.2" not in " ".join(plan.words())  # what is done stays in the plan that had it
    term.see(f"{term.sv}/planer/2", "Ensamheten minskar", "Promenadsällskap")
    term.see("kertomukset/4", "Siirretty aiemmasta, ei vahvistettu.")
