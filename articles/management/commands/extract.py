"""`manage.py extract`: the articles of a selection are read, and what is found in them becomes suggestions."""

import os
from datetime import date

from django.core.management import BaseCommand, CommandError
from tqdm import tqdm

from articles.extracting import extract_articles, readable, unread
from articles.models import Article
from extraction import engines


class Command(BaseCommand):
    help = (
        "Suggest statements, people and places found in the texts of articles. What an editor decided stays; "
        "articles this version has read already are passed over, so that an ended run can be run again."
    )

    def add_arguments(self, parser):
        parser.add_argument("codes", nargs="*", metavar="CODE", help="codes of articles; all articles unless given")
        parser.add_argument("--engine", choices=list(engines.ENGINES), default="rules")
        parser.add_argument("--since", type=day, metavar="DAY", help="printed on that day or later: 2015-05-28")
        parser.add_argument("--language", metavar="CODE", help="only articles in this language: en")
        parser.add_argument("--status", choices=Article.Status.values, help="only articles in this state")
        parser.add_argument("--again", action="store_true", help="read also what this version has read already")
        parser.add_argument("--jobs", type=positive, default=os.cpu_count() or 1, help="processes that read at once")

    def handle(self, *, engine, jobs, verbosity, **asked):
        version = self.version_of(engine)
        articles = selected(asked)
        if not asked["again"]:
            articles = unread(articles, version)
        added = kept = dropped = failed = done = 0
        for outcome in self.shown(extract_articles(articles, engine=engine, version=version, jobs=jobs), articles):
            if outcome.reason:
                failed += 1
                self.stderr.write(f"{outcome.article.code} {outcome.article.headline}: {outcome.reason}")
                continue
            done, added = done + 1, added + outcome.change.added
            kept, dropped = kept + outcome.change.kept, dropped + outcome.change.dropped
        if verbosity:
            self.stdout.write(
                f"{done} articles read by {version}: {added} suggestions added, {kept} kept, {dropped} dropped"
            )
        if failed:
            raise CommandError(f"{failed} articles could not be read; all others are done.")

    def version_of(self, engine):
        try:
            return engines.load(engine).version
        except engines.EngineNotReadyError as problem:
            raise CommandError(str(problem)) from problem

    def shown(self, outcomes, articles):
        """With a progress bar, on a terminal."""
        return tqdm(outcomes, total=articles.count(), unit="article", disable=None, leave=False)


def selected(asked):
    articles = readable(Article.objects.all())
    if asked["codes"]:
        articles = articles.filter(code__in=asked["codes"])
        missing = sorted(set(asked["codes"]) - set(articles.values_list("code", flat=True)))
        if missing:
            raise CommandError(f"no article to be read has the code {', '.join(missing)}")
    wanted = {"printed_on__gte": asked["since"], "language": asked["language"], "status": asked["status"]}
    return articles.filter(**{name: value for name, value in wanted.items() if value})


def day(text):
    return date.fromisoformat(text)


def positive(text):
    number = int(text)
    if number < 1:
        raise ValueError
    return number
