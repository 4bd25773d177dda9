from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"

    def ready(self):
        from . import following
        from .importing import ahead
        from .publishing import records_changed
        from .reports import foreseeing, upkeep

        following.watch()
        ahead.prepare(foreseeing.compare_ahead, foreseeing.compared.take_over)
        records_changed.connect(upkeep.records_changed, dispatch_uid="articles.reports")
