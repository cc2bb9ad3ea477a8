"""A plan as plain data, in both languages: the one source of its page, its PDF, its file and its versions. Pure."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from app.plan.following import Followed
from app.plan.models import Emphasis, Goal, GoalIndicator, Measure, Plan, PlanRow
from app.plan.tags import Tag

BOTH = ("fi", "sv")


def content_of(plan: Plan, figures: Mapping[UUID, Followed], tags: Mapping[str, Tag]) -> dict[str, Any]:
    """Everything that the plan says; people by their ids, figures as the text of their exact decimals.

    `number` stands in addresses, `shown` before titles. Only tags that something has are told.
    """
    content = {
        "number": plan.number,
        "title": _in_both(plan, "title"),
        "period": {"first_year": plan.first_year, "last_year": plan.last_year},
        "emphases": [
            _emphasis(emphasis, str(place), figures) for place, emphasis in enumerate(plan.emphases, start=1)
        ],
    }
    used = {key for goal in goals_in(content) for row in (goal, *goal["measures"]) for key in row["tags"]}
    return content | {"tags": {key: tag.as_content() for key, tag in tags.items() if key in used}}


def goals_in(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every goal in reading order."""
    return [goal for emphasis in content["emphases"] for goal in emphasis["goals"]]


def measures_in(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every measure in reading order."""
    return [measure for goal in goals_in(content) for measure in goal["measures"]]


def people_in(content: Mapping[str, Any]) -> set[UUID]:
    """Everybody who answers for something."""
    rows = (*goals_in(content), *measures_in(content))
    return {UUID(row[part]) for row in rows for part in ("owner", "deputy") if row[part]}


def without_people(content: Mapping[str, Any]) -> dict[str, Any]:
    """The same for residents: who answers for what is a body's name, not a person's."""
    nobody = {"owner": None, "deputy": None}
    emphases = [
        emphasis
        | {
            "goals": [
                goal | nobody | {"measures": [measure | nobody for measure in goal["measures"]]}
                for goal in emphasis["goals"]
            ]
        }
        for emphasis in content["emphases"]
    ]
    return {**content, "emphases": emphases}


def _emphasis(emphasis: Emphasis, shown: str, figures: Mapping[UUID, Followed]) -> dict[str, Any]:
    goals = [_goal(goal, f"{shown}.{place}", figures) for place, goal in enumerate(emphasis.goals, start=1)]
    return _row(emphasis, shown) | {"goals": goals}


def _goal(goal: Goal, shown: str, figures: Mapping[UUID, Followed]) -> dict[str, Any]:
    return _row(goal, shown) | {
        "age_group": goal.age_group,
        "strategy": _in_both(goal, "strategy"),
        "measured": _in_both(goal, "measured"),
        "owner": _id(goal.owner_id),
        "deputy": _id(goal.deputy_id),
        "tags": list(goal.tags),
        "indicators": [_indicator(each, figures[each.id]) for each in goal.indicators],
        "measures": [_measure(each, f"{shown}.{place}") for place, each in enumerate(goal.measures, start=1)],
    }


def _measure(measure: Measure, shown: str) -> dict[str, Any]:
    return _row(measure, shown) | {
        "body": _in_both(measure, "body"),
        "owner": _id(measure.owner_id),
        "deputy": _id(measure.deputy_id),
        "partners": _in_both(measure, "partners"),
        "resource": _in_both(measure, "resource"),
        "cost_cents": measure.cost_cents,
        "begins_on": _iso(measure.begins_on),
        "ends_on": _iso(measure.ends_on),
        "status": measure.status,
        "tags": list(measure.tags),
    }


def _indicator(indicator: GoalIndicator, now: Followed) -> dict[str, Any]:
    latest = now.latest
    return {
        "key": str(indicator.id),
        "indicator_id": indicator.indicator_id,
        "title": now.title,
        "unit": now.unit,
        "decimals": now.decimals,
        "direction": now.direction,
        "baseline": {"period": indicator.baseline_period, "value": _exact(indicator.baseline_value)},
        "target": {"year": indicator.target_year, "value": _exact(indicator.target_value)},
        "actual": {"period": latest.period, "value": _exact(latest.value)} if latest else None,
    }


def _row(row: PlanRow, shown: str) -> dict[str, Any]:
    return {"key": str(row.id), "number": row.number, "shown": shown, "title": _in_both(row, "title")}


def _in_both(row: object, name: str) -> dict[str, str]:
    return {language: getattr(row, f"{name}_{language}") for language in BOTH}


def _id(person: UUID | None) -> str | None:
    return str(person) if person else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _exact(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")
