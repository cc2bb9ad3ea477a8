"""Lists of indicators as files: what was found or stands in the baskets, and what is new."""

from flask import g
from flask.typing import ResponseReturnValue
from flask_login import current_user

from app.indicators import catalogue, table_words
from app.indicators.news import news, seen_until
from app.indicators.pages import asked, asked_words
from app.indicators.routes import file_of, room
from app.web.access import needs
from app.web.languages import page
from tenants import clock


@page(
    room,
    "/<municipality>/tunnusluvut/luettelo.<any(csv, xlsx):suffix>",
    "/<municipality>/siffror/forteckning.<any(csv, xlsx):suffix>",
)
@needs("report.read")
def index_file(suffix: str) -> ResponseReturnValue:
    """What a search finds, or every indicator of the baskets."""
    words = asked_words()
    if words:
        found = catalogue.search(g.session, words, g.language)
    else:
        ids = [number for basket in catalogue.every_basket().values() for number in basket]
        listed = catalogue.listed(g.session, ids)
        found = [listed[number] for number in ids if number in listed]
    return file_of("indicators", table_words.of_catalogue(found, g.language), suffix)


@page(
    room,
    "/<municipality>/tunnusluvut/uutta.<any(csv, xlsx):suffix>",
    "/<municipality>/siffror/nytt.<any(csv, xlsx):suffix>",
)
@needs("report.read")
def news_file(suffix: str) -> ResponseReturnValue:
    """What has changed in the figures since this person last said that they had seen it."""
    since = seen_until(g.session, current_user.id, clock.now())
    found = news(g.session, since, asked().areas[0].area_id)
    return file_of("news", table_words.of_news(found, g.language), suffix)
