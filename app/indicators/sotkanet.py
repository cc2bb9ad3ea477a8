"""THL's statistics bank as we ask it: the Sotkanet REST API 1.1, in batches into our mirror, never while a page waits.

The service breaks off, answers 5xx and cuts bodies short without a word; every question is therefore asked again,
more slowly each time. What it says is given on cleaned (blank texts are "", numbers exact) but otherwise as said.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

AGENT = "welfare-report/0.1"
TIMEOUT = (10, 60)
"""Seconds to connect and between two pieces of an answer: the whole list of indicators is 2.5 MB."""
PASSING = frozenset({429, 500, 502, 503, 504})
"""Refusals that may be over the next moment."""
ATTEMPTS = 8
LONGEST_WAIT = 15.0
COUNT = "LKM"
"""The unit in which the value and the absolute value are the same thing."""


GENDERS = ("total", "male", "female")
"""As the service names them, in the order in which it is asked for them."""
LARGEST = 2**31 - 1
MOST_DIGITS = 30


class SotkanetError(Exception):
    """Sotkanet did not answer."""

    kind = "no_answer"


class MalformedAnswer(SotkanetError):
    """Sotkanet answered something else than it promises."""

    kind = "malformed"


@dataclass(frozen=True)
class Area:
    """A municipality, county, region or the country in Sotkanet's own numbering."""

    id: int
    code: str
    category: str
    title: dict[str, str]


@dataclass(frozen=True)
class Listed:
    """An indicator as the list of all of them names it."""

    id: int
    title: dict[str, str]
    organisation: dict[str, str]


@dataclass(frozen=True)
class Metadata:
    """What Sotkanet says about one indicator. It has no word on which direction is good.

    Description, interpretation and limits are HTML as the source wrote it. `genders` are those it has figures for.
    """

    id: int
    title: dict[str, str]
    description: dict[str, str]
    interpretation: dict[str, str]
    limits: dict[str, str]
    unit_code: str
    unit: dict[str, str]
    decimals: int
    organisation: dict[str, str]
    source: dict[str, str]
    first_year: int
    last_year: int
    updated_on: date | None
    genders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """One figure. A withheld or missing one is no Value at all; `value` alone may be None while a count is there."""

    area_id: int
    year: int
    gender: str
    value: Decimal | None
    absolute_value: Decimal | None


class Sotkanet:
    """The API at `base` (which ends with /rest/1.1). `wait` is the first pause before asking again, in seconds;
    a fifth of it lies before every question, for the service is shared."""

    def __init__(self, base: str, contact: str, wait: float = 0.5):
        import requests  # not above: the background worker alone asks, and every process would hold megabytes for it

        self._base = base.rstrip("/")
        self._wait = wait
        self._http = requests.Session()
        # The usual agents of programs are turned away with 403; ours says who is asking.
        self._http.headers["User-Agent"] = f"{AGENT} (+{contact})"

    def regions(self) -> list[Area]:
        """Every area of every category."""
        return [_area(item) for item in self._list("regions")]

    def indicators(self) -> dict[int, Listed]:
        """Every indicator in the bank, by id."""
        listed = [_listed(item) for item in self._list("indicators")]
        return {each.id: each for each in listed}

    def metadata(self, indicator_id: int) -> Metadata | None:
        """What is said about one indicator; None when the id has no metadata, which is no error."""
        item = self._ask(f"indicators/{indicator_id}")
        if item is None:
            return None
        if not isinstance(item, dict) or item.get("id") != indicator_id:
            raise MalformedAnswer(f"indicators/{indicator_id}: not the metadata of this indicator")
        return _metadata(item)

    def values(self, indicator_id: int, years: Iterable[int], genders: Iterable[str] = ("total",)) -> list[Value]:
        """The figures of every area: Sotkanet has no dependable filter by area."""
        items = self._list("json", {"indicator": indicator_id, "years": list(years), "genders": list(genders)})
        return [_value(item, indicator_id) for item in items]

    def _list(self, path: str, query: dict[str, Any] | None = None) -> list[dict[str, Any]]:
        items = self._ask(path, query)
        if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
            raise MalformedAnswer(f"{path}: not a list")
        return items

    def _ask(self, path: str, query: dict[str, Any] | None = None) -> Any:
        """The answer's JSON, None for 404. A body cut short has status 200: only reading it tells."""
        for attempt in range(ATTEMPTS):
            time.sleep(min(self._wait * 2 ** (attempt - 1), LONGEST_WAIT) if attempt else self._wait / 5)
            try:
                answer = self._http.get(f"{self._base}/{path}", params=query, timeout=TIMEOUT)
                if answer.ok:
                    return answer.json()
                trouble = f"status {answer.status_code}"
                if answer.status_code not in PASSING:
                    break
            except OSError as error:  # as whatever requests raises is
                trouble = str(error)
        if trouble == "status 404":
            return None
        raise SotkanetError(f"{path}: {trouble}")


