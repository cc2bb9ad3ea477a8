"""Following every link and finding every form, as somebody who presses everything would."""

from collections import Counter, deque
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter, RequestRedirect

from tests.pages.parsed import TYPED_IN, ParsedPage
from tests.pages.visitor import Visitor

MOST_PAGES = 1500
"""Beyond that a link leads on for ever, which is a fault of its own."""

MOST_OF_A_KIND = 15
"""Of pages that are drawn by one view: staff have one for each of hundreds of municipalities."""


@dataclass(frozen=True)
class FoundForm:
    """A form on a page: where it is sent, and its fields with what stands in them."""

    action: str
    method: str
    fields: tuple[tuple[str, str], ...]


@dataclass
class Found:
    """What a visitor reached."""

    pages: dict[str, str] = field(default_factory=dict)
    """The text by address."""
    forms: set[FoundForm] = field(default_factory=set)


def crawl(visitor: Visitor, start: str, stay_under: tuple[str, ...] = ("/fi/", "/sv/")) -> Found:
    """Every page within these addresses that links and forms lead to from `start`; no form is sent."""
    found, waiting, seen, kinds = Found(), deque([start]), {start}, Counter()
    views = visitor.app.url_map.bind("")
    while waiting:
        address = waiting.popleft()
        answer = visitor.get(address)
        if answer.location:
            links = {answer.location}
        elif answer.mimetype == "text/html":
            found.pages[address] = answer.text
            page = ParsedPage(answer.text)
            found.forms |= set(_forms(page, address))
            links = {link.get("href", "") for link in page.all("a")}
        else:
            links = set()
            found.pages[address] = ""
        assert len(found.pages) <= MOST_PAGES, address
        for link in sorted(_here(each, address) for each in links):
            if link and link.startswith(stay_under) and link not in seen:
                seen.add(link)
                kinds[kind := view_of(views, link)] += 1
                if kinds[kind] <= MOST_OF_A_KIND:
                    waiting.append(link)
    return found


def view_of(views: MapAdapter, link: str) -> str:
    """The view that answers an address; the address itself where none does."""
    try:
        return views.match(urlsplit(link).path)[0]
    except (HTTPException, RequestRedirect):
        return link


def _here(link: str, page: str) -> str:
    """The address without the host; empty for another host's or another kind of link."""
    parts = urlsplit(urljoin(f"http://localhost{page}", link))
    if parts.scheme != "http" or parts.netloc != "localhost":
        return ""
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _forms(page: ParsedPage, address: str) -> list[FoundForm]:
    forms = []
    for form in page.all("form"):
        fields = [each for each in form.iter() if each.tag in {*TYPED_IN, "button"} and each.get("name")]
        values = {each.get("name"): _value(each) for each in fields if each.get("name") != "csrf_token"}
        action, method = _here(form.get("action") or address, address), (form.get("method") or "get").upper()
        # A browser puts what is typed into a form that asks in the place of the address's own question.
        action = action.partition("?")[0] if method == "GET" else action
        forms.append(FoundForm(action, method, tuple(sorted(values.items()))))
    return forms


def _value(element) -> str:
    if element.tag == "select":
        chosen = [each.get("value") or "" for each in element.iter("option")]
        return next((value for value in chosen if value), "")
    if element.tag == "textarea":
        return element.text or ""
    return element.get("value") or ""
