from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "search"

    def ready(self):
        from articles.importing import ahead
        from articles.publishing import records_changed
        from people import finding

        from . import foreseeing, index, sections, upkeep

        finding.use(sections)

        ahead.prepare(foreseeing.look_ahead, foreseeing.take_over)
        records_changed.connect(index.records_changed, dispatch_uid="search index")
        post_migrate.connect(upkeep.after_migrating, sender=self, dispatch_uid="search index")
