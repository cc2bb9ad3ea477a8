"""The words by which an edition is found: kept when it is published, and for those from before there were any."""

from sqlalchemy import func, select
from sqlalchemy.orm import undefer

from app.publishing.models import Edition, EditionWithdrawal, EditionWords
from app.publishing.search_rules import CONFIGURATIONS, words_of
from tenants.boundary import TenantSession


def keep_words(session: TenantSession, edition: Edition) -> None:
    """What an edition says in each language, as the search knows words."""
    for language, configuration in CONFIGURATIONS.items():
        words = func.strip(func.to_tsvector(configuration, words_of(edition.content, language)))
        session.add(EditionWords(edition_id=edition.id, language=language, words=words))


def index_the_rest(session: TenantSession) -> int:
    """Keep the words of the municipality's editions that are published and have none; how many that were."""
    session.take_turn()
    known = (select(beside.edition_id) for beside in (EditionWords, EditionWithdrawal))
    unknown = select(Edition).where(*(Edition.id.not_in(each) for each in known)).options(undefer(Edition.content))
    editions = session.scalars(unknown).all()
    for each in editions:
        keep_words(session, each)
    return len(editions)
