from django.apps import AppConfig, apps
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class NewsroomConfig(AppConfig):
    name = "newsroom"

    def ready(self):
        from .freshness import watch
        from .groups import ensure_groups

        connection_created.connect(watch, dispatch_uid="newsroom.freshness")

        # By the turn of the sessions app, the permissions of every app of the archive exist.
        post_migrate.connect(ensure_groups, sender=apps.get_app_config("sessions"), dispatch_uid="newsroom.groups")
