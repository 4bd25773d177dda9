"""Small functions that make what a test needs, and state only what matters to it."""

from datetime import date

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from articles import publishing
from articles.models import (
    Article,
    ArticleRevision,
    Event,
    EventMention,
    Participation,
    Place,
    PlaceMention,
    Reference,
    Statement,
    StatementSpan,
)
from people.models import Organisation, Person

BODY = (
    "The strike ended on Friday.\n\n“We go back to work on Monday,” Ada Vos said in Rotterdam.\n\nThe port was quiet."
)
WORDS = "We go back to work on Monday,"


def make_person(name="Ada Vos", **fields):
    return Person.objects.create(name=name, **fields)


def make_organisation(name="Dockers’ Union", **fields):
    return Organisation.objects.create(name=name, **fields)


def make_place(name="Rotterdam", **fields):
    fields = {"latitude": 51.92, "longitude": 4.48, "country_code": "NL"} | fields
    return Place.objects.create(name=name, **fields)


def make_event(name="Harbour talks", **fields):
    return Event.objects.create(name=name, **fields)


def make_article(headline="Harbour strike ends", body=BODY, **fields):
    """A published article of 14 March 1987 with one revision and no statements."""
    defaults = {"status": Article.Status.PUBLISHED, "printed_on": date(1987, 3, 14)}
    article = Article.objects.create(headline=headline, **(defaults | fields))
    ArticleRevision.objects.create(article=article, headline=headline, body=body)
    publishing.refresh([article.pk])
    article.refresh_from_db()
    return article


def make_statement(article=None, exact=WORDS, speaker=None, *, about=(), to=(), **fields):
    """An accepted direct statement; `exact` is added to the text where it does not stand in it yet."""
    with publishing.together():  # decided once, for the article and the statement
        article = article or make_article()
        revision = article.current
        if exact not in revision.body:
            revision.body += f"\n\n“{exact}” she said."
            revision.save()
        start = revision.body.index(exact)
        defaults = {
            "kind": Statement.Kind.DIRECT,
            "status": Statement.Status.ACCEPTED,
            "described_as": str(speaker or "she"),
        }
        statement = Statement.objects.create(
            article=article, revision=revision, position=start, text=exact, speaker=speaker, **(defaults | fields)
        )
        StatementSpan.objects.create(
            statement=statement,
            start=start,
            end=start + len(exact),
            exact=exact,
            prefix=revision.body[max(0, start - 32) : start],
            suffix=revision.body[start + len(exact) :][:32],
            is_verbatim=statement.kind == Statement.Kind.DIRECT,
        )
        for relation, subjects in (("about", about), ("to", to)):
            for subject in subjects:
                refer(statement, subject, relation)
        if speaker:
            Participation.objects.get_or_create(article=article, person=speaker, role=Participation.As.SPEAKER)
        publishing.refresh([article.pk])
    statement.refresh_from_db()
    return statement


def refer(statement, subject, relation="about"):
    return Reference.objects.create(statement=statement, relation=relation, **{subject._meta.model_name: subject})


def mention(article, subject):
    """An article's accepted mention of a place or an event."""
    model = {Place: PlaceMention, Event: EventMention}[type(subject)]
    made = model.objects.create(article=article, **{subject._meta.model_name: subject})
    publishing.refresh([article.pk])
    return made


def make_editor(name="edith", group="publisher"):
    """Someone who may sign in to the admin, in one of the groups reporter, editor and publisher."""
    user = get_user_model().objects.create_user(name, password="correct horse battery", is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user
