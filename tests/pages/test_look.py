"""A municipality's own colour and coat of arms, on its published pages and on no other's."""

import io

import pytest

from tenants.permissions import Role
from tests.attachments import PDF, png
from tests.looks import EMBLEM, GREEN, WORDS, choose_look
from tests.makers import an_adopted_report
from tests.pages.parsed import ParsedPage
from tests.publishing import publish

SEEN = {"seen": "#14386b", "picked": "#14386b", "colour": "#14386b", "begun_from": "#14386b"}


@pytest.fixture
def coordinator(municipality, visitor):
    """Who chooses."""
    return visitor(municipality.people[Role.COORDINATOR])


@pytest.fixture
def chosen_at(municipality):
    """The page on which it is chosen."""
    return f"/fi/{municipality.facts.slugs['fi']}/ulkoasu"


def picture_shown(coordinator, chosen_at) -> str:
    """The mark that the form of the picture has when the page is opened."""
    return mark_in(coordinator.get(chosen_at))


def mark_in(page) -> str:
    """The mark that the form of the picture has on a page."""
    (field,) = [each for each in ParsedPage(page.text).all("input") if each.get("id") == "emblem_begun_from"]
    return field.get("value")


def stored(coordinator, chosen_at):
    """What the page's field shows when it is opened anew."""
    (field,) = [each for each in ParsedPage(coordinator.get(chosen_at).text).all("input") if each.get("id") == "colour"]
    return field.get("value")


def test_a_published_page_wears_the_look_of_today_and_browsers_find_it_changed(app, municipality, visitor):
    publish(app, municipality, an_adopted_report(municipality))
    slug, stranger = municipality.facts.slugs["sv"], visitor()
    edition = f"/sv/rapporter/{slug}/2025-2029/1"
    plain = stranger.get(edition)
    assert "app-publisher" not in plain.text
    look = choose_look(municipality)
    worn = stranger.get(edition, headers={"If-None-Match": plain.headers["ETag"]})
    assert worn.status_code == 200 and f'alt="{WORDS["sv"]}"' in worn.text
    address = f"/ulkoasu-utseende/{slug}/{look.mark}"
    assert f'href="{address}.css"' in worn.text and f'src="{address}"' in worn.text
    style, picture = stranger.get(f"{address}.css"), stranger.get(address)
    assert (style.text, style.mimetype) == (f".app-publisher{{background-color:{GREEN}}}\n", "text/css")
    assert (picture.data, picture.mimetype) == (EMBLEM, "image/png")
    assert stranger.get(address, headers={"If-None-Match": picture.headers["ETag"]}).status_code == 304
    choose_look(municipality, "#5c1f6b")
    assert stranger.get(f"{address}.css").status_code == 404
    assert look.mark not in stranger.get(edition).text
    assert "app-publisher" not in stranger.get("/sv/rapporter/").text


def test_a_colour_that_is_too_light_is_refused_with_its_contrast_and_a_darker_one_is_a_button_away(
    coordinator, chosen_at
):
    refused = coordinator.post(f"{chosen_at}/vari", SEEN | {"colour": "#FFCC00"})
    assert refused.status_code == 422
    assert "kontrasti valkoiseen on 1,51:1" in refused.text and 'value="#ffcc00"' in refused.text
    (button,) = [each for each in ParsedPage(refused.text).all("button") if each.get("name") == "use"]
    offered = button.get("value")
    assert coordinator.post(f"{chosen_at}/vari", SEEN | {"colour": "#ffcc00", "use": offered}).status_code == 302
    assert stored(coordinator, chosen_at) == offered


@pytest.mark.parametrize("typed", ["punainen", "#12345", "#000000}body{display:none", "url(//evil.example)"])
def test_what_is_no_colour_is_refused_in_sight(coordinator, chosen_at, typed):
    refused = coordinator.post(f"{chosen_at}/vari", SEEN | {"colour": typed})
    assert refused.status_code == 422 and f'value="{typed}"' in refused.text
    assert stored(coordinator, chosen_at) == "#14386b"


