"""A statement or a headline as a picture, for sites that show a picture of what they link to. Plain functions.

A card is drawn from the words that it is given and nothing else. One font that has all of its letters is looked for:
the one that comes with the archive has the Latin, Greek, Cyrillic, Arabic, Hebrew, Armenian and Georgian ones, and the
setting CARD_FONTS names files with others. Where letters would be missing, or letters of a script that is written
from right to left could not be joined, there is no card.
"""

import io
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw, ImageFont, features

SIZE = WIDTH, HEIGHT = 1200, 630  # pixels: what the sites that show cards ask for
MARGIN = 72
PAPER, INK, QUIET, LINE, RED = "#fdfcf8", "#1b1a17", "#5d5a52", "#a8831a", "#8b1e1e"
OWN_FONT = Path(__file__).parent / "fonts" / "DejaVuSans.ttf"
LETTERS = (60, 52, 46, 40, 34)  # pixels: the largest in which the words have room
SMALL = 28
LEADING = 1.4  # from line to line, in heights of a letter
ROOM = 330  # pixels for the words
LONGEST = 700  # characters that are looked at: more never has room
KEPT = 128  # cards in memory, some thirty kilobytes each
RIGHT_TO_LEFT = {"R", "AL", "AN", "RLE", "RLO", "RLI"}
NO_GLYPH = "\uffff"
WITHOUT_GLYPH = {"Cc", "Cf", "Zs", "Zl", "Zp", "Mn", "Me"}  # of a mark on a letter the letter decides


@dataclass(frozen=True)
class Card:
    """What stands on it: words, who said them, where and when, a badge (corrected …), and whose archive it is."""

    words: str
    name: str = ""
    facts: str = ""
    badge: str = ""
    archive: str = ""

    @property
    def texts(self):
        return [self.words[:LONGEST], self.name, self.facts, self.badge, self.archive]


def can_draw(card):
    """Whether there is a font for each of its texts."""
    return all(_font_for(text) for text in card.texts)


@lru_cache(maxsize=KEPT)
def drawn(card):
    """The card as a PNG. Only what can_draw() says yes to."""
    picture = Image.new("RGB", SIZE, PAPER)
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, WIDTH, 14), fill=LINE)
    if card.badge:
        _write(pen, card.badge, MARGIN, SMALL, RED)
    y = _write_words(pen, card.words[:LONGEST], MARGIN + 2 * SMALL)
    _write(pen, card.name, max(y, HEIGHT - 200), SMALL + 6, INK)
    _write(pen, card.facts, HEIGHT - 144, SMALL, QUIET)
    _write(pen, card.archive, HEIGHT - 92, SMALL, LINE)
    file = io.BytesIO()
    picture.quantize(64).save(file, "PNG", optimize=True)
    return file.getvalue()


def _write_words(pen, words, y):
    """The words in the largest letters that they have room in, cut where they have none in the smallest."""
    size, lines = next(_fitting(words))
    for line in lines:
        _write(pen, line, y, size, INK, _direction(words))
        y += round(size * LEADING)
    return y


def _fitting(words):
    for size in LETTERS:
        lines, most = _broken(words, size), int(ROOM // (size * LEADING))
        if len(lines) <= most:
            yield size, lines
    yield size, [*lines[: most - 1], _shortened(" ".join(lines[most - 1 :]), size)]


def _broken(text, size):
    """The text in lines: broken between words, and inside one that is wider than a line."""
    lines, line = [], ""
    for part in _parts(text, size):
        longer = f"{line} {part}".strip() if not part.startswith("\0") else line + part[1:]
        if line and _width(longer, size) > WIDTH - 2 * MARGIN:
            lines.append(line)
            longer = part.lstrip("\0")
        line = longer
    return [*lines, line]


def _parts(text, size):
    """Words; those that no line can hold letter by letter, each after the first behind a NUL that joins it."""
    for word in text.split():
        if _width(word, size) <= WIDTH - 2 * MARGIN:
            yield word
        else:
            yield from (word[0], *(f"\0{letter}" for letter in word[1:]))


def _shortened(text, size):
    """As much of the text as one line holds, and “…”."""
    if _width(text, size) <= WIDTH - 2 * MARGIN:
        return text
    low, high = 0, len(text)
    while high - low > 1:
        middle = (low + high) // 2
        fits = _width(f"{text[:middle].rstrip()} …", size) <= WIDTH - 2 * MARGIN
        low, high = (middle, high) if fits else (low, middle)
    return f"{text[:low].rstrip()} …"


def _write(pen, text, y, size, colour, direction=None):
    """One line at its own side of the card, shortened where it is too long."""
    text = _shortened(text, size)
    direction = direction or _direction(text)
    options = {"direction": direction} if features.check("raqm") else {}
    x, anchor = (WIDTH - MARGIN, "ra") if direction == "rtl" else (MARGIN, "la")
    pen.text((x, y), text, fill=colour, font=_loaded(_font_for(text), size), anchor=anchor, **options)


def _width(text, size):
    return _loaded(_font_for(text), size).getlength(text)


def _direction(text):
    """rtl where the first letter that has a direction is written from right to left."""
    kinds = (unicodedata.bidirectional(letter) for letter in text)
    return "rtl" if next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L") != "L" else "ltr"


def _font_for(text):
    """The first font that has every letter of a text; None where none has, or nothing here can join the letters."""
    if not features.check("raqm") and any(unicodedata.bidirectional(letter) in RIGHT_TO_LEFT for letter in text):
        return None
    return next((font for font in (OWN_FONT, *map(Path, settings.CARD_FONTS)) if _has_all(font, text)), None)


def _has_all(font, text):
    return all(_has(font, letter) for letter in set(text) if unicodedata.category(letter) not in WITHOUT_GLYPH)


@lru_cache(maxsize=10_000)
def _has(font, letter):
    """Whether a font has a picture of its own for a letter: not that of a character that never is."""
    plain = ImageFont.truetype(font, SMALL, layout_engine=ImageFont.Layout.BASIC)
    return bytes(plain.getmask(letter)) != bytes(plain.getmask(NO_GLYPH))


@lru_cache(maxsize=50)
def _loaded(font, size):
    return ImageFont.truetype(font, size)
