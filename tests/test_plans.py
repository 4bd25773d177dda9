"""Every page of readers answers from indexes: no large table is read through, and more rows cost no more.

An archive is made twice, the second time with three times as much of everything. Each page's queries are explained by
the database, and the work that they take is measured by it: steps of the virtual machine on SQLite, rows that the
nodes of the plan gave on PostgreSQL. With the limits drawn close, all that is counted or sorted is beyond them already.
"""

from collections import defaultdict
from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.db.models import F
from django.utils import timezone

from articles import publishing, sitemaps
from articles.models import Article, Attribution, Statement
from desk import queues
from tests import factories as make
from tests.explaining import TO_THE_INDEX, analyzed, explained, queries_of, remembered
from tests.growing import Archive, LongArchive

# Begun first: rows that other tests took back leave room in tables and indexes, and PostgreSQL's planner counts it.
pytestmark = [pytest.mark.django_db, pytest.mark.long]

FEW = 160  # articles of the smaller archive
FEW_ADDRESSES = 20  # in a sitemap
CLOSE = {
    "people.counting.FEWEST": 5, "people.counting.LIMIT": 10, "people.counting.SHARED": 50,
    "people.sections.POOL": 10, "search.sections.POOL": 10, "people.dossier.LATEST": 10, "people.company.LATEST": 10,
    "articles.views.place.LATEST": 10, "articles.views.place.LOOKED_AT": 40, "search.backends.beginnings.READ": 40,
    "newsroom.front_page.CONSIDERED": 20, "newsroom.coverage.LATEST": 10,
    "people.alphabet.MANY": 5, "people.alphabet.COUNTED": 10, "people.dossier.SAID_BY_PEOPLE": 10,
    "articles.views.event.COUNTED": 10, "articles.models.statement.MOST_REPORTS": 5, "articles.calendar.MOST_A_DAY": 10,
    "articles.calendar.MOST_SAID_A_DAY": 10, "articles.calendar.MOST_OF_A_DAY": 10,
    "search.results.POOL": 40, "search.results.MOST_COUNTED": 30, "search.export.BATCH": 20,
    "search.export.IN_A_FEED": 20,
    "articles.sitemaps.MOST": FEW_ADDRESSES, "articles.sitemaps.MOST_PARTS": 2,
    "people.prepared._known": {},  # what was worded with other limits
}  # fmt: skip
PAGES = [
    "/", "/about/", "/articles/", "/articles/1987/", "/articles/1987/03/", "/articles/1987/03/14/",
    "/articles/1987/03/14/?view=articles", "/articles/1987/03/14/?view=statements", "/articles/undated/",
    "/statements/", "/statements/?undated=1", "/people/", "/people/?letter=p", "/organisations/", "/places/",
    "/events/", "/corrections/", "/events/talks/feed.atom", "/events/talks/",
    "/on-this-day/03/14/",
    *(f"/people/ada-vos/{view}" for view in ("", "?view=about", "?view=to", "?view=articles", "?view=company",
                                             "?year=1987", "?kind=direct")),
    *(f"/places/rotterdam/{view}" for view in ("", "?view=about", "?view=written", "?view=articles")),
    *(f"/organisations/union/{view}" for view in ("", "?view=people", "?view=about", "?view=articles",
                                                  "?view=published", "?view=company")),
    *(f"/{page}" for page in (
        "search/?speaker=vos&about=work&place=rotterdam",
        "search/?q=wrok", "search/names/?field=speaker&q=vos",
        "corrections/feed.atom", "sitemap.xml",
        *(f"sitemaps/{name}.xml" for name in ("pages", "news", "articles-1987-03", "articles-1987-03-2",
                                              "articles-undated")),
    )),
    "/feed.atom", "/people/ada-vos/feed.atom", "/places/rotterdam/feed.atom", "/organisations/union/feed.json",
]  # fmt: skip
SEARCHES = [
    *(f"/search/?q=work{more}" for more in (
        "", "&sort=oldest", "&sort=relevance", "&group=speaker", "&group=article", "&kind=article", "&kind=statement",
        "&from=1985&to-date=1986", "+-football", "+OR+strike", "&speaker=vos&place=rotterdam&from=1986", "&exact=1",
    )),
    "/search/?q=%22back+to+work%22", "/search/?q=bac*", "/search/?speaker=vos&about=work&place=netherlands",
    "/search/?q=vos&kind=person", "/search/?q=wrok", "/search/?q=zzzz&speaker=vos&place=rotterdam",
    "/search/feed.atom?q=work", "/search/feed.json?speaker=vos", "/search/names/?field=speaker&q=vos",
    "/search/names/?field=place&q=p", "/compare/?q=work&speaker=vos&speaker=person", "/people/ada-vos/?view=about",
    "/people/ada-vos/?q=work", "/places/netherlands/", "/places/netherlands/?view=about",
    "/organisations/union/?view=about",
]  # fmt: skip
TABLES = ["/search/answers.csv?q=work", "/search/answers.csv?speaker=vos&sort=oldest"]


