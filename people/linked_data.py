"""What pages say of people and organisations to programs: schema.org as JSON-LD.

`absolute` makes a whole address of a path. Only what the page itself shows is handed in here.
"""

import json

from django.utils.safestring import mark_safe

CONTEXT = "https://schema.org"
TYPES = {"person": "Person", "organisation": "Organization", "place": "Place", "event": "Event"}
ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}
LENGTH = {"year": 4, "month": 7, "day": 10}  # of a date as far as it is known: 1987-03-14


def as_script(data):
    """The data as the content of a script element: it runs nowhere, and cannot end the element early."""
    return mark_safe(json.dumps({"@context": CONTEXT, **data}, ensure_ascii=False).translate(ESCAPES))


def known(**fields):
    """The fields that have a value; at_id stands for @id."""
    return {f"@{name[3:]}" if name.startswith("at_") else name: value for name, value in fields.items() if value}


def reference_to(record, absolute):
    """A person, organisation, place or event as something that another record names."""
    address = absolute(record.get_absolute_url())
    return {"@type": TYPES[record._meta.model_name], "@id": address, "name": record.name, "url": address}


def of_named(record, absolute, *, names=(), **more):
    """A person, organisation, place or event on its own page. names: its other names."""
    wikidata, geonames = getattr(record, "wikidata_id", ""), getattr(record, "geonames_id", "")
    identities = [f"https://www.wikidata.org/wiki/{wikidata}"] if wikidata else []
    identities += [f"https://www.geonames.org/{geonames}/"] if geonames else []
    return reference_to(record, absolute) | known(
        identifier=record.code,
        description=record.summary,
        alternateName=[name.text for name in names],
        sameAs=identities,
        **more,
    )


def of_person(person, absolute, names, roles):
    """A person with the roles that are known, each with its organisation and dates."""
    return of_named(person, absolute, names=names, memberOf=[_role(role, absolute) for role in roles])


def _role(role, absolute):
    public = role.organisation and role.organisation.is_public
    return known(
        at_type="OrganizationRole",
        roleName=role.title,
        startDate=day_of(role, "started_on"),
        endDate=day_of(role, "ended_on"),
        memberOf=public and reference_to(role.organisation, absolute),
    )


def day_of(record, name):
    """A date as far as it is known: 1987, 1987-03 or 1987-03-14; empty without one."""
    day = getattr(record, name)
    return f"{day:%Y-%m-%d}".zfill(10)[: LENGTH[getattr(record, f"{name}_precision")]] if day else ""
