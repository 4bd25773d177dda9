"""Public schemas, and how a document is held against them.

sitemap.xsd is that of sitemaps.org, to the letter. csl_data.json follows csl-data.json of the Citation Style Language;
atom.rng and json_feed.json say what RFC 4287 and JSON Feed 1.1 ask of what we write, and refuse anything else.
"""

import json
from pathlib import Path

from jsonschema import Draft202012Validator
from lxml import etree

HERE = Path(__file__).parent


def complaints_about_json(data, schema):
    """What a JSON schema has to say against a document; [] where it is valid."""
    validator = Draft202012Validator(json.loads((HERE / schema).read_text()))
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


def complaints_about_xml(document, schema):
    """The same of bytes of XML, by an XSD or RelaxNG schema."""
    parse = etree.XMLSchema if schema.endswith(".xsd") else etree.RelaxNG
    found = parse(etree.parse(HERE / schema))
    found.validate(etree.fromstring(document))
    return [f"{error.line}: {error.message}" for error in found.error_log]


def complaints_about_atom(document):
    """The same of an Atom feed, with what a grammar cannot say: 4.1.1 an author for each entry, and no id twice."""
    complaints = complaints_about_xml(document, "atom.rng")
    names = {"a": "http://www.w3.org/2005/Atom"}
    feed = etree.fromstring(document)
    entries, ids = feed.findall("a:entry", names), [each.text for each in feed.iterfind("a:entry/a:id", names)]
    if feed.find("a:author", names) is None and any(entry.find("a:author", names) is None for entry in entries):
        complaints.append("an entry without an author in a feed without one")
    complaints += [f"{each} twice" for each in ids if ids.count(each) > 1]
    if not feed.xpath("a:link[@rel='self']", namespaces=names):
        complaints.append("no link to itself")
    return complaints