def test_a_colour_can_be_picked_typed_and_looked_at_first(coordinator, chosen_at):
    looked = coordinator.post(f"{chosen_at}/vari", SEEN | {"picked": "#5c1f6b", "move": "preview"})
    assert looked.status_code == 200 and 'fill="#5c1f6b"' in looked.text
    assert stored(coordinator, chosen_at) == "#14386b"
    assert coordinator.post(f"{chosen_at}/vari", SEEN | {"picked": "#5c1f6b"}).status_code == 302
    assert stored(coordinator, chosen_at) == "#5c1f6b"
    both = {"seen": "#5c1f6b", "picked": "#000000", "colour": "1f6b3a", "begun_from": "#5c1f6b"}
    assert coordinator.post(f"{chosen_at}/vari", both).status_code == 302
    assert stored(coordinator, chosen_at) == "#1f6b3a"


def test_a_coat_of_arms_is_a_picture_with_words_and_can_be_taken_away(coordinator, chosen_at):
    words = {"alternative_fi": "Kunnan vaakuna", "alternative_sv": "Kommunens vapen"}
    words["begun_from"] = picture_shown(coordinator, chosen_at)
    for body in (PDF, b"<svg onload=alert(1)>", EMBLEM[:20]):
        refused = coordinator.post(f"{chosen_at}/vaakuna", words | {"file": (io.BytesIO(body), "vaakuna.png")})
        assert refused.status_code == 422 and 'value="Kunnan vaakuna"' in refused.text
    unsaid = coordinator.post(f"{chosen_at}/vaakuna", {"file": (io.BytesIO(EMBLEM), "vaakuna.png")})
    assert unsaid.status_code == 422 and "Kirjoita, mitä kuvassa on." in unsaid.text
    sent = coordinator.post(f"{chosen_at}/vaakuna", words | {"file": (io.BytesIO(EMBLEM), "vaakuna.png")})
    assert sent.status_code == 302 and 'alt="Kunnan vaakuna"' in coordinator.get(chosen_at).text
    words["begun_from"] = picture_shown(coordinator, chosen_at)
    assert coordinator.post(f"{chosen_at}/vaakuna", words | {"alternative_fi": "Vaakuna"}).status_code == 302
    assert 'alt="Vaakuna"' in coordinator.get(chosen_at).text
    seen = picture_shown(coordinator, chosen_at)
    assert coordinator.post(f"{chosen_at}/vaakuna", {"move": "remove", "begun_from": seen}).status_code == 302
    assert 'alt="Vaakuna"' not in coordinator.get(chosen_at).text


def test_a_colour_that_somebody_else_chose_meanwhile_is_shown_before_it_is_written_over(
    municipality, coordinator, chosen_at
):
    choose_look(municipality)
    late = SEEN | {"colour": "#5c1f6b"}
    refused = coordinator.post(f"{chosen_at}/vari", late)
    assert refused.status_code == 409 and "Joku muu on sillä välin valinnut toisen värin" in refused.text
    assert [f'fill="{each}"' in refused.text for each in (GREEN, "#5c1f6b")] == [True, True]
    shown = {each.get("name"): each.get("value") for each in ParsedPage(refused.text).all("input")}
    assert (shown["colour"], stored(coordinator, chosen_at)) == ("#5c1f6b", GREEN)
    assert coordinator.post(f"{chosen_at}/vari", late | {"colour": GREEN}).status_code == 302  # what is there already
    assert coordinator.post(f"{chosen_at}/vari", late | {"begun_from": GREEN}).status_code == 302
    assert stored(coordinator, chosen_at) == "#5c1f6b"


def test_a_picture_that_somebody_else_brought_meanwhile_is_neither_written_over_nor_taken_away_unseen(
    municipality, coordinator, chosen_at
):
    words = {"alternative_fi": "Oma vaakuna", "alternative_sv": "Eget vapen"}
    words["begun_from"] = picture_shown(coordinator, chosen_at)
    choose_look(municipality)
    for deed in ({"file": (io.BytesIO(png(20, 20)), "oma.png")}, {"move": "remove"}):
        refused = coordinator.post(f"{chosen_at}/vaakuna", words | deed)
        assert refused.status_code == 409 and "valitse se uudelleen" in refused.text
        assert 'value="Oma vaakuna"' in refused.text and f'<li lang="fi" class="app-breakable">{WORDS["fi"]}' in (
            refused.text
        )
    assert coordinator.post(f"{chosen_at}/vaakuna", words | {"begun_from": mark_in(refused)}).status_code == 302
    assert 'alt="Oma vaakuna"' in coordinator.get(chosen_at).text
