"""The body of a published page, drawn once when it is published and kept with the edition."""

from typing import Any

from flask import render_template

from app.web.languages import speaking


def draw(content: dict[str, Any], language: str) -> str:
    """An edition's content as HTML in one language, without the frame around it."""
    with speaking(language):
        return render_template("publishing/body.html", edition=content, language=language)
