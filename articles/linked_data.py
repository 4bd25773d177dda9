"""What pages say of articles, statements, places and events to programs: schema.org as JSON-LD.

A verbatim statement is a Quotation; a paraphrase is a Claim, whose verbatim pieces are Quotations of their own.
`absolute` makes a whole address of a path. Only what the page itself shows is handed in here.
"""

from django.conf import settings

from people.linked_data import day_of, known, of_named, reference_to

from .formats import authors_of
from .models import Statement


def of_place(place, absolute, names):
    geo = place.latitude is not None and {
        "@type": "GeoCoordinates", "latitude": float(place.latitude), "longitude": float(place.longitude),
    }  # fmt: skip
    within = place.parent and place.parent.is_public and reference_to(place.parent, absolute)
    return of_named(place, absolute, names=names, geo=geo, containedInPlace=within)


def of_event(event, absolute):
    return of_named(
        event,
        absolute,
        startDate=day_of(event, "started_on"),
        endDate=day_of(event, "ended_on"),
        location=event.place and event.place.is_public and reference_to(event.place, absolute),
    )


def of_statement(statement, absolute, *, about=(), is_part=False):
    """A Quotation, or of a paraphrase a Claim. is_part: it stands within its article, which need not be told again."""
    article = statement.article
    language = statement.language or article.language
    is_verbatim = statement.kind == Statement.Kind.DIRECT
    quoted = [
        {"@type": "Quotation", "text": p.exact, "inLanguage": language} for p in statement.pieces if p.is_verbatim
    ]
    return known(
        at_type="Quotation" if is_verbatim else "Claim",
        at_id=absolute(statement.get_absolute_url()),
        identifier=statement.code,
        text=statement.text,
        inLanguage=language,
        creator=_creator(statement, absolute),
        dateCreated=day_of(statement, "said_on"),
        about=[reference_to(subject, absolute) for subject in about if subject.is_public],
        recordedAt=None if is_part else _event(statement, absolute),
        hasPart=quoted if not is_verbatim else None,
        isBasedOn=None if is_part else _article_reference(article, absolute),
        sdPublisher=None if is_part else _archive(),
    )


def _creator(statement, absolute):
    party = statement.speaker or statement.on_behalf_of
    if party and party.is_public:
        return reference_to(party, absolute)
    return None


def _event(statement, absolute):
    event = statement.event
    return reference_to(event, absolute) if event and event.is_public else None


def _article_reference(article, absolute):
    address = absolute(article.get_absolute_url())
    return {"@type": "NewsArticle", "@id": address, "headline": article.headline, "url": address}


def of_article(article, absolute, *, modified_at, picture, statements, corrections, people, places):
    """A NewsArticle with its statements as parts. people: parties that take part; places: those it is about."""
    return _article_reference(article, absolute) | known(
        identifier=article.code,
        inLanguage=article.language,
        datePublished=_printed(article),
        dateModified=modified_at and modified_at.isoformat(),
        image=picture,
        author=article.byline and {"@type": "Person", "name": authors_of(article)},
        publisher=article.publisher and reference_to(article.publisher, absolute),
        isBasedOn=article.original_address,
        contentLocation=article.dateline_place and reference_to(article.dateline_place, absolute),
        mentions=[reference_to(party, absolute) for party in people],
        about=[reference_to(place, absolute) for place in places],
        correction=[_correction(correction) for correction in corrections],
        hasPart=[of_statement(statement, absolute, is_part=True) for statement in statements],
        sdPublisher=_archive(),
    )


def _archive():
    """Who publishes what is told here, whoever printed the article; nothing where it is not set."""
    return settings.PUBLISHER and {"@type": "Organization", "name": settings.PUBLISHER}


def _printed(article):
    if article.published_at:
        return article.published_at.isoformat()
    return day_of(article, "printed_on")


def _correction(correction):
    text = f"{correction.what_changed} {correction.reason}"
    return {"@type": "CorrectionComment", "text": text, "datePublished": correction.made_at.isoformat()}
