"""A line that somebody typed, read piece by piece: what was understood is taken out of it. Plain Python."""

import re
import unicodedata


class Unsaid(ValueError):  # noqa: N818 (raise Unsaid(…) says it)
    """What was typed gives no instant; the message says what is missing, in an editor’s words."""


class Phrase:
    """What is still to be read of a line; what was understood is taken out."""

    def __init__(self, typed: str):
        self.left = plain(typed)

    def take(self, pattern: re.Pattern) -> re.Match | None:
        match = pattern.search(self.left)
        if match:
            self.left = f"{self.left[: match.start()]} {self.left[match.end() :]}"
        return match

    def take_word(self, words: set[str]) -> str:
        match = next((word for word in self.left.split() if word in words), "")
        if match:
            self.left = " ".join(_without_first(self.left.split(), match))
        return match


def _without_first(words: list[str], word: str) -> list[str]:
    place = words.index(word)
    return words[:place] + words[place + 1 :]


def plain(typed: str) -> str:
    """In small letters, with the digits and apostrophes of a keyboard, without commas."""
    digits = "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in typed)
    small = unicodedata.normalize("NFC", digits).casefold().replace("’", "'").replace(",", " ")
    return " ".join(small.split())
