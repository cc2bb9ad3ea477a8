"""What the worker does about figures: the mirror is brought up to date every night."""

from datetime import datetime

from flask import current_app

from app.indicators.refreshing import refresh
from app.indicators.sotkanet import Sotkanet, SotkanetError
from app.messages.duties import duty
from tenants.database import Engines


@duty("40 1 * * *")
def refresh_figures(engines: Engines, now: datetime) -> None:
    """At night, when the bank is asked little. What went wrong is in the log, and staff see it on their page."""
    settings, log = current_app.config["SETTINGS"], current_app.logger
    try:
        refresh(engines, Sotkanet(settings.sotkanet_url, settings.operator.email), log.info)
    except SotkanetError as error:
        log.warning("the figures were not refreshed: %s", error)
