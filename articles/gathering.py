"""What acts have changed, gathered until it is decided from when it may be seen and told to whoever listens."""

from collections import defaultdict
from dataclasses import dataclass, field


def by_model(records):
    """{model: primary keys} of these records."""
    keys = defaultdict(set)
    for record in records:
        keys[type(record)].add(record.pk)
    return keys


def united(*told):
    """{model: primary keys}, over several of them."""
    keys = defaultdict(set)
    for each in told:
        for model, some in each.items():
            keys[model].update(some)
    return keys


def without(told, others):
    """{model: primary keys} of the first that are not among the second."""
    return {model: set(keys) - others.get(model, set()) for model, keys in told.items()}


@dataclass
class Changes:
    """articles: those that may say something else, as may all that they name. statements: those that alone have another
    status or speaker in theirs. records: what is dated besides. told, relinked: what else is announced.
    """

    articles: set = field(default_factory=set)
    statements: set = field(default_factory=set)
    records: set = field(default_factory=set)
    told: dict = field(default_factory=dict)
    relinked: dict = field(default_factory=dict)

    def add(self, other):
        self.articles |= other.articles
        self.statements |= other.statements
        self.records |= other.records
        self.told, self.relinked = united(self.told, other.told), united(self.relinked, other.relinked)
