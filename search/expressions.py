"""What an entry must say to be found, in a form that both databases can be asked in."""

from dataclasses import dataclass

EVERYWHERE = ("kind", "lang", "mode", "year")  # how the facets begin that stand in a great part of all entries


@dataclass(frozen=True)
class Phrase:
    """These folded words one after another, in any of these columns: title, source, text.

    is_beginning: the last of them may go on with any letters.
    """

    words: tuple
    columns: tuple = ("title", "source", "text")
    is_beginning: bool = False


@dataclass(frozen=True)
class Facet:
    """One of these facets: speaker12, in9, year1987."""

    names: tuple


@dataclass(frozen=True)
class AllOf:
    parts: tuple


@dataclass(frozen=True)
class AnyOf:
    parts: tuple


@dataclass(frozen=True)
class But:
    """What says `wanted` and does not say `unwanted`."""

    wanted: object
    unwanted: object


def all_of(*parts):
    """All of these; None stands for no condition."""
    parts = tuple(part for part in parts if part is not None)
    return parts[0] if len(parts) == 1 else AllOf(parts)


def any_of(*parts):
    """Any of these; None, and a facet without a name, stand for nothing."""
    parts = tuple(part for part in parts if part is not None and part != Facet(()))
    return parts[0] if len(parts) == 1 else AnyOf(parts)


def loosely(expression):
    """The same with words that may follow one another or not, and stand in any column: whatever answers the expression
    answers this one too.
    """
    match expression:
        case Phrase(words, _columns, is_beginning):
            return all_of(*(Phrase((word,)) for word in words[:-1]), Phrase(words[-1:], is_beginning=is_beginning))
        case AllOf(parts):
            return AllOf(tuple(map(loosely, parts)))
        case AnyOf(parts):
            return AnyOf(tuple(map(loosely, parts)))
        case But(wanted, unwanted):
            return But(loosely(wanted), unwanted) if loosely(unwanted) == unwanted else loosely(wanted)
    return expression


def for_ranking(expression):
    """Its words and whom they name, without what says nothing about how well an entry answers; None if that is all.

    Whatever answers the expression answers this one too. Language, kind, way of reporting and year are left out, for
    they stand in millions of entries, and a database that ranks may count each of them; and so is what is not wanted.
    """
    match expression:
        case Facet(names) if any(name.startswith(EVERYWHERE) for name in names):
            return None
        case AllOf(parts):
            told = [part for part in map(for_ranking, parts) if part]
            return all_of(*told) if told else None
        case AnyOf(parts):
            told = list(map(for_ranking, parts))
            return any_of(*told) if all(told) else None
        case But(wanted, _unwanted):
            return for_ranking(wanted)
    return expression
