"""Files of figures: every bad cell named, every good one understood, and no bytes that make the reading fall over."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from app.own_figures import cells, columns, table_files
from app.own_figures.comparing import Known, plan
from app.own_figures.periods import period_of
from app.own_figures.reading import read
from app.own_figures.rules import Facts, Figure
from app.own_figures.table_files import BadTable, Table
from app.own_figures.words import BAD_TABLES, fault

HEADINGS = "Nimi;Ajanjakso;Arvo;Lukumäärä;Nimittäjä;Desimaalit;Suunta;Alkaa;Päättyy"


def rows_of(text: str, kind: str = "own"):
    """The rows of a file in UTF-8."""
    return read(table_files.table_of(text.encode()), kind).rows


def faults_of(text: str, kind: str = "own"):
    """(row, column, reason) of everything that is wrong when nothing is stored yet."""
    return [
        (each.row.number, found.column, found.reason)
        for each in plan(rows_of(text, kind), []).rows
        for found in each.row.faults
    ]


def test_every_bad_cell_of_every_row_is_named():
    lines = ["Lainat;2024;1.234;;;7;ylös;;", ";ensi vuosi;x;-1;0;;;;", "Lainat;2024;5;6;5;;;1.8.2025;",
             "Lainat;;5;;;;;31.12.2025;1.1.2025", "Lainat;;5;;;;;30.2.2025;1.1.2025",
             "Lainat;2025;;3;;;;;"]  # fmt: skip
    assert faults_of("\n".join([HEADINGS, *lines])) == [
        (2, "direction", "choice"), (2, "decimals", "decimals"), (2, "value", "unclear_number"),
        (3, "title_fi", "no_title"), (3, "period", "period"), (3, "value", "number"), (3, "count", "negative"),
        (3, "denominator", "not_positive"),
        (4, "last_day", "one_day_only"), (4, "count", "above_denominator"),
        (5, "last_day", "before_first"), (6, "first_day", "day"), (7, "value", "no_value"),
    ]  # fmt: skip


def test_rows_are_numbered_as_a_spreadsheet_does_whatever_is_empty_between():
    text = "\n\nNimi;Ajanjakso;Arvo\n\nLainat;2024;1\n;;\nLainat;x;1\n"
    assert faults_of(text) == [(7, "period", "period")]


def test_the_same_place_twice_is_named_with_the_row_that_was_first():
    text = "Nimi;Ajanjakso;Arvo;Ryhmä\nLainat;2024;1;Tytöt\nLAINAT;1.1.2024–31.12.2024;1;tytöt\nLainat;2024;1;"
    rows = plan(rows_of(text), []).rows
    assert [each.outcome for each in rows] == ["new", "bad", "new"]
    assert {(found.reason, *found.details.values()) for found in rows[1].row.faults} >= {("differs_in_file", 2)}
    text = text.replace("LAINAT", "Lainat")
    (found,) = plan(rows_of(text), []).rows[1].row.faults
    assert (found.reason, found.details) == ("twice", {"row": 2})


def test_an_empty_value_stores_nothing_and_changes_nothing():
    stored = Known(1, Facts(title_fi="Lainat"), False, {a_figure().place: a_figure()})
    (row,) = plan(rows_of("Nimi;Ajanjakso;Arvo\nLainat;2024;..\n"), [stored]).rows
    assert (row.outcome, row.row.figure) == ("missing", None)


def a_figure(value="12.3"):
    return Figure("2024", *period_of("2024"), "", Decimal(value))


@pytest.mark.parametrize(("value", "outcome"), [("12,3", "same"), ("12,30 %", "same"), ("12,7", "changed")])
def test_a_row_says_what_it_would_do_to_what_is_stored(value, outcome):
    stored = Known(1, Facts(title_fi="Lainat"), False, {a_figure().place: a_figure()})
    (row,) = plan(rows_of(f'Nimi;Ajanjakso;Arvo\nlainat;vuosi 2024;"{value}"\n'), [stored]).rows
    assert (row.outcome, row.before) == (outcome, a_figure())


def test_a_file_never_changes_what_an_indicator_is_but_says_where_it_differs():
    stored = Known(1, Facts(title_fi="Lainat", unit_fi="kpl"), False, {})
    (row,) = plan(rows_of("Nimi;Ajanjakso;Arvo;Yksikkö\nLainat;2024;1;euroa\n"), [stored]).rows
    assert (row.outcome, row.differing, row.target.facts().unit_fi) == ("new", ("unit_fi",), "kpl")


def test_one_indicator_is_known_by_its_title_in_either_language():
    stored = [Known(1, Facts(title_fi="Lainat", title_sv="Lån")), Known(2, Facts(title_fi="Kävijät", title_sv="Besök"))]
    rows = plan(rows_of("Nimi;Namn;Ajanjakso;Arvo\n;lån;2024;1\nKävijät;;2024;1\nKävijät;Lån;2024;1\n"), stored).rows
    assert [each.target.known and each.target.known.number for each in rows] == [1, 2, None]
    assert [found.reason for found in rows[2].row.faults] == ["two_indicators"]


def test_an_indicator_that_is_followed_no_more_gets_no_new_figures():
    stored = Known(1, Facts(title_fi="Lainat"), True, {a_figure().place: a_figure()})
    rows = plan(rows_of("Nimi;Ajanjakso;Arvo\nLainat;2024;12,3\nLainat;2025;1\n"), [stored]).rows
    assert [each.outcome for each in rows] == ["same", "bad"]


def test_points_of_teaviisari_are_put_together_by_sector_and_dimension():
    text = "Osa-alue;Mittari;Vuosi;Pistemäärä\nLiikunta;Johtaminen;2024;78\nLiikunta;Sitoutuminen;2024;101\n"
    made = plan(rows_of(text, "teaviisari"), [])
    first = made.rows[0].target.facts()
    assert (first.title_fi, first.kind, first.direction) == ("Liikunta: Johtaminen", "teaviisari", "higher_better")
    assert faults_of(text, "teaviisari") == [(3, "value", "score")]


def test_a_survey_of_pupils_has_its_groups_and_never_those_of_fewer_than_fifteen():
    text = """Indikaattori;Luokka-aste;Sukupuoli;Vuosi;Osuus;Vastaajia
