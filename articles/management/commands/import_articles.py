"""`manage.py import_articles FILE…`: texts, with the records beside them, and JSON Lines, into the archive."""

from argparse import FileType
from collections import Counter

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from articles.importing.bulk import BATCH
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
        parser.add_argument(
            "--rejects",
            type=FileType("x", encoding="utf-8"),
            metavar="NEW_FILE",
            help="write the refused lines of JSON Lines there, each with its reason, to be put right and imported",
        )
        parser.add_argument(
            "--progress",
            action="store_true",
            default=None,
            help="show how far JSON Lines are read, also where this is no terminal",
        )
        parser.add_argument(
            "--batch", type=int, default=BATCH, metavar="N", help=f"articles in a transaction, {BATCH} unless given"
        )

    def handle(self, *, files, status, rejects, progress, batch, verbosity, **options):
        settings.DEBUG = False  # or Django keeps a copy of every query
        became = Counter()
        for outcome in import_files(files, status=status, rejects=rejects, show_progress=progress, batch=batch):
            became[outcome.label] += 1
            self.tell(outcome, verbosity)
        if verbosity:
            self.stdout.write(", ".join(f"{became[label]} {label}" for label in Label if became[label]) or "nothing")
        if became[Label.REFUSED]:
            raise CommandError(f"{became[Label.REFUSED]} refused; all others are in the archive.")

    def tell(self, outcome, verbosity):
        """One line an outcome, but for the lines of a large file what went wrong; so too a quiet run."""
        line = f"{outcome.label:10} {outcome.headline or outcome.source}"
        if outcome.reason:
            line = f"{outcome.label:10} {outcome.source}: {outcome.reason}"
        if outcome.label == Label.REFUSED:
            self.stderr.write(line)
        elif verbosity > 1 or (verbosity and (outcome.reason or ":" not in outcome.source)):
            self.stdout.write(line)
