"""Compare what was added since the last time with all that was there, and propose what may be the same."""

from django.core.management.base import BaseCommand

from desk.models import Comparison, Double
from desk.pairs.doubles import compare_new, kind_of_model
from desk.pairs.kinds import KINDS


class Command(BaseCommand):
    help = (
        "Propose people, organisations and places that may be one. Run it after an import; again, it changes nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("--all", action="store_true", help="compare every record anew")

    def handle(self, **options):
        if options["all"]:
            Comparison.objects.all().delete()
        for model in KINDS.values():
            compared = compare_new(model, most=model.objects.count())
            waiting = Double.objects.filter(kind=kind_of_model(model)).count()
            name = model._meta.verbose_name_plural
            self.stdout.write(f"{name}: {compared} compared, {waiting} pairs may be one")
