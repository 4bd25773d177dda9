"""An archive that is made twice, the second time with more of everything."""

from datetime import date, timedelta

from articles import publishing
from articles.anchoring import revise
from articles.models import (
    Article,
    ArticleRevision,
    EventMention,
    Participation,
    Place,
    PlaceMention,
    Reference,
    Statement,
    StatementSpan,
)
from people import histories
from people.models import Organisation, Person
from tests import factories as make

PORTS = 8  # in a region


class Archive:
    """Articles in which the same people speak, at the same places, on few days: all of it under the same names."""

    def __init__(self):
        self.ada, self.union = make.make_person("Ada Vos"), make.make_organisation("Union")
        self.country = make.make_place("Netherlands", kind="country")
        self.rotterdam = make.make_place("Rotterdam", parent=self.country)
        self.talks = make.make_event("Talks", place=self.rotterdam)
        self.quiet = make.make_event("Quiet", place=self.rotterdam)  # reported once, and nothing was said there
        self.report_of_it = make.make_article("Quiet talks", printed_on=date(1986, 3, 1))
        make.mention(self.report_of_it, self.quiet)
        revise(
            self.report_of_it, "Quiet talks, and a word more.", by=make.make_editor("archivist"), reason="A word more"
        )
        self.number, self.embargo_until = 0, None

    def grow(self, number):
        """So many more articles, each with three statements."""
        numbers = range(self.number, self.number + number)
        self.number += number
        others = self._named(Person, "Person", numbers)
        self._named(Organisation, "Paper", numbers)
        regions = self._named(Place, "Region", numbers[::PORTS], parent=self.country)
        ports = self._named(Place, "Port", numbers)
        for n, port in enumerate(ports):
            port.parent = regions[n // PORTS]
        Place.objects.bulk_update(ports, ["parent"])
        articles = Article.objects.bulk_create(self._article(n) for n in numbers)
        revisions = ArticleRevision.objects.bulk_create(
            ArticleRevision(article=article, headline=article.headline, body=make.BODY) for article in articles
        )
        statements = Statement.objects.bulk_create(
            self._statement(n, kind, revision, others[n % len(others)])
            for n, revision in enumerate(revisions)
            for kind in range(3)
        )
        self._link(articles, statements, others, ports)
        histories.begin(Article, [article.pk for article in articles])
        publishing.refresh([article.pk for article in articles])

    def _named(self, model, name, numbers, **fields):
        records = [model(name=f"{name} {n}", slug=f"{name}-{n}".lower(), **fields) for n in numbers]
        for record in records:
            record.prepare()
        return model.objects.bulk_create(records)

    def _article(self, n):
        article = Article(
            headline=f"No. {n}", status="published", embargo_until=self.embargo_until,
            printed_on=self.day_of(n), publisher=self.union, dateline_place=self.rotterdam,
        )  # fmt: skip
        article.prepare()
        return article

    def day_of(self, n):
        return date(1985 + n % 3, 3, 14) + timedelta(days=n % 2) if n % 10 else None

    def _statement(self, n, kind, revision, other):
        speaker = (self.ada, None, other)[kind]
        return Statement(
            article=revision.article, revision=revision, position=20 + kind, text=make.WORDS, status="accepted",
            kind=("direct", "indirect", "mixed")[n % 3], speaker=speaker, described_as="she", said_in=self.rotterdam,
            on_behalf_of=self.union, event=self.talks, sorted_on=revision.article.printed_on, relayed_by=self.union,
        )  # fmt: skip

    def _link(self, articles, statements, others, ports):
        start = make.BODY.index(make.WORDS)
        span = {"start": start, "end": start + len(make.WORDS), "exact": make.WORDS, "is_verbatim": True}
        StatementSpan.objects.bulk_create(StatementSpan(statement=s, **span) for s in statements)
        subjects = {"person": self.ada}, {"organisation": self.union}, {"place": self.rotterdam}
        Reference.objects.bulk_create(
            Reference(statement=s, relation=relation, **subject)
            for s in statements for relation in ("about", "to") for subject in subjects
        )  # fmt: skip
        Participation.objects.bulk_create(
            Participation(article=article, role="subject", described_as="the leader", **party)
            for article, other in zip(articles, others, strict=True)
            for party in ({"person": self.ada}, {"person": other}, {"organisation": self.union})
        )
        PlaceMention.objects.bulk_create(
            PlaceMention(article=article, place=place)
            for article, port in zip(articles, ports, strict=True) for place in (self.rotterdam, port, self.country)
        )  # fmt: skip
        EventMention.objects.bulk_create(EventMention(article=article, event=self.talks) for article in articles)


class LongArchive(Archive):
    """The same, over more years the larger it is."""

    def day_of(self, n):
        return date(1987 - n // 40, 3, 14) + timedelta(days=n % 2)
