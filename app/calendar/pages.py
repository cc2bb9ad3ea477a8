"""What the pages of the year say and draw: the picture, and an event for a calendar program."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from flask import current_app, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from app.calendar import words
from app.calendar.ical import Event, calendar_file
from app.calendar.rules import DONE, STATES, Thing
from app.charts.wheels import FILLS, Slice, Wheel, wheel
from app.web import numbers
from tenants.registry import TenantFacts

FILL_OF = dict(zip(STATES, FILLS, strict=True))


def picture_of(year: int, things: Sequence[Thing], language: str, today: date) -> Markup:
    """A year's things as a wheel; the list beside it tells the same in words."""
    return wheel(
        Wheel(
            prefix="year",
            title=_("Annual clock %(year)s", year=year),
            description=_description(things, today),
            year=year,
            months=words.short_month_names(language),
            slices=[
                Slice(each.begins_on, each.due_on, str(each.step or ""), FILL_OF[each.state], each.is_late(today))
                for each in things
            ],
            today=today,
            legend=[*map(str, words.STATES.values()), _("late"), _("today")],
        )
    )


def _description(things: Iterable[Thing], today: date) -> str:
    things = list(things)
    states = Counter(each.state for each in things)
    said = [f"{word}: {states[state]}" for state, word in words.STATES.items()]
    late = sum(each.is_late(today) for each in things)
    return _(
        "The months in a circle, the eight steps as arcs, single days as discs with the step's number. %(states)s."
        " The list tells the same.",
        states=", ".join([*said, f"{_('late')}: {late}"]),
    )


def feed_file(tenant: TenantFacts, things: Iterable[Thing], language: str) -> bytes:
    """What a calendar program reads: each thing on its days."""
    name = f"{_('Annual clock')} – {tenant.names[language]}"
    return calendar_file(name, language, [_event(tenant, each, language) for each in things])


def _event(tenant: TenantFacts, each: Thing, language: str) -> Event:
    slug = tenant.slugs[language]
    address = url_for(each.endpoint, language=language, municipality=slug, **each.address)
    title = each.title[language]
    return Event(
        each.id,
        each.changed_at,
        each.begins_on or each.due_on,
        each.due_on,
        f"{title} ({words.STATES[DONE]})" if each.state == DONE else title,
        "\n".join(_facts(each, language)),
        current_app.config["SETTINGS"].public_url + address,
    )


def _facts(each: Thing, language: str) -> Iterable[str]:
    """Lines of what is known of it, as on its own page."""
    yield str(words.KINDS[each.kind])
    if each.step:
        yield words.step_name(each.step, language)
    if each.begins_on:
        yield f"{numbers.day(each.begins_on, language)}–{numbers.day(each.due_on, language)}"
    if each.kind != "follow_up":
        yield f"{_('Responsible person')}: {each.owner or _('Nobody yet')}"
    if each.deputy:
        yield f"{_('Deputy')}: {each.deputy}"
    yield f"{_('State')}: {words.STATES[each.state]}"
