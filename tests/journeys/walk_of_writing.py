"""The functions of the writing rooms, one after the other, by keys alone: by whoever may do all of them."""

from datetime import timedelta

from tenants import clock
from tests.attachments import png
from tests.journeys.keyboard import Keyboard

FIGURED = 4
WRITTEN = "Näppäimin kirjoitettu kappale"


def a_section_is_written_and_goes_through_its_states(keys: Keyboard, report: str, scripts: bool) -> None:
    """Text, save, ready, return, approve."""
    keys.opens(f"{report}/osat/1")
    keys.go_to("#text_fi-editor" if scripts else "#text_fi")
    keys.press("Control+End", "Enter", *([] if scripts else ["Enter"]))
    keys.tab.page.keyboard.type(WRITTEN)
    keys.does("button[value=save]")
    assert WRITTEN in keys.tab.page.locator("#text_fi").input_value()
    for move in ("ready", "return", "approve"):
        keys.does(f"button[value={move}]")
    keys.does("form[action$='/palauta'] button")


def paragraphs_are_spoken_of(keys: Keyboard, report: str, scripts: bool) -> None:
    """A comment on a paragraph for somebody, an answer, its end; another text, and its acceptance."""
    keys.opens(f"{report}/osat/1/kommentit/uusi")
    keys.picks("#paragraph", "ArrowDown")
    keys.type("#text", "Mistä tämä on?")
    keys.picks("#assigned_to", "ArrowDown")
    keys.does("main button")
    keys.choose("a[href*='/kommentit/']:not([href*='/uusi'])")
    keys.type("#text", "Tilastosta.")
    keys.does("button[value=answer]")
    keys.does("button[value=resolve]")
    keys.opens(f"{report}/osat/1/ehdotukset/uusi")
    keys.choose("main button")
    keys.type("#text", "Parempi ")
    keys.does("main button")
    keys.does("button[value=accept]")


def versions_are_compared_and_come_back(keys: Keyboard, report: str, scripts: bool) -> None:
    """Two versions by their radios; an older one gets a name, and is the text again."""
    keys.opens(f"{report}/osat/1/historia/fi")
    keys.picks("input[name=old]", "ArrowDown")
    keys.choose("main form button")
    assert keys.tab.page.locator(".app-difference").count() == 1
    keys.opens(f"{report}/osat/1/historia/fi/1")
    keys.type("#name", "Alku")
    keys.does("button[value=name]")
    keys.opens(f"{report}/osat/1/historia/fi/1")
    keys.does("button[value=restore]")


def words_are_found_and_replaced(keys: Keyboard, report: str, scripts: bool) -> None:
    """In all sections, those chosen whose box stays ticked."""
    keys.opens(f"{report}/etsi")
    keys.type("#q", "kappale")
    keys.type("#by", "katkelma")
    keys.choose("button[value=replace]")
    keys.go_to("input[name=chosen]")
    keys.press("Space", "Space")
    keys.does("form[action$='/korvaa'] button, form[method=post] button.govuk-button")


def a_translation_is_written_and_moved(keys: Keyboard, report: str, scripts: bool) -> None:
    """Beside its original; what folds opens by its summary."""
    keys.opens(f"{report}/osat/1/kaannos")
    keys.type("#row-2", "Andra")
    keys.does("button[value=save]")
    keys.opens(f"{report}/osat/1/kaannos")
    keys.picks("details summary", "Enter")
    keys.does("button[value^=down]")


def people_answer_for_a_section(keys: Keyboard, report: str, scripts: bool) -> None:
    """Who writes it, and a right in it that is given and taken away."""
    keys.opens(f"{report}/osat/1/ihmiset")
    keys.picks("#owner", "ArrowDown")
    keys.does("main form button")
    keys.opens(f"{report}/osat/1/ihmiset")
    keys.picks("#person", "ArrowDown")
    keys.does("#level ~ button, .app-filter button")
    keys.does("form[action$='/oikeudet'] button")


