from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "desk"
    verbose_name = "The desk"

    def ready(self):
        from articles.curation import statement_decided
        from desk.pairs import doubles
        from desk.review import second_looks
        from people.telling import record_opened, record_saved, records_merged

        from .accounts import devices, second_factor, sessions, trail
        from .presence import note_opening

        for part in (devices, second_factor, sessions, trail):
            part.watch()
        record_opened.connect(note_opening, dispatch_uid="desk.presence")
        statement_decided.connect(second_looks.follow, dispatch_uid="desk.second_looks")
        record_saved.connect(doubles.follow_save, dispatch_uid="desk.doubles.saved")
        records_merged.connect(doubles.follow_merge, dispatch_uid="desk.doubles.merged")
