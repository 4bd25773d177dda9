"""`manage.py group_reports`: the statements of the archive are compared, and the reports of one utterance grouped."""

from django.core.management import BaseCommand
from tqdm import tqdm

from articles.models import Statement
from articles.reports.upkeep import compare_all
from articles.visibility import OPEN_STATEMENT


class Command(BaseCommand):
    help = (
        "Group the statements that report one utterance. What editors decided holds. Only what was not compared yet is "
        "read, so that an ended run can be run again; imports and editors' changes are compared by themselves."
    )

    def add_arguments(self, parser):
        parser.add_argument("--again", action="store_true", help="compare also what has been compared already")

    def handle(self, *, again, verbosity, **options):
        with tqdm(total=self.number(again), unit="statement", disable=None, leave=False) as bar:
            done = 0
            for compared in compare_all(again=again):
                done += compared
                bar.update(compared)
        if verbosity:
            self.stdout.write(f"{done} statements compared")

    def number(self, again):
        statements = Statement.objects.filter(status__in=OPEN_STATEMENT)
        return (statements if again else statements.filter(wording=None)).count()
