"""The history that a model keeps: who changed a record, when, and how it stood before."""

from functools import cache

from simple_history import manager, models


class HistoryManager(manager.HistoryManager):
    """Its class is made once: Simple History makes one whenever a history is asked for, three times with each save."""

    from_queryset = classmethod(cache(manager.HistoryManager.from_queryset.__func__))


class HistoricalRecords(models.HistoricalRecords):
    def __init__(self, **options):
        super().__init__(history_manager=HistoryManager, **options)
