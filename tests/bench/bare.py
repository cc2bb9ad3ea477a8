"""What we are measured against: a page of a given size, fetched with one indexed query. Nothing else happens here."""

import os

from flask import Flask
from sqlalchemy import create_engine, text

app = Flask(__name__)
engine = create_engine(os.environ["BARE_DATABASE_URL"])
PAGE = text("SELECT body FROM page WHERE id = :id")


@app.get("/<int:number>")
def page(number: int) -> str:
    """The whole page as it lies in the database."""
    with engine.connect() as connection:
        return connection.scalar(PAGE, {"id": number})
