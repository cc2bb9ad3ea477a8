"""What waits in a section until a person decides, and a statement that was asked for: by keys alone."""

from app.reports.queries import section_at
from app.sections import actions
from tests.consulting import a_round, tokens
from tests.figures import PROPORTION, an_indicator, area_of
from tests.journeys.keyboard import Keyboard
from tests.makers import MunicipalityOfTest, write
from tests.text_figures import choose_figure

POSITION = 2
MINE, THEIRS = "Osuus kasvaa.", "Osuus pienenee."


def something_waits(municipality: MunicipalityOfTest, report) -> str:
    """In a section two texts for one paragraph, and a sentence whose figure the source has revised; a body of a round
    that has not answered. Gives the body's token.
    """
    area = area_of(municipality)
    number = an_indicator(municipality.engines, {area: {2023: (28, 140)}}, method=PROPORTION)
    sign = choose_figure(municipality, number, position=POSITION)
    begun, mine, theirs = (f"{said}\n\nNyt {sign}." for said in ("Osuus?", MINE, THEIRS))
    write(municipality, report, POSITION, begun, "")
    write(municipality, report, POSITION, theirs, "")
    with municipality.session() as session, session.begin():
        actions.save_text(session, municipality.coordinator, section_at(session, 1, POSITION), "fi", mine, 1)
    an_indicator(municipality.engines, {area: {2023: (27, 135)}}, number=number, method=PROPORTION)
    a_round(municipality)
    return tokens(municipality)[0]


def two_texts_are_settled(keys: Keyboard, section: str, token: str) -> None:
    """The other text takes the place of the one that stands there."""
    keys.opens(section)
    assert THEIRS in keys.tab.page.locator("#text_fi").input_value()
    keys.does("form[action*='/rinnakkaiset/'] button[value=use]")
    assert MINE in keys.tab.page.locator("#text_fi").input_value()


def an_old_figure_is_kept(keys: Keyboard, section: str, token: str) -> None:
    """With a note, in what folds open by its summary."""
    keys.opens(section)
    keys.picks("[aria-labelledby=old-figure-1] summary", "Enter")
    keys.type("#note-figure-1", "Luku on valtuuston päätöksestä.")
    keys.does("[aria-labelledby=old-figure-1] details button")
    assert keys.tab.page.locator("[aria-labelledby=old-figure-1]").count() == 0


def a_statement_is_given(keys: Keyboard, section: str, token: str) -> None:
    """From its letter's link: on the whole and on one section, kept and then sent."""
    keys.opens(f"/fi/lausunto/{token}")
    keys.type("#signer", "Aino Aalto")
    keys.type("#text", "Hyvä luonnos.")
    keys.picks("details summary", "Enter")
    keys.type("details textarea", "Lisätkää esteettömyys.")
    keys.does("button[value=keep]")
    keys.opens(f"/fi/lausunto/{token}")
    keys.does("button[value=send]")


STEPS = (two_texts_are_settled, an_old_figure_is_kept, a_statement_is_given)
