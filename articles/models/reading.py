"""Which articles an extractor has read: what it need not read again."""

from django.db import models
from django.db.models.functions import Now

from .article import Article, ArticleRevision


class Reading(models.Model):
    """The last time an extractor read an article: which of its texts, and in which version."""

    article = models.OneToOneField(Article, models.CASCADE, related_name="reading")
    revision = models.ForeignKey(ArticleRevision, models.CASCADE, related_name="+")
    version = models.CharField(max_length=60)
    read_at = models.DateTimeField(db_default=Now())

    def __str__(self):
        return f"{self.article}, read by {self.version}"
