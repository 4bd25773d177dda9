from django.apps import AppConfig, apps
from django.core.checks import register
from django.db import connection
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate


class NewsroomConfig(AppConfig):
    name = "newsroom"

    def ready(self):
        from .freshness import migrated, migrating, watch
        from .groups import ensure_groups
        from .instants import remember_what_is_read
        from .production import readers_can_write

        if connection.vendor == "sqlite":
            remember_what_is_read()
        register(readers_can_write, deploy=True)
        pre_migrate.connect(migrating, dispatch_uid="newsroom.freshness")
        post_migrate.connect(migrated, dispatch_uid="newsroom.freshness")
        connection_created.connect(watch, dispatch_uid="newsroom.freshness")

        # By the turn of the sessions app, the permissions of every app of the archive exist.
        post_migrate.connect(ensure_groups, sender=apps.get_app_config("sessions"), dispatch_uid="newsroom.groups")
