"""`manage.py archive_check`: is every quotation to the letter, every secret kept, every reference whole?"""

import json
import time
from argparse import ArgumentTypeError
from contextlib import nullcontext
from dataclasses import asdict

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from tqdm import tqdm

from extraction.reader import pool_of
from newsroom.checks import CHECKS
from newsroom.checks.running import Run
from newsroom.workers import begin


def percentage(typed):
    """A part of a hundred, as a share of one."""
    try:
        share = float(typed.removesuffix("%")) / 100
    except ValueError:
        share = 0
    if not 0 < share <= 1:
        raise ArgumentTypeError("a percentage above 0, at most 100: 1, 0.5")
    return share


def processes(typed):
    if not typed.isdecimal() or not int(typed):
        raise ArgumentTypeError("a whole number of processes, at least 1")
    return int(typed)


class Command(BaseCommand):
    help = "Check the archive and list what is wrong, a line each. Changes nothing; ends with 1 if anything is."

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="one JSON object a line, the summary last")
        parser.add_argument("--only", choices=CHECKS, nargs="+", metavar="CHECK", help=f"of {', '.join(CHECKS)}")
        parser.add_argument(
            "--sample",
            type=percentage,
            default=1.0,
            metavar="PERCENT",
            help="look at so many of a hundred records, others each time, and at nothing that concerns all together",
        )
        parser.add_argument("--jobs", type=processes, default=1, help="processes that look at once, 1 unless given")

    def handle(self, *, only, sample, jobs, verbosity, **options):
        settings.DEBUG = False  # or Django keeps a copy of every query
        started, found, names = time.monotonic(), 0, only or [*CHECKS]
        with pool_of(jobs, begin) if jobs > 1 else nullcontext() as workers:
            for name in names:
                for finding in self.shown(name, verbosity, share=sample, workers=workers, jobs=jobs):
                    found += 1
                    self.report(finding, name, options["json"])
        self.summarise(len(names), found, round(time.monotonic() - started, 1), sample, options["json"])
        if found:
            raise CommandError(f"{found} found to be wrong")

    def shown(self, name, verbosity, **how):
        """What a check finds, with how far it is: on a terminal, with -v 2 anywhere, and then how long it took too."""
        started, is_hidden = time.monotonic(), {0: True, 1: None}.get(verbosity, False)
        with tqdm(desc=name, unit=" keys", unit_scale=True, leave=False, disable=is_hidden) as bar:

            def tell(done, whole):
                bar.total = whole
                bar.update(done - bar.n)

            yield from Run(told=tell, **how).findings(name)
        if verbosity > 1:
            self.stderr.write(f"{name}: {time.monotonic() - started:.1f} s")

    def report(self, finding, check, as_json):
        line = json.dumps({"check": check} | asdict(finding)) if as_json else f"{check}: {finding}"
        self.stdout.write(line)

    def summarise(self, checks, found, seconds, sample, as_json):
        if as_json:
            told = {"sound": not found, "found": found, "checks": checks, "seconds": seconds, "sample": sample}
            self.stdout.write(json.dumps(told))
        elif not found:
            what = "The archive" if sample == 1 else f"A sample of {100 * sample:g} %"
            self.stdout.write(f"{what} is sound: {checks} checks in {seconds} s found nothing wrong.")
