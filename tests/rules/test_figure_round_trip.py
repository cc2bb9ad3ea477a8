"""What is handed out as a file of figures comes back as it was, whatever is in the database."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from app.own_figures import cells, columns, own_files, table_files
from app.own_figures.comparing import Known, plan
from app.own_figures.periods import said
from app.own_figures.reading import read
from app.own_figures.rules import AGE_GROUPS, DIRECTIONS, Facts, Figure

LINE = st.text(max_size=60).map(cells.text_of)
NUMBER = st.decimals(min_value=0, max_value=10**8, places=4).map(lambda number: number.normalize() + 0)


@st.composite
def stored_indicators(draw):
    """Whatever may be in the database, as rows of our files would tell it."""
    titles = draw(st.lists(LINE.filter(bool), min_size=1, max_size=4, unique_by=str.casefold))
    known = []
    for number, title in enumerate(titles, 1):
        facts = Facts("own", title, "", draw(LINE), draw(LINE), draw(st.integers(0, 6)),
                      draw(st.sampled_from(DIRECTIONS)), draw(LINE), draw(LINE),
                      draw(st.sampled_from(AGE_GROUPS)))  # fmt: skip
        figures = {}
        for first in draw(st.lists(st.dates(date(1950, 1, 1), date(2100, 1, 1)), max_size=3, unique=True)):
            numbers = (draw(NUMBER), None, None) if draw(st.booleans()) else (draw(NUMBER), Decimal(1), Decimal("2.5"))
            figure = Figure(draw(LINE), first, date(2100, 1, 1), draw(LINE), *numbers)
            figures[figure.place] = figure
        known.append(Known(number, facts, draw(st.booleans()), figures))
    return known


@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(stored_indicators(), st.sampled_from(["fi", "sv"]), st.sampled_from(["csv", "xlsx"]))
def test_what_is_handed_out_comes_back_as_the_same_row_by_row(known, language, suffix):
    rows = [
        {**vars(each.facts), **vars(figure)}
        | {column: columns.word(column, getattr(each.facts, column), language) for column in columns.CHOICES}
        | {"period": said(figure.period, figure.first_day, figure.last_day, language)}
        for each in known
        for figure in each.figures.values()
    ]
    assume(rows)
    write, _ = own_files.FILES[suffix]
    made = plan(read(table_files.table_of(write(rows, language)), "own").rows, known)
    assert [each.outcome for each in made.rows] == ["same"] * len(rows)
    assert not any(each.differing for each in made.rows)


@pytest.mark.parametrize("language", ["fi", "sv"])
@pytest.mark.parametrize("suffix", own_files.FILES)
def test_the_template_is_a_file_in_order(language, suffix):
    write, _ = own_files.FILES[suffix]
    made = plan(read(table_files.table_of(write(own_files.template_rows(language), language)), "own").rows, [])
    assert [(each.outcome, each.row.figure.value) for each in made.rows] == [("new", Decimal("12.3"))]
