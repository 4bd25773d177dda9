"""What only the index of words can find: what was said to and about someone, all that lies in a place, namesakes.

The index stands to the right of this package. When the site starts it hands over what answers here: use().
"""

_index = None


def use(index):
    """Let this module answer from now on: search/sections.py."""
    global _index
    _index = index


def section(key, label, relation, record, unit="statement", **options):
    """A section (people/sections.py) of what stands in a relation to a record: about, to, in, written, around or at."""
    return _index.section(key, label, relation, record, unit, **options)


def count(sections):
    """Fill in how much each of these sections holds, in one query."""
    if sections:
        _index.count(sections)


def newest(section, most):
    """Keys of the newest so many rows of a section."""
    return [key for _order, _kind, key, _facets in section.newest(most)]


def speakers_in(section, most):
    """{key of a person: how many of the newest so many statements of a section they made}, a Counter."""
    return _index.speakers_in(section, most)


def named(model, names, most):
    """Keys of published records of a kind with a name in which one of these folded names stands, in one query."""
    return _index.named(model, names, most)


def lying_in(model, place, most):
    """Keys of published records of a kind that lie in a place, or in one that lies in it."""
    return _index.lying_in(model, place, most)
