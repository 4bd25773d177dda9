"""What is compared of a text, worked out in another process for what an import saves next."""

from collections.abc import Iterable

from articles.importing.foreseen import Answers, Foreseen
from articles.importing.saving import Item

from .words import compared_words, number_of, samples_of


@Foreseen
def compared(text: str) -> tuple[str, int, list[int | None]]:
    """What is compared of a text: its words, with a space between two; the number of them all; the samples of them."""
    words = compared_words(text)
    joined = " ".join(words)
    return joined, number_of(joined), samples_of(words)


def compare_ahead(items: Iterable[Item]) -> Answers:
    """Return what is compared of each statement that will be saved of these items."""
    return compared.answers_to((text,) for item in items for text, _described_as in item.said)
