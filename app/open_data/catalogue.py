"""What is published as a DCAT-AP catalogue (JSON-LD), which portals of open data harvest: a dataset per
edition. Pure.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from app.publishing.own_csv import METADATA_SUFFIX, SUFFIX

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "hydra": "http://www.w3.org/ns/hydra/core#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
AUTHORITY = "http://publications.europa.eu/resource/authority"
LANGUAGES = {"fi": f"{AUTHORITY}/language/FIN", "sv": f"{AUTHORITY}/language/SWE"}
LICENCE = f"{AUTHORITY}/licence/CC_BY_4_0"
LICENSED = ("csv",)
"""The files of Sotkanet's figures alone, which have its licence; the others hold the municipality's own figures or plan
as well, or alone.
"""
RIGHTS = {
    "fi": "Sotkanetin tunnusluvut: Sotkanet, THL, CC BY 4.0. Hyvinvointisuunnitelma on kunnan. "
    "Kunnan omien tunnuslukujen lähde ja lisenssi, jos lähde nimeää sellaisen, ovat lukujen kohdalla.",
    "sv": "Siffrorna från Sotkanet: Sotkanet, THL, CC BY 4.0. Välfärdsplanen är kommunens. "
    "Källan till kommunens egna siffror, och licensen om källan nämner en, står vid siffrorna.",
}
RIGHTS_OF_OWN = {
    "fi": "Kunnan omien tunnuslukujen lähde ja lisenssi, jos lähde nimeää sellaisen, ovat jokaisen luvun rivillä. "
    "Muiden lukujen käyttöehdot kertoo kunta.",
    "sv": "Källan till kommunens egna siffror, och licensen om källan nämner en, står på varje siffras rad. "
    "Villkoren för de övriga siffrorna får man av kommunen.",
}
DATA = {
    "csv": {"fi": "Sotkanetin tunnusluvut", "sv": "Siffror från Sotkanet"},
    SUFFIX: {"fi": "Kunnan omat tunnusluvut", "sv": "Kommunens egna siffror"},
    "json": {"fi": "Tunnusluvut ja suunnitelma", "sv": "Siffror och plan"},
    "xlsx": {"fi": "Tunnusluvut ja suunnitelma", "sv": "Siffror och plan"},
}
"""The files that are data, each with its title; the others are for reading."""

TITLE = {"fi": "Kuntien hyvinvointikertomukset", "sv": "Kommunernas välfärdsberättelser"}
ABOUT = {
    "fi": "Kuntien hyväksymien hyvinvointikertomusten tunnusluvut ja hyvinvointisuunnitelmat.",
    "sv": "Siffror och välfärdsplaner ur de välfärdsberättelser som kommunerna har godkänt.",
}
ABOUT_EDITION = {
    "fi": "Hyvinvointikertomuksen tunnusluvut ja hyvinvointisuunnitelma. Lukujen lähde: Sotkanet, THL, CC BY 4.0; "
    "kunnan omilla tunnusluvuilla on omat lähteensä.",
    "sv": "Välfärdsberättelsens siffror och välfärdsplan. Siffrornas källa: Sotkanet, THL, CC BY 4.0; "
    "kommunens egna siffror har sina egna källor.",
}
KEYWORDS = {"fi": ("hyvinvointikertomus", "hyvinvointi", "terveys"), "sv": ("välfärdsberättelse", "välfärd", "hälsa")}

Told = Mapping[str, Any]


def catalogue(
    address: str, publisher: Mapping[str, str], editions: Sequence[Told], pages: Mapping[str, str]
) -> dict[str, Any]:
    """One page of it; `editions` as the interface tells them, `pages` the addresses of its other pages by Hydra's name
    for them.
    """
    datasets = [dataset(each) for each in editions]
    view = {name: {"@id": place} for name, place in pages.items()}
    return {
        "@context": CONTEXT,
        "@id": address,
        "@type": "dcat:Catalog",
        "dct:title": _in_both(TITLE),
        "dct:description": _in_both(ABOUT),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": _in_both(publisher)},
        "dct:language": [{"@id": each} for each in LANGUAGES.values()],
        "dct:license": {"@id": LICENCE},
        "dct:modified": _moment(max((each["published_at"] for each in editions), default=None)),
        "dcat:dataset": datasets,
        "hydra:view": {"@type": "hydra:PartialCollectionView", **view},
    }


def dataset(edition: Told) -> dict[str, Any]:
    """An edition, which never changes: what corrects it is another one."""
    place = edition["municipality"]
    names = _in_both(place["name"])
    title = {language: f"{text}, {place['name'][language]}" for language, text in edition["title"].items() if text}
    first, last = edition["years"][:4], edition["years"][-4:]
    return {
        "@id": edition["self"],
        "@type": "dcat:Dataset",
        "dct:identifier": f"{place['code']}/{edition['years']}/{edition['number']}",
        "dct:title": _in_both(title),
        "dct:description": _in_both(ABOUT_EDITION),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": names, "dct:identifier": place["code"]},
        "dct:issued": _moment(edition["published_at"]),
        "dct:modified": _moment(edition["published_at"]),
        "dct:language": [{"@id": each} for each in LANGUAGES.values()],
        "dct:spatial": {"@type": "dct:Location", "skos:prefLabel": names, "dct:identifier": place["code"]},
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": {"@type": "xsd:gYear", "@value": first},
            "dcat:endDate": {"@type": "xsd:gYear", "@value": last},
        },
        "dcat:theme": {"@id": f"{AUTHORITY}/data-theme/HEAL"},
        "dcat:keyword": [
            {"@language": language, "@value": word} for language, words in KEYWORDS.items() for word in words
        ],
        "dcat:landingPage": [{"@id": page} for page in edition["pages"].values()],
        "dcat:distribution": [_distribution(each) for each in edition["files"] if each["format"] in DATA],
    }


def _distribution(file: Told) -> dict[str, Any]:
    media_type = file["media_type"].partition(";")[0]
    return {
        "@id": f"{file['address']}#file",
        "@type": "dcat:Distribution",
        "dct:title": _in_both(DATA[file["format"]]),
        "dcat:accessURL": {"@id": file["address"]},
        "dcat:downloadURL": {"@id": file["address"]},
        "dct:format": {"@id": f"{AUTHORITY}/file-type/{file['format'].rpartition('.')[2].upper()}"},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media_type}"},
        "dct:language": {"@id": LANGUAGES[file["language"]]},
        **_terms(file),
        **_described(file),
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(file["bytes"])},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": file["sha256"]},
        },
    }


def _terms(file: Told) -> dict[str, Any]:
    if file["format"] in LICENSED:
        return {"dct:license": {"@id": LICENCE}}
    rights = RIGHTS_OF_OWN if file["format"] == SUFFIX else RIGHTS
    return {"dct:rights": {"@type": "dct:RightsStatement", "rdfs:label": _in_both(rights)}}


def _described(file: Told) -> dict[str, Any]:
    """Where its columns are told of."""
    if file["format"] != SUFFIX:
        return {}
    return {"dct:conformsTo": {"@id": file["address"].removesuffix(SUFFIX) + METADATA_SUFFIX}}


def _in_both(texts: Mapping[str, str]) -> list[dict[str, str]]:
    """What is not written in a language is not told in it."""
    return [{"@language": language, "@value": text} for language, text in texts.items() if text]


def _moment(iso: str | None) -> dict[str, str] | None:
    return iso and {"@type": "xsd:dateTime", "@value": iso}
