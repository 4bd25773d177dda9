"""What is found is what may be seen."""

from search.upkeep import differences

from .finding import Finding


def find_differences():
    for difference in differences():
        what, _colon, problem = difference.partition(": ")
        yield Finding(what, problem, "Run: python manage.py rebuild_search.")
