"""Every page in each of its shapes, laid out by a browser on a desktop and on a phone: axe finds nothing, all fits.

The browser gets the answers that the application gave to its visitors, refused forms included; styles and scripts
come from the server.
"""

import pytest

pytestmark = pytest.mark.browser


def _answered(route, answer):
    """The page as it was looked at; what it asks by itself finds nobody there."""
    if route.request.is_navigation_request():
        route.fulfill(**answer)
    elif route.request.method == "POST":
        route.fulfill(json={"names": []})
    else:
        route.continue_()


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_every_page_is_accessible_and_fits_a_desktop_a_phone_and_a_doubled_size(tab, looks, language):
    opened, faults, answer = tab(device_scale_factor=2), [], {}
    opened.page.route("**/*", lambda route: _answered(route, answer))
    pages = [look for look in looks if look.language == language]
    for look in pages:
        answer.update(body=look.answer.text, headers=dict(look.answer.headers))
        opened.open(look.address)
        faults += [f"{look}: {fault}" for fault in opened.faults()]
    assert len(pages) > 50
    assert not faults, "\n".join(faults)
    assert not opened.troubles
