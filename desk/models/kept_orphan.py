"""The decision that a statement goes on showing the text it was quoted from, though its article has another one now."""

from django.conf import settings
from django.db import models
from django.db.models import OuterRef
from django.db.models.functions import Now

from articles.models import ArticleRevision, Statement
from people.models.history import HistoricalRecords


class KeptOrphanQuerySet(models.QuerySet):
    def of_outer_statement(self):
        """In a query of statements: the decision about each, as long as it stands on the text that was decided on."""
        return self.filter(statement=OuterRef("pk"), revision=OuterRef("revision"))


class KeptOrphan(models.Model):
    """An editor decided that an orphan stays on its old revision: it waits in no queue.

    It holds for that revision alone: further texts, imports and readings change nothing; a statement that comes back
    into the text and is lost again is asked about again. To take the decision back deletes it; its history stays.
    """

    statement = models.OneToOneField(Statement, models.CASCADE, related_name="kept_orphan")
    revision = models.ForeignKey(ArticleRevision, models.CASCADE, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(db_default=Now(), db_index=True)
    reason = models.CharField(max_length=300)
    history = HistoricalRecords()

    objects = KeptOrphanQuerySet.as_manager()

    def __str__(self):
        return f"{self.statement}, kept on its old text"
