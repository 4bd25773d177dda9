"""What schema.org (release 30.1, as a package) says against linked data: unknown terms, values of a wrong type."""

from pyld import jsonld
from schema_org.registry import CLASS_METADATA, DATATYPES, PARENTS, PROPERTY_BY_SCHEMA

SCHEMA = "https://schema.org/"


def complaints_about(data):
    """Everything in a JSON-LD document that the vocabulary does not know or allow; [] where all is well."""
    (node,) = jsonld.expand({**data, "@context": {"@vocab": SCHEMA}})
    return list(_about(node, via=None))


def _about(node, via):
    kinds = [kind.removeprefix(SCHEMA) for kind in node.get("@type", [])]
    if not kinds or any(kind not in CLASS_METADATA for kind in kinds):
        yield f"no type of schema.org: {kinds}"
        return
    known = {above for kind in kinds for above in _ancestry(kind)}
    for name, values in node.items():
        if not name.startswith("@"):
            yield from _about_values(name.removeprefix(SCHEMA), values, known, via)


def _about_values(name, values, known, via):
    found = PROPERTY_BY_SCHEMA.get(name)
    if not found or not (known & set(found.domains) or ("Role" in known and name == via)):
        yield f"{sorted(known)} have no {name}"
        return
    for value in values:
        if "@type" not in value:
            if not set(found.ranges) & set(DATATYPES):
                yield f"{name} is no text: {value}"
            continue
        yield from _about(value, via=name)
        above = _ancestry(value["@type"][0].removeprefix(SCHEMA))
        if not above & {*found.ranges, "Role"}:  # a Role may stand between any property and its value
            yield f"{name} is none of {sorted(above)}"


def _ancestry(kind):
    """A type and all those above it."""
    return {kind}.union(*map(_ancestry, PARENTS.get(kind, ())))
