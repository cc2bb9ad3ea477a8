"""The pages of the year: each to its own right, in both languages, and the file that a calendar program reads."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from app.calendar import actions, queries
from tenants import clock
from tests.calendar_years import a_feed, a_planned_row, an_entry
from tests.makers import a_report
from tests.pages.parsed import ParsedPage, text_of

TODAY = clock.today()
TYPED = {
    "title_fi": "Hyte-neuvottelu", "title_sv": "HYTE-förhandling", "step": "8", "due_on_typed": f"31.10.{TODAY.year}",
}  # fmt: skip


@pytest.fixture
def pages(municipality):
    """Where this year's clock is."""
    return f"/fi/{municipality.facts.slugs['fi']}/vuosikello/{TODAY.year}"


def main_of(answer):
    return text_of(ParsedPage(answer.text).all("main")[0])


def test_a_coordinator_begins_a_year_adds_to_it_and_begins_the_next_from_it(municipality, visitor, pages):
    coordinator = visitor(municipality.people["coordinator"])
    assert "Aloita mallista" in main_of(coordinator.get(pages))
    assert coordinator.post(f"{pages}/aloita").status_code == 302
    refused = coordinator.post(f"{pages}/uusi", TYPED | {"due_on_typed": f"31.10.{TODAY.year + 1}"})
    assert refused.status_code == 422 and "Hyte-neuvottelu" in refused.text
    assert f"vuoden {TODAY.year} vuosikello" in main_of(refused)
    assert coordinator.post(f"{pages}/uusi", TYPED).status_code == 302
    year = coordinator.get(pages)
    listed = text_of(ParsedPage(year.text).with_class("app-year__list")[0])
    assert "Hyte-neuvottelu" in listed and "Lokakuu" in listed and 'role="img" aria-labelledby="year-title' in year.text
    following = pages.replace(str(TODAY.year), str(TODAY.year + 1))
    assert coordinator.post(f"{following}/aloita", {"like": TODAY.year}).status_code == 302
    assert "Hyte-neuvottelu" in main_of(coordinator.get(following))
    swedish = following.replace("/fi/", "/sv/").replace("vuosikello", "arsklocka")
    assert "HYTE-förhandling" in main_of(coordinator.get(swedish, follow_redirects=True))


def test_who_answers_for_an_entry_tells_how_far_it_is_and_others_only_see_it(municipality, visitor, pages):
    number = an_entry(municipality, TODAY, "reader")
    reader, writer = (visitor(municipality.people[role]) for role in ("reader", "writer"))
    assert "Missä vaiheessa" in main_of(reader.get(f"{pages}/{number}"))
    assert "Missä vaiheessa" not in main_of(writer.get(f"{pages}/{number}"))
    assert writer.post(f"{pages}/{number}", {"state": "done"}).status_code == 403
    front = pages.partition("/vuosikello")[0] + "/"
    assert "Neuvottelu" in main_of(reader.get(front)) and "Neuvottelu" in main_of(writer.get(front))
    assert reader.post(f"{pages}/{number}", {"state": "done"}).status_code == 302
    assert "valmis" in main_of(writer.get(f"{pages}/{number}"))
    assert "Neuvottelu" not in main_of(writer.get(front))


def test_who_changes_an_entry_that_has_changed_meanwhile_sees_both_and_decides(municipality, visitor, pages):
    number = an_entry(municipality, TODAY)
    coordinator = visitor(municipality.people["coordinator"])
    seen = ParsedPage(coordinator.get(f"{pages}/{number}/muokkaa").text).value_of("seen")
    with municipality.session() as session, session.begin():
        queries.entry_at(session, TODAY.year, number).title_fi = "Toisen nimi"
    refused = coordinator.post(f"{pages}/{number}/muokkaa", TYPED | {"seen": seen})
    assert refused.status_code == 422
    assert "Toisen nimi" in main_of(refused) and "Hyte-neuvottelu" in refused.text
    seen = ParsedPage(refused.text).value_of("seen")
    assert coordinator.post(f"{pages}/{number}/muokkaa", TYPED | {"seen": seen}).status_code == 302
    assert "Hyte-neuvottelu" in main_of(coordinator.get(f"{pages}/{number}"))


