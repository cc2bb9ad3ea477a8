"""Colours, dashes, hatches and shapes of every chart, in one place.

After Okabe and Ito's palette for colour-blind readers (Color Universal Design, 2008), darkened until each line and
mark stands out from white by 3:1 (WCAG 2.2, 1.4.11), with our deep blue for the own municipality. Colour never speaks
alone: dash and shape repeat it, and in print greys and hatches stand in its place.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Style:
    """How one comparison area is drawn wherever it is met."""

    colour: str
    dash: str
    shape: str


@dataclass(frozen=True)
class Palette:
    """Colours by what they are for. `classes` go from the lowest values to the highest, light to dark; over a class
    lie lines as far apart as `hatches` says in pixels, none where it says 0.
    """

    text: str
    quiet: str
    grid: str
    base: str
    own: str
    band: str
    crowd: str
    areas: tuple[Style, ...]
    border: str
    classes: tuple[str, str, str, str, str]
    hatches: tuple[float, float, float, float, float]
    hatch: str

    def area(self, number: int) -> Style:
        """The style of the area with this number, counted from 0; after the last one they begin anew."""
        return self.areas[number % len(self.areas)]


def _areas(*colours: str) -> tuple[Style, ...]:
    return tuple(Style(*each) for each in zip(colours, DASHES, SHAPES, strict=True))


DASHES = ("", "7 3", "2.5 2.5", "11 3 2.5 3", "", "7 3", "2.5 2.5", "11 3 2.5 3")
SHAPES = ("square", "triangle", "diamond", "circle", "bowtie", "fallen", "ring", "square")

SCREEN = Palette(
    text="#1b2431",
    quiet="#4c5766",
    grid="#e3e8ee",
    base="#8592a2",
    own="#14386b",
    band="#d9e3f0",
    crowd="#7b8ca6",
    areas=_areas("#bf4d00", "#00806a", "#a8487f", "#2576ae", "#806600", "#6a5aa8", "#5f6b7a", "#8c5a3c"),
    border="#8493a8",
    classes=("#e4eef8", "#b3cfea", "#73a5d6", "#3470b3", "#123567"),
    hatches=(0, 0, 0, 0, 0),
    hatch="#ffffff",
)
PRINT = Palette(
    text="#000000",
    quiet="#404040",
    grid="#e0e0e0",
    base="#808080",
    own="#000000",
    band="#dcdcdc",
    crowd="#8c8c8c",
    areas=_areas("#444444", "#6c6c6c", "#2e2e2e", "#565656", "#747474", "#383838", "#606060", "#4c4c4c"),
    border="#6a6a6a",
    classes=("#f7f7f7", "#dedede", "#b4b4b4", "#7c7c7c", "#262626"),
    hatches=(0, 7, 5, 3.5, 0),
    hatch="#1a1a1a",
)

# A profile's own marker: shape and colour say together what the test of significance allows to be said.
OUTCOMES = {
    "better": ("triangle", "#00766c"),
    "worse": ("fallen", "#b8430a"),
    "similar": ("circle", "#806a33"),
    "higher": ("square", "#2566ab"),
    "lower": ("diamond", "#2566ab"),
    "untested": ("ring", "#4c5766"),
}
WHOLE_RANGE, MIDDLE_RANGE = "#dfe5ec", "#b4c0ce"


def palette(for_print: bool) -> Palette:
    """The colours of the screen, or the greys of paper."""
    return PRINT if for_print else SCREEN
