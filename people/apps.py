from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "people"

    def ready(self):
        from . import addresses, histories

        addresses.watch()
        histories.watch()
