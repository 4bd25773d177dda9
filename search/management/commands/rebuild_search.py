"""`manage.py rebuild_search`: make the search index say what the records say, while the site runs."""

from django.core.management import BaseCommand

from search import index, upkeep


class Command(BaseCommand):
    help = "Compare every record with its entry in the search index and write those that differ."

    def add_arguments(self, parser):
        parser.add_argument(
            "--from-nothing",
            action="store_true",
            help="throw the index away first; until it is done, searches find less",
        )

    def handle(self, *, from_nothing, **options):
        rebuild = upkeep.start_anew if from_nothing else index.rebuild
        rebuild(self.report)
        self.stdout.write("The search index is up to date.")

    def report(self, kind, done):
        self.stdout.write(f"{kind}: about {done} compared")