Kiusattuna;8. ja 9. luokka;tytöt;2023;7,5 %;15
Kiusattuna;8. ja 9. luokka;pojat;2023;20;14
Kiusattuna;8. ja 9. luokka;;2024;101;30
Kiusattuna;4. ja 5. luokka;;2022;6;30
"""
    rows = plan(rows_of(text, "school_health_survey"), []).rows
    assert [each.outcome for each in rows] == ["new", "withheld", "bad", "new"]
    assert rows[0].row.figure.group == "8. ja 9. luokka, tytöt"
    assert rows[0].row.figure.denominator == 15
    assert rows[1].row.figure is None
    assert [each.row.warnings for each in rows] == [(), (), ("between_surveys",), ("between_surveys",)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_file_of_any_common_program_is_read(encoding, separator):
    lines = [["Nimi", "Ajanjakso", "Arvo"], ["Äidit – isät", "2024", '"1 234,5"']]
    content = "\r\n".join(separator.join(line) for line in lines).encode(encoding)
    (row,) = read(table_files.table_of(content), "own").rows
    assert (row.title, row.figure.value) == ("Äidit – isät", Decimal("1234.5"))


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_headings_of_either_language_and_of_english_are_understood(language):
    at = columns.AT[language]
    assert [columns.column_of(names[at].upper(), "own") for names in columns.COLUMNS.values()] == list(columns.COLUMNS)
    assert [columns.column_of(names[2], "own") for names in columns.COLUMNS.values()] == list(columns.COLUMNS)


def test_columns_that_are_missing_stand_twice_or_are_unknown_are_told():
    assert read(Table(("Nimi", "x"), ((2, ("a", "b")),)), "own").missing == ("value", "period")
    assert read(Table(("Osa-alue", "Vuosi", "Pisteet"), ((2, ("a", "b", "1")),)), "teaviisari").missing == (
        "dimension_fi",
    )
    assert read(Table(("Nimi", "Arvo", "Arvo", "Vuosi"), ((2, ("a", "1", "1", "2024")),)), "own").twice == ("value",)
    found = read(Table(("Nimi", "Arvo", "Vuosi", "Muuta"), ((2, ("a", "1", "2024", "?")),)), "own")
    assert (found.unknown, len(found.rows)) == (("Muuta",), 1)


def a_workbook(rows, *, sheet="Taul1", first=()):
    """As Excel saves it."""
    book = Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    for name in first:
        book.create_sheet(name, 0)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_what_excel_holds_as_numbers_and_days_is_never_unclear():
    rows = [["Nimi", "Ajanjakso", "Alkaa", "Päättyy", "Arvo"],
            ["Lainat", 2024, None, None, 1.234],
            ["Lainat", "kausi", date(2025, 1, 1), date(2025, 6, 30), 1234]]  # fmt: skip
    one, other = read(table_files.table_of(a_workbook(rows)), "own").rows
    assert (one.figure.value, one.figure.last_day) == (Decimal("1.234"), date(2024, 12, 31))
    assert (other.figure.value, other.figure.last_day) == (1234, date(2025, 6, 30))


def test_the_sheet_that_is_named_is_read_and_others_are_told():
    content = a_workbook([["Nimi", "Vuosi", "Arvo"], ["Lainat", 2024, 1]], sheet="Luvut", first=("Ohje",))
    assert table_files.table_of(content, "luvut").headings[0] == "Nimi"
    with pytest.raises(BadTable) as bad:
        table_files.table_of(content, "Puuttuva")
    assert (bad.value.reason, bad.value.details["sheets"]) == ("no_sheet", "Ohje, Luvut")
    with pytest.raises(BadTable, match="empty"):
        table_files.table_of(content)


def a_zip(parts: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            packed.writestr(name, part)
    return content.getvalue()


def with_part(content: bytes, name: str, change) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = {each: packed.read(each) for each in packed.namelist()}
    return a_zip(parts | {name: change(parts[name])})


LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
WORKBOOK = a_workbook([["Nimi", "Vuosi", "Arvo"], ["Lainat", 2024, 1]])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"), (b"\n;;\n", "empty"), (b"Nimi;Vuosi;Arvo\n", "empty"), (b"\0\1\2", "not_readable"),
        (b"\x81\x8d", "not_readable"), (b"\xff\xfea", "not_readable"), (b"\xd0\xcf\x11\xe0\xa1\xb1", "old_excel"),
        (b"PK\x03\x04 no zip", "not_readable"), (a_zip({"a.txt": b"no workbook"}), "not_readable"),
        (a_zip({"xl/workbook.xml": b"\0" * 21 * 2**20}), "too_large"),
        (a_zip({f"{number}": b"" for number in range(201)}), "too_large"),
        (with_part(WORKBOOK, "xl/workbook.xml", lambda part: LAUGHS + part), "not_readable"),
        (with_part(WORKBOOK, "xl/worksheets/sheet1.xml", lambda part: part[: len(part) // 2]), "not_readable"),
        (b"a;" * 51 + b"\n" + b"a;" * 51, "too_many_columns"), (b"a;b\n" + b"1;2\n" * 5001, "too_many_rows"),
        (("a;b\n" + ("x" * 990 + ";y\n") * 2100).encode(), "too_large"),
    ],
)  # fmt: skip
def test_what_is_no_table_or_too_much_of_one_says_which(content, reason):
    with pytest.raises(BadTable) as bad:
        table_files.table_of(content)
    assert bad.value.reason == reason


def test_a_row_far_down_or_a_cell_far_to_the_right_takes_no_memory():
    def far(part):
        return part.replace(b'<row r="2"', b'<row r="1048576"').replace(b'r="C1"', b'r="XFD1"')

    content = with_part(WORKBOOK, "xl/worksheets/sheet1.xml", far)
    with pytest.raises(BadTable):
        table_files.table_of(content)


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(st.one_of(st.binary(), st.text().map(str.encode), st.binary().map(lambda tail: b"PK\x03\x04" + tail)))
def test_any_bytes_are_a_table_or_have_a_sentence_that_says_why_not(content):
    try:
        table = table_files.table_of(content)
    except BadTable as bad:
        assert str(BAD_TABLES[bad.reason]) % bad.details
    else:
        assert_all_is_said(table)


CELL = st.one_of(
    st.sampled_from(["2024", "lukuvuosi 2024–2025", "1.234", "12,5", "-", "31.2.2025", "oma", "1" * 400, "=1+1"]),
    st.text(),
)


@settings(max_examples=300, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_any_cells_are_understood_or_named(data):
    heads = data.draw(st.lists(st.sampled_from(sorted(columns.HEADINGS)), min_size=1, max_size=8))
    lines = data.draw(st.lists(st.lists(CELL, min_size=len(heads), max_size=len(heads)), min_size=1, max_size=5))
    told = Table(tuple(heads), tuple((at, tuple(map(cells.text_of, line))) for at, line in enumerate(lines, 2)))
    assert_all_is_said(told)


def assert_all_is_said(table):
    """Whatever the kind, each row is one of its outcomes and each fault has its sentence."""
    for kind in ("own", "teaviisari", "school_health_survey"):
        made = plan(read(table, kind).rows, [])
        for each in made.rows:
            assert bool(each.row.faults) == (each.outcome == "bad")
            assert all(fault(found) and columns.heading(found.column, "sv") for found in each.row.faults)
            assert (each.row.figure is not None) or each.outcome in ("bad", "missing", "withheld")
        assert made.fingerprint() == plan(read(table, kind).rows, []).fingerprint()


@settings(max_examples=200)
@given(st.one_of(st.text(), st.recursive(st.none() | st.integers() | st.text(), st.lists).map(repr)))
def test_whatever_is_sent_in_place_of_a_shown_table_is_a_table_or_refused(kept):
    try:
        assert isinstance(table_files.table_in(kept), Table)
    except BadTable as bad:
        assert str(BAD_TABLES[bad.reason]) % bad.details


def test_a_shown_table_comes_back_as_it_was():
    table = table_files.table_of(b"Nimi;Vuosi;Arvo\n\n=1+1;2024;12,5\n")
    assert table_files.table_in(table.as_json()) == table
