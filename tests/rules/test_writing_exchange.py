"""Texts go out to be translated and come back, and nothing is lost on the way."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from app.writing.exchange import LARGEST_BYTES, BadExchange, Unit, from_csv, to_csv
from app.writing.parse import legible
from app.writing.xliff import NAMESPACE, from_xliff, to_xliff
from tests.rules.test_writing_any_text import any_text

legible_text = any_text.map(legible)
some_units = st.lists(
    st.builds(
        Unit,
        st.from_regex(r"[a-z0-9][a-z0-9._:-]{0,8}", fullmatch=True),
        legible_text,
        legible_text,
        st.sampled_from(["missing", "out_of_date", "current"]),
    ),
    max_size=4,
    unique_by=lambda unit: unit.id,
)
UNITS = [
    Unit(
        "s1.a",
        "Osuus on {{figure:3}} ja {{figure:3}}\n- **a** & <b>",
        "Andelen är {{figure:3}} {{figure:3}}",
        "current",
    ),
    Unit("s1.b", "=1+1;\"'", "", "missing"),
]


def out(units):
    """As XLIFF, from Finnish into Swedish."""
    return to_xliff(units, "fi", "sv", "Hyvinvointikertomus 2025–2029")


@given(some_units)
def test_what_goes_out_as_xliff_comes_back_the_same(units):
    assert from_xliff(out(units)) == units


@given(some_units)
def test_what_goes_out_as_csv_comes_back_the_same(units):
    assert from_csv(to_csv(units, "fi", "sv"), "fi", "sv") == units


def test_figures_travel_as_placeholders_that_are_the_same_in_both_languages():
    unit = etree.fromstring(out(UNITS)).find(f".//{{{NAMESPACE}}}unit")
    holders = [
        [each.get("id") for each in unit.iter(f"{{{NAMESPACE}}}ph") if each.getparent().tag.endswith(side)]
        for side in ("source", "target")
    ]
    assert holders == [["1-1", "1-2"]] * 2
    assert [each.text for each in unit.iter(f"{{{NAMESPACE}}}data")] == ["{{figure:3}}"]


def test_a_unit_that_a_tool_cut_into_sentences_comes_back_whole():
    body = f"""<xliff xmlns="{NAMESPACE}" version="2.0" srcLang="fi" trgLang="sv"><file id="f"><unit id="u">
      <originalData><data id="d">**</data></originalData>
      <segment state="final"><source>Yksi.</source><target><mrk id="m">Ett</mrk>.</target></segment>
      <ignorable><source> </source></ignorable>
      <segment state="translated"><source><pc id="1" dataRefStart="d" dataRefEnd="d">Kaksi</pc>.</source>
        <target><sc id="1" dataRef="d"/>Två<ec startRef="1" dataRef="d"/>.</target></segment>
    </unit></file></xliff>"""
    assert from_xliff(body.encode()) == [Unit("u", "Yksi. **Kaksi**.", "Ett. **Två**.", "current")]


def test_a_unit_is_as_far_as_its_least_translated_sentence():
    translated = out([UNITS[0]]).decode()
    assert from_xliff(translated.replace("translated", "final").encode())[0].state == "current"
    assert from_xliff(translated.replace(' state="translated"', "").encode())[0].state == "missing"


def bad(read, content, *arguments):
    """Why a file is not taken in, and where."""
    with pytest.raises(BadExchange) as refused:
        read(content, *arguments)
    return refused.value.reason, refused.value.place


def test_a_file_that_is_no_xliff_says_why_and_where():
    assert bad(from_xliff, b"<a>\n<b>")[0] == "not_xml"
    assert bad(from_xliff, b"<a/>") == ("not_xliff", "")
    assert bad(from_xliff, out(UNITS).replace(b'id="s1.b"', b'id="s1.a"')) == ("same_unit_twice", "s1.a")
    assert bad(from_xliff, out(UNITS).replace(b"<ph ", b"<img ")) == ("unknown_element", "s1.a")
    assert bad(from_xliff, b" " * (LARGEST_BYTES + 1)) == ("too_large", "")


@pytest.mark.parametrize("entity", ["'x'", "SYSTEM 'file:///etc/passwd'", "SYSTEM 'http://example.com/'"])
def test_a_document_type_is_refused(entity):
    attack = out(UNITS).replace(b"<xliff", f"<!DOCTYPE xliff [<!ENTITY e {entity}>]><xliff".encode(), 1)
    assert bad(from_xliff, attack.replace(b"Osuus", b"&e;")) == ("not_xml", "1")


def test_a_file_that_is_no_csv_of_ours_says_why_and_where():
    assert bad(from_csv, b"\xff\xfe", "fi", "sv") == ("not_csv", "")
    assert bad(from_csv, to_csv(UNITS, "fi", "sv"), "sv", "fi") == ("not_csv", "1")
    assert bad(from_csv, b"id;fi;sv;state\r\na;b", "fi", "sv") == ("not_csv", "2")
    assert bad(from_csv, b"id;fi;sv;state\r\na;b;c;ready", "fi", "sv") == ("unknown_state", "a")
    assert bad(from_csv, b"", "fi", "sv") == ("not_csv", "1")


def test_no_cell_is_taken_for_a_formula():
    rows = csv.reader(io.StringIO(to_csv(UNITS, "fi", "sv").decode("utf-8-sig")), delimiter=";")
    assert [row[1] for row in rows][2].startswith("'=")