def a_report_gets_another_shape(keys: Keyboard, report: str, scripts: bool) -> None:
    """A section moved, which keeps the focus; one added, left out and brought back."""
    keys.opens(f"{report}/rakenne")
    keys.choose("button[name=way]")
    assert keys.focused("name") == "way"
    keys.opens(f"{report}/rakenne/uusi")
    keys.type("#title_fi", "Uusi osa")
    keys.type("#title_sv", "Ny del")
    keys.does("main form button")
    keys.opens(f"{report}/rakenne")
    keys.choose("a[href$='/poisto']")
    keys.does("main form button")
    keys.does("form[action*='/takaisin'] button")


def a_picture_is_attached_and_renamed(keys: Keyboard, report: str, scripts: bool) -> None:
    """From a field for files; with words for those who do not see it."""
    keys.opens(f"{report}/liitteet")
    keys.attaches("#file", {"name": "kuva.png", "mimeType": "image/png", "buffer": png()})
    for field in ("name_fi", "name_sv", "alternative_fi", "alternative_sv"):
        keys.type(f"#{field}", "Kuva torista")
    keys.does("main form button.govuk-button")
    keys.choose("a[href$='/nimi']")
    keys.type("#name_fi", "Tori")
    keys.does("main form button")
    keys.does("button[value=remove]")


def figures_and_sentences_go_into_the_text(keys: Keyboard, report: str, scripts: bool) -> None:
    """A figure chosen among the section's indicators and put into the text, and a sentence that a test supports."""
    keys.opens(f"{report}/osat/{FIGURED}/luvut")
    keys.choose("main li a[href*='?indicator=']")
    keys.does("button[value=figure]")
    keys.opens(f"{report}/osat/{FIGURED}/luvut")
    keys.does("button[name=language]")
    keys.opens(f"{report}/osat/{FIGURED}/lauseet")
    keys.does("main form button")


def joys_and_worries_are_told(keys: Keyboard, report: str, scripts: bool) -> None:
    """And go into the text, and become a proposal for a goal."""
    keys.opens(f"{report}/ilot-ja-huolet/uusi")
    keys.picks("input[name=kind]", "Space")
    keys.type("#texts", "Nuorten tilat ovat auki")
    keys.type("#group_name", "Nuorisovaltuusto")
    keys.picks("input[name=language]", "Space")
    keys.does("main form button")
    keys.choose("a[href$='/ilot-ja-huolet/1']")
    keys.does("form[action$='/ehdotus'] button")
    keys.opens(f"{report}/ilot-ja-huolet/1")
    keys.type("#text", "Tilat auki myös viikonloppuisin")
    keys.picks("input[name=language]", "Space")
    keys.does("form[action*='/tavoite'] button")


def the_minimum_list_is_gone_through(keys: Keyboard, report: str, scripts: bool) -> None:
    """A set chosen, an indicator left out with a reason."""
    keys.opens(f"{report}/vahimmaistiedot")
    keys.picks("#set", "Home")
    keys.does(".app-filter button")
    keys.choose("main li a[href*='/vahimmaistiedot/']")
    keys.picks("input[name=decision]", "ArrowUp")
    keys.type("#reason_fi", "Ei koske kuntaa")
    keys.type("#reason_sv", "Gäller inte kommunen")
    keys.does("main form button")


def statements_are_asked_for(keys: Keyboard, report: str, scripts: bool) -> None:
    """A consultation round with its letters."""
    keys.opens(f"{report}/lausuntokierrokset/uusi")
    keys.type("#title_fi", "Luonnos")
    keys.type("#title_sv", "Utkast")
    keys.type("#message_fi", "Lukekaa")
    keys.type("#message_sv", "Läs")
    keys.type("#ends_on", f"{clock.today() + timedelta(days=30):%d.%m.%Y}")
    keys.type("#rows", "Vanhusneuvosto; neuvosto@kunta.example")
    keys.does("main form button")


STEPS = (
    a_section_is_written_and_goes_through_its_states,
    paragraphs_are_spoken_of,
    versions_are_compared_and_come_back,
    words_are_found_and_replaced,
    a_translation_is_written_and_moved,
    people_answer_for_a_section,
    a_report_gets_another_shape,
    a_picture_is_attached_and_renamed,
    figures_and_sentences_go_into_the_text,
    joys_and_worries_are_told,
    the_minimum_list_is_gone_through,
    statements_are_asked_for,
)
