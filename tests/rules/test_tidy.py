"""What is left of a short answer."""

import pytest

from app.web.forms import tidy


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("  Aino Virtanen\t", "Aino Virtanen"),
        ("Aino\0 Virtanen\r\n", "Aino Virtanen"),
        ("\u202eneniatriV onia\u202c", "neniatriV onia"),
        ("\ufeffÅsa\u200f \u2066Öberg\u2069", "Åsa Öberg"),
        ("\N{WOMAN}\N{ZERO WIDTH JOINER}\N{PERSONAL COMPUTER}", "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{PERSONAL COMPUTER}"),
        ("Aino\ufffe Virt\ufdd0anen\U0001ffff", "Aino Virtanen"),
        (" \t\n ", ""),
        (None, None),
    ],
)
def test_what_nobody_can_see_is_taken_away_and_what_is_seen_stays(typed, left):
    assert tidy(typed) == left
