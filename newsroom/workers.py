"""How a process begins that takes a share of the work of a command: with a connection to the database of its own."""

import django


def begin() -> None:
    django.setup()
    django.conf.settings.DEBUG = False  # or Django keeps a copy of every query
