"""What a new edition says otherwise than the one that it corrects. Pure."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from app.indicators.rules import wording

PARTS = ("adoption", "title", "period", "municipality", "languages", "summary", "attachments", "annex")
"""What may differ beside the sections."""


def correction(before: Mapping[str, Any], after: Mapping[str, Any], told: Mapping[str, str]) -> dict[str, Any]:
    """What stands in the new edition's content: which edition it corrects, what its publisher tells of it by language
    (blank where that is not written), and what differs, worked out: the `parts` by name, the `sections` that were
    changed, added or removed, by number and title.
    """
    parts = [name for name in PARTS if _said(before, name) != _said(after, name)]
    sections = list(_sections(before, after))
    return {"edition": before["edition"], "told": dict(told), "parts": parts, "sections": sections}


def as_read(told: Mapping[str, Any], language: str, _: Callable[[str], str]) -> dict[str, Any]:
    """A correction for its readers: the sentence about it with its language, and what differs, in words of `_`, the
    catalogue's gettext.
    """
    parts = {
        "adoption": _("The council's decision"),
        "title": _("The title"),
        "period": _("The years"),
        "municipality": _("The municipality's name"),
        "languages": _("The languages"),
        "summary": _("The plain-language summary"),
        "attachments": _("The attachments"),
        "annex": _("The annex of minimum data"),
    }
    changes = {
        "changed": _("Changed: section %(section)s"),
        "added": _("New: section %(section)s"),
        "removed": _("Removed: section %(section)s"),
    }
    sections = [(changes[each["change"]], f"{each['number']} {each['title'][language]}") for each in told["sections"]]
    text, written = wording(told["told"], language)
    return {
        "replaces": _("This edition replaces edition %(number)s.") % {"number": told["edition"]},
        "text": text,
        "language": written,
        "differences": [parts[name] for name in told["parts"]] + [words % {"section": it} for words, it in sections],
    }


def _said(content: Mapping[str, Any], name: str) -> Any:
    """An attachment is its bytes and its name; what contents of form 1 do not tell of it differs in none."""
    if name == "attachments":
        return [(each["number"], each["checksum"], each["name"]) for each in content.get(name, ())]
    if name == "summary":
        return [text for text in content.get(name, {}).values() if text]
    return content.get(name)


def _sections(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    old, new = _by_title(before), _by_title(after)
    for key, section in new.items():
        if key not in old:
            yield _named(section, "added")
        elif _content(old[key]) != _content(section):
            yield _named(section, "changed")
    yield from (_named(section, "removed") for key, section in old.items() if key not in new)


def _by_title(content: Mapping[str, Any]) -> dict[tuple[str, str], Mapping[str, Any]]:
    return {(each["number"], each["title"]["fi"]): each for each in content["sections"]}


def _content(section: Mapping[str, Any]) -> dict[str, Any]:
    return {name: section.get(name) or None for name in ("title", "text", "indicators", "figures", "plan")}


def _named(section: Mapping[str, Any], change: str) -> dict[str, Any]:
    return {"number": section["number"], "title": section["title"], "change": change}
