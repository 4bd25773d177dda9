"""`manage.py import_articles FILE…`: texts, with the records beside them, and JSON Lines, into the archive."""

from collections import Counter

from django.core.management import BaseCommand, CommandError

from articles.importing.files import import_files
from articles.importing.outcome import Label
from articles.models import Article

STATUSES = [Article.Status.DRAFT, Article.Status.IN_REVIEW, Article.Status.PUBLISHED]


class Command(BaseCommand):
    help = "Import articles from text files (.txt, with a .toml record beside each or none) and JSON Lines."

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument(
            "--as",
            dest="status",
            choices=[str(status) for status in STATUSES],
            help="status of texts whose record does not say one; in_review unless given",
        )

    def handle(self, *, files, status, verbosity, **options):
        became = Counter()
        for outcome in import_files(files, status=status):
            became[outcome.label] += 1
            self.tell(outcome, verbosity)
        if verbosity:
            self.stdout.write(", ".join(f"{became[label]} {label}" for label in Label if became[label]) or "nothing")
        if became[Label.REFUSED]:
            raise CommandError(f"{became[Label.REFUSED]} refused; all others are in the archive.")

    def tell(self, outcome, verbosity):
        """One line an outcome; a quiet run tells only what was refused or kept."""
        line = f"{outcome.label:10} {outcome.headline or outcome.source}"
        if outcome.reason:
            line = f"{outcome.label:10} {outcome.source}: {outcome.reason}"
        if outcome.label == Label.REFUSED:
            self.stderr.write(line)
        elif verbosity:
            self.stdout.write(line)