def test_a_plan_of_communication_is_made_done_and_taken_along(municipality, visitor):
    a_report(municipality)
    plan = f"/fi/{municipality.facts.slugs['fi']}/kertomukset/1/viestinta"
    coordinator, reader = (visitor(municipality.people[role]) for role in ("coordinator", "reader"))
    typed = {
        "group_fi": "=Asukkaat", "group_sv": "Invånarna", "channel_fi": "<b>Lehti</b>", "channel_sv": "Tidningen",
        "planned_on_typed": "1.2.2026", "owner": str(municipality.people["reader"].id),
    }  # fmt: skip
    refused = coordinator.post(f"{plan}/uusi", typed | {"planned_on_typed": "32.2.2026"})
    assert refused.status_code == 422 and "&lt;b&gt;Lehti" in refused.text
    assert coordinator.post(f"{plan}/uusi", typed).status_code == 302
    assert reader.post(f"{plan}/1", {"deed": "remove"}).status_code == 403
    assert reader.post(f"{plan}/1", {"deed": "done"}).status_code == 302
    file = reader.get(f"{plan}.csv").get_data(as_text=True)
    assert "1.2.2026;'=Asukkaat;<b>Lehti</b>" in file and municipality.people["reader"].name in file
    assert coordinator.post(f"{plan}/1", {"deed": "remove"}).status_code == 302
    assert "Asukkaat" not in reader.get(f"{plan}.csv").get_data(as_text=True)
    assert coordinator.post(f"{plan}/1", {"deed": "bring_back"}).status_code == 302
    assert "Asukkaat" in main_of(reader.get(plan))


def test_a_calendar_program_reads_whole_days_that_keep_their_names_in_its_owner_s_language(municipality, visitor):
    a_report(municipality)
    reader, title = municipality.people["reader"], "Möte; Åbo, 1\\2\nBEGIN:VEVENT"
    number = an_entry(municipality, TODAY, "reader", title_fi=title, begins_on=TODAY - timedelta(days=9))
    an_entry(municipality, TODAY + timedelta(days=1), "writer")
    a_planned_row(municipality)
    address = f"/kalenteri-kalender/{a_feed(municipality, reader.id)}.ics"
    answer = visitor().get(address)
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    assert answer.headers["Cache-Control"] == "private, no-cache"
    events = events_of(answer)
    assert len(events) == 3
    entry = events[id_of(municipality, number)]
    assert str(entry["summary"]) == title
    days = {(each["dtend"].dt - each["dtstart"].dt).days for each in events.values()}
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (TODAY - timedelta(days=9), TODAY + timedelta(days=1))
    assert days == {10, 1}
    assert type(entry["dtstart"].dt) is date
    assert f"Vastuuhenkilö: {reader.name}" in entry["description"]
    assert entry["url"].endswith(f"/fi/{municipality.facts.slugs['fi']}/vuosikello/{TODAY.year}/{number}")
    again = visitor().get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    with municipality.session() as session, session.begin():
        actions.move_entry(session, reader.id, queries.entry_at(session, TODAY.year, number), "done")
    changed = visitor().get(address, headers={"If-None-Match": answer.headers["ETag"]})
    assert str(events_of(changed)[id_of(municipality, number)]["summary"]) == f"{title} (valmis)"


def test_an_address_is_shown_once_can_tell_of_one_s_own_alone_and_leads_nowhere_when_it_is_replaced(
    municipality, visitor, pages, caplog
):
    an_entry(municipality, TODAY, "writer")
    writer, reader = (visitor(municipality.people[role]) for role in ("writer", "reader"))
    feed = pages.replace(str(TODAY.year), "kalenteriin")
    first, other = (address_in(each.post(feed, {"deed": "make", "content": "own"})) for each in (writer, reader))
    assert (len(events_of(visitor().get(first))), len(events_of(visitor().get(other)))) == (1, 0)
    assert first.rpartition("/")[2] not in writer.get(feed).text
    assert reader.post(feed, {"deed": "content", "content": "all"}).status_code == 302
    assert len(events_of(visitor().get(other))) == 1
    second = address_in(writer.post(feed, {"deed": "make", "content": "own"}))
    assert (visitor().get(first).status_code, visitor().get(second).status_code) == (404, 200)
    assert writer.post(f"{feed}/poista").status_code == 302
    assert visitor().get(second).status_code == 404
    assert not [each for each in (first, second, other) if each.rpartition("/")[2].removesuffix(".ics") in caplog.text]


def events_of(answer):
    """Each event of a file by its uid, as another program reads them."""
    calendar = Calendar.from_ical(answer.data)
    return {str(event["uid"]): event for event in calendar.walk("VEVENT")}


def id_of(municipality, number):
    with municipality.session(read_only=True) as session:
        return str(queries.entry_at(session, TODAY.year, number).id)


def address_in(answer):
    (code,) = ParsedPage(answer.text).all("code")
    return text_of(code).removeprefix("http://localhost:8000")
