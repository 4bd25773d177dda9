"""Nothing unpublished shows: every state of an article or a statement, tried against every way out.

A public world is made first and each way out is kept as a reader sees it. Then a second article arrives, which
names the public people and places and some of its own, in a state that no reader may see. Every way out must
answer exactly as before, to the byte: no text, title, count, letter, link or order may differ.
"""

import re
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from articles import publishing
from articles.formats import MEDIA_TYPES
from articles.models import Article, Correction, Participation, Statement
from desk.models import FailedImport, ImportRun
from tests import factories as make
from tests.crawling import crawl

pytestmark = pytest.mark.django_db

SECRET = "Zyxwort"
HIDDEN_ARTICLES = {
    "draft": {"status": "draft"},
    "in review": {"status": "in_review"},
    "scheduled": {"status": "scheduled", "scheduled_for": timezone.now() + timedelta(days=1)},
    "embargoed": {"status": "published", "embargo_until": timezone.now() + timedelta(days=1)},
    "retracted": {"status": "retracted"},
    "removed": {"status": "removed"},
}
HIDDEN_STATEMENTS = ["suggested", "rejected", "retracted"]
# Readers saw these, or are told of their end: copies grow old, whatever else stays as it was.
TOLD = {"unpublish", "article retracted", "article removed", "statement retracted"}
QUESTIONS = [
    "q=harbour", "q=Vos", f"q={SECRET}", "speaker=Vos", f"speaker={SECRET}", "about=harbour", "about=Rotterdam",
    "place=Rotterdam", f"place={SECRET}", "from=1987&to-date=1987", "q=harbour&sort=relevance", "q=harbour&sort=oldest",
    *(f"q=harbour&kind={kind}" for kind in ["statement", "article", "person", "organisation", "place"]),
    "speaker=Vos&about=harbour&place=Rotterdam&from=1987", "q=harbour&group=speaker", "q=harbour&group=article",
    "org=union", "to=union", "said-in=Rotterdam", "event=talks", "source=union", "lang=en", "q=har*",
    "q=harbour+OR+strike",     f"q=harbour+{SECRET}", f"q={SECRET}*", "q=Zyxwert",
]  # fmt: skip
WAYS_OUT = ["/", "/articles/", "/statements/", "/people/", "/organisations/", "/places/", "/events/", "/about/"] + [
    f"/search/?{question}" for question in QUESTIONS
]
FEEDS = ["people/ada-vos/", "places/rotterdam/", "events/harbour-talks/", "organisations/dockers-union/", "",
         "corrections/"]  # fmt: skip
SITEMAPS = ["articles-1987-03", "people-1", "organisations-1", "places-1", "events-1"]
WAYS_OUT += [f"/{path}feed.{form}" for path in FEEDS for form in ("atom", "json")]
ASKED = ("q=harbour", "speaker=Vos", *(f"q={SECRET}&kind={kind}" for kind in ("person", "place")))
WAYS_OUT += [f"/search/{way}?{question}" for way in ("answers.csv", "feed.atom") for question in ASKED]
WAYS_OUT += [f"/search/names/?field={field}&q=Zyx" for field in ("speaker", "about", "place", "org", "event")]
# Long enough that the same words of the same speaker are one utterance.
SPOKEN = "The harbour belongs to us all and to nobody else in this town."
WAYS_OUT += [f"/compare/?q=harbour&speaker=Vos&speaker={name}" for name in ("union", SECRET)]
WAYS_OUT += ["/on-this-day/03/14/"]
WAYS_OUT += ["/corrections/", "/sitemap.xml", "/robots.txt", *(f"/sitemaps/{name}.xml" for name in SITEMAPS)]


# Where the headers are looked at too: all get them in one place.
WITH_HEADERS = ["/", "/people/ada-vos/", "/search/?q=harbour", "/feed.atom", "/sitemap.xml"]
# What one more article does not move: its people are of no other feed, and it was not corrected.
UNMOVED = {"/about/", "/robots.txt", "/sitemap.xml", "/corrections/"}
UNMOVED |= {f"/{path}feed.{form}" for path in ("corrections/", FEEDS[3]) for form in ("atom", "json")}


