"""Where a record could once be found: whenever its address changes, the old one goes on leading to it."""

from urllib.parse import unquote

from django.db.models.signals import post_save, pre_save

from .models import FormerAddress, Record


def path_of(record):
    """The path of a record's page as a request gives it, without percent-encoding."""
    return unquote(record.get_absolute_url())[:300]


def keep_address(path, record):
    """Let a path that once led elsewhere lead to this record."""
    lasting = {"kind": record._meta.label_lower, "code": record.code}
    return FormerAddress.objects.update_or_create(path=path, defaults=lasting)[0]


def has_address(model):
    return issubclass(model, Record) and any(field.name == "slug" for field in model._meta.fields)


def remember(sender, instance, raw=False, **_signal):
    if not raw and instance.pk and has_address(sender):
        former = sender._base_manager.filter(pk=instance.pk).first()
        instance._former_path = path_of(former) if former else None


def keep(sender, instance, **_signal):
    former = instance.__dict__.pop("_former_path", None)
    if former and former != path_of(instance):
        keep_address(former, instance)


def watch():
    """Keep the former address of every record that is saved under another."""
    pre_save.connect(remember, dispatch_uid="people.addresses.remember")
    post_save.connect(keep, dispatch_uid="people.addresses.keep")
