"""Which forms have acted already, so that none acts twice."""

from datetime import timedelta

from django.db import models
from django.db.models.functions import Now
from django.utils import timezone

REMEMBERED = timedelta(days=30)


class DoneOnceQuerySet(models.QuerySet):
    def has_acted(self, form, record):
        """Whether a form has acted on a record, so that what it asks now is asked a second time."""
        return bool(form) and self.filter(form=form[:40], record=_name_of(record)).exists()

    def claim(self, form, record):
        """Whether a form has not acted on a record yet. Asked inside the transaction of the act, it then has.

        Who asks while another does the same waits until that act is done, or given up.
        """
        if not form:
            return True
        self.filter(done_at__lt=timezone.now() - REMEMBERED).delete()
        return self.get_or_create(form=form, record=_name_of(record))[1]


class DoneOnce(models.Model):
    """A form that has acted on a record. form: the random name that it was given when it was opened."""

    form = models.CharField(max_length=40)
    record = models.CharField(max_length=80, help_text="Model label and primary key, as in people.person:7.")
    done_at = models.DateTimeField(db_default=Now(), db_index=True)

    objects = DoneOnceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "record"], name="form_acts_once_on_a_record")]

    def __str__(self):
        return f"{self.form} on {self.record}"


def _name_of(record):
    return f"{record._meta.label_lower}:{record.pk}"
