"""What people do to the annual clock: begin a year, change what stands in it, tell how far it is."""

import uuid
from collections.abc import Iterable

from app.calendar import queries, rules, template
from app.calendar.models import CalendarEntry, Removable
from app.calendar.rules import Told
from app.sections.people_actions import require_members
from tenants import audit, clock
from tenants.boundary import TenantSession
from tenants.errors import Refused


def begin_year(session: TenantSession, by: uuid.UUID, year: int, like: int | None = None) -> int:
    """A year's clock from the template, or `like` an earlier year's: the same days, people and titles, nothing begun.

    Gives how many entries it has. Raises Refused with "begun_already" or "nothing_to_copy".
    """
    session.take_turn()
    if queries.last_number(session, year):
        raise Refused("begun_already")
    told = _copied(session, year, like) if like else template.entries_of(year)
    if not told:
        raise Refused("nothing_to_copy")
    _add(session, year, told, after=0)
    audit.write(session, by, "calendar.begun", year=year, count=len(told))
    return len(told)


def _copied(session: TenantSession, year: int, like: int) -> list[Told]:
    """Whoever has left is named no more."""
    earlier = queries.entries_of(session, like)
    here = queries.members_of(session, [person for each in earlier for person in (each.owner_id, each.deputy_id)])
    return [_in_year(each, year, here) for each in earlier]


def _in_year(entry: CalendarEntry, year: int, here: set[uuid.UUID]) -> Told:
    begins_on = entry.begins_on and rules.in_year(entry.begins_on.year + year - entry.year, entry.begins_on)
    people = (person if person in here else None for person in (entry.owner_id, entry.deputy_id))
    titles = (entry.title_fi, entry.title_sv)
    return Told(entry.step, *titles, begins_on, rules.in_year(year, entry.due_on), *people)


def _add(session: TenantSession, year: int, told: Iterable[Told], after: int) -> list[CalendarEntry]:
    added = [
        CalendarEntry(year=year, number=number, **vars(each)) for number, each in enumerate(told, start=after + 1)
    ]
    session.add_all(added)
    session.flush()
    return added


def add_entry(session: TenantSession, by: uuid.UUID, year: int, told: Told) -> CalendarEntry:
    """One more. Raises Refused as `rules.check_days`, and with "not_a_member"."""
    _check(session, year, told)
    session.take_turn()
    (added,) = _add(session, year, [told], after=queries.last_number(session, year))
    audit.write(session, by, "calendar.entry_added", year=year, number=added.number)
    return added


def change_entry(session: TenantSession, by: uuid.UUID, entry: CalendarEntry, told: Told, seen: str) -> None:
    """Say it otherwise; `seen` is the mark of what its writer went on from.

    Raises Refused as `add_entry`, and with "changed_meanwhile" or "removed_meanwhile".
    """
    _check(session, entry.year, told)
    hold(session, entry, seen)
    for name, value in vars(told).items():
        setattr(entry, name, value)
    if session.is_modified(entry):
        audit.write(session, by, "calendar.entry_changed", year=entry.year, number=entry.number)


def move_entry(session: TenantSession, by: uuid.UUID, entry: CalendarEntry, state: str) -> None:
    """Tell how far it is; saying the same again changes nothing. Raises Refused("removed_meanwhile")."""
    hold(session, entry)
    if entry.state != state:
        entry.state = state
        audit.write(session, by, "calendar.entry_moved", year=entry.year, number=entry.number)


def remove_entry(session: TenantSession, by: uuid.UUID, entry: CalendarEntry) -> None:
    """Take it out of the clock; once is enough."""
    if take_out(session, by, entry):
        audit.write(session, by, "calendar.entry_removed", year=entry.year, number=entry.number)


def restore_entry(session: TenantSession, by: uuid.UUID, entry: CalendarEntry) -> None:
    """Bring it back as it was."""
    if bring_back(session, entry):
        audit.write(session, by, "calendar.entry_brought_back", year=entry.year, number=entry.number)


def hold(session: TenantSession, row: Removable, seen: str | None = None) -> None:
    """Hold something as it is now. Raises Refused with "removed_meanwhile", or "changed_meanwhile" where it is no more
    what was `seen`.
    """
    session.refresh(row, with_for_update=True)
    if row.removed_at is not None:
        raise Refused("removed_meanwhile")
    if seen is not None and seen != row.mark:
        raise Refused("changed_meanwhile")


def take_out(session: TenantSession, by: uuid.UUID, row: Removable) -> bool:
    """Whether there was anything to take out."""
    session.refresh(row, with_for_update=True)
    if row.removed_at is not None:
        return False
    row.removed_at, row.removed_by = clock.now(), by
    return True


def bring_back(session: TenantSession, row: Removable) -> bool:
    """Whether there was anything to bring back."""
    session.refresh(row, with_for_update=True)
    if row.removed_at is None:
        return False
    row.removed_at = row.removed_by = None
    return True


def _check(session: TenantSession, year: int, told: Told) -> None:
    rules.check_days(year, told)
    require_members(session, {told.owner_id, told.deputy_id} - {None})
