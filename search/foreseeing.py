"""What the index will say of drafts, worked out in another process for what an import saves next."""

from .backends import backend
from .folding import fold_text, fold_with_stems, texts_of
from .vocabulary import kept_words_of


def look_ahead(drafts):
    """The answers of fold_with_stems(), kept_words_of() and the index's kept_form() to what these drafts will say."""
    told = [[*texts_of(draft)] for draft in drafts]
    folded = fold_with_stems.answers_to(text for texts in told for text in texts)
    written, lines = set(), []
    for draft, texts in zip(drafts, told, strict=True):
        title, body, *said = (folded[text] for text in texts)
        written |= {title, body}
        lines.append((title, fold_text(draft.byline), body))
        lines += [("", source, text) for source, text in zip(said[::2], said[1::2], strict=True)]
    return folded, kept_words_of.answers_to([(frozenset(written),)]), backend().forms_of(lines)


def take_over(found):
    """Take over what look_ahead() returned, in place of what it returned before."""
    for foreseen, answers in zip((fold_with_stems, kept_words_of, backend().kept_form), found, strict=True):
        foreseen.take_over(answers)
