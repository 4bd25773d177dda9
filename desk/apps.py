from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "desk"
    verbose_name = "The desk"

    def ready(self):
        from people.telling import record_opened

        from .presence import note_opening

        record_opened.connect(note_opening, dispatch_uid="desk.presence")
