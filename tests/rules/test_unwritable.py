"""What XML cannot hold, as a reader of XML has it."""

import sys

import pytest
from lxml import etree

from app.charts.pieces import words
from app.web.excel_files import as_excel
from app.writing.parse import legible
from app.writing.word_xml import legal
from billing.markup import element
from tenants.unwritable import UNWRITABLE

EVERY_SIGN = "".join(map(chr, range(sys.maxunicode + 1)))


def test_every_sign_that_is_left_stands_in_xml_and_none_that_is_left_out_can():
    held = etree.Element("held")
    held.text = UNWRITABLE.sub("", EVERY_SIGN)
    assert etree.fromstring(etree.tostring(held, encoding="UTF-8")).text == held.text
    for sign in UNWRITABLE.findall(EVERY_SIGN):
        with pytest.raises(ValueError):
            held.text = sign


def test_whatever_makes_a_file_leaves_all_of_them_out():
    pasted = "Ii" + "".join(UNWRITABLE.findall(EVERY_SIGN))
    assert [words(pasted), element("name", pasted).text, legal(pasted), legal("\r")] == ["Ii", "Ii", "Ii", ""]
    assert legible(pasted) == "Ii\n\n"  # two of them are Word's ends of lines
    assert as_excel({pasted: [[pasted]]})
