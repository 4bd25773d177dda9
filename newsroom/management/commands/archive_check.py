"""`manage.py archive_check`: is every quotation to the letter, every secret kept, every reference whole?"""

import json
import time
from dataclasses import asdict

from django.core.management import BaseCommand, CommandError

from newsroom.checks import CHECKS


class Command(BaseCommand):
    help = "Check the archive and list what is wrong, a line each. Changes nothing; ends with 1 if anything is."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="one JSON object a line, the summary last")
        parser.add_argument("--only", choices=CHECKS, nargs="+", metavar="CHECK", help=f"of {', '.join(CHECKS)}")

    def handle(self, *, only, **options):
        started, found = time.monotonic(), 0
        for name in only or CHECKS:
            for finding in CHECKS[name]():
                found += 1
                self.report(finding, name, options["json"])
        self.summarise(len(only or CHECKS), found, round(time.monotonic() - started, 1), options["json"])
        if found:
            raise CommandError(f"{found} found to be wrong")

    def report(self, finding, check, as_json):
        line = json.dumps({"check": check} | asdict(finding)) if as_json else f"{check}: {finding}"
        self.stdout.write(line)

    def summarise(self, checks, found, seconds, as_json):
        if as_json:
            self.stdout.write(json.dumps({"sound": not found, "found": found, "checks": checks, "seconds": seconds}))
        elif not found:
            self.stdout.write(f"The archive is sound: {checks} checks in {seconds} s found nothing wrong.")
