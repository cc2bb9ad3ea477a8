"""How well a colour is told from white, as WCAG 2.2 reckons it; nothing else of it is looked at. Pure."""

import re

ENOUGH = 4.5
"""Success criterion 1.4.3 for text of any size."""

HEX = re.compile("#[0-9a-f]{6}")
STEPS = 256
WEIGHTS = (0.2126, 0.7152, 0.0722)


def luminance(colour: str) -> float:
    """The relative luminance of a colour such as "#14386b"."""
    return sum(weight * _linear(part / 255) for weight, part in zip(WEIGHTS, _parts(colour), strict=True))


def ratio(colour: str, other: str = "#ffffff") -> float:
    """The contrast between two colours, from 1 to 21; also of white text on the colour."""
    darker, lighter = sorted((luminance(colour), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def is_enough(colour: str) -> bool:
    """Whether text in this colour on white, and white text on it, can be read."""
    return ratio(colour) >= ENOUGH


def nearest_darker(colour: str) -> str:
    """The lightest colour of the same hue, no lighter than this one, that is told well enough from white."""
    darker = (_scaled(colour, step / STEPS) for step in range(STEPS, -1, -1))
    return next(each for each in darker if is_enough(each))


def _scaled(colour: str, share: float) -> str:
    return "#" + "".join(f"{int(part * share):02x}" for part in _parts(colour))


def _parts(colour: str) -> tuple[int, int, int]:
    if not HEX.fullmatch(colour):
        raise ValueError(colour)
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
