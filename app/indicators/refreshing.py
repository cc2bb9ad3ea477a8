"""Brings the mirror to what Sotkanet says today, one indicator after the other, each in a transaction of its own.

A kill at any point leaves every indicator wholly old or wholly new, and the next run goes on where it ended: it fetches
what the newest revision does not have yet. What cannot be trusted keeps the last good figures, and its trouble is told.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func, select, union, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from app.indicators.bundle import as_json
from app.indicators.choices import ChosenIndicator
from app.indicators.collecting import Say, Unfit, compared_areas, fit_metadata, fit_series, told_of
from app.indicators.judgements import Judgement, apply_judgements, judgements
from app.indicators.loading import load, load_areas, load_listing, take_turn
from app.indicators.models import FigureRefresh, Indicator, IndicatorTrouble, ListedIndicator
from app.indicators.revisions import newest_told
from app.indicators.sets import IndicatorSetItem
from app.indicators.sotkanet import Area, Listed, Metadata, Sotkanet, SotkanetError
from app.indicators.themes import themes
from tenants import clock
from tenants.boundary import WorkerSession
from tenants.database import Engines
from tenants.municipalities import County, Municipality, Region

REFRESHING = 0x72656672
"""The advisory lock of the run that is under way."""

COUNTS = ("total", "done", "fetched", "refused")


@dataclass(frozen=True)
class Run:
    """One refresh under way."""

    id: uuid.UUID
    engines: Engines
    sotkanet: Sotkanet
    listing: dict[int, Listed]
    areas: set[int]
    today: date
    is_all: bool
    say: Say


def refresh(engines: Engines, sotkanet: Sotkanet, say: Say, *, is_all: bool = False) -> dict[int, str]:
    """Fetch every followed indicator whose metadata have changed, or all of them; gives what was refused and why.

    Raises SotkanetError when there is no service at all. One run at a time: another one says so and does nothing.
    """
    with WorkerSession(engines) as whole_run, whole_run.begin():
        # Whoever holds it is refreshing: it falls with its process.
        if not whole_run.scalar(select(func.pg_try_advisory_xact_lock(REFRESHING))):
            say("a refresh is under way already")
            return {}
        return _refresh(engines, sotkanet, say, is_all)


def _refresh(engines: Engines, sotkanet: Sotkanet, say: Say, is_all: bool) -> dict[int, str]:
    begun = _begin(engines)
    try:
        areas, listing = compared_areas(sotkanet), sotkanet.indicators()
    except SotkanetError:
        _note(engines, begun, state="no_answer", ended_at=clock.now())
        raise
    run = Run(begun, engines, sotkanet, listing, {area.id for area in areas}, clock.today(), is_all, say)
    followed = _prepare(run, areas)
    _note(engines, begun, total=len(followed))
    refused = _bring_up_to_date(run, followed)
    _note(engines, begun, state="complete", ended_at=clock.now())
    return refused


def _prepare(run: Run, areas: list[Area]) -> list[int]:
    """What is known before any figure is asked for; gives what is followed."""
    with WorkerSession(run.engines) as session, session.begin():
        take_turn(session)
        load_areas(session, areas)
        _keep_listing(session, run)
        apply_judgements(session)
        for name in _strangers(session, run.areas):
            run.say(
                f"{name}: Sotkanet does not know its number; it will have no figures until the register is corrected"
            )
        return followed_indicators(session)


def followed_indicators(session: Session) -> list[int]:
    """What is mirrored already, what the service shows, what sets name and what municipalities have chosen."""
    found = union(
        select(Indicator.id),
        select(IndicatorSetItem.indicator_id).where(IndicatorSetItem.indicator_id.is_not(None)),
        select(ChosenIndicator.indicator_id),
    )
    return sorted({*session.scalars(found), *(theme.indicator_id for theme in themes())})


def _begin(engines: Engines) -> uuid.UUID:
    """A run that was left behind under way is over: whoever had it in hand is gone."""
    now = clock.now()
    begun = FigureRefresh(id=uuid.uuid4(), begun_at=now, touched_at=now, state="running", **dict.fromkeys(COUNTS, 0))
    left = update(FigureRefresh).where(FigureRefresh.state == "running")
    with WorkerSession(engines) as session, session.begin():
        session.execute(left.values(state="interrupted", ended_at=FigureRefresh.touched_at))
        session.add(begun)
    return begun.id


def _note(engines: Engines, run_id: uuid.UUID, **columns: object) -> None:
    """How far the run has come, in a transaction of its own."""
    with WorkerSession(engines) as session, session.begin():
        mine = update(FigureRefresh).where(FigureRefresh.id == run_id)
        session.execute(mine.values(touched_at=clock.now(), **columns))


def _keep_listing(session: Session, run: Run) -> None:
    """What is listed no more is gone, and stays with the figures it has."""
    load_listing(session, run.listing.values())
    for table, column in ((ListedIndicator, "gone_on"), (Indicator, "withdrawn_on")):
        missing = table.id.not_in(run.listing)
        marked = getattr(table, column)
        session.execute(update(table).where(missing, marked.is_(None)).values({column: run.today}))
        session.execute(update(table).where(~missing, marked.is_not(None)).values({column: None}))


def _bring_up_to_date(run: Run, followed: Iterable[int]) -> dict[int, str]:
    refused: dict[int, str] = {}
    fetched = 0
    for done, number in enumerate(followed, 1):
        try:
            fetched += _update(run, number)
        except (Unfit, SotkanetError) as trouble:
            refused[number] = str(trouble)
            _refuse(run, number, trouble)
        _note(run.engines, run.id, done=done, fetched=fetched, refused=len(refused))
    return refused


def _update(run: Run, number: int) -> bool:
    """Whether there was something to fetch; raises Unfit or SotkanetError."""
    with WorkerSession(run.engines, read_only=True) as session:
        expected = judgements(session).get(number, Judgement()).expected_title_fi
        _, had = newest_told(session, [number]).get(number, (0, None))
    metadata = fit_metadata(run.sotkanet, run.listing, number, expected)
    is_new = run.is_all or had != as_json(metadata)
    if is_new:
        _fetch(run, metadata)
    with WorkerSession(run.engines) as session, session.begin():
        session.execute(delete(IndicatorTrouble).where(IndicatorTrouble.indicator_id == number))
    return is_new


def _fetch(run: Run, metadata: Metadata) -> None:
    fetched = fit_series(run.sotkanet, metadata, run.areas)
    with WorkerSession(run.engines) as session, session.begin():
        load(session, [fetched], run.today)
    run.say(told_of(fetched))


def _refuse(run: Run, number: int, trouble: Unfit | SotkanetError) -> None:
    details = trouble.details if isinstance(trouble, Unfit) else {"said": str(trouble)}
    told = {"kind": trouble.kind, "details": details, "happened_at": clock.now()}
    with WorkerSession(run.engines) as session, session.begin():
        # Its number may never have been listed: a theme of ours, or a set's, that the bank does not have.
        session.execute(insert(ListedIndicator).values(_unlisted(number, run.today)).on_conflict_do_nothing())
        title = session.get_one(ListedIndicator, number).title_fi
        row = insert(IndicatorTrouble).values(indicator_id=number, **told)
        session.execute(row.on_conflict_do_update(index_elements=["indicator_id"], set_=told))
    run.say(f"{number} {title}: kept as it was, {trouble}")


def _unlisted(number: int, today: date) -> dict[str, object]:
    ours = next((theme.title_fi for theme in themes() if theme.indicator_id == number), "")
    return {
        "id": number,
        "title_fi": ours,
        "title_sv": "",
        "organisation_fi": "",
        "organisation_sv": "",
        "gone_on": today,
    }


def _strangers(session: Session, known: set[int]) -> list[str]:
    areas = [each for kind in (Municipality, County, Region) for each in session.scalars(select(kind))]
    return sorted(area.name_fi for area in areas if area.sotkanet_region_id not in known)
