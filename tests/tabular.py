"""Reads a CSV file as its metadata describe it (CSV on the Web): what does not fit is no table."""

import csv
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any
from urllib.parse import urlsplit


def read_as_described(body: bytes, metadata: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Rows of values, None where a cell is empty. Raises ValueError where the file is not as it is described."""
    schema, dialect = metadata["tableSchema"], metadata["dialect"]
    text = body.decode(dialect["encoding"]).removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}")
    head, *lines = csv.reader(StringIO(text, newline=""), delimiter=dialect["delimiter"], strict=True)
    if head != [each["titles"] for each in schema["columns"]]:
        raise ValueError(head)
    rows = [
        {column["name"]: _value(cell, column) for cell, column in zip(line, schema["columns"], strict=True)}
        for line in lines
    ]
    keys = {tuple(row[name] for name in schema["primaryKey"]) for row in rows}
    if len(keys) != len(rows):
        raise ValueError("two rows of one key")
    return rows


def _value(cell: str, column: Mapping[str, Any]) -> Any:
    if not cell:
        if column["required"]:
            raise ValueError(column["name"])
        return None
    told = column["datatype"] if isinstance(column["datatype"], dict) else {"base": column["datatype"]}
    return READ[told["base"]](cell, told)


def _integer(cell: str, told: Mapping[str, Any]) -> int:
    if int(cell) < told["minimum"]:
        raise ValueError(cell)
    return int(cell)


def _string(cell: str, told: Mapping[str, Any]) -> str:
    if not re.fullmatch(told.get("format", ".*"), cell):
        raise ValueError(cell)
    return cell


def _decimal(cell: str, told: Mapping[str, Any]) -> Decimal:
    return Decimal(_string(cell, {"format": r"-?\d+(\.\d+)?"}))


def _date(cell: str, told: Mapping[str, Any]) -> date:
    return date.fromisoformat(_string(cell, {"format": r"\d{4}-\d{2}-\d{2}"}))


def _address(cell: str, told: Mapping[str, Any]) -> str:
    if not urlsplit(cell).scheme:
        raise ValueError(cell)
    return cell


READ = {"integer": _integer, "string": _string, "decimal": _decimal, "date": _date, "anyURI": _address}