@pytest.fixture
def close(monkeypatch):
    """The limits drawn close."""
    for name, limit in CLOSE.items():
        monkeypatch.setattr(name, limit)


@pytest.fixture
def archive(db, close):
    made = Archive()
    made.grow(FEW)
    return made


def pages_of_records(archive):
    """The pages and ways out of the first article and the first statement, and of an event where nothing was said."""
    article, said = Article.objects.earliest("pk"), Statement.objects.earliest("pk")
    ways = [f"/embed/{said.code}/", f"/cite/{said.code}.bib", f"/cite/{article.code}.json", f"/card/{said.code}.png"]
    ways += [f"/statements/{said.code}/reports/", f"/corrections/?of={article.code}"]
    ways += [f"/revisions/{archive.report_of_it.code}/{page}" for page in ("1/", "compare/")]
    for kind, record in sitemaps.RECORDS.items():
        ways.append(f"/sitemaps/{kind}-{(record.objects.earliest('pk').pk - 1) // FEW_ADDRESSES + 1}.xml")
    return [article.get_absolute_url(), said.get_absolute_url(), *ways, "/events/quiet/", "/events/quiet/feed.atom"]


def costs(client, paths, *, together=sum, is_long=True):
    """{page: ({large tables read through}, amount of work)}. together: of the amounts of its queries, the amount.

    is_long: the archive grows in years. Of days that hold more and more, PostgreSQL sorts what a month of the index of
    words holds: there its questions count as no work.
    """
    analyzed()
    cache.clear()
    found = {}
    for path in paths:
        asked = queries_of(client, path)
        answers = [explained(*query) for query in asked]
        amounts = [
            a for (sql, _), (_t, a) in zip(asked, answers, strict=True) if is_long or not sql.startswith(TO_THE_INDEX)
        ]
        found[path] = {table for tables, _amount in answers for table in tables}, together(amounts)
    return found


def assert_none_grows(before, after):
    assert {path: tables for path, (tables, _amount) in after.items() if tables} == {}
    amounts = {path: (before[path][1], amount) for path, (_tables, amount) in after.items()}
    grown = [f"{path}: {few} → {many}" for path, (few, many) in amounts.items() if many > 1.5 * few + 200]
    assert not grown, "\n".join(grown)


def test_no_page_reads_through_a_large_table_and_more_rows_cost_no_more(client, archive):
    before = costs(client, [*PAGES, *pages_of_records(archive)], is_long=False)
    archive.grow(2 * FEW)
    assert_none_grows(before, costs(client, before, is_long=False))


@pytest.fixture
def long_archive(db, close):
    made = LongArchive()
    made.grow(FEW)
    return made


def test_no_question_to_the_index_of_words_reads_more_the_more_there_is_to_find(client, long_archive):
    before = costs(client, SEARCHES)
    long_archive.grow(2 * FEW)
    assert_none_grows(before, costs(client, SEARCHES))


def test_no_batch_of_a_table_reads_more_the_more_there_is_in_it(client, long_archive):
    before = costs(client, TABLES, together=max)
    long_archive.grow(2 * FEW)
    assert_none_grows(before, costs(client, TABLES, together=max))


