"""The metadata of a package as a Finnish case system knows them. Pure.

Elements and values are called as in SÄHKE2, the metadata model of the National Archives (version 1.3); JHS 143 has the
same things for describing records: title, actor, type, language, state, identifier, restriction, retention, format.

`package.xsd` says which there are; it goes along in every package.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from lxml import etree

from app.attachments.kinds import MEDIA_TYPES
from app.hand_over.rules import SCHEMA, File

XSD = Path(__file__).with_name("package.xsd")
NAMESPACE = "urn:welfare-report:hand-over-package:1"
LANGUAGE = "language"
INSTANCE = "http://www.w3.org/2001/XMLSchema-instance"
PERMANENTLY = -1
"""SÄHKE2's word for it."""

PUBLIC = "Julkinen"
PERSONAL = {False: "ei sisällä henkilötietoja", True: "sisältää henkilötietoja"}
KINDS = {"proposal": "päätösehdotus", "summary": "tiivistelmä", "report": "kertomus", "annex": "liite"}
STATES = {"proposal": "ehdotus valtuustolle", "adopted": "valtuuston hyväksymä", "edition": "julkaistu"}
AUTHOR, TITLES = "laatija", ("fi", "sv")
FORMATS = MEDIA_TYPES | {"txt": "text/plain; charset=utf-8"}
VERSIONS, UNKNOWN = {"pdf": "PDF/A-2a"}, "-"
"""Of the files that are made here; what was attached as PDF may be any PDF."""


@dataclass(frozen=True)
class Described:
    """What the coordinator has told of the whole, and when."""

    case_number: str
    function_code: str
    retention_years: int | None
    has_personal_data: bool
    asked_at: datetime


@dataclass(frozen=True)
class Step:
    """What a body has decided on the way to the council."""

    names: Mapping[str, str]
    on: date
    section: str
    decision: str


def metadata(
    content: Mapping[str, Any],
    told: Described,
    steps: Iterable[Step],
    files: Iterable[tuple[File, str]],
) -> bytes:
    """The case with all its records; `files` with the SHA-256 of each."""
    root = etree.Element(f"{{{NAMESPACE}}}CaseFile", nsmap={None: NAMESPACE, "xsi": INSTANCE})
    root.set(f"{{{INSTANCE}}}schemaLocation", f"{NAMESPACE} {SCHEMA}")
    add = _adding(root)
    add("Created", told.asked_at.isoformat(timespec="seconds"))
    if told.case_number:
        add("NativeId", told.case_number)
    for language in content.get("languages", TITLES):
        add("Language", language)
    _restriction(root, told)
    _in_each_language(root, "Title", content["title"])
    _retention(root, told)
    add("Status", STATES[state_of(content)])
    if told.function_code:
        add("Function", told.function_code)
    _author(root, content)
    for step in _with_the_council(content, steps):
        _action(root, step)
    for file, checksum in files:
        _record(root, content, told, file, checksum)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)


def state_of(content: Mapping[str, Any]) -> str:
    """Whether the council has yet to decide, has decided, or its decision has been published."""
    if content["edition"] is not None:
        return "edition"
    return "adopted" if content["adoption"] else "proposal"


def _adding(parent: etree._Element):
    def add(name: str, text: str | None = None) -> etree._Element:
        made = etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")
        made.text = text
        return made

    return add


def _in_each_language(parent: etree._Element, name: str, texts: Mapping[str, str]) -> None:
    for language in TITLES:
        if texts[language]:
            _adding(parent)(name, texts[language]).set(LANGUAGE, language)


def _restriction(parent: etree._Element, told: Described) -> None:
    add = _adding(_adding(parent)("Restriction"))
    add("PublicityClass", PUBLIC)
    add("PersonalData", PERSONAL[told.has_personal_data])


def _retention(parent: etree._Element, told: Described) -> None:
    add = _adding(parent)
    add("RetentionPeriod", str(told.retention_years or PERMANENTLY))


def _author(parent: etree._Element, content: Mapping[str, Any]) -> None:
    add = _adding(_adding(parent)("Agent"))
    add("Role", AUTHOR)
    names = content["municipality"]["name"]
    add("Name", names["fi"] if names["fi"] == names["sv"] else f"{names['fi']} / {names['sv']}")


def _with_the_council(content: Mapping[str, Any], steps: Iterable[Step]) -> list[Step]:
    """The bodies in the order of their meetings, the council's own adoption last."""
    known = list(steps)
    if adoption := content["adoption"]:
        names = {"fi": "Valtuusto", "sv": "Fullmäktige"}
        known.append(Step(names, date.fromisoformat(adoption["meeting_on"]), str(adoption["section"]), "adopted"))
    return known


def _action(parent: etree._Element, step: Step) -> None:
    action = _adding(parent)("Action")
    add = _adding(action)
    add("Created", step.on.isoformat())
    _in_each_language(action, "Title", step.names)
    add("Type", step.decision)
    if step.section:
        add("Section", step.section)


def _record(
    parent: etree._Element, content: Mapping[str, Any], told: Described, file: File, checksum: str
) -> None:
    record = _adding(parent)("Record")
    add = _adding(record)
    add("Created", told.asked_at.isoformat(timespec="seconds"))
    add("NativeId", file.name)
    add("Language", file.language)
    _restriction(record, told)
    add("Title", file.title).set(LANGUAGE, file.language)
    add("Type", KINDS[file.kind])
    _retention(record, told)
    add("Status", STATES[state_of(content)])
    _author(record, content)
    _document(record, file, checksum)


def _document(record: etree._Element, file: File, checksum: str) -> None:
    suffix = file.name.rpartition(".")[2]
    document = _adding(record)("Document")
    place, add = _adding(_adding(document)("File")), _adding(document)
    place("Name", file.name)
    place("Path", "./")
    format = _adding(add("Format"))
    format("Name", FORMATS[suffix])
    format("Version", VERSIONS.get(suffix, UNKNOWN) if file.is_made_here else UNKNOWN)
    add("HashAlgorithm", "sha256")
    add("HashValue", checksum)
