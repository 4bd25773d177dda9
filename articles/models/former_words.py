"""Words that a statement stood on before an editor laid it on others."""

from django.conf import settings
from django.db import models

from .article import ArticleRevision
from .statement import Statement


class FormerWords(models.Model):
    """What a statement stood on until then. Rows are added, never changed (articles/rewording.py).

    pieces: one object for each span, in reading order, with its part, start, end, exact words and whether it is
    verbatim; revision.body[start:end] == exact, always (code points, half-open).
    """

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="former_words")
    revision = models.ForeignKey(ArticleRevision, models.PROTECT, related_name="+")
    pieces = models.JSONField()
    reason = models.CharField(max_length=300)
    replaced_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    replaced_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "former words"
        indexes = [models.Index(fields=["statement", "replaced_at"], name="former_words_in_order")]

    def __str__(self):
        return " … ".join(piece["exact"] for piece in self.pieces)
