"""Which time a figure tells of: odd periods are data, never bare years."""

from dataclasses import dataclass
from enum import StrEnum


class PeriodKind(StrEnum):
    """What the year that the source names stands for."""

    YEAR = "year"
    SCHOOL_YEAR = "school_year"
    """It begins in the source's year: 2023 is 2023–2024."""
    TWO_YEARS = "two_years"
    """A survey or a mean of two years that ends in the source's year."""
    THREE_YEARS = "three_years"
    """A rolling mean of three years that ends in the source's year."""

    @property
    def length(self) -> int:
        """In years; two figures that are fewer years apart tell partly of the same time."""
        return {PeriodKind.TWO_YEARS: 2, PeriodKind.THREE_YEARS: 3}.get(self, 1)


@dataclass(frozen=True, order=True)
class Period:
    """`year` is the one that the source names."""

    year: int
    kind: PeriodKind

    @property
    def first_year(self) -> int:
        """The first calendar year it touches."""
        return self.year - self.kind.length + 1

    @property
    def last_year(self) -> int:
        """The last calendar year it touches."""
        return self.year + 1 if self.kind == PeriodKind.SCHOOL_YEAR else self.year

    @property
    def label(self) -> str:
        """Such as "2023", or "2023–2024" with an en dash: alike in both languages."""
        years = (self.first_year, self.last_year)
        return "–".join(str(year) for year in sorted(set(years)))
