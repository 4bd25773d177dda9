"""What the index will say of articles, worked out in another process for what an import saves next."""

from .backends import backend
from .folding import fold_text, fold_with_stems
from .vocabulary import kept_words_of


def look_ahead(items):
    """The answers of fold_with_stems(), kept_words_of() and the index's kept_form() to what these items will say."""
    told = [[*texts_of(item)] for item in items]
    folded = fold_with_stems.answers_to(text for texts in told for text in texts)
    written, lines = set(), []
    for item, texts in zip(items, told, strict=True):
        title, body, *said = (folded[text] for text in texts)
        written |= {title, body}
        lines.append((title, fold_text(item.draft.byline), body))
        lines += [("", source, text) for text, source in zip(said[::2], said[1::2], strict=True)]
    return folded, kept_words_of.answers_to([(frozenset(written),)]), backend().forms_of(lines)


def texts_of(item):
    """What an item will say in the entries of its article and its statements, each with its language: headline and
    body, then the words of each statement and the speaker as printed.
    """
    draft = item.draft
    yield from ((draft.headline, draft.language), (draft.body, draft.language))
    for statement, words in zip(draft.statements, item.said, strict=True):
        language = statement.language or draft.language
        yield from ((text, language) for text in words)


def take_over(found):
    """Take over what look_ahead() returned, in place of what it returned before."""
    for foreseen, answers in zip((fold_with_stems, kept_words_of, backend().kept_form), found, strict=True):
        foreseen.take_over(answers)