@pytest.mark.only_on(
    "sqlite"
)  # so few days as here lead the planner of PostgreSQL to another index than it takes of many
@pytest.mark.parametrize("is_analyzed", [True, False])  # or the planner has only its guesses
def test_articles_known_to_the_year_or_month_alone_are_counted_without_the_rest(client, is_analyzed):
    made, amounts = date(1987, 3, 1), defaultdict(list)
    for precision in ("year", "month"):
        make.make_article(f"Known to the {precision}", printed_on=made, printed_on_precision=precision)
    for number in range(60):
        if number in (5, 59):
            if is_analyzed:
                analyzed()
            for path, precision in (("/articles/1987/", "year"), ("/articles/1987/03/", "month")):
                counting = [each for each in queries_of(client, path) if "COUNT" in each[0] and precision in each[1]]
                asked = min(counting, key=lambda each: len(each[0]))
                tables, amount = explained(*asked)
                assert not tables, path
                amounts[path].append(amount)
        make.make_article(f"Harbour {number}", printed_on=made + timedelta(number % 30))
    assert all(many <= few + 1 for few, many in amounts.values()), amounts


def test_a_page_deep_in_a_list_costs_what_the_second_costs(client, archive):
    archive.grow(2 * FEW)
    analyzed()
    dated = Statement.objects.filter(sorted_on__isnull=False).order_by(F("sorted_on").desc(), "-pk")
    amounts = {}
    for place in (30, dated.count() - 30):
        row = dated[place]
        path = f"/statements/?after={row.sorted_on}~{row.pk}"
        amounts[place] = sum(explained(*query)[1] for query in queries_of(client, path))
    second, deep = amounts.values()
    assert deep <= 1.5 * second + 200


def test_how_long_the_queues_of_the_desk_have_waited_costs_no_more_the_more_waits(archive, monkeypatch):
    monkeypatch.setattr(queues, "MOST", 20)
    editor, amounts = make.make_editor(), []
    for more in (0, 2 * FEW):
        archive.grow(more)
        undecide()
        analyzed()
        with remembered() as asked:
            found = queues.waiting(editor)
        amounts.append(sum(explained(*query)[1] for query in asked))
    assert {entry.queue.name for entry in found if entry.count} == {"in-review", "suggestions", "unresolved", "orphans"}
    few, many = amounts
    assert many <= 1.5 * few + 200


def undecide():
    """Let half of the articles and most of the statements wait in the queues of the desk."""
    Article.objects.filter(pk__in=list(Article.objects.order_by("pk").values_list("pk", flat=True)[::2])).update(
        status="in_review"
    )
    Statement.objects.filter(position=20).update(status="suggested")
    Statement.objects.filter(position=21).update(on_behalf_of=None, described_as="a docker")
    Statement.objects.filter(position=22).update(status="suggested", is_orphan=True)
    known = Attribution.objects.values("statement")
    suggested = Statement.objects.filter(status="suggested").exclude(pk__in=known)
    Attribution.objects.bulk_create(Attribution(statement=s, method="extractor") for s in suggested)


def what_it_costs_to_refresh(archive, asked):
    """The work of dating an article anew, in an archive of one size and in one of three times as much: [few, many]."""
    amounts = []
    for more in (0, 2 * FEW):
        archive.grow(more)
        analyzed()
        with remembered() as queries:
            publishing.refresh([asked()])
        amounts.append(sum(explained(*query)[1] for query in queries))
    return amounts


def test_an_article_that_changes_costs_no_more_the_more_is_known_of_those_it_names(archive):
    few, many = what_it_costs_to_refresh(archive, lambda: Article.objects.earliest("pk").pk)
    assert many <= 1.5 * few + 200


@pytest.mark.parametrize("which", ["earliest", "latest"])
def test_nor_does_one_that_readers_may_see_from_an_instant_to_come(archive, which):
    """Nothing of whom it names may be seen yet: each of their other articles waits for an instant too, and so
    does all that names the country they lie in."""
    archive.embargo_until = timezone.now() + timedelta(days=1)
    Article.objects.update(embargo_until=archive.embargo_until)
    publishing.refresh(Article.objects.values_list("pk", flat=True))
    few, many = what_it_costs_to_refresh(archive, lambda: getattr(Article.objects, which)("pk").pk)
    assert many <= few + 200
