"""How often a second editor agrees with the first: in a period, by what was decided, and by who decided and looked."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.contrib.auth import get_user_model
from django.db.models import Count, Prefetch, Q
from django.utils import timezone

from desk.models import Decision, SecondLook

DAY = timedelta(days=1)


@dataclass
class Share:
    """So many second looks of one kind, and how many of them agreed."""

    looked: int = 0
    agreed: int = 0

    def add(self, looked, agreed):
        self.looked, self.agreed = self.looked + looked, self.agreed + agreed

    @property
    def changed(self):
        return self.looked - self.agreed

    @property
    def rate(self):
        """In words: “95%”; nothing where nothing was looked at."""
        return f"{self.agreed / self.looked:.0%}" if self.looked else ""


@dataclass
class Agreement:
    """by_act: [(what was decided first, Share)]. by_pair: [(who decided and who looked, Share)]. The most first."""

    whole: Share = field(default_factory=Share)
    by_act: list = field(default_factory=list)
    by_pair: list = field(default_factory=list)


def agreement(first, last):
    """How the second looks from one day to another, both included, came out; in two queries."""
    told, acts, pairs = Agreement(), defaultdict(Share), defaultdict(Share)
    counts = {"looked": Count("pk"), "agreed_on": Count("pk", filter=Q(agreed=True))}
    rows = _had(first, last).order_by().values_list("first__editor", "looked_by", "first__act").annotate(**counts)
    for decided_by, looked_by, act, *numbers in rows:
        for share in (told.whole, acts[act], pairs[decided_by, looked_by]):
            share.add(*numbers)
    editors = get_user_model().objects.in_bulk({key for pair in pairs for key in pair})
    told.by_act = [(Decision.Act(act).label, share) for act, share in _most_first(acts)]
    told.by_pair = [(f"{editors[one]}, {editors[other]}", share) for (one, other), share in _most_first(pairs)]
    return told


def changed(first, last):
    """The second looks of a period that decided otherwise, the latest first, each with its last decision."""
    final = Decision.objects.standing().filter(act__in=Decision.FINAL)
    rows = _had(first, last).filter(agreed=False).order_by("-looked_at", "-pk")
    related = rows.select_related("first__statement", "first__editor", "looked_by")
    return related.prefetch_related(Prefetch("decisions", final, to_attr="final"))


def _most_first(shares):
    return sorted(shares.items(), key=lambda entry: (-entry[1].looked, entry[0]))


def _had(first, last):
    return SecondLook.objects.had().filter(looked_at__range=(_instant(first, time.min), _instant(last, time.max)))


def _instant(day, clock):
    """That hour of a day by the newsroom's clock; the first and the last day there are have none in every zone."""
    between = min(max(day, date.min + DAY), date.max - DAY)
    return timezone.make_aware(datetime.combine(between, clock))