def _area(item: dict[str, Any]) -> Area:
    return Area(_whole(item, "id"), _text(item.get("code")), _text(item.get("category")), _texts(item.get("title")))


def _listed(item: dict[str, Any]) -> Listed:
    organisation = _texts(_inside(item, "organization").get("title"))
    return Listed(_whole(item, "id"), _texts(item.get("title")), organisation)


def _metadata(item: dict[str, Any]) -> Metadata:
    unit, span = _inside(item, "primaryValueType"), _inside(item, "range")
    return Metadata(
        id=_whole(item, "id"),
        title=_texts(item.get("title")),
        description=_texts(item.get("description")),
        interpretation=_texts(item.get("interpretation")),
        limits=_texts(item.get("limits")),
        unit_code=_text(unit.get("code")),
        unit=_texts(unit.get("title")),
        decimals=_whole(item, "decimals"),
        organisation=_texts(_inside(item, "organization").get("title")),
        source=_joined([_texts(_inside(source, "title")) for source in item.get("sources") or ()]),
        first_year=_whole(span, "start"),
        last_year=_whole(span, "end"),
        updated_on=_day(item.get("data-updated")),
        genders=_genders(_inside(_inside(item, "classifications"), "sex").get("values")),
    )


def _genders(told: Any) -> tuple[str, ...]:
    """Many indicators do not say which they have: then all genders together."""
    return tuple(gender for gender in GENDERS if isinstance(told, list) and gender in told) or GENDERS[:1]


def _value(item: dict[str, Any], indicator_id: int) -> Value:
    if item.get("indicator") != indicator_id:
        raise MalformedAnswer(f"json: asked for {indicator_id}, was given {item.get('indicator')}")
    return Value(
        area_id=_whole(item, "region"),
        year=_whole(item, "year"),
        gender=_text(item.get("gender")),
        value=_number(item, "value"),
        absolute_value=_number(item, "absValue"),
    )


def _inside(item: Any, key: str) -> dict[str, Any]:
    part = item.get(key) if isinstance(item, dict) else None
    return part if isinstance(part, dict) else {}


def _texts(item: Any) -> dict[str, str]:
    """A bilingual text; a blank language is "" and the reader is shown the other one."""
    texts = item if isinstance(item, dict) else {}
    return {language: _text(texts.get(language)) for language in ("fi", "sv")}


def _joined(texts: list[dict[str, str]]) -> dict[str, str]:
    return {language: "; ".join(text[language] for text in texts if text[language]) for language in ("fi", "sv")}


def _text(item: Any) -> str:
    """In one line, without what no database takes: NUL and halves of letters."""
    text = item.replace("\0", "").encode("utf-8", "replace").decode() if isinstance(item, str) else ""
    return " ".join(text.split())


def _whole(item: dict[str, Any], key: str) -> int:
    number = item.get(key)
    if not isinstance(number, int) or isinstance(number, bool) or abs(number) > LARGEST:
        raise MalformedAnswer(f"{key}: {number!r} is not a whole number")
    return number


def _number(item: dict[str, Any], key: str) -> Decimal | None:
    number = item.get(key)
    if number is None:
        return None
    try:
        # By way of its text: 12.7 is what the source says, not the binary number nearest to it.
        exact = Decimal(str(number))
    except InvalidOperation:
        exact = Decimal("NaN")
    if isinstance(number, bool) or not exact.is_finite() or abs(exact.adjusted()) > MOST_DIGITS:
        raise MalformedAnswer(f"{key}: {number!r} is not a number")
    return exact


def _day(text: Any) -> date | None:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        return None
