"""Texts to translate as XLIFF 2.0 (OASIS Standard, 2014): what translators' tools read and write."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from lxml import etree

from app.writing.exchange import LARGEST_BYTES, BadExchange, Unit, checked
from app.writing.tokens import FIGURE, PANEL
from tenants.unwritable import UNWRITABLE

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
PRESERVE = {"{http://www.w3.org/XML/1998/namespace}space": "preserve"}
TOKEN = re.compile(f"(?:{FIGURE.pattern}|{PANEL.pattern})")
# Characters that XML cannot hold have an element of their own.
PIECE = re.compile(f"{TOKEN.pattern}|{UNWRITABLE.pattern}")
# The standard has no state for a translation whose original changed; a state of ours refines its first one.
OUT_OF_DATE = "welfare:out_of_date"


def to_xliff(units: Sequence[Unit], source_language: str, target_language: str, original: str) -> bytes:
    """A file with all units; `original` names what the texts are of."""
    languages = {"version": "2.0", "srcLang": source_language, "trgLang": target_language}
    root = etree.Element(_name("xliff"), languages, nsmap={None: NAMESPACE})
    file = _add(root, "file", id="f1", original=original)
    for unit in units:
        _write(file, unit)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _write(file: etree._Element, unit: Unit) -> None:
    written = _add(file, "unit", id=unit.id, **PRESERVE)
    tokens = list(dict.fromkeys(found[0] for found in TOKEN.finditer(f"{unit.source}\n{unit.target}")))
    if tokens:
        data = _add(written, "originalData")
        for number, token in enumerate(tokens, start=1):
            _add(data, "data", id=f"d{number}").text = token
    states = {"current": {"state": "translated"}, "out_of_date": {"state": "initial", "subState": OUT_OF_DATE}}
    segment = _add(written, "segment", **states.get(unit.state, {"state": "initial"}))
    _fill(_add(segment, "source"), unit.source, tokens)
    if unit.target:
        _fill(_add(segment, "target"), unit.target, tokens)


def _fill(element: etree._Element, text: str, tokens: list[str]) -> None:
    """A token's first placeholder has the same id in original and translation, and so has its second."""
    times: Counter[str] = Counter()
    end, last = 0, None
    for found in PIECE.finditer(text):
        _say(element, last, text[end : found.start()])
        token = found[0]
        if token in tokens:
            times[token] += 1
            number = tokens.index(token) + 1
            last = _add(element, "ph", id=f"{number}-{times[token]}", dataRef=f"d{number}", disp=token, canDelete="no")
        else:
            last = _add(element, "cp", hex=f"{ord(token):04X}")
        end = found.end()
    _say(element, last, text[end:])


def _say(element: etree._Element, last: etree._Element | None, text: str) -> None:
    if last is None:
        element.text = text
    else:
        last.tail = text


def from_xliff(content: bytes) -> list[Unit]:
    """The units of a file that `to_xliff` wrote and a tool filled in, also where it cut them into sentences.

    Raises BadExchange. What the file refers to outside itself is never fetched, and a document type is refused.
    """
    root = _root(content)
    if root.tag != _name("xliff"):
        raise BadExchange("not_xliff")
    return checked([_read(unit) for unit in root.iter(_name("unit"))])


def _root(content: bytes) -> etree._Element:
    if len(content) > LARGEST_BYTES:
        raise BadExchange("too_large")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise BadExchange("not_xml", str(error.lineno or "")) from error
    if root.getroottree().docinfo.doctype:
        raise BadExchange("not_xml", "1")
    return root


def _read(unit: etree._Element) -> Unit:
    name = unit.get("id")
    if not name:
        raise BadExchange("not_xliff", str(unit.sourceline))
    data = {each.get("id"): _text(each, {}, name) for each in unit.iterfind(f"{_name('originalData')}/{_name('data')}")}
    pieces = [each for each in unit if each.tag in (_name("segment"), _name("ignorable"))]
    source, target = (
        "".join(_text(each, data, name) for piece in pieces for each in _said(piece, kind))
        for kind in ("source", "target")
    )
    return Unit(name, source, target, _state(unit, target))


def _said(piece: etree._Element, kind: str) -> Iterator[etree._Element]:
    """What stands between two sentences has no translation of its own when it is the same in both languages."""
    found = piece.find(_name(kind))
    if found is None and piece.tag == _name("ignorable"):
        found = piece.find(_name("source"))
    return iter(() if found is None else (found,))


def _text(element: etree._Element, data: dict[str, str], unit: str) -> str:
    said = element.text or ""
    for each in element:
        said += _inline(each, data, unit) + (each.tail or "")
    return said


def _inline(element: etree._Element, data: dict[str, str], unit: str) -> str:
    """An element within a text: a placeholder, a character, or a mark of the tool around words."""
    match etree.QName(element).localname:
        case "ph" | "sc" | "ec":
            return data.get(element.get("dataRef", ""), element.get("equiv", ""))
        case "cp":
            return _character(element.get("hex", ""), unit)
        case "pc":
            before, after = (data.get(element.get(name, ""), "") for name in ("dataRefStart", "dataRefEnd"))
            return before + _text(element, data, unit) + after
        case "mrk" | "sm" | "em":
            return _text(element, data, unit)
    raise BadExchange("unknown_element", unit)


def _character(hexadecimal: str, unit: str) -> str:
    try:
        return chr(int(hexadecimal, 16))
    except (ValueError, OverflowError) as error:
        raise BadExchange("unknown_element", unit) from error


def _state(unit: etree._Element, target: str) -> str:
    """As far as its least translated sentence."""
    states = {(each.get("state", "initial"), each.get("subState")) for each in unit.iterfind(_name("segment"))}
    if all(state != "initial" for state, _ in states):
        return "current"
    return "out_of_date" if ("initial", OUT_OF_DATE) in states else "missing"


def _add(parent: etree._Element, tag: str, **attributes: str) -> etree._Element:
    return etree.SubElement(parent, _name(tag), attributes)


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"
