"""`manage.py prepare_demo`: a database that is up to date, filled with the seeds, and an editor's account."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import BaseCommand, CommandError, call_command

NAME, PASSWORD = "editor", "harbour-light-1987"


class Command(BaseCommand):
    help = "Migrate, import the seeds and print an editor's account. Running it again changes nothing."

    def handle(self, **options):
        if not settings.DEBUG:
            raise CommandError("prepare_demo makes an account whose password everybody knows: only with DEBUG on.")
        call_command("migrate", verbosity=0)
        texts = sorted(str(path) for path in (settings.BASE_DIR / "seeds").glob("*.txt"))
        call_command("import_articles", *texts, verbosity=0)
        self.ensure_editor()
        self.stdout.write(f"Sign in at /admin/ as {NAME} with the password {PASSWORD}")

    def ensure_editor(self):
        user, is_new = get_user_model().objects.get_or_create(
            username=NAME, defaults={"is_staff": True, "first_name": "Demo", "last_name": "Editor"}
        )
        if is_new:
            user.set_password(PASSWORD)
            user.save()
            user.groups.set(Group.objects.filter(name__in=["reporter", "editor", "publisher"]))
