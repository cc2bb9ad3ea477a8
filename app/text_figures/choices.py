"""What somebody chooses for a text: a figure of the mirror's or of the municipality's own; and the same one again when
its source has another.
"""

from app.indicators.areas import Area
from app.own_figures.models import OwnFigure, OwnIndicator
from app.own_figures.queries import holding_figures
from app.text_figures.models import TextFigure
from app.text_figures.offers import Offer, offer, same_areas
from app.text_figures.own_offers import OwnOffer, latest
from tenants.boundary import TenantSession

AnyOffer = Offer | OwnOffer


def is_still_so(session: TenantSession, own: Area, figure: TextFigure) -> bool:
    """Whether the source says what was chosen: it may have changed while the section was waited for."""
    now = again(session, own, figure, is_newest=False)
    return now is not None and now.chosen(figure.kind)["facts"] == figure.facts


def again(session: TenantSession, own: Area, old: TextFigure, *, is_newest: bool) -> AnyOffer | None:
    """What the source has now in an old figure's place, or of its newest period; a panel is always whole. None where
    there is none.
    """
    if old.own_figure_id:
        return _own_again(session, own, old, is_newest=is_newest)
    areas = same_areas(session, own.key, old.area_ids)
    year = None if is_newest else old.year
    found = offer(session, areas, old.indicator_id, old.gender, year=year)
    is_there = found is not None and found.has_figures and (old.kind == "panel" or year in (None, found.year))
    return found if is_there else None


def _own_again(session: TenantSession, own: Area, old: TextFigure, *, is_newest: bool) -> OwnOffer | None:
    chosen = session.get_one(OwnFigure, (session.tenant_id, old.own_figure_id))
    place = session.tenant_id, chosen.indicator_id
    indicator = session.get_one(OwnIndicator, place, populate_existing=True)  # it may have been read before a wait
    figures = holding_figures(session, indicator)
    first, last, group = chosen.figure.place
    same = [each for each in figures if each.figure.place[2] == group]
    if old.kind == "panel":
        same = same or figures
    elif not is_newest:
        same = [each for each in same if each.figure.place == (first, last, group)]
    return OwnOffer(indicator, figures, latest(same), own) if same else None
