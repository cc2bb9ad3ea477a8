"""What the desk asks about the renewals of a year."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from billing.licence_rules import LicenceState
from billing.models import Licence, Renewal
from billing.price_lists import as_price_list, stored_price_lists
from billing.prices import PriceClass, PriceList
from billing.renewals import HAS_PAYER, IS_FOLLOWED, RENEWABLE, not_yet_proposed
from tenants.municipalities import Municipality, alphabetical
from tenants.registry import Tenant


@dataclass(frozen=True)
class RenewalRow:
    """A proposal beside the licence that runs out."""

    renewal: Renewal
    licence: Licence
    municipality: Municipality
    has_payer: bool
    old_class: PriceClass
    new_class: PriceClass

    @property
    def difference_cents(self) -> int:
        """How much dearer the coming year is."""
        return self.renewal.yearly_net_cents - self.licence.yearly_net_cents

    @property
    def state(self) -> str:
        """Where the renewal is: a word of app.staff.words.RENEWAL_STATES."""
        if self.renewal.opened_id:
            return "renewed"
        if self.licence.notice_given_on:
            return "notice"
        if not self.renewal.approved_at:
            return "proposed"
        return "approved" if self.has_payer else "no_payer"


@dataclass(frozen=True)
class RenewalsOfYear:
    """All that staff decide on in December."""

    year: int
    rows: list[RenewalRow]
    notices: list[tuple[Licence, Municipality]]
    """Who has given notice and is still there."""
    left_over: list[tuple[Licence, Municipality]]
    """Whose licence ran out a year ago or more, or is closed for non-payment as the year begins."""
    not_proposed: int
    """How many licences have no proposal yet."""

    @property
    def seen_at(self) -> datetime:
        """When the newest that is shown was proposed: what is proposed while the page is made was not seen."""
        return max(row.renewal.proposed_at for row in self.rows)

    @cached_property
    def going_on(self) -> list[RenewalRow]:
        """All but those who have given notice."""
        return [row for row in self.rows if row.state != "notice"]

    @cached_property
    def waiting(self) -> list[RenewalRow]:
        """What a person can approve."""
        return [row for row in self.rows if row.state == "proposed"]


def renewals_of(session: Session, year: int, language: str) -> RenewalsOfYear:
    """In the alphabetical order of the language's names; what ended before its renewal was opened is left out."""
    lists = {stored.id: as_price_list(stored) for stored in stored_price_lists(session)}
    found = session.execute(
        select(Renewal, Licence, Municipality, HAS_PAYER)
        .join(Licence, (Licence.tenant_id == Renewal.tenant_id) & (Licence.id == Renewal.licence_id))
        .join(Tenant, Tenant.id == Renewal.tenant_id)
        .join(Municipality, Municipality.code == Tenant.municipality_code)
        .where(Renewal.year == year, or_(Renewal.opened_id.is_not(None), Licence.state != LicenceState.ENDED))
    )
    rows = [RenewalRow(*row, *(_class_of(each, lists) for each in (row.Licence, row.Renewal))) for row in found]
    rows.sort(key=lambda row: alphabetical(row.municipality.name(language)))
    not_proposed = len(not_yet_proposed(session, year))
    return RenewalsOfYear(year, rows, _notices(session), _left_over(session, year), not_proposed)


def _class_of(priced: Licence | Renewal, lists: dict[object, PriceList]) -> PriceClass:
    return lists[priced.price_list_id].class_for(priced.population)


def _notices(session: Session) -> list[tuple[Licence, Municipality]]:
    return _of_municipalities(session, Licence.notice_given_on.is_not(None), Licence.state != LicenceState.ENDED)


def _left_over(session: Session, year: int) -> list[tuple[Licence, Municipality]]:
    last_day = date(year - 1, 12, 31)
    is_unpaid = Licence.state == LicenceState.READ_ONLY, Licence.ends_on == last_day
    ran_out = Licence.state.in_((*RENEWABLE, LicenceState.READ_ONLY)), Licence.ends_on < last_day
    is_left = or_(and_(*is_unpaid), and_(*ran_out))
    return _of_municipalities(session, is_left, Licence.notice_given_on.is_(None), ~IS_FOLLOWED)


def _of_municipalities(session: Session, *conditions: ColumnElement[bool]) -> list[tuple[Licence, Municipality]]:
    question = (
        select(Licence, Municipality)
        .join(Tenant, Tenant.id == Licence.tenant_id)
        .join(Municipality, Municipality.code == Tenant.municipality_code)
        .where(*conditions)
    )
    return [tuple(row) for row in session.execute(question.order_by(Municipality.name_fi))]