class World:
    """The people, places and events that everyone may know of, with one article that names them all."""

    @publishing.together()
    def __init__(self):
        self.ada = make.make_person("Ada Vos")
        self.union = make.make_organisation("Dockers’ Union")
        self.rotterdam = make.make_place("Rotterdam")
        self.talks = make.make_event("Harbour talks", place=self.rotterdam)
        self.article = self.report("Harbour strike ends", SPOKEN)

    @publishing.together()
    def report(self, headline, words, *, also=(), **fields):
        """An article in which Ada speaks; `also`: a person, organisation, place and event that only it names."""
        fields = {"publisher": self.union, "dateline_place": self.rotterdam} | fields
        article = make.make_article(headline, body=f"In the harbour: “{words}” she said.", **fields)
        person, organisation, place, event = also or (self.ada, self.union, self.rotterdam, self.talks)
        for subject in {place, self.rotterdam}:
            make.mention(article, subject)
        for subject in {event, self.talks}:
            make.mention(article, subject)
        Participation.objects.create(article=article, person=person, role="present")
        Participation.objects.create(article=article, organisation=organisation, role="subject")
        about = {person, organisation, place, self.rotterdam}
        make.make_statement(
            article, words, self.ada, about=about, to=[self.union], on_behalf_of=self.union,
            said_in=self.rotterdam, event=self.talks, described_as="Vos",
        )  # fmt: skip
        return article

    def report_secret(self, **fields):
        """The same from an article that brings names, words and places of its own."""
        also = (
            make.make_person(f"{SECRET} Person"),
            make.make_organisation(f"{SECRET} Ministry"),
            make.make_place(f"{SECRET} Town"),
            make.make_event(f"{SECRET} Summit"),
        )
        fields = {"printed_on": date(1987, 3, 14)} | fields
        return self.report(f"{SECRET} in the harbour", f"The {SECRET} harbour is mine.", also=also, **fields)


@pytest.fixture
def world(db):
    return World()


def seen(client, addresses, headers=()):
    """{address: status, body and headers}, as a reader gets it now."""
    return as_seen({address: client.get(address) for address in addresses}, headers)


def as_seen(pages, headers=()):
    """The same of answers; what differs from one request to the next by itself is taken out."""
    return {
        a: (r.status_code, re.sub(rb'"[A-Za-z0-9]{64}"', b"", r.getvalue()), *(r.get(name) for name in headers))
        for a, r in pages.items()
    }


def everywhere(client):
    return as_seen(crawl(client, *WAYS_OUT))


def changed(before, after):
    return [address for address in before if before[address] != after[address]]


def own_addresses(article):
    """Where somebody would look who guesses: the records that only this article names, and the article."""
    statements = [s.get_absolute_url() for s in article.statements.all()]
    codes = [article.code, *(s.code for s in article.statements.all())]
    statements += [f"/cite/{code}.{form}" for code in codes for form in MEDIA_TYPES]
    statements += [address for code in codes for address in (f"/embed/{code}/", f"/card/{code}.png")]
    statements += [f"/statements/{s.code}/reports/" for s in article.statements.all()]
    statements += [f"/oembed/?url=http://testserver{s.get_absolute_url()}" for s in article.statements.all()]
    statements += [f"/corrections/{way}?of={code}" for code in codes for way in ("", "feed.atom", "feed.json")]
    statements.append(f"/revisions/{article.code}/compare/")
    named = [p.party.get_absolute_url() for p in article.participations.all() if SECRET in p.party.name]
    places = [m.place.get_absolute_url() for m in article.place_mentions.all() if SECRET in m.place.name]
    events = [m.event.get_absolute_url() for m in article.event_mentions.all() if SECRET in m.event.name]
    return [article.get_absolute_url(), *statements, *named, *places, *events]


@contextmanager
def rehearsed():
    """Do something to the archive, look at it, and have it as it was again. It leaves a mark as a transaction would."""
    connection.run_on_commit.clear()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def report_again(world):
    """The words that are public already, printed a day earlier in an article that is not."""
    article = world.report("Harbour strike ends", SPOKEN, status="draft", printed_on=date(1987, 3, 13))
    assert article.statements.get().utterance == world.article.statements.get().utterance is not None


def hide_statement(world, status):
    bea = make.make_person(f"{SECRET} Bea")
    start = {"kind": Statement.Kind.DIRECT, "position": 3, "text": f"{SECRET} said so"}
    world.article.statements.create(revision=world.article.current, speaker=bea, status=status, **start)
    publishing.refresh([world.article.pk])


def suggest_participant(world):
    cato = make.make_person(f"{SECRET} Cato")
    Participation.objects.create(article=world.article, person=cato, role="subject", review="suggested")
    publishing.refresh([world.article.pk])


def merge_double(world):
    double = make.make_person(f"{SECRET} Double", merged_into=world.ada)
    Participation.objects.create(article=world.article, person=double, role="addressee", review="rejected")
    publishing.refresh([world.article.pk], also=[double])


def unpublish(world):
    article = world.report_secret()
    Article.objects.filter(pk=article.pk).update(status="draft")
    publishing.refresh([article.pk])


