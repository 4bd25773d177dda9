from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    name = "articles"

    def ready(self):
        from . import following
        from .publishing import records_changed
        from .reports import upkeep

        following.watch()
        records_changed.connect(upkeep.records_changed, dispatch_uid="articles.reports")
