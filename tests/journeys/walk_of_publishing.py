"""What belongs to publishing, one after the other, by keys alone: a coordinator's part, and a resident's."""

from tests.attachments import png
from tests.journeys.keyboard import Keyboard

YEARS = "2025-2029"
FEEDBACK = "Kertomus on selkeä."


def a_summary_is_written(keys: Keyboard, slug: str, scripts: bool) -> None:
    """In plain language, before the report is adopted; what folds open by its summary."""
    keys.opens(f"/fi/{slug}/kertomukset/1/selkokieli")
    keys.picks("details summary", "Enter")
    keys.go_to("#text_fi-editor" if scripts else "#text_fi")
    keys.tab.page.keyboard.type("Ihmiset voivat hyvin.")
    keys.does("main form button[type=submit]")
    assert "voivat hyvin" in keys.tab.page.locator("#text_fi").input_value()


def the_look_is_chosen(keys: Keyboard, slug: str, scripts: bool) -> None:
    """A colour, looked at first, and a coat of arms with its words."""
    keys.opens(f"/fi/{slug}/ulkoasu")
    keys.picks("#colour", "Control+a")
    keys.tab.page.keyboard.type("#0a5c36")
    keys.choose("button[value=preview]")
    keys.does("form[action$='/vari'] button:not([name])")
    keys.attaches("#file", {"name": "vaakuna.png", "mimeType": "image/png", "buffer": png(40, 40)})
    keys.type("#alternative_fi", "Kunnan vaakuna")
    keys.type("#alternative_sv", "Kommunens vapen")
    keys.does("form[action$='/vaakuna'] button:not([name])")


def the_statement_is_kept(keys: Keyboard, slug: str, scripts: bool) -> None:
    """How accessible the published reports are."""
    keys.opens(f"/fi/{slug}/saavutettavuusseloste")
    keys.picks("input[name=conformance]", "Space")
    keys.type("#notes_fi", "Vanhat liitteet.")
    keys.does("main form button")


def an_edition_is_published(keys: Keyboard, slug: str, scripts: bool) -> None:
    """After its preview and its check."""
    for page in ("esikatselu", "saavutettavuus"):
        keys.opens(f"/fi/{slug}/kertomukset/1/{page}")
    keys.opens(f"/fi/{slug}/kertomukset/1/julkaisu")
    keys.does("main form button")


def a_package_is_asked_for(keys: Keyboard, slug: str, scripts: bool) -> None:
    """For the council; a second one is not, while the first is being made."""
    keys.opens(f"/fi/{slug}/kertomukset/1/luovutuspaketti")
    keys.type("#case_number", "KUNTA/1/00.01.02/2026")
    keys.does("main form button")
    assert keys.tab.page.locator("#case_number").count() == 0


def a_resident_reads_and_asks(keys: Keyboard, slug: str, scripts: bool) -> None:
    """From the register to the report, its summary and its feedback; notices are asked for."""
    keys.opens("/fi/raportit/")
    keys.type("#q", "hyvinvointi")
    keys.choose("main form[role=search] button")
    keys.opens(f"/fi/raportit/{slug}/{YEARS}/1")
    keys.choose("main a[href$='/selkokieli']")
    keys.opens(f"/fi/raportit/{slug}/{YEARS}/1/kuviot")
    keys.opens(f"/fi/raportit/{slug}/{YEARS}/1/palaute")
    keys.picks("input[name=kind]", "Space")
    keys.type("#text", FEEDBACK)
    keys.does("main form button")
    keys.opens("/fi/raportit/ilmoitukset")
    keys.type("#email", "asukas@kunta.example")
    keys.does("main form button")


def feedback_is_answered(keys: Keyboard, slug: str, scripts: bool) -> None:
    """From the list of what has come."""
    keys.opens(f"/fi/{slug}/palautteet")
    keys.choose("main a[href*='/palautteet/']")
    assert FEEDBACK in keys.tab.page.locator("main").inner_text()
    keys.type("#text", "Kiitos.")
    keys.does("main form button")


def the_edition_is_withdrawn(keys: Keyboard, slug: str, scripts: bool) -> None:
    """With its reason."""
    keys.opens(f"/fi/{slug}/kertomukset/1/julkaisu")
    keys.choose("#edition-1 a[href$='/poisto']")
    keys.type("#reason_fi", "Väärä luku.")
    keys.type("#reason_sv", "Fel siffra.")
    keys.does("main form button")


STEPS = (
    the_look_is_chosen,
    the_statement_is_kept,
    an_edition_is_published,
    a_package_is_asked_for,
    a_resident_reads_and_asks,
    feedback_is_answered,
    the_edition_is_withdrawn,
)