def remember_at_the_desk(world):
    """What a statement stood on once, what was imported and what could not be read are for the desk alone."""
    editor, statement = make.make_editor(), world.article.statements.get()
    former = {"reason": SECRET, "replaced_by": editor, "replaced_at": timezone.now()}
    piece = {"part": "source", "start": 0, "end": 7, "exact": SECRET, "is_verbatim": False}
    statement.former_words.create(revision=statement.revision, pieces=[piece], **former)
    run = ImportRun.objects.create(came_from=SECRET, refused=SECRET, made_by=editor)
    run.records.create(line=1, became="kept", article=world.article, headline=SECRET, reason=SECRET)
    FailedImport.objects.create(text=SECRET, reason=SECRET, made_by=editor, article=world.article)
    publishing.refresh([world.article.pk])


def test_nothing_that_is_not_public_changes_any_way_out(world, client):
    acts = (report_again, suggest_participant, merge_double, unpublish, remember_at_the_desk)
    hidden = {act.__name__: partial(act, world) for act in acts}
    hidden |= {f"article {state}": partial(world.report_secret, **f) for state, f in HIDDEN_ARTICLES.items()}
    hidden |= {f"statement {status}": partial(hide_statement, world, status) for status in HIDDEN_STATEMENTS}
    assert what_moves(hidden, client, everywhere(client)) == {}
    never_told = {state: hide for state, hide in hidden.items() if state not in TOLD}
    headers = ("ETag", "Last-Modified")
    assert what_moves(never_told, client, seen(client, WITH_HEADERS, headers), headers) == {}


def what_moves(hidden, client, before, headers=()):
    """{state: addresses that answer otherwise}, of all these acts together, and where any does, of each alone."""
    with rehearsed():
        for hide in hidden.values():
            hide()
        moved = changed(before, seen(client, before, headers))
    return {state: moved_by(hide, client, before, moved, headers) for state, hide in hidden.items() if moved}


def moved_by(hide, client, before, moved, headers):
    """Of the addresses that moved, those that do so for one hidden state alone: asked only where something leaks."""
    with rehearsed():
        hide()
        return changed({address: before[address] for address in moved}, seen(client, moved, headers))


@pytest.mark.parametrize("state", ["draft", "in review", "scheduled", "embargoed"])
def test_whoever_guesses_the_address_of_something_unpublished_learns_nothing(world, client, state):
    article = world.report_secret(**HIDDEN_ARTICLES[state])
    nothing = client.get("/people/nobody-at-all/")
    for address in own_addresses(article):
        answer = client.get(address)
        assert (answer.status_code, answer.content) == (404, nothing.content), address
        assert answer.headers.keys() == nothing.headers.keys()


@pytest.mark.parametrize("state", ["retracted", "removed"])
def test_a_tombstone_tells_when_and_why_and_nothing_else(world, client, state):
    article = world.report_secret(**HIDDEN_ARTICLES[state])
    act = {"retracted": "retraction", "removed": "removal"}[state]
    Correction.objects.create(article=article, act=act, what_changed="Withdrawn.", reason="It was forged.")
    for address in own_addresses(article):
        answer = client.get(address)
        assert SECRET.lower() not in answer.content.decode().lower(), address
        assert answer.status_code in {200, 404, 410}
    assert "It was forged." in client.get(article.get_absolute_url()).content.decode()


def test_every_way_out_would_have_shown_it(world, client):
    """The measure of the tests above: what is published does change the ways out."""
    before = seen(client, WAYS_OUT)
    world.report_secret()
    unmoved = set(before) - set(changed(before, seen(client, before)))
    assert unmoved <= UNMOVED
    pages = crawl(client, *WAYS_OUT)
    showing = {re.sub(r"[?].*", "", a) for a, page in pages.items() if SECRET in page.getvalue().decode()}
    shared = [world.ada, world.union, world.rotterdam, world.talks]
    assert showing >= {record.get_absolute_url() for record in shared}
    assert showing >= {"/articles/1987/03/14/", "/statements/", "/people/", "/organisations/", "/places/", "/events/"}


def test_an_embargo_ends_at_its_instant_on_every_way_out(world, client, monkeypatch):
    until = timezone.now() + timedelta(days=1)
    article = world.report_secret(embargo_until=until)
    before = seen(client, WAYS_OUT)
    monkeypatch.setattr(timezone, "now", lambda: until - timedelta(seconds=1))
    assert changed(before, seen(client, WAYS_OUT)) == []
    monkeypatch.setattr(timezone, "now", lambda: until)
    assert set(before) - set(changed(before, seen(client, WAYS_OUT))) <= UNMOVED
    assert {client.get(address).status_code for address in own_addresses(article)} == {200}


def test_the_admin_shows_nothing_to_those_who_did_not_sign_in(world):
    world.report_secret(status="draft")
    for path in [
        "",
        "articles/article/",
        "autocomplete/?term=Zyx&app_label=articles&model_name=statement&field_name=speaker",
    ]:
        answer = Client().get(f"/admin/{path}")
        assert answer.status_code in {302, 403}
        assert SECRET not in answer.content.decode()
