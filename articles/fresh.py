"""Statements that were written just now, told as rows: nobody else can have seen or changed them yet, so whoever hears
of them need not read them again."""

from functools import cache
from operator import itemgetter

from .models import Article, Event, Statement


class Fresh:
    """New statements, each with its article: (statement, article), in the order of their keys."""

    def __init__(self, said=()):
        self.said = {statement.id: (statement, article) for statement, article in said}

    def rows(self, keys, paths):
        """What values_list(*paths) would give of the statements with these keys, in their order; None where not all of
        them are fresh. paths: a tuple of own fields, those of the article, and the place of the event.
        """
        keys = set(keys)
        if not keys or not keys <= self.said.keys():
            return None
        of_own, of_article, of_event, in_order = _readers(paths)
        articles = {article.id: of_article(vars(article)) for key, (_s, article) in self.said.items() if key in keys}
        return [
            in_order(of_own(vars(statement)) + articles[article.id] + of_event(statement))
            for key, (statement, article) in self.said.items()
            if key in keys
        ]


@cache
def _readers(paths):
    """What reads the values of a statement, of its article and of its event, and what brings them into order."""
    own = [path for path in paths if "__" not in path]
    of_article = [path for path in paths if path.startswith("article__")]
    of_event = [path for path in paths if path.startswith("event__")]
    read = [*own, *of_article, *of_event]
    places = [_column(Event, path.removeprefix("event__")) for path in of_event]
    return (
        _values([_column(Statement, path) for path in own]),
        _values([_column(Article, path.removeprefix("article__")) for path in of_article]),
        lambda statement: tuple(getattr(statement.event, place) if statement.event_id else None for place in places),
        _values([read.index(path) for path in paths]),
    )


def _column(model, name):
    return model._meta.pk.attname if name == "pk" else model._meta.get_field(name).attname


def _values(names):
    """What takes the values of these names or places, as a tuple however few they are."""
    if len(names) > 1:
        return itemgetter(*names)
    return lambda values: tuple(values[name] for name in names)
