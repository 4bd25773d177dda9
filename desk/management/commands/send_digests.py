"""Tell those who want it by e-mail what waits at the desk."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from desk.accounts.digest import send_due


class Command(BaseCommand):
    help = "Tell by e-mail what waits, whoever wants to know. Run it each morning; it tells nobody twice on a day."

    def add_arguments(self, parser):
        parser.add_argument("site", help="the address of the archive: https://archive.example")

    def handle(self, site, **options):
        address = urlsplit(site)
        if address.scheme not in {"http", "https"} or not address.netloc or address.path.strip("/") or address.query:
            raise CommandError(f"“{site}” is no address of a site: give one like https://archive.example")
        if not settings.SENDS_MAIL:
            raise CommandError("This archive sends no e-mail: set EMAIL_HOST and EMAIL_FROM (docs/deploying.md).")
        sending = send_due(f"{address.scheme}://{address.netloc}")
        self.stdout.write(f"{sending.sent} sent")
        if sending.failures:
            told = "; ".join(f"{name}: {problem}" for name, problem in sending.failures)
            raise CommandError(f"not sent, and tried again the next time: {told}")
