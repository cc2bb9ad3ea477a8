"""How an edition is told to a program: plain data with whole addresses, which stay as they are."""

from typing import Any

from flask import current_app, url_for
from sqlalchemy import Row

from app.publishing.formats import FORMATS

BOTH = ("fi", "sv")


def whole(endpoint: str, **words: object) -> str:
    """An address with the service's name before it."""
    return current_app.config["SETTINGS"].public_url + url_for(endpoint, **words)


def edition_told(row: Row) -> dict[str, Any]:
    """An edition in the register."""
    files = [_file(row, each) for each in sorted(row.files, key=lambda it: (it["format"], it["language"]))]
    place = {"municipality": row.slug_fi, "years": row.years}
    return {
        "municipality": {"code": row.code, "name": {"fi": row.name_fi, "sv": row.name_sv}, "county": row.county_code},
        "title": {"fi": row.title_fi, "sv": row.title_sv},
        "years": row.years,
        "number": row.number,
        "published_at": row.published_at.isoformat(),
        "content_checksum": row.checksum,
        "self": whole("open_data.edition", number=row.number, **place),
        "figures": whole("open_data.figures", number=row.number, **place) if _has_data(row) else None,
        "newest": whole("open_data.edition", number=row.newest, **place),
        "pages": {language: _page(row, language) for language in BOTH},
        "files": files,
    }


def _has_data(row: Row) -> bool:
    """Editions from before there were such files have none."""
    return any(each["format"] == "json" for each in row.files)


def _file(row: Row, file: dict[str, Any]) -> dict[str, Any]:
    return {
        **file,
        "media_type": FORMATS[file["format"]].media_type,
        "address": f"{_page(row, file['language'])}.{file['format']}",
    }


def _page(row: Row, language: str) -> str:
    slug = row.slug_sv if language == "sv" else row.slug_fi
    place = {"municipality": slug, "years": row.years, "number": row.number}
    return whole("publishing.edition", language=language, **place)
