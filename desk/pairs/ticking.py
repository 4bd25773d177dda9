"""What an editor has ticked on several pages of one list: it travels along in the form, page by page.

A tick is written as sort:key, as in statement:4711. Boxes that stand on the page are posted as `tick`, and all boxes
of the page as `shown`; ticks of other pages as one field, `kept`.
"""

import re

TICK = re.compile(r"[a-z]+:\d{1,18}")
MOST = 5_000  # ticks that one form carries


def ticks_of(data):
    """All that is ticked: what other pages kept, and the boxes of this page as they stand now."""
    kept = {tick for tick in data.get("kept", "").split() if TICK.fullmatch(tick)}
    ticked = {tick for tick in data.getlist("tick") if TICK.fullmatch(tick)}
    shown = set(data.get("shown", "").split())
    return set(sorted((kept - shown) | ticked)[:MOST])


def keys_by_sort(ticks):
    """{sort: primary keys} of what is ticked."""
    found = {}
    for tick in sorted(ticks):
        sort, _colon, key = tick.partition(":")
        found.setdefault(sort, []).append(int(key))
    return found
