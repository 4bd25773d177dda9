"""Who has which suggestion before them, so that two editors in one queue never get the same."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils import timezone

from articles.models import Statement


class HoldQuerySet(models.QuerySet):
    def living(self):
        return self.filter(until__gt=timezone.now())

    def run_out(self):
        return self.filter(until__lte=timezone.now())

    def of_others(self, editor):
        """Holds that keep a statement from this editor now."""
        return self.living().exclude(editor=editor)


class Hold(models.Model):
    """A statement that one editor has before them, until an instant. No statement has two."""

    statement = models.OneToOneField(Statement, models.CASCADE, related_name="hold")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    until = models.DateTimeField()

    objects = HoldQuerySet.as_manager()

    def __str__(self):
        return f"{self.editor} has {self.statement} until {self.until:%H:%M}"


def free_for(statements, editor):
    """Of these statements those that nobody else has before them."""
    return statements.exclude(Exists(Hold.objects.of_others(editor).filter(statement=OuterRef("pk"))))
