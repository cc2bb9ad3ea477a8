"""The functions of the plan and of its year, one after the other, by keys alone: by whoever may do all of them."""

from datetime import timedelta

from tenants import clock
from tests.journeys.keyboard import Keyboard


def day(after: int = 0) -> str:
    """So many days from now, as it is typed."""
    return f"{clock.today() + timedelta(days=after):%d.%m.%Y}"


def names(keys: Keyboard, *fields: str) -> None:
    """Something in each field of both languages."""
    for field in fields:
        keys.type(f"#{field}_fi", "Suomeksi")
        keys.type(f"#{field}_sv", "På svenska")


def a_plan_is_written(keys: Keyboard, home: str) -> None:
    """Emphasis, goal, what it is measured by, measures with somebody who answers for them."""
    keys.opens(f"{home}/suunnitelmat/uusi")
    keys.does("main form button")
    plan = f"{home}/suunnitelmat/1"
    keys.opens(f"{plan}/painopisteet/uusi")
    names(keys, "title")
    keys.does("main form button")
    for _ in range(2):
        keys.opens(f"{plan}/painopisteet/1/tavoite")
        names(keys, "title")
        keys.does("main form button")
    keys.opens(f"{plan}/tavoitteet/1/mittarit")
    keys.choose("form[method=get] button, .app-filter button")
    keys.opens(f"{plan}/tavoitteet/1/mittarit?q=lapsi")
    keys.does("button[name=indicator]")
    for _ in range(2):
        keys.opens(f"{plan}/tavoitteet/1/toimenpide")
        names(keys, "title")
        keys.picks("#owner", "ArrowDown")
        keys.does("main form button")


def a_plan_is_shaped_and_decided(keys: Keyboard, home: str) -> None:
    """A goal moved, which keeps the focus, a measure removed and brought back, a goal split, the plan decided."""
    plan = f"{home}/suunnitelmat/1"
    keys.opens(plan)
    keys.does("form:has([name=kind][value=goal]) button[value=down]")
    assert keys.focused("name") == "way"
    keys.opens(plan)
    keys.does("form:has([name=kind][value=measure]) button[formaction]")
    keys.opens(f"{plan}/poistetut")
    keys.does("main form button")
    keys.opens(f"{plan}/tavoitteet/1/jarjestely")
    names(keys, "title")
    keys.picks("input[name=moved]", "Space")
    keys.does("form:has([value=split]) button")
    keys.opens(f"{plan}/tavoitteet/3/mittarit")
    names(keys, "measured")
    keys.does("form[action$='/kuvaus'] button")
    keys.opens(f"{plan}/tavoitteet/2/mittarit")
    names(keys, "measured")
    keys.does("form[action$='/kuvaus'] button")
    keys.opens(f"{plan}/paatos")
    names(keys, "body")
    keys.type("#meeting_on", day())
    keys.type("#meeting_section", "7")
    keys.does("main form button")


def whoever_answers_tells_how_it_goes(keys: Keyboard, home: str) -> None:
    """A day of follow-up, a report with status and light, reminders stopped and had again."""
    keys.opens(f"{home}/suunnitelmat/1/seuranta/paivat")
    keys.type("#due_on", day(20))
    keys.picks("input[name=repeats]", "Space")
    keys.does("main form:has(#due_on) button")
    keys.opens(f"{home}/suunnitelmat/1/seuranta/1")
    keys.picks("input[name=status]", "ArrowDown")
    keys.picks("input[name=light]", "Space")
    keys.type("textarea", "Seuroja on jo viisi.")
    keys.does("main form button.govuk-button")
    keys.opens(f"{home}/omat-seurannat")
    keys.does("button[value=stop]")


def the_year_stands_in_a_clock(keys: Keyboard, home: str) -> None:
    """Begun from its template; an entry added, done, removed and brought back; an address for calendar programs."""
    year = f"{home}/vuosikello/{clock.today().year}"
    keys.opens(year)
    keys.does("form[action$='/aloita'] button")
    keys.opens(f"{year}/uusi")
    names(keys, "title")
    keys.type("#due_on_typed", day())
    keys.picks("#owner", "ArrowDown")
    keys.does("main form button")
    keys.opens(f"{year}/1")
    keys.does("button[value=done]")
    keys.opens(f"{year}/1")
    keys.does("button[value=remove]")
    keys.opens(f"{home}/vuosikello/kalenteriin")
    keys.does("button[value=make]")


def what_is_told_to_whom_is_planned(keys: Keyboard, home: str) -> None:
    """A row of the communication plan, done, mended, removed."""
    rows = f"{home}/kertomukset/1/viestinta"
    keys.opens(f"{rows}/uusi")
    names(keys, "group", "channel")
    keys.type("#planned_on_typed", day(20))
    keys.does("main form button")
    for deed in ("done", "remove", "bring_back"):
        keys.opens(rows)
        keys.does(f"button[value={deed}]")


def a_report_goes_through_the_bodies(keys: Keyboard, home: str) -> None:
    """The usual way with one body more, a decision, the final editing taken and ended."""
    way = f"{home}/kertomukset/1/kasittely"
    keys.opens(way)
    keys.does("button[value=plan]")
    keys.opens(f"{way}/uusi")
    names(keys, "title")
    keys.does("main form button")
    keys.opens(way)
    keys.does("button[value=down]")
    keys.opens(f"{way}/1")
    keys.picks("input[name=decision]", "Space")
    keys.type("#meeting_on", day())
    keys.does("main form button")
    keys.opens(f"{home}/kertomukset/1/viimeistely")
    keys.does("button[value=take]")
    keys.does("button[value=release]")


def it_is_negotiated_with_the_county(keys: Keyboard, home: str) -> None:
    """A pack begun, prepared and shared, its minutes written."""
    keys.opens(f"{home}/neuvottelut")
    keys.does("main form button")
    pack = f"{home}/neuvottelut/{clock.today().year}"
    keys.opens(f"{pack}/sisalto")
    names(keys, "support")
    keys.does("main form button")
    keys.opens(f"{pack}/poytakirja")
    keys.type("#met_on", day())
    keys.type("#who_1", "Kunta")
    keys.type("#what_1", "Avaa tilat")
    keys.does("main form button:not([name=more])")
    keys.opens(pack)
    keys.does("button[value=share]")


STEPS = (
    a_plan_is_written,
    a_plan_is_shaped_and_decided,
    whoever_answers_tells_how_it_goes,
    the_year_stands_in_a_clock,
    what_is_told_to_whom_is_planned,
    a_report_goes_through_the_bodies,
    it_is_negotiated_with_the_county,
)
