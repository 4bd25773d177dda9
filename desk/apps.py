from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "desk"
    verbose_name = "The desk"

    def ready(self):
        from .accounts import devices, second_factor, sessions, trail

        for part in (devices, second_factor, sessions, trail):
            part.watch()
