"""Every page in each of its shapes, laid out by a browser on a desktop and on a phone: axe finds nothing, all fits.

The browser gets the answers that the application gave to its visitors, refused forms included. Where elements,
classes and all that is no words are those of a page already looked at - as a Swedish page's are its Finnish
sister's - axe would find the same again: such a page is asked only what other words and the room they take can change.
"""

import pytest

from tests.journeys.answering import answering
from tests.journeys.conftest import in_hands
from tests.pages.looks import SHAPES, looks_at

pytestmark = pytest.mark.browser
HALVES = {"half of them": 0, "the others": 1}
"""Two processes share the work."""


@pytest.mark.parametrize("half", HALVES)
def test_every_page_is_accessible_and_fits_a_desktop_a_phone_and_a_doubled_size(app, world, browser, half):
    looks, faults, known = looks_at(world, SHAPES[HALVES[half] :: 2]), [], set()
    with answering(app) as server, in_hands(browser, base_url=server.url, device_scale_factor=2) as opened:
        opened.bring_axe()
        for look in looks:
            server.answer = look.answer
            opened.open(look.address)
            faults += [f"{look}: {fault}" for fault in opened.faults(known)]
        assert not opened.troubles
    assert len(looks) > 100
    assert not faults, "\n".join(faults)
